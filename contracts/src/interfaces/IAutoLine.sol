// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Automatic debt ceilings (DssAutoLine)
/// @notice The ceiling of an ilk follows its debt up and down, at a set distance.
interface IAutoLine {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice An ilk was added or changed.
    event Setup(bytes32 indexed ilk, uint256 line, uint256 gap, uint256 ttl);

    /// @notice An ilk was removed.
    event Remove(bytes32 indexed ilk);

    /// @notice A ceiling was changed from `line` to `lineNew` [rad].
    event Exec(bytes32 indexed ilk, uint256 line, uint256 lineNew);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice The setup of an ilk; all zero if AutoLine does not have the ilk.
    /// @return line    Highest ceiling that `exec` sets [rad].
    /// @return gap     Distance of the ceiling from the debt [rad].
    /// @return ttl     Least time between two increases [s].
    /// @return last    Block of the last change.
    /// @return lastInc Time of the last increase [unix s].
    function ilks(bytes32 ilk)
        external
        view
        returns (uint256 line, uint256 gap, uint48 ttl, uint48 last, uint48 lastInc);

    /// @notice Makes `usr` an administrator. Reverts with `DssAutoLine/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `DssAutoLine/not-authorized`.
    function deny(address usr) external;

    /// @notice Adds an ilk or changes its setup, and forgets when it last changed. Reverts with
    ///         `DssAutoLine/not-authorized`, `/invalid-ttl`, `/invalid-line`.
    /// @param  line Highest ceiling [rad].
    /// @param  gap  Distance [rad].
    /// @param  ttl  Least time between increases [s].
    function setIlk(bytes32 ilk, uint256 line, uint256 gap, uint256 ttl) external;

    /// @notice Removes an ilk. Its ceiling stays as it is. Reverts with `DssAutoLine/not-authorized`.
    function remIlk(bytes32 ilk) external;

    /// @notice Sets the ceiling of an ilk to `min(Art * rate + gap, line)` and moves `Vat.Line` by the same amount.
    ///         Anyone may call. An increase waits for `lastInc + ttl`. There is at most one change a block. Nothing
    ///         happens to an ilk that AutoLine does not have. Numbers out of range revert without a reason.
    /// @return The ceiling afterwards [rad].
    function exec(bytes32 ilk) external returns (uint256);
}
