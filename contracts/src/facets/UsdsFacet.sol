// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IAllocatorVault} from "../interfaces/IAllocatorVault.sol";
import {IUsdsFacet} from "../interfaces/IUsdsFacet.sol";
import {Facet} from "./Facet.sol";
import {LibProxyToken} from "./libraries/LibProxyToken.sol";
import {LibUsds} from "./libraries/LibUsds.sol";

/// @notice See {IUsdsFacet}.
contract UsdsFacet is IUsdsFacet, Facet {
    using LibProxyToken for IALMProxy;

    /// @inheritdoc IUsdsFacet
    bytes32 public constant override LIMIT_USDS_MINT = keccak256("LIMIT_USDS_MINT");

    /// @inheritdoc IUsdsFacet
    function mintUSDS(uint256 usdsAmount) external override nonReentrant onlyRelayer {
        _useLimit(LIMIT_USDS_MINT, usdsAmount);

        LibUsds.Layout storage $ = LibUsds.state();
        IALMProxy proxy = _proxy();
        proxy.doCall($.vault, abi.encodeCall(IAllocatorVault.draw, (usdsAmount)));
        proxy.transferFrom($.usds, $.buffer, address(proxy), usdsAmount);
    }

    /// @inheritdoc IUsdsFacet
    function burnUSDS(uint256 usdsAmount) external override nonReentrant onlyRelayer {
        _restoreLimit(LIMIT_USDS_MINT, usdsAmount);

        LibUsds.Layout storage $ = LibUsds.state();
        IALMProxy proxy = _proxy();
        proxy.transfer($.usds, $.buffer, usdsAmount);
        proxy.doCall($.vault, abi.encodeCall(IAllocatorVault.wipe, (usdsAmount)));
    }

    /// @inheritdoc IUsdsFacet
    function vault() external view override returns (address) {
        return LibUsds.state().vault;
    }

    /// @inheritdoc IUsdsFacet
    function buffer() external view override returns (address) {
        return LibUsds.state().buffer;
    }

    /// @inheritdoc IUsdsFacet
    function usds() external view override returns (address) {
        return LibUsds.state().usds;
    }
}
