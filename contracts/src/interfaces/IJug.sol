// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The fees of MCD
/// @notice `rate' = rpow(base + duty, now - rho) * rate / RAY`; rpow rounds half up, and the product is rounded down.
interface IJug {
    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The fee of an ilk.
    /// @return duty Factor per second, without `base` [ray].
    /// @return rho  Time of the last drip [unix s].
    function ilks(bytes32 ilk) external view returns (uint256 duty, uint256 rho);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice Where the fees go.
    function vow() external view returns (address);

    /// @notice What is added to the factor of every ilk [ray].
    function base() external view returns (uint256);

    /// @notice Makes `usr` an administrator. Reverts with `Jug/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `Jug/not-authorized`.
    function deny(address usr) external;

    /// @notice Starts an ilk with a factor of 1. Reverts with `Jug/ilk-already-init`.
    function init(bytes32 ilk) external;

    /// @notice Sets `duty` [ray]. Reverts with `Jug/rho-not-updated` unless the ilk was dripped in this second, and
    ///         with `Jug/file-unrecognized-param`.
    function file(bytes32 ilk, bytes32 what, uint256 data) external;

    /// @notice Sets `base` [ray]. Reverts with `Jug/file-unrecognized-param`.
    function file(bytes32 what, uint256 data) external;

    /// @notice Sets `vow`. Reverts with `Jug/file-unrecognized-param`.
    function file(bytes32 what, address data) external;

    /// @notice Accrues the fee of an ilk. Anyone may call. Reverts with `Jug/invalid-now`, and without a reason where a
    ///         number is out of range.
    /// @return rate The ilk's accumulated rate afterwards [ray].
    function drip(bytes32 ilk) external returns (uint256 rate);
}
