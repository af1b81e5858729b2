// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAdministeredAgent} from "../src/interfaces/IAdministeredAgent.sol";
import {IController} from "../src/interfaces/IController.sol";
import {IDispatchedPau} from "../src/interfaces/IDispatchedPau.sol";
import {BeaconInit} from "./BeaconInit.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {DispatchConfigs} from "./DispatchConfigs.sol";
import {AllocatorInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauConfig} from "./PauWires.sol";
import {BeaconInstance, DispatchInstance} from "./StageInstance.sol";
import {StageWires} from "./StageWires.sol";

/// @title  Wires a production PAU: the relayers are the actors of its agent, the freezer is the agent's revoker
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`. The ALMProxy is handed over apart,
///         once for all its controllers.
library DispatchInit {
    bytes32 internal constant ALLOCATOR_ROLE = keccak256("ALLOCATOR_ROLE");

    function init(
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        BeaconInstance memory beacon,
        DispatchInstance memory pau,
        PauConfig memory cfg
    ) internal {
        _checkImmutables(beacon, pau);
        address self = address(this);
        StageWires.checkHolder(pau.accessControls, Ownership.ADMIN, self, "DispatchInit/other-admin");
        _checkAdmin(pau.agent, self, "DispatchInit/agent-has-other-admin");
        require(IAdministeredAgent(pau.agent).actorCount() == 0, "DispatchInit/agent-has-actor");

        StageWires.init(unit, pau.controller, pau.almProxy, pau.rateLimits);
        IController(pau.controller).updateIntegrations(DispatchConfigs.ids());
        IDispatchedPau(pau.controller).usds_setVault(allocator.vault);

        Ownership.grant(pau.accessControls, Ownership.ADMIN, unit.configurator);
        Ownership.grant(pau.accessControls, ALLOCATOR_ROLE, pau.agent);
        IAdministeredAgent(pau.agent).addRevoker(cfg.freezer);
        for (uint256 i; i < cfg.relayers.length; ++i) {
            IAdministeredAgent(pau.agent).addActor(cfg.relayers[i]);
        }
    }

    function handOver(DispatchInstance memory pau, address from, address to) internal {
        Ownership.moveAdmin(pau.rateLimits, from, to);
        Ownership.moveAdmin(pau.accessControls, from, to);
        if (from == to) return;
        IAdministeredAgent(pau.agent).addAdmin(to);
        IAdministeredAgent(pau.agent).removeAdmin(from);
    }

    function check(
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        BeaconInstance memory beacon,
        DispatchInstance memory pau,
        PauConfig memory cfg,
        address owner
    ) internal view {
        _checkImmutables(beacon, pau);
        StageWires.check(unit, pau.controller, pau.almProxy, pau.rateLimits, owner);
        BeaconInit.checkIntegrations(pau.controller, beacon, "DispatchInit/integration-mismatch");
        require(IDispatchedPau(pau.controller).usds_vault() == allocator.vault, "DispatchInit/vault-mismatch");

        StageWires.checkAdmins(unit, pau.accessControls, owner, "DispatchInit/admin-mismatch");
        StageWires.checkHolder(pau.accessControls, ALLOCATOR_ROLE, pau.agent, "DispatchInit/allocator-mismatch");
        _checkAgent(pau.agent, cfg, owner);
    }

    function _checkAgent(address target, PauConfig memory cfg, address owner) private view {
        IAdministeredAgent agent = IAdministeredAgent(target);
        _checkAdmin(target, owner, "DispatchInit/agent-admin-mismatch");
        require(agent.grantorCount() == 0, "DispatchInit/agent-grantor-mismatch");
        require(agent.revokerCount() == 1, "DispatchInit/agent-revoker-mismatch");
        require(agent.getIsRevoker(cfg.freezer), "DispatchInit/agent-revoker-mismatch");
        require(agent.actorCount() == cfg.relayers.length, "DispatchInit/agent-actor-mismatch");
        for (uint256 i; i < cfg.relayers.length; ++i) {
            require(agent.getIsActor(cfg.relayers[i]), "DispatchInit/agent-actor-mismatch");
        }
    }

    function _checkAdmin(address agent, address admin, string memory reason) private view {
        require(IAdministeredAgent(agent).adminCount() == 1, reason);
        require(IAdministeredAgent(agent).getAdmin(0) == admin, reason);
    }

    function _checkImmutables(BeaconInstance memory beacon, DispatchInstance memory pau) private view {
        IController controller = IController(pau.controller);
        require(controller.beacon() == beacon.beacon, "DispatchInit/beacon-mismatch");
        require(controller.proxy() == pau.almProxy, "DispatchInit/proxy-mismatch");
        require(controller.rateLimits() == pau.rateLimits, "DispatchInit/rateLimits-mismatch");
        require(controller.accessControls() == pau.accessControls, "DispatchInit/accessControls-mismatch");
    }
}
