// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Transfers of a token to a destination that has a limit, at a production PAU
/// @notice A Controller calls these `transferAsset_transfer` and so on: see {IDispatchedPau}.
interface IDispatchTransferAssetFacet {
    /// @notice A token was transferred [unit of the token].
    event TransferAssetTransfer(address indexed asset, address indexed destination, uint256 amount);

    /// @notice Key of a transfer limit: `keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), asset, destination))`.
    function getTransferRateLimitKey(address asset, address destination) external view returns (bytes32);

    /// @notice Transfers a token of the ALMProxy. Only ALLOCATOR_ROLE. Uses the transfer limit.
    /// @dev    Reverts with `TransferAssetFacet/transfer-failed`.
    function transfer(address asset, address destination, uint256 amount) external;
}
