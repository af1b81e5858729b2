// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IALMProxy} from "../../src/interfaces/IALMProxy.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AllocatorRoles} from "../../src/mcd/AllocatorRoles.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {EveryoneGuards} from "./EveryoneGuards.sol";

/// What governance does in a migration, even after it closed a way back by mistake, and what the cBEAM that rolls back
/// does.
abstract contract EveryoneGovernance is EveryoneGuards {
    /// Schedules a Prime and starts its dual-run in one spell, as early as its epoch can be.
    function start(uint256 which) external worthNoLess {
        uint256 side = _sideOf(which);
        uint256 ilks = side == 0 ? 1 : 2;
        address[] memory allocators = new address[](ilks);
        for (uint256 i; i < ilks; ++i) {
            allocators[i] = address(stage.allocators[1 + side + i]);
        }
        address prime = _proxy(side);
        bytes memory step = abi.encodeCall(
            IMigrationActions.schedule,
            (stage.wiring, prime, address(stage.vaults[side]), block.timestamp + 1 hours, allocators)
        );
        if (_govern(step)) _count(_govern(abi.encodeCall(IMigrationActions.startDualRun, (stage.wiring, prime))));
    }

    /// Cuts a Prime over. Where the way back is not open, records the ceilings anew, as the debt may have outgrown
    /// them.
    function cutOver(uint256 which) external worthNoLess {
        uint256 side = _sideOf(which);
        bool success = _cutOver(side);
        if (!success) _govern(abi.encodeCall(IMigrationActions.recordCeilings, (stage.wiring, _proxy(side))));
        _count(success);
    }

    /// Tries a cutover twice: first with the way back closed, which is then undone, and then as things are. Counts as
    /// passed where the first try is refused and the second passes, so that only the way back made the difference.
    function cutOverWithoutWayBack(uint256 which, uint256 how) external worthNoLess {
        uint256 side = _sideOf(which);
        uint256 id = vm.snapshotState();
        _closeWayBack(side, how % 9);
        bool refused = !_cutOver(side);
        vm.revertToState(id);
        _count(_cutOver(side) && refused);
    }

    /// Rolls back, by the cBEAM or by governance.
    function rollBack(uint256 which, uint256 who) external worthNoLess {
        bytes memory call = _rollbackCall(_sideOf(which));
        bool success;
        if (who % 2 == 0) {
            vm.prank(stage.cBeam);
            try stage.configurator.callControllerAction(address(stage.diamond), call) {
                success = true;
            } catch {}
        } else {
            vm.prank(all.admin);
            (success,) = address(stage.diamond).call(call);
        }
        _count(success);
    }

    /// Retires the last Prime once it owes nothing. That is final, and the other Primes go on.
    function retire() external worthNoLess {
        address prime = _proxy(stage.primes.length - 1);
        _count(_govern(abi.encodeCall(IMigrationActions.retire, (stage.wiring, prime))));
    }

    // --- The way back ---

    /// A rollback opens every ilk up to its recorded ceiling and raises the total by the same amount. The Diamond then
    /// draws on behalf of the Prime, as a migration back does. Where a guardian froze the cBEAM, governance lifts that
    /// first, and pairs it anew.
    /// @param fresh Whether the cutover was just now. If so, the Prime can draw the whole margin, a hundredth of its
    ///              debt. Later, fees have used up a part of the margin.
    function assertWayBack(uint256 side, bool fresh) public {
        uint256 id = vm.snapshotState();
        if (all.registry.frozen(stage.cBeam)) {
            vm.startPrank(all.admin);
            all.registry.unfreeze(stage.cBeam);
            all.beamState.setCBeamForController(address(stage.diamond), stage.cBeam);
            vm.stopPrank();
        }
        int256 before = spare();
        bytes memory call = _rollbackCall(side);
        vm.prank(stage.cBeam);
        stage.configurator.callControllerAction(address(stage.diamond), call);
        assertEq(spare(), before, "the total did not change by as much as the ceilings");

        ILegacyMigrationFacet.LegacyIlk[] memory ilks = stage.diamond.migration(_proxy(side)).ilks;
        for (uint256 i; i < ilks.length; ++i) {
            if (ilks[i].ceiling == 0) continue;
            (uint256 art, uint256 rate,, uint256 line,) = stage.vat.ilks(ilks[i].ilk);
            assertEq(line, ilks[i].ceiling, "the recorded ceiling was not restored");
            // Two wei less, for the rounding of a draw, but at least one wei, as an ilk without debt has no margin.
            uint256 margin = Math.max(Math.saturatingSub(art * rate / 100 / RAY, 2), 1);
            _drawAs(side, AllocatorVault(ilks[i].allocatorVault), fresh ? margin : 1);
        }
        vm.revertToState(id);
    }

    function _drawAs(uint256 side, AllocatorVault allocator, uint256 amount) private {
        IALMProxy proxy = IALMProxy(_proxy(side));
        bytes memory fetch = abi.encodeCall(stage.usds.transferFrom, (allocator.buffer(), address(proxy), amount));
        vm.startPrank(address(stage.diamond));
        proxy.doCall(address(allocator), abi.encodeCall(allocator.draw, (amount)));
        proxy.doCall(address(stage.usds), fetch);
        vm.stopPrank();
    }

    /// Takes away one of the things that a way back needs. All of them were there when the Prime was scheduled.
    function _closeWayBack(uint256 side, uint256 how) private {
        AllocatorVault allocator = stage.allocators[1 + side];
        (bytes32 ilk, address prime) = (allocator.ilk(), _proxy(side));
        AllocatorRoles roles = AllocatorRoles(allocator.roles());
        AllocatorBuffer buffer = AllocatorBuffer(allocator.buffer());
        uint256 room = _room(1 + side);
        (,,, uint256 line,) = stage.vat.ilks(ilk);
        uint256 total = Math.max(stage.vat.debt(), line);

        vm.startPrank(how == 7 ? stage.primeRelayers[side] : all.admin);
        if (how == 0) all.beamState.delInitControllerActions(keccak256(_rollbackCall(side)), address(stage.diamond));
        if (how == 1) stage.mom.delist(ilk);
        if (how == 2) stage.generator.revokeRole(keccak256("CONFIGURATOR"), address(stage.configurator));
        if (how == 3) IAccessControl(prime).revokeRole(keccak256("CONTROLLER"), address(stage.diamond));
        if (how == 4) roles.setUserRole(ilk, prime, 0, false);
        if (how == 5) buffer.approve(address(stage.usds), prime, 0);
        if (how == 6) stage.vat.file("Line", total);
        if (how == 8) {
            // The ilk is closed first, so that the spell does not need the Mom for that.
            stage.mom.close(ilk);
            stage.vat.deny(address(stage.mom));
        }
        if (how == 7) {
            // This fails if the relayer is frozen.
            try stage.primes[side].mintUSDS(room) {} catch {}
        }
        vm.stopPrank();
    }

    // --- Parts ---

    /// A cutover that passes leaves a way back open, whatever happened before.
    function _cutOver(uint256 side) private returns (bool success) {
        success = _govern(abi.encodeCall(IMigrationActions.cutOver, (stage.wiring, _proxy(side))));
        if (success) assertWayBack(side, true);
    }

    function _govern(bytes memory step) private returns (bool success) {
        vm.prank(stage.pause);
        try stage.pauseProxy.exec(stage.actions, step) {
            return true;
        } catch {
            return false;
        }
    }

    function _proxy(uint256 side) private view returns (address) {
        return stage.primes[side].proxy();
    }
}
