// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// Who, in which phase, at which hour: every function against every one of them.
contract LegacyMigrationRulesTest is MigrationFixture {
    uint256 private constant SCHEDULE = 0;
    uint256 private constant START_DUAL_RUN = 1;
    uint256 private constant MIGRATE = 2;
    uint256 private constant MIGRATE_BACK = 3;
    uint256 private constant CUT_OVER = 4;
    uint256 private constant ROLLBACK = 5;
    uint256 private constant RETIRE = 6;
    uint256 private constant FUNCTIONS = 7;

    address private spark;

    function setUp() public override {
        super.setUp();
        spark = _prime(SPARK);
        _schedule(SPARK);
        vm.prank(admin);
        sides[SPARK].pau.proxy.grantRole(CONTROLLER, address(diamond));
        _approveRollback(SPARK);
    }

    // --- Phase ---

    function test_everyFunctionHasItsPhases() public {
        bool[FUNCTIONS][4] memory allowed;
        allowed[0][SCHEDULE] = allowed[0][START_DUAL_RUN] = true;
        allowed[1][MIGRATE] = allowed[1][MIGRATE_BACK] = allowed[1][CUT_OVER] = true;
        allowed[2][MIGRATE] = allowed[2][ROLLBACK] = allowed[2][RETIRE] = true;
        // Retired is the end.

        for (uint256 phase; phase < 4; ++phase) {
            for (uint256 f; f < FUNCTIONS; ++f) {
                uint256 id = vm.snapshotState();
                _bringTo(phase);
                if (f == CUT_OVER) _closeSpark();
                if (f == RETIRE && phase == 2) _migrateAll(SPARK);
                if (!allowed[phase][f]) expectRevert("LegacyMigrationFacet/wrong-phase");
                _callRightfully(f);
                vm.revertToState(id);
            }
        }
    }

    function test_everyFunctionButTheScheduleNeedsAPrimeThatIsKnown() public {
        spark = stranger;
        for (uint256 f = START_DUAL_RUN; f < FUNCTIONS; ++f) {
            expectRevert("LegacyMigrationFacet/unknown-prime");
            _callRightfully(f);
        }
    }

    // --- Role ---

    function test_everyFunctionHasItsRole() public {
        address[6] memory callers = [admin, relayer, address(configurator), freezer, cBeam, stranger];
        for (uint256 f; f < FUNCTIONS; ++f) {
            bool steps = f == MIGRATE || f == MIGRATE_BACK;
            for (uint256 i; i < callers.length; ++i) {
                if (callers[i] == (steps ? relayer : admin)) continue;
                if (f == ROLLBACK && callers[i] == address(configurator)) continue;
                bytes32 role = steps ? RELAYER : f == ROLLBACK ? CONFIGURATOR : bytes32(0);
                vm.prank(callers[i]);
                expectMissingRole(callers[i], role);
                _call(f);
            }
        }
    }

    function test_aFrozenRelayerMovesNothing() public {
        _bringTo(1);
        freezeRegistry.freeze(relayer);
        expectRevert("Facet/relayer-frozen");
        _callRightfully(MIGRATE);
        expectRevert("Facet/relayer-frozen");
        _callRightfully(MIGRATE_BACK);
        freezeRegistry.unfreeze(relayer);
        _callRightfully(MIGRATE);
    }

    function test_aRemovedRelayerMovesNothing() public {
        _bringTo(1);
        vm.prank(freezer);
        generator.diamond.removeRelayer(relayer);
        expectMissingRole(relayer, RELAYER);
        _callRightfully(MIGRATE);
    }

    // --- Hour ---

    /// [13:00, 16:00) UTC: the second before it and its end pass, its first and its last do not. A rollback always does.
    function test_nothingButTheRollbackHappensInTheProcessingWindow() public {
        uint256[4] memory times = [13 hours - 1, uint256(13 hours), 16 hours - 1, 16 hours];
        for (uint256 f; f < FUNCTIONS; ++f) {
            uint256 phase = f <= START_DUAL_RUN ? 0 : f == ROLLBACK || f == RETIRE ? 2 : 1;
            for (uint256 t; t < times.length; ++t) {
                uint256 id = vm.snapshotState();
                _bringTo(phase);
                if (f == CUT_OVER) _closeSpark();
                if (f == RETIRE) _migrateAll(SPARK);

                vm.warp(MIDNIGHT + 8 days + times[t]);
                bool inside = t == 1 || t == 2;
                if (inside && f != ROLLBACK) expectRevert("LegacyMigrationFacet/processing-window");
                _callRightfully(f);
                vm.revertToState(id);
            }
        }
    }

    function testFuzz_theWindowIsThreeHoursOfEveryDay(uint256 time) public {
        _bringTo(1);
        time = bound(time, vm.getBlockTimestamp(), vm.getBlockTimestamp() + 365 days);
        vm.warp(time);
        uint256 hour = time / 1 hours % 24;
        if (hour >= 13 && hour < 16) expectRevert("LegacyMigrationFacet/processing-window");
        _callRightfully(MIGRATE);
    }

    // --- Calls ---

    /// From Legacy: 1 DualRun, 2 CutOver, 3 Retired. With some debt at the Generator from DualRun on.
    function _bringTo(uint256 phase) private {
        if (phase == 0) return;
        _callRightfully(START_DUAL_RUN);
        _callRightfully(MIGRATE);
        if (phase == 1) return;
        vm.warp(EPOCH);
        _closeSpark();
        _callRightfully(CUT_OVER);
        if (phase == 2) return;
        _migrateAll(SPARK);
        _callRightfully(RETIRE);
    }

    function _closeSpark() private {
        if (vm.getBlockTimestamp() < EPOCH) vm.warp(EPOCH);
        autoLine.remIlk(PRIME_ILK);
        vat.file(PRIME_ILK, "line", 0);
    }

    function _callRightfully(uint256 f) private {
        vm.prank(f == MIGRATE || f == MIGRATE_BACK ? relayer : admin);
        _call(f);
    }

    function _call(uint256 f) private {
        if (f == SCHEDULE) {
            address[] memory allocators = new address[](1);
            allocators[0] = address(prime.vault);
            diamond.scheduleMigration(spark, address(primeVault), EPOCH + 30 days, allocators);
        } else if (f == START_DUAL_RUN) {
            diamond.startDualRun(spark);
        } else if (f == MIGRATE) {
            diamond.migrate(spark, PRIME_ILK, 1 * MILLION);
        } else if (f == MIGRATE_BACK) {
            diamond.migrateBack(spark, PRIME_ILK, 1 * MILLION);
        } else if (f == CUT_OVER) {
            diamond.cutOver(spark);
        } else if (f == ROLLBACK) {
            diamond.rollback(spark);
        } else {
            diamond.retire(spark);
        }
    }
}
