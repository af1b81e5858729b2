// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../src/diamond/LibRoles.sol";
import {IFacetedController} from "../src/interfaces/IFacetedController.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauFacets} from "./PauInstance.sol";
import {PauConfig} from "./PauWires.sol";
import {FacetedInstance} from "./StageInstance.sol";
import {StageWires} from "./StageWires.sol";

/// @title  Wires a PAU at stage 2
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`. The ALMProxy is handed over apart,
///         once for all its controllers.
library FacetedInit {
    function init(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        PauFacets memory facets,
        FacetedInstance memory pau,
        PauConfig memory cfg
    ) internal {
        _checkImmutables(mcd, allocator, unit, facets, pau);
        StageWires.checkHolder(pau.controller, Ownership.ADMIN, address(this), "FacetedInit/other-admin");

        StageWires.init(unit, pau.controller, pau.almProxy, pau.rateLimits);
        Ownership.grant(pau.parameterRegistry, StageWires.CONTROLLER, pau.controller);
        Ownership.grant(pau.controller, LibRoles.CONFIGURATOR, unit.configurator);
        Ownership.grant(pau.controller, LibRoles.OPERATORS, unit.operators);
        Ownership.grant(pau.controller, LibRoles.FREEZER, cfg.freezer);
        for (uint256 i; i < cfg.relayers.length; ++i) {
            Ownership.grant(pau.controller, LibRoles.RELAYER, cfg.relayers[i]);
        }
    }

    function handOver(FacetedInstance memory pau, address from, address to) internal {
        Ownership.moveAdmin(pau.rateLimits, from, to);
        Ownership.moveAdmin(pau.parameterRegistry, from, to);
        Ownership.moveAdmin(pau.controller, from, to);
    }

    function check(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        PauFacets memory facets,
        FacetedInstance memory pau,
        PauConfig memory cfg,
        address owner
    ) internal view {
        _checkImmutables(mcd, allocator, unit, facets, pau);
        StageWires.check(unit, pau.controller, pau.almProxy, pau.rateLimits, owner);
        require(
            Ownership.holds(pau.parameterRegistry, StageWires.CONTROLLER, pau.controller),
            "FacetedInit/controller-not-on-parameterRegistry"
        );
        require(
            Ownership.holds(pau.parameterRegistry, Ownership.ADMIN, owner),
            "FacetedInit/owner-no-admin-of-parameterRegistry"
        );
        address controller = pau.controller;
        StageWires.checkHolder(controller, Ownership.ADMIN, owner, "FacetedInit/admin-mismatch");
        StageWires.checkHolder(
            controller, LibRoles.CONFIGURATOR, unit.configurator, "FacetedInit/configurator-mismatch"
        );
        StageWires.checkHolder(controller, LibRoles.OPERATORS, unit.operators, "FacetedInit/operators-mismatch");
        StageWires.checkHolder(controller, LibRoles.FREEZER, cfg.freezer, "FacetedInit/freezer-mismatch");
        StageWires.checkHolders(controller, LibRoles.RELAYER, cfg.relayers, "FacetedInit/relayer-mismatch");
    }

    function _checkImmutables(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        PauFacets memory facets,
        FacetedInstance memory pau
    ) private view {
        IFacetedController controller = IFacetedController(pau.controller);
        require(controller.proxy() == pau.almProxy, "FacetedInit/proxy-mismatch");
        require(controller.rateLimits() == pau.rateLimits, "FacetedInit/rateLimits-mismatch");
        require(controller.parameterRegistry() == pau.parameterRegistry, "FacetedInit/parameterRegistry-mismatch");
        require(controller.vault() == allocator.vault, "FacetedInit/vault-mismatch");
        require(controller.buffer() == allocator.buffer, "FacetedInit/buffer-mismatch");
        require(controller.usds() == mcd.usds, "FacetedInit/usds-mismatch");
        require(controller.freezeRegistry() == unit.freezeRegistry, "FacetedInit/freezeRegistry-mismatch");
        require(controller.adminFacet() == facets.admin, "FacetedInit/adminFacet-mismatch");
        require(controller.usdsFacet() == facets.usds, "FacetedInit/usdsFacet-mismatch");
        require(controller.erc4626Facet() == facets.erc4626, "FacetedInit/erc4626Facet-mismatch");
        require(controller.sparkVaultFacet() == facets.sparkVault, "FacetedInit/sparkVaultFacet-mismatch");
        require(controller.transferAssetFacet() == facets.transferAsset, "FacetedInit/transferAssetFacet-mismatch");
    }
}
