// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {EveryoneRelayers} from "./EveryoneRelayers.sol";

/// What bad operators, a bad guardian and governance do, and the cBEAM that rolls back.
abstract contract EveryoneGuards is EveryoneRelayers {
    // --- Governance and operators of the guardrails, the second of whom does what it can against both others ---

    function turnPolicy(uint256 who, uint256 share, uint256 period) external worthNoLess {
        _count(_tryPolicy(who % 3, share % (WAD + 1), period % 7 days));
    }

    function turnBuffer(uint256 who, uint256 assets) external worthNoLess {
        _count(_tryBuffer(who % 3, assets % 4e24));
    }

    function pause(uint256 who, uint256 flows, uint256 duration) external worthNoLess {
        uint256 most = vault.guardrails().bounds.maxPause;
        // Every other one short, so that what it stops goes on.
        duration = flows % 2 == 0 ? bound(duration, 0, most + 1) : duration % 1 hours;
        _count(_tryPause(who % 3, flows % 3 != 0, flows % 3 != 1, duration));
    }

    function unpause(uint256 who, uint256 flows) external worthNoLess {
        _count(_tryUnpause(who % 3, flows % 3 != 0, flows % 3 != 1));
    }

    // --- One bad guardian, and sixteen who are not ---

    function freeze(uint256 which) external worthNoLess {
        address guardian = all.council.guardians()[0];
        address beam = _beams()[which % 4];
        vm.prank(guardian);
        try all.council.freeze(beam) {
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
            if (!all.beamState.frozen(beam)) continue;
            for (uint256 j = 1; all.beamState.frozen(beam); ++j) {
                vm.prank(guardians[j]);
                all.council.lift(beam);
            }
            _count(true);
        }
    }

    // --- Governance on the migration ---

    /// Schedules a Prime and starts its dual-run in one spell, as early as its epoch can be.
    function start(uint256 which) external worthNoLess {
        uint256 side = _sideOf(which);
        uint256 ilks = side == 0 ? 1 : 2;
        address[] memory allocators = new address[](ilks);
        for (uint256 i; i < ilks; ++i) {
            allocators[i] = address(stage.allocators[1 + side + i]);
        }
        address prime = stage.primes[side].proxy();
        bytes memory step = abi.encodeCall(
            IMigrationActions.schedule,
            (stage.wiring, prime, address(stage.vaults[side]), block.timestamp + 1 hours, allocators)
        );
        if (_govern(step)) _count(_govern(abi.encodeCall(IMigrationActions.startDualRun, (stage.wiring, prime))));
    }

    /// Where the way back is not open, it records anew what the debt has outgrown.
    function cutOver(uint256 which) external worthNoLess {
        address prime = stage.primes[_sideOf(which)].proxy();
        bool success = _govern(abi.encodeCall(IMigrationActions.cutOver, (stage.wiring, prime)));
        if (!success) _govern(abi.encodeCall(IMigrationActions.recordCeilings, (stage.wiring, prime)));
        _count(success);
    }

    /// By the cBEAM, or by governance.
    function rollBack(uint256 which, uint256 who) external worthNoLess {
        bytes memory call = _rollbackCall(_sideOf(which));
        bool success;
        if (who % 2 == 0) {
            vm.prank(stage.cBeam);
            (success,) = address(stage.configurator)
                .call(abi.encodeCall(stage.configurator.callControllerAction, (address(stage.diamond), call)));
        } else {
            vm.prank(all.admin);
            (success,) = address(stage.diamond).call(call);
        }
        _count(success);
    }

    /// The last Prime, for good, once nothing is owed: the others go on.
    function retire() external worthNoLess {
        address prime = stage.primes[stage.primes.length - 1].proxy();
        _count(_govern(abi.encodeCall(IMigrationActions.retire, (stage.wiring, prime))));
    }

    // --- Parts ---

    function _govern(bytes memory step) private returns (bool success) {
        vm.prank(stage.pause);
        try stage.pauseProxy.exec(stage.actions, step) {
            return true;
        } catch {
            return false;
        }
    }

    function _rollbackCall(uint256 side) internal view returns (bytes memory) {
        return abi.encodeCall(ILegacyMigrationFacet.rollback, (stage.primes[side].proxy()));
    }

    function _beams() internal view returns (address[4] memory) {
        return [stage.relayer, stage.primeRelayers[0], stage.primeRelayers[1], stage.cBeam];
    }
}
