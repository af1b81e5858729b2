// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The accounting core of MCD
/// @notice The debt of an urn is `art * rate` [rad]. Numbers out of range revert without a reason.
interface IVat {
    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Whether `usr` may act for `bit`: 1 or 0.
    function can(address bit, address usr) external view returns (uint256);

    /// @notice A collateral type.
    /// @return Art  Total normalised debt [wad].
    /// @return rate Accumulated rate [ray].
    /// @return spot Price with safety margin [ray].
    /// @return line Debt ceiling [rad].
    /// @return dust Smallest allowed debt of an urn that has debt [rad].
    function ilks(bytes32 ilk)
        external
        view
        returns (uint256 Art, uint256 rate, uint256 spot, uint256 line, uint256 dust);

    /// @notice A position.
    /// @return ink Locked collateral [wad].
    /// @return art Normalised debt [wad].
    function urns(bytes32 ilk, address usr) external view returns (uint256 ink, uint256 art);

    /// @notice Collateral that is not locked [wad].
    function gem(bytes32 ilk, address usr) external view returns (uint256);

    /// @notice Internal balance [rad].
    function dai(address usr) external view returns (uint256);

    /// @notice Unbacked debt of a system account [rad].
    function sin(address usr) external view returns (uint256);

    /// @notice Total issued [rad].
    function debt() external view returns (uint256);

    /// @notice Total unbacked [rad].
    function vice() external view returns (uint256);

    /// @notice Ceiling of the total [rad].
    function Line() external view returns (uint256);

    /// @notice 1 while the system runs, 0 after `cage`.
    function live() external view returns (uint256);

    /// @notice Makes `usr` an administrator. Reverts with `Vat/not-authorized`, `Vat/not-live`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `Vat/not-authorized`, `Vat/not-live`.
    function deny(address usr) external;

    /// @notice Lets `usr` act for the caller.
    function hope(address usr) external;

    /// @notice No longer lets `usr` act for the caller.
    function nope(address usr) external;

    /// @notice Creates an ilk with rate 1. Reverts with `Vat/ilk-already-init`.
    function init(bytes32 ilk) external;

    /// @notice Sets `Line` [rad]. Reverts with `Vat/not-live`, `Vat/file-unrecognized-param`.
    function file(bytes32 what, uint256 data) external;

    /// @notice Sets `spot` [ray], `line` or `dust` [rad] of an ilk. Reverts with `Vat/not-live`,
    ///         `Vat/file-unrecognized-param`.
    function file(bytes32 ilk, bytes32 what, uint256 data) external;

    /// @notice Stops the system for good.
    function cage() external;

    /// @notice Changes unlocked collateral by `wad` [wad, signed].
    function slip(bytes32 ilk, address usr, int256 wad) external;

    /// @notice Moves unlocked collateral [wad]. Reverts with `Vat/not-allowed`.
    function flux(bytes32 ilk, address src, address dst, uint256 wad) external;

    /// @notice Moves internal balance [rad]. Reverts with `Vat/not-allowed`.
    function move(address src, address dst, uint256 rad) external;

    /// @notice Changes the position of `u`, with collateral of `v` and the balance of `w`.
    /// @dev    Reverts with `Vat/not-live`, `/ilk-not-init`, `/ceiling-exceeded`, `/not-safe`, `/not-allowed-u`,
    ///         `/not-allowed-v`, `/not-allowed-w`, `/dust`.
    /// @param  dink Change of collateral [wad, signed].
    /// @param  dart Change of normalised debt [wad, signed].
    function frob(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external;

    /// @notice Moves a part of a position from `src` to `dst`.
    /// @dev    Reverts with `Vat/not-allowed`, `/not-safe-src`, `/not-safe-dst`, `/dust-src`, `/dust-dst`.
    function fork(bytes32 ilk, address src, address dst, int256 dink, int256 dart) external;

    /// @notice Changes a position as an administrator. Debt that is taken off becomes unbacked debt of `w`.
    function grab(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external;

    /// @notice Cancels unbacked debt of the caller against its balance [rad].
    function heal(uint256 rad) external;

    /// @notice Issues unbacked debt of `u` to `v` [rad].
    function suck(address u, address v, uint256 rad) external;

    /// @notice Changes the rate of an ilk by `rate` [ray, signed]. What accrues is added to the balance of `u`. Reverts
    ///         with `Vat/not-live`.
    function fold(bytes32 i, address u, int256 rate) external;
}
