// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {MigrationHandler} from "./MigrationHandler.sol";
import {MigrationStageFixture} from "./MigrationStage.sol";

/// What holds for the migration of two Primes after any order of steps, everyday business, governance and attacks.
contract MigrationInvariant is MigrationStageFixture {
    MigrationHandler private handler;
    AllocatorVault[] private allocators;

    function setUp() public override {
        super.setUp();
        allocators = _stage().allocators;
        for (uint256 side; side < sides.length; ++side) {
            _startDualRun(side);
            _approveRollback(side);
        }
        _migrate(SPARK, PRIME_ILK, 10 * MILLION);
        _migrate(GROVE, GROVE_ILK, 10 * MILLION);
        vm.warp(EPOCH);
        for (uint256 i; i < allocators.length; ++i) {
            jug.drip(allocators[i].ilk());
        }

        handler = new MigrationHandler(_stage());
        jug.rely(address(handler));
        _target();
    }

    /// DOMAIN.md §11, identity 4, for all ilks, to the rad: what an ilk owes is what was drawn on it less what was
    /// repaid, plus its fees and what rounding left in the Vat. A migration moves the same amount from one ilk to
    /// another.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_debtIsConservedInAnyOrder() public view {
        uint256 sum;
        for (uint256 i; i < allocators.length; ++i) {
            uint256 left = vat.dai(address(allocators[i]));
            assertEq(
                int256(handler.debtNow(i)), handler.principal(i) * int256(RAY) + int256(handler.fees(i) + left), "ilk"
            );
            (uint256 art, uint256 rate,,,) = vat.ilks(allocators[i].ilk());
            sum += art * rate;
        }
        assertEq(vat.debt(), sum, "there is debt of an unknown ilk");
    }

    /// While a Prime is cut over or retired, its legacy debt can only fall and its legacy ceilings are zero. Only a
    /// rollback ends that.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noPathFundsAPrimeFromItsLegacyIlkAfterTheCutover() public view {
        for (uint256 i = 1; i < allocators.length; ++i) {
            uint256 side = i == 1 ? SPARK : GROVE;
            bytes32 ilk = allocators[i].ilk();
            assertLe(_art(ilk), handler.most(i));
            if (handler.phase(side) < ILegacyMigrationFacet.Phase.CutOver) continue;
            assertEq(_line(ilk), 0);
        }
    }

    /// The facet's record says what happened, and no step leaves funds behind on its way.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_theRecordIsTrue() public view {
        for (uint256 side; side < sides.length; ++side) {
            ILegacyMigrationFacet.Migration memory record = diamond.migration(_prime(side));
            assertEq(uint256(record.phase), uint256(handler.phase(side)));
            assertEq(record.migrated, 10 * MILLION + handler.moved(side));
            assertEq(record.migratedBack, handler.movedBack(side));
            assertEq(usds.balanceOf(address(sides[side].vault)), 0);
            assertEq(usds.allowance(address(generator.proxy), address(sides[side].vault)), 0);
        }
        for (uint256 i; i < allocators.length; ++i) {
            assertEq(usds.balanceOf(allocators[i].buffer()), 0);
        }
    }

    /// A run without a step, a cutover, a rollback or a refusal proves nothing.
    function afterInvariant() public view {
        assertGt(handler.migrations(), 0);
        assertGt(handler.migrationsBack(), 0);
        assertGt(handler.cutOvers(), 0);
        assertGt(handler.rollbacks(), 0);
        assertGt(handler.refused(), 0);
    }

    /// Steps and turns are listed several times, so that every run has some of each.
    function _target() private {
        bytes4[] memory selectors = new bytes4[](20);
        for (uint256 i; i < 4; ++i) {
            selectors[i] = MigrationHandler.turn.selector;
        }
        for (uint256 i; i < 3; ++i) {
            selectors[4 + i] = MigrationHandler.migrate.selector;
            selectors[7 + i] = MigrationHandler.migrateBack.selector;
        }
        selectors[10] = MigrationHandler.draw.selector;
        selectors[11] = MigrationHandler.wipe.selector;
        selectors[12] = MigrationHandler.drip.selector;
        selectors[13] = MigrationHandler.exec.selector;
        selectors[14] = MigrationHandler.setDuty.selector;
        selectors[15] = MigrationHandler.wait.selector;
        selectors[16] = MigrationHandler.attack.selector;
        selectors[17] = MigrationHandler.attack.selector;
        selectors[18] = MigrationHandler.refuseInWindow.selector;
        selectors[19] = MigrationHandler.retire.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }
}
