// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {EveryoneRelayers} from "./EveryoneRelayers.sol";

/// What bad operators and a bad guardian do, and what governance and honest guardians do against it.
abstract contract EveryoneGuards is EveryoneRelayers {
    // --- Governance, an honest operator of the guardrails, and a bad one who works against both ---

    function turnPolicy(uint256 who, uint256 share, uint256 period) external worthNoLess {
        _count(_tryPolicy(who % 3, share % (WAD + 1), period % 7 days));
    }

    function turnBuffer(uint256 who, uint256 assets) external worthNoLess {
        _count(_tryBuffer(who % 3, assets % 4e24));
    }

    function pause(uint256 who, uint256 flows, uint256 duration) external worthNoLess {
        uint256 most = vault.guardrails().bounds.maxPause;
        // Every other pause is short, so that the paused flow goes on again.
        duration = flows % 2 == 0 ? bound(duration, 0, most + 1) : duration % 1 hours;
        _count(_tryPause(who % 3, flows % 3 != 0, flows % 3 != 1, duration));
    }

    function unpause(uint256 who, uint256 flows) external worthNoLess {
        _count(_tryUnpause(who % 3, flows % 3 != 0, flows % 3 != 1));
    }

    // --- One bad guardian, and sixteen honest ones ---

    function freeze(uint256 which) external worthNoLess {
        address guardian = all.council.guardians()[0];
        address beam = _beams()[which % 4];
        address[] memory controllers = new address[](1);
        controllers[0] = address(stage.diamond);
        vm.prank(guardian);
        try all.council.freeze(beam, new address[](0), controllers) {
            _count(true);
        } catch {}
    }

    /// The Core Council queues the approval of a rollback anew, and the guardian cancels it.
    function cancel(uint256 which, uint256 salt) external worthNoLess {
        address[] memory targets = new address[](1);
        uint256[] memory values = new uint256[](1);
        bytes[] memory payloads = new bytes[](1);
        targets[0] = address(all.beamState);
        payloads[0] = abi.encodeCall(
            all.beamState.addInitControllerActions, (_rollbackCall(_sideOf(which)), address(stage.diamond))
        );
        bytes32 id = all.timelock.hashOperationBatch(targets, values, payloads, 0, bytes32(salt));
        uint256 delay = all.timelock.getMinDelay();
        if (all.timelock.isOperation(id)) return;
        vm.prank(all.coreCouncil);
        all.timelock.scheduleBatch(targets, values, payloads, 0, bytes32(salt), delay);
        address guardian = all.council.guardians()[0];
        vm.prank(guardian);
        all.council.cancel(id);
        assertFalse(all.timelock.isOperation(id));
        _count(true);
    }

    function lift(uint256 which) external worthNoLess {
        which = which % 4;
        address[] memory guardians = all.council.guardians();
        for (uint256 i; i < 4; ++i) {
            address beam = _beams()[(which + i) % 4];
            if (!all.registry.frozen(beam)) continue;
            for (uint256 j = 1; all.registry.frozen(beam); ++j) {
                vm.prank(guardians[j]);
                all.council.lift(beam);
            }
            _count(true);
        }
    }

    // --- Parts ---

    function _rollbackCall(uint256 side) internal view returns (bytes memory) {
        return abi.encodeCall(ILegacyMigrationFacet.rollback, (stage.primes[side].proxy()));
    }

    function _beams() internal view returns (address[4] memory) {
        return [stage.relayer, stage.primeRelayers[0], stage.primeRelayers[1], stage.cBeam];
    }
}
