// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The buffers of the allocator ilks
interface IAllocatorRegistry {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event File(bytes32 indexed ilk, bytes32 indexed what, address data);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The AllocatorBuffer of an ilk; zero if none is registered.
    function buffers(bytes32 ilk) external view returns (address);

    /// @notice Makes `usr` an administrator. Reverts with `AllocatorRegistry/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `AllocatorRegistry/not-authorized`.
    function deny(address usr) external;

    /// @notice Sets `buffer` of an ilk. Reverts with `AllocatorRegistry/not-authorized`, `/file-unrecognized-param`.
    function file(bytes32 ilk, bytes32 what, address data) external;
}
