// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibLimitKeys} from "../../facets/libraries/LibLimitKeys.sol";
import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IDispatchTransferAssetFacet} from "../../interfaces/IDispatchTransferAssetFacet.sol";
import {LibTokenCalls} from "../LibTokenCalls.sol";
import {DispatchFacet} from "./DispatchFacet.sol";

/// @notice See {IDispatchTransferAssetFacet}.
contract DispatchTransferAssetFacet is IDispatchTransferAssetFacet, DispatchFacet {
    using LibTokenCalls for IALMProxy;

    bytes32 private constant LIMIT_TRANSFER = keccak256("LIMIT_ASSET_TRANSFER");

    /// @inheritdoc IDispatchTransferAssetFacet
    function transfer(address asset, address destination, uint256 amount)
        external
        override
        nonReentrant
        onlyRole(ALLOCATOR_ROLE)
    {
        _useLimit(getTransferRateLimitKey(asset, destination), amount);
        require(_proxy().transfer(asset, destination, amount), "TransferAssetFacet/transfer-failed");
        emit TransferAssetTransfer(asset, destination, amount);
    }

    /// @inheritdoc IDispatchTransferAssetFacet
    function getTransferRateLimitKey(address asset, address destination) public pure override returns (bytes32) {
        return LibLimitKeys.forPair(LIMIT_TRANSFER, asset, destination);
    }
}
