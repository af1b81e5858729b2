// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IMainnetController} from "../src/interfaces/IMainnetController.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauConfig} from "./PauWires.sol";
import {MonolithicInstance} from "./StageInstance.sol";
import {StageWires} from "./StageWires.sol";

/// @title  Wires a PAU at stage 1
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`. The ALMProxy is handed over apart,
///         once for all its controllers.
library MonolithicInit {
    bytes32 internal constant RELAYER = keccak256("RELAYER");
    bytes32 internal constant FREEZER = keccak256("FREEZER");

    function init(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        MonolithicInstance memory pau,
        PauConfig memory cfg
    ) internal {
        _checkImmutables(mcd, allocator, pau);
        StageWires.checkHolder(pau.controller, Ownership.ADMIN, address(this), "MonolithicInit/other-admin");

        StageWires.init(unit, pau.controller, pau.almProxy, pau.rateLimits);
        // Its roles are on the controller itself, and so is the Configurator's right to call it.
        Ownership.grant(pau.controller, Ownership.ADMIN, unit.configurator);
        Ownership.grant(pau.controller, FREEZER, cfg.freezer);
        for (uint256 i; i < cfg.relayers.length; ++i) {
            Ownership.grant(pau.controller, RELAYER, cfg.relayers[i]);
        }
    }

    function handOver(MonolithicInstance memory pau, address from, address to) internal {
        Ownership.moveAdmin(pau.rateLimits, from, to);
        Ownership.moveAdmin(pau.controller, from, to);
    }

    function check(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        MonolithicInstance memory pau,
        PauConfig memory cfg,
        address owner
    ) internal view {
        _checkImmutables(mcd, allocator, pau);
        StageWires.check(unit, pau.controller, pau.almProxy, pau.rateLimits, owner);
        StageWires.checkAdmins(unit, pau.controller, owner, "MonolithicInit/admin-mismatch");
        StageWires.checkHolder(pau.controller, FREEZER, cfg.freezer, "MonolithicInit/freezer-mismatch");
        StageWires.checkHolders(pau.controller, RELAYER, cfg.relayers, "MonolithicInit/relayer-mismatch");
    }

    function _checkImmutables(McdInstance memory mcd, AllocatorInstance memory allocator, MonolithicInstance memory pau)
        private
        view
    {
        IMainnetController controller = IMainnetController(pau.controller);
        require(controller.proxy() == pau.almProxy, "MonolithicInit/proxy-mismatch");
        require(controller.rateLimits() == pau.rateLimits, "MonolithicInit/rateLimits-mismatch");
        require(controller.vault() == allocator.vault, "MonolithicInit/vault-mismatch");
        require(controller.buffer() == allocator.buffer, "MonolithicInit/buffer-mismatch");
        require(controller.usds() == mcd.usds, "MonolithicInit/usds-mismatch");
    }
}
