// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {LineMom} from "../../src/mcd/LineMom.sol";
import {Vm} from "../Base.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The governance steps as the pause proxy runs them.
contract MigrationActionsTest is MigrationFixture {
    // --- Schedule ---

    function test_scheduleListsTheCeilingsThatARollbackRestores() public {
        _schedule(GROVE);
        assertEq(diamond.migration(_prime(GROVE)).ilks.length, 2);
        assertEq(migrationMom.ceilings(GROVE_ILK), LINE);
        assertEq(migrationMom.ceilings(BLOOM_ILK), 0);
        assertEq(migrationMom.ceilings(PRIME_ILK), 0);
    }

    function test_aNewScheduleListsAnew() public {
        _schedule(GROVE);
        vat.file(GROVE_ILK, "line", 0);
        vat.file(BLOOM_ILK, "line", 3 * RAD);
        _schedule(GROVE);
        assertEq(migrationMom.ceilings(GROVE_ILK), 0);
        assertEq(migrationMom.ceilings(BLOOM_ILK), 3 * RAD);

        address[] memory allocators = new address[](1);
        allocators[0] = address(sides[GROVE].pau.vault);
        _asGovernance(
            abi.encodeCall(
                IMigrationActions.schedule, (wiring, _prime(GROVE), address(sides[GROVE].vault), EPOCH, allocators)
            )
        );
        assertEq(migrationMom.ceilings(BLOOM_ILK), 0);
    }

    /// What has not changed since the schedule is not listed again: neither a ceiling, nor that there is none.
    function test_listsOnlyWhatChanges() public {
        _schedule(GROVE);
        vm.recordLogs();
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(GROVE))));
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertGt(logs.length, 0);
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].emitter != address(migrationMom));
        }
    }

    /// Once the dual-run has begun, a schedule that comes too late leaves the list as it was.
    function test_aScheduleThatTheFacetRefusesLeavesTheList() public {
        _startDualRun(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _schedule(SPARK);
        assertEq(migrationMom.ceilings(PRIME_ILK), LINE);
    }

    // --- Start of the dual-run ---

    function test_startDualRunGivesControllerAndStarts() public {
        _schedule(SPARK);
        assertFalse(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(SPARK))));
        assertTrue(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
    }

    function test_aPrimeThatIsNotScheduledGivesNoController() public {
        expectRevert("LegacyMigrationFacet/unknown-prime");
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(SPARK))));
        assertFalse(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
    }

    // --- Cutover ---

    function test_cutOverClosesEveryIlkAndLowersTheTotalByAsMuch() public {
        _startDualRun(GROVE);
        autoLine.setIlk(BLOOM_ILK, 5 * RAD, 5 * RAD, 0);
        vat.file(BLOOM_ILK, "line", 3 * RAD);
        uint256 total = vat.Line();
        _cutOver(GROVE);

        assertEq(_line(GROVE_ILK), 0);
        assertEq(_line(BLOOM_ILK), 0);
        assertEq(vat.Line(), total - LINE - 3 * RAD);
        _assertOutOfAutoLine(GROVE_ILK);
        _assertOutOfAutoLine(BLOOM_ILK);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);
        assertEq(_line(PRIME_ILK), LINE);
    }

    function test_cutOverWorksAgainAfterARollback() public {
        _startDualRun(GROVE);
        uint256 total = vat.Line();
        for (uint256 i; i < 3; ++i) {
            _cutOver(GROVE);
            assertEq(vat.Line(), total - LINE);
            assertEq(_line(GROVE_ILK), 0);
            _rollBack(GROVE);
            assertEq(vat.Line(), total);
            assertEq(_line(GROVE_ILK), LINE);
        }
    }

    /// `LineMom.wipe` leaves the total as it was, so does a cutover that finds nothing to close, and so does a rollback
    /// after it: the total does not grow, however often.
    function test_cutOverTakesAnIlkThatLineMomClosed() public {
        _startDualRun(SPARK);
        LineMom lineMom = new LineMom(address(vat));
        vat.rely(address(lineMom));
        autoLine.rely(address(lineMom));
        lineMom.file("autoLine", address(autoLine));
        lineMom.addIlk(PRIME_ILK);
        uint256 total = vat.Line();
        for (uint256 i; i < 3; ++i) {
            lineMom.wipe(PRIME_ILK);
            _cutOver(SPARK);
            assertEq(vat.Line(), total);
            _rollBack(SPARK);
            assertEq(_line(PRIME_ILK), LINE);
            assertEq(vat.Line(), total);
        }
    }

    /// All or nothing: what the facet refuses leaves AutoLine and ceilings as they were.
    function test_aCutoverThatTheFacetRefusesClosesNothing() public {
        _startDualRun(SPARK);
        expectRevert("LegacyMigrationFacet/before-epoch");
        _asGovernance(abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(SPARK))));
        vm.warp(EPOCH);
        expectRevert("LegacyMigrationFacet/rollback-not-approved");
        _asGovernance(abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(SPARK))));

        assertEq(_line(PRIME_ILK), LINE);
        (uint256 highest,,,,) = autoLine.ilks(PRIME_ILK);
        assertGt(highest, 0);
    }

    // --- Retirement ---

    function test_retireEndsEveryPermissionOfTheMigration() public {
        _startDualRun(GROVE);
        _startDualRun(SPARK);
        _cutOver(GROVE);
        _migrateAll(GROVE);
        beamState.addInitControllerActions(_rollbackCall(GROVE), address(0));
        _approveRollback(SPARK);
        _retire(GROVE);

        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.Retired);
        assertFalse(sides[GROVE].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        assertTrue(sides[GROVE].pau.proxy.hasRole(CONTROLLER, address(sides[GROVE].pau.diamond)));
        assertEq(migrationMom.ceilings(GROVE_ILK), 0);
        assertFalse(beamState.isControllerActionEnabled(keccak256(_rollbackCall(GROVE)), address(diamond)));
        expectRevert("Configurator/not-valid-data");
        _rollBack(GROVE);

        // What belongs to another Prime stays.
        assertEq(migrationMom.ceilings(PRIME_ILK), LINE);
        assertTrue(beamState.isControllerActionEnabled(keccak256(_rollbackCall(SPARK)), address(diamond)));
        assertTrue(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
    }

    /// A retirement passes also where the approval was deleted and the ilk delisted before.
    function test_retireFindsNothingToEndAndRetires() public {
        _startDualRun(SPARK);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        vm.startPrank(admin);
        migrationMom.delist(PRIME_ILK);
        beamState.delInitControllerActions(keccak256(_rollbackCall(SPARK)), address(diamond));
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
        vm.stopPrank();
        vat.deny(address(migrationMom));
        vm.recordLogs();
        _retire(SPARK);
        assertEq(vm.getRecordedLogs().length, 1);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.Retired);
    }

    function test_aPrimeWithDebtKeepsItsPermissions() public {
        _startDualRun(SPARK);
        _cutOver(SPARK);
        expectRevert("LegacyMigrationFacet/legacy-debt-left");
        _retire(SPARK);
        assertTrue(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        assertEq(migrationMom.ceilings(PRIME_ILK), LINE);
    }

    // --- Who ---

    /// The steps are nobody's but governance's: whoever calls the code directly acts as that contract, without a right.
    function test_calledDirectlyTheyCanDoNothing() public {
        address spark = _prime(SPARK);
        address vault = address(sides[SPARK].vault);
        address[] memory allocators = _allocators(SPARK);
        expectMissingRole(address(actions), 0x00);
        actions.schedule(wiring, spark, vault, EPOCH, allocators);
        expectMissingRole(address(actions), 0x00);
        actions.startDualRun(wiring, spark);
        expectMissingRole(address(actions), 0x00);
        actions.retire(wiring, spark);
        _startDualRun(SPARK);
        expectRevert("DssAutoLine/not-authorized");
        actions.cutOver(wiring, spark);
    }

    /// A step runs as a plan of the pause: not before its delay, then by anyone.
    function test_runAsAPlanOfThePause() public {
        _schedule(SPARK);
        Plan memory plan =
            _plan(address(actions), abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(SPARK))));
        _plotAsHat(plan);
        expectRevert("ds-pause-premature-exec");
        _exec(plan);
        vm.warp(plan.eta);
        vm.prank(stranger);
        pause.exec(plan.usr, plan.tag, plan.fax, plan.eta);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
    }

    function _assertOutOfAutoLine(bytes32 ilk) private view {
        (uint256 highest, uint256 gap,,,) = autoLine.ilks(ilk);
        assertEq(highest, 0);
        assertEq(gap, 0);
    }
}
