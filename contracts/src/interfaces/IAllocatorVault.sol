// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The contract that holds the urn of an allocator ilk
/// @notice Rounding favours the system: `draw` adds debt rounded up, `wipe` takes debt off rounded down. A full wipe
///         needs `ceil(art * rate' / RAY)`; from `ceil((art + 1) * rate' / RAY)` on it reverts without a reason.
interface IAllocatorVault {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event File(bytes32 indexed what, address data);

    /// @notice USDS was drawn to the buffer [wad].
    event Draw(address indexed sender, uint256 wad);

    /// @notice Debt was repaid with USDS of the buffer [wad].
    event Wipe(address indexed sender, uint256 wad);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The Jug.
    function jug() external view returns (address);

    /// @notice The AllocatorRoles that say who may draw and wipe.
    function roles() external view returns (address);

    /// @notice The AllocatorBuffer, where drawn USDS goes and repaid USDS comes from.
    function buffer() external view returns (address);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice The ilk.
    function ilk() external view returns (bytes32);

    /// @notice The UsdsJoin.
    function usdsJoin() external view returns (address);

    /// @notice The USDS token.
    function usds() external view returns (address);

    /// @notice Makes `usr` an administrator. Reverts with `AllocatorVault/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `AllocatorVault/not-authorized`.
    function deny(address usr) external;

    /// @notice Sets `jug`. Reverts with `AllocatorVault/not-authorized`, `/file-unrecognized-param`.
    function file(bytes32 what, address data) external;

    /// @notice Draws USDS to the buffer [wad]. Reverts with `AllocatorVault/not-authorized`, `/overflow`.
    function draw(uint256 wad) external;

    /// @notice Repays debt with USDS of the buffer [wad]. Reverts with `AllocatorVault/not-authorized`, `/overflow`.
    function wipe(uint256 wad) external;
}
