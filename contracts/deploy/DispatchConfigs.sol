// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDispatchedPau} from "../src/interfaces/IDispatchedPau.sol";
import {IDispatchErc4626Facet} from "../src/interfaces/IDispatchErc4626Facet.sol";
import {IDispatchSparkVaultFacet} from "../src/interfaces/IDispatchSparkVaultFacet.sol";
import {IDispatchTransferAssetFacet} from "../src/interfaces/IDispatchTransferAssetFacet.sol";
import {IDispatchUsdsFacet} from "../src/interfaces/IDispatchUsdsFacet.sol";
import {IEnumerableIntegrations} from "../src/interfaces/IEnumerableIntegrations.sol";

/// @title The integrations of a Prime's production PAU, by their ids on mainnet, as a Beacon recommends them
library DispatchConfigs {
    bytes32 internal constant USDS = "USDS_FACET";
    bytes32 internal constant ERC4626 = "ERC4626_FACET";
    bytes32 internal constant SPARK_VAULT = "SPARK_VAULT_FACET";
    bytes32 internal constant TRANSFER_ASSET = "TRANSFER_ASSET_FACET";

    function ids() internal pure returns (bytes32[] memory all) {
        all = new bytes32[](4);
        all[0] = USDS;
        all[1] = ERC4626;
        all[2] = SPARK_VAULT;
        all[3] = TRANSFER_ASSET;
    }

    function usds(address facet) internal pure returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(facet, new IEnumerableIntegrations.Wire[](7));
        config.wires[0] = _wire(IDispatchedPau.usds_mint.selector, IDispatchUsdsFacet.mint.selector);
        config.wires[1] = _wire(IDispatchedPau.usds_burn.selector, IDispatchUsdsFacet.burn.selector);
        config.wires[2] = _wire(IDispatchedPau.usds_setVault.selector, IDispatchUsdsFacet.setVault.selector);
        config.wires[3] = _wire(IDispatchedPau.usds_vault.selector, IDispatchUsdsFacet.vault.selector);
        config.wires[4] = _wire(IDispatchedPau.usds_usds.selector, IDispatchUsdsFacet.usds.selector);
        config.wires[5] =
            _wire(IDispatchedPau.usds_mintRateLimitKey.selector, IDispatchUsdsFacet.mintRateLimitKey.selector);
        config.wires[6] =
            _wire(IDispatchedPau.usds_burnRateLimitKey.selector, IDispatchUsdsFacet.burnRateLimitKey.selector);
    }

    function erc4626(address facet) internal pure returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(facet, new IEnumerableIntegrations.Wire[](8));
        config.wires[0] = _wire(IDispatchedPau.erc4626_deposit.selector, IDispatchErc4626Facet.deposit.selector);
        config.wires[1] = _wire(IDispatchedPau.erc4626_withdraw.selector, IDispatchErc4626Facet.withdraw.selector);
        config.wires[2] = _wire(IDispatchedPau.erc4626_redeem.selector, IDispatchErc4626Facet.redeem.selector);
        config.wires[3] = _wire(
            IDispatchedPau.erc4626_setMaxExchangeRate.selector, IDispatchErc4626Facet.setMaxExchangeRate.selector
        );
        config.wires[4] = _wire(
            IDispatchedPau.erc4626_getMaxExchangeRate.selector, IDispatchErc4626Facet.getMaxExchangeRate.selector
        );
        config.wires[5] = _wire(
            IDispatchedPau.erc4626_EXCHANGE_RATE_PRECISION.selector,
            IDispatchErc4626Facet.EXCHANGE_RATE_PRECISION.selector
        );
        config.wires[6] = _wire(
            IDispatchedPau.erc4626_getDepositRateLimitKey.selector,
            IDispatchErc4626Facet.getDepositRateLimitKey.selector
        );
        config.wires[7] = _wire(
            IDispatchedPau.erc4626_getWithdrawRateLimitKey.selector,
            IDispatchErc4626Facet.getWithdrawRateLimitKey.selector
        );
    }

    function sparkVault(address facet) internal pure returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(facet, new IEnumerableIntegrations.Wire[](2));
        config.wires[0] = _wire(IDispatchedPau.sparkVault_take.selector, IDispatchSparkVaultFacet.take.selector);
        config.wires[1] = _wire(
            IDispatchedPau.sparkVault_getTakeRateLimitKey.selector,
            IDispatchSparkVaultFacet.getTakeRateLimitKey.selector
        );
    }

    function transferAsset(address facet) internal pure returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(facet, new IEnumerableIntegrations.Wire[](2));
        config.wires[0] =
            _wire(IDispatchedPau.transferAsset_transfer.selector, IDispatchTransferAssetFacet.transfer.selector);
        config.wires[1] = _wire(
            IDispatchedPau.transferAsset_getTransferRateLimitKey.selector,
            IDispatchTransferAssetFacet.getTransferRateLimitKey.selector
        );
    }

    function _wire(bytes4 callSelector, bytes4 delegateSelector)
        private
        pure
        returns (IEnumerableIntegrations.Wire memory)
    {
        return IEnumerableIntegrations.Wire(callSelector, delegateSelector);
    }
}
