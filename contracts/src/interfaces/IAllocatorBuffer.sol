// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The account of an allocator ilk through which USDS goes between the AllocatorVault and its users
interface IAllocatorBuffer {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice `spender` may move `amount` of `asset` [unit of the token].
    event Approve(address indexed asset, address indexed spender, uint256 amount);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Makes `usr` an administrator. Reverts with `AllocatorBuffer/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `AllocatorBuffer/not-authorized`.
    function deny(address usr) external;

    /// @notice Lets `spender` move `amount` of `asset`. Reverts with `AllocatorBuffer/not-authorized`.
    function approve(address asset, address spender, uint256 amount) external;
}
