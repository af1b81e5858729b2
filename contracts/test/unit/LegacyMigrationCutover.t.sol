// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IConfigurator} from "../../src/interfaces/IConfigurator.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationMom} from "../../src/interfaces/IMigrationMom.sol";
import {Vm} from "../Base.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The cutover, which verifies and closes nothing itself; the way back; the end.
contract LegacyMigrationCutoverTest is MigrationFixture {
    address private grove;

    function setUp() public override {
        super.setUp();
        grove = _prime(GROVE);
        _startDualRun(GROVE);
        _approveRollback(GROVE);
        vm.warp(EPOCH);
        _close(GROVE_ILK);
    }

    // --- Cutover ---

    function test_cutsOver() public {
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.PrimeCutOver(grove);
        _cut();
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);
        assertEq(uint256(diamond.migration(grove).cutOverAt), EPOCH);
    }

    function test_isNotCutOverASecondBeforeItsEpoch() public {
        vm.warp(EPOCH - 1);
        expectRevert("LegacyMigrationFacet/before-epoch");
        _cut();
        vm.warp(EPOCH);
        _cut();
    }

    /// A ceiling of one unit is a ceiling, on any of the ilks.
    function test_demandsThatEveryCeilingIsZero() public {
        vat.file(GROVE_ILK, "line", 1);
        expectRevert("LegacyMigrationFacet/ceiling-not-zero");
        _cut();
        vat.file(GROVE_ILK, "line", 0);
        vat.file(BLOOM_ILK, "line", 1);
        expectRevert("LegacyMigrationFacet/ceiling-not-zero");
        _cut();
        vat.file(BLOOM_ILK, "line", 0);
        _cut();
    }

    function test_demandsThatNoIlkIsInAutoLine() public {
        autoLine.setIlk(BLOOM_ILK, 1, 0, 0);
        expectRevert("LegacyMigrationFacet/in-auto-line");
        _cut();
        autoLine.remIlk(BLOOM_ILK);
        autoLine.setIlk(GROVE_ILK, 1, 0, 0);
        expectRevert("LegacyMigrationFacet/in-auto-line");
        _cut();
        autoLine.remIlk(GROVE_ILK);
        _cut();
    }

    /// An approval counts if it is for exactly this call, and for this Diamond or for every controller.
    function test_demandsThatTheRollbackIsApproved() public {
        bytes32 approval = keccak256(_rollbackCall(GROVE));
        beamState.delInitControllerActions(approval, address(diamond));
        beamState.addInitControllerActions(_rollbackCall(SPARK), address(diamond));
        beamState.addInitControllerActions(_rollbackCall(GROVE), address(sides[GROVE].pau.diamond));
        expectRevert("LegacyMigrationFacet/rollback-not-approved");
        _cut();

        beamState.addInitControllerActions(_rollbackCall(GROVE), address(0));
        _cut();
    }

    function test_demandsThatTheMomCanRestore() public {
        uint256 id = vm.snapshotState();
        vat.deny(address(migrationMom));
        expectRevert("LegacyMigrationFacet/rollback-not-possible");
        _cut();

        vm.revertToState(id);
        vm.prank(admin);
        migrationMom.delist(GROVE_ILK);
        expectRevert("LegacyMigrationFacet/rollback-not-possible");
        _cut();

        vm.mockCall(address(migrationMom), abi.encodeCall(IMigrationMom.vat, ()), abi.encode(stranger));
        _list(LINE);
        expectRevert("LegacyMigrationFacet/rollback-not-possible");
        _cut();
        vm.clearMockedCalls();

        vm.mockCall(address(migrationMom), abi.encodeCall(IMigrationMom.diamond, ()), abi.encode(stranger));
        expectRevert("LegacyMigrationFacet/rollback-not-possible");
        _cut();
        vm.clearMockedCalls();
        _cut();
    }

    function test_demandsThatTheMomCanRestoreTheWholeCeilingAndNotAUnitLess() public {
        _list(LINE - 1);
        expectRevert("LegacyMigrationFacet/rollback-not-possible");
        _cut();
        _list(LINE);
        _cut();
    }

    function test_aHigherListedCeilingDoesToo() public {
        _list(LINE + 1);
        _cut();
    }

    // --- Rollback ---

    function test_rollsBackForACBeamWithAnApprovedCall() public {
        _cut();
        uint256 total = vat.Line();
        vm.warp(EPOCH + 2 days);
        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.Restore(GROVE_ILK, LINE);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.PrimeRolledBack(grove);
        vm.expectEmit(address(configurator));
        emit IConfigurator.CallControllerAction(address(diamond), _rollbackCall(GROVE));
        _rollBack(GROVE);

        ILegacyMigrationFacet.Migration memory record = diamond.migration(grove);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.DualRun);
        assertEq(uint256(record.rolledBackAt), EPOCH + 2 days);
        assertEq(uint256(record.cutOverAt), EPOCH);
        assertEq(_line(GROVE_ILK), LINE);
        assertEq(vat.Line(), total + LINE);
    }

    /// An ilk that was wound down before the schedule has no ceiling to restore; it stays closed, unlisted, and in
    /// nobody's way.
    function test_anIlkThatWasWoundDownStaysClosedAndBlocksNothing() public {
        assertEq(migrationMom.ceilings(BLOOM_ILK), 0);
        assertEq(diamond.migration(grove).ilks[1].ceiling, 0);
        _cut();
        vm.recordLogs();
        _rollBack(GROVE);
        assertEq(_line(BLOOM_ILK), 0);
        // It was not to be restored, so nobody is told that it was not.
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != ILegacyMigrationFacet.CeilingNotRestored.selector);
        }
    }

    function test_governanceRollsBackToo() public {
        _cut();
        vm.prank(admin);
        diamond.rollback(grove);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.DualRun);
        assertEq(_line(GROVE_ILK), LINE);
    }

    function test_nobodyElseRollsBack() public {
        _cut();
        address[4] memory others = [cBeam, relayer, freezer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], CONFIGURATOR);
            diamond.rollback(grove);
        }
        vm.prank(stranger);
        expectRevert("Configurator/not-authorized-controller-cBeam");
        configurator.callControllerAction(address(diamond), _rollbackCall(GROVE));
        vm.prank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(address(diamond), _rollbackCall(SPARK));
    }

    function test_theLegacySurfaceIsOpenAfterARollback() public {
        _cut();
        expectRevert("Vat/ceiling-exceeded");
        _mint(sides[GROVE].pau, groveRelayer, 1);
        _rollBack(GROVE);
        _mint(sides[GROVE].pau, groveRelayer, 1 * MILLION);
        _migrate(GROVE, GROVE_ILK, 2 * MILLION);
        _migrateBack(GROVE, GROVE_ILK, 1 * MILLION);
    }

    /// More than the recorded ceiling is never asked for, whatever the Mom lists.
    function test_restoresTheCeilingOfTheScheduleAndNoHigherOne() public {
        _list(2 * LINE);
        _cut();
        _rollBack(GROVE);
        assertEq(_line(GROVE_ILK), LINE);
    }

    /// Without the Mom's rights the rollback fails as a whole. The Configurator swallows the reason.
    function test_failsAsTheMomDoes() public {
        _cut();
        vat.deny(address(migrationMom));
        vm.prank(admin);
        expectRevert("Vat/not-authorized");
        diamond.rollback(grove);
        expectRevert("Configurator/call-failed");
        _rollBack(GROVE);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);
    }

    /// DOMAIN.md §6.3: stopping the Configurator also disables the rollback; governance still can.
    function test_aStoppedConfiguratorDoesNotRollBack() public {
        _cut();
        beamState.stop();
        expectRevert("Configurator/stopped");
        _rollBack(GROVE);
        vm.prank(admin);
        diamond.rollback(grove);
    }

    function test_isCutOverAgainAfterARollback() public {
        _cut();
        _rollBack(GROVE);
        expectRevert("LegacyMigrationFacet/ceiling-not-zero");
        _cut();
        _close(GROVE_ILK);
        vm.warp(EPOCH + 5 days);
        _cut();
        assertEq(uint256(diamond.migration(grove).cutOverAt), EPOCH + 5 days);
    }

    // --- Retirement ---

    function test_retiresWhenEveryLegacyDebtIsZeroToTheWei() public {
        _cut();
        expectRevert("LegacyMigrationFacet/legacy-debt-left");
        _end();
        _migrate(GROVE, GROVE_ILK, type(uint256).max);
        expectRevert("LegacyMigrationFacet/legacy-debt-left");
        _end();
        _migrate(GROVE, BLOOM_ILK, _owed(BLOOM_ILK) - 1);
        assertEq(_art(BLOOM_ILK), 1);
        expectRevert("LegacyMigrationFacet/legacy-debt-left");
        _end();
        _migrate(GROVE, BLOOM_ILK, type(uint256).max);

        vm.warp(EPOCH + 3 days);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.PrimeRetired(grove);
        _end();
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.Retired);
        assertEq(uint256(diamond.migration(grove).retiredAt), EPOCH + 3 days);
    }

    /// Debt on the ilk counts even where it is not that of the AllocatorVault.
    function test_countsTheWholeIlkAndNotOneUrn() public {
        _cut();
        _migrateAll(GROVE);
        vat.file(GROVE_ILK, "line", 100 * RAD);
        vat.slip(GROVE_ILK, stranger, 2);
        vm.prank(stranger);
        vat.frob(GROVE_ILK, stranger, stranger, stranger, 2, 1);
        vat.file(GROVE_ILK, "line", 0);
        expectRevert("LegacyMigrationFacet/legacy-debt-left");
        _end();
    }

    /// What governance or AutoLine opened since would go on funding a Prime that nobody looks at any more.
    function test_retiresOnlyWhatIsStillClosed() public {
        _cut();
        _migrateAll(GROVE);
        vat.file(BLOOM_ILK, "line", 1);
        expectRevert("LegacyMigrationFacet/ceiling-not-zero");
        _end();
        vat.file(BLOOM_ILK, "line", 0);
        autoLine.setIlk(GROVE_ILK, 1, 0, 0);
        expectRevert("LegacyMigrationFacet/in-auto-line");
        _end();
        autoLine.remIlk(GROVE_ILK);
        _end();
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.Retired);
    }

    // --- Calls ---

    function _close(bytes32 ilk) private {
        autoLine.remIlk(ilk);
        vm.prank(admin);
        migrationMom.close(ilk);
    }

    function _list(uint256 ceiling) private {
        vm.prank(admin);
        migrationMom.list(GROVE_ILK, ceiling);
    }

    function _cut() private {
        vm.prank(admin);
        diamond.cutOver(grove);
    }

    function _end() private {
        vm.prank(admin);
        diamond.retire(grove);
    }
}
