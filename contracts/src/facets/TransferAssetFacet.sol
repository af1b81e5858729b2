// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {ITransferAssetFacet} from "../interfaces/ITransferAssetFacet.sol";
import {Facet} from "./Facet.sol";
import {LibLimitKeys} from "./libraries/LibLimitKeys.sol";
import {LibProxyToken} from "./libraries/LibProxyToken.sol";

/// @notice See {ITransferAssetFacet}.
contract TransferAssetFacet is ITransferAssetFacet, Facet {
    using LibProxyToken for IALMProxy;

    /// @inheritdoc ITransferAssetFacet
    bytes32 public constant override LIMIT_ASSET_TRANSFER = keccak256("LIMIT_ASSET_TRANSFER");

    /// @inheritdoc ITransferAssetFacet
    function transferAsset(address asset, address destination, uint256 amount)
        external
        override
        nonReentrant
        onlyRelayer
    {
        _useLimit(LibLimitKeys.forPair(LIMIT_ASSET_TRANSFER, asset, destination), amount);
        _proxy().transfer(asset, destination, amount);
    }
}
