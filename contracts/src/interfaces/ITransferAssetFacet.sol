// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title Transfers of tokens to destinations for which governance has set a limit
interface ITransferAssetFacet {
    /// @notice Name of the transfer limits: `keccak256("LIMIT_ASSET_TRANSFER")`; the key of a pair is
    ///         `keccak256(abi.encode(LIMIT_ASSET_TRANSFER, asset, destination))`.
    function LIMIT_ASSET_TRANSFER() external view returns (bytes32);

    /// @notice Transfers a token of the ALMProxy. Only RELAYER. Uses the pair's LIMIT_ASSET_TRANSFER.
    /// @param  asset       The token.
    /// @param  destination Where it goes.
    /// @param  amount      Amount [unit of the token].
    function transferAsset(address asset, address destination, uint256 amount) external;
}
