// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IAdminFacet} from "../interfaces/IAdminFacet.sol";
import {IDiamondCut} from "../interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../interfaces/IDiamondLoupe.sol";
import {IErc4626Facet} from "../interfaces/IErc4626Facet.sol";
import {ILegacyMigrationFacet} from "../interfaces/ILegacyMigrationFacet.sol";
import {ISparkVaultFacet} from "../interfaces/ISparkVaultFacet.sol";
import {ISrUsdsFacet} from "../interfaces/ISrUsdsFacet.sol";
import {ITransferAssetFacet} from "../interfaces/ITransferAssetFacet.sol";
import {IUsdsFacet} from "../interfaces/IUsdsFacet.sol";

/// @title The selectors of each facet, for cuts. A test holds each list against the interface id.
library FacetSelectors {
    function diamondCut() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](1);
        selectors[0] = IDiamondCut.diamondCut.selector;
    }

    function diamondLoupe() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](5);
        selectors[0] = IDiamondLoupe.facets.selector;
        selectors[1] = IDiamondLoupe.facetFunctionSelectors.selector;
        selectors[2] = IDiamondLoupe.facetAddresses.selector;
        selectors[3] = IDiamondLoupe.facetAddress.selector;
        selectors[4] = IERC165.supportsInterface.selector;
    }

    function admin() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](19);
        selectors[0] = IAdminFacet.DEFAULT_ADMIN_ROLE.selector;
        selectors[1] = IAdminFacet.RELAYER.selector;
        selectors[2] = IAdminFacet.FREEZER.selector;
        selectors[3] = IAdminFacet.CONFIGURATOR.selector;
        selectors[4] = IAdminFacet.hasRole.selector;
        selectors[5] = IAdminFacet.getRoleMember.selector;
        selectors[6] = IAdminFacet.getRoleMemberCount.selector;
        selectors[7] = IAdminFacet.grantRole.selector;
        selectors[8] = IAdminFacet.revokeRole.selector;
        selectors[9] = IAdminFacet.setRelayer.selector;
        selectors[10] = IAdminFacet.setFreezer.selector;
        selectors[11] = IAdminFacet.removeRelayer.selector;
        selectors[12] = IAdminFacet.proxy.selector;
        selectors[13] = IAdminFacet.rateLimits.selector;
        selectors[14] = IAdminFacet.parameterRegistry.selector;
        selectors[15] = IAdminFacet.beamState.selector;
        selectors[16] = IAdminFacet.facetAllowlist.selector;
        selectors[17] = IAdminFacet.freezeRegistry.selector;
        selectors[18] = IAdminFacet.OPERATORS.selector;
    }

    function usds() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](6);
        selectors[0] = IUsdsFacet.LIMIT_USDS_MINT.selector;
        selectors[1] = IUsdsFacet.vault.selector;
        selectors[2] = IUsdsFacet.buffer.selector;
        selectors[3] = IUsdsFacet.usds.selector;
        selectors[4] = IUsdsFacet.mintUSDS.selector;
        selectors[5] = IUsdsFacet.burnUSDS.selector;
    }

    function erc4626() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](7);
        selectors[0] = IErc4626Facet.LIMIT_4626_DEPOSIT.selector;
        selectors[1] = IErc4626Facet.LIMIT_4626_WITHDRAW.selector;
        selectors[2] = IErc4626Facet.maxExchangeRates.selector;
        selectors[3] = IErc4626Facet.setMaxExchangeRate.selector;
        selectors[4] = IErc4626Facet.depositERC4626.selector;
        selectors[5] = IErc4626Facet.withdrawERC4626.selector;
        selectors[6] = IErc4626Facet.redeemERC4626.selector;
    }

    function sparkVault() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](2);
        selectors[0] = ISparkVaultFacet.LIMIT_SPARK_VAULT_TAKE.selector;
        selectors[1] = ISparkVaultFacet.takeFromSparkVault.selector;
    }

    function transferAsset() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](2);
        selectors[0] = ITransferAssetFacet.LIMIT_ASSET_TRANSFER.selector;
        selectors[1] = ITransferAssetFacet.transferAsset.selector;
    }

    function legacyMigration() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](14);
        selectors[0] = ILegacyMigrationFacet.LIMIT_LEGACY_MIGRATION.selector;
        selectors[1] = ILegacyMigrationFacet.migrationMom.selector;
        selectors[2] = ILegacyMigrationFacet.autoLine.selector;
        selectors[3] = ILegacyMigrationFacet.migration.selector;
        selectors[4] = ILegacyMigrationFacet.migrations.selector;
        selectors[5] = ILegacyMigrationFacet.scheduleMigration.selector;
        selectors[6] = ILegacyMigrationFacet.startDualRun.selector;
        selectors[7] = ILegacyMigrationFacet.migrate.selector;
        selectors[8] = ILegacyMigrationFacet.migrateBack.selector;
        selectors[9] = ILegacyMigrationFacet.cutOver.selector;
        selectors[10] = ILegacyMigrationFacet.rollback.selector;
        selectors[11] = ILegacyMigrationFacet.retire.selector;
        selectors[12] = ILegacyMigrationFacet.recordCeilings.selector;
        selectors[13] = ILegacyMigrationFacet.WAY_BACK_MARGIN.selector;
    }

    function srUsds() internal pure returns (bytes4[] memory selectors) {
        selectors = new bytes4[](14);
        selectors[0] = ISrUsdsFacet.LCTS_OPERATOR.selector;
        selectors[1] = ISrUsdsFacet.CORE_COUNCIL.selector;
        selectors[2] = ISrUsdsFacet.LIMIT_SRUSDS_MINT.selector;
        selectors[3] = ISrUsdsFacet.LIMIT_SRUSDS_REDEEM.selector;
        selectors[4] = ISrUsdsFacet.srUsdsToken.selector;
        selectors[5] = ISrUsdsFacet.subscribeQueue.selector;
        selectors[6] = ISrUsdsFacet.redeemQueue.selector;
        selectors[7] = ISrUsdsFacet.holdingSystem.selector;
        selectors[8] = ISrUsdsFacet.settlementTimes.selector;
        selectors[9] = ISrUsdsFacet.settlementDays.selector;
        selectors[10] = ISrUsdsFacet.publication.selector;
        selectors[11] = ISrUsdsFacet.publishSettlement.selector;
        selectors[12] = ISrUsdsFacet.lockQueues.selector;
        selectors[13] = ISrUsdsFacet.settleQueues.selector;
    }
}
