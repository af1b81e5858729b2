// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AutoLine} from "../../src/mcd/AutoLine.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// A cutover asks for what a rollback needs as it is then, and a rollback opens what can be opened.
contract LegacyMigrationWayBackTest is MigrationFixture {
    address private spark;
    address private grove;

    function setUp() public override {
        super.setUp();
        (spark, grove) = (_prime(SPARK), _prime(GROVE));
    }

    // --- Ceilings ---

    function test_theDualRunRecordsTheCeilingsAnew() public {
        _schedule(SPARK);
        vat.file(PRIME_ILK, "line", 70 * MILLION * RAY);
        ILegacyMigrationFacet.LegacyIlk[] memory recorded = diamond.migration(spark).ilks;
        recorded[0].ceiling = 70 * MILLION * RAY;
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.CeilingsRecorded(spark, recorded);
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, spark)));
        assertEq(diamond.migration(spark).ilks[0].ceiling, 70 * MILLION * RAY);
        assertEq(migrationMom.ceilings(PRIME_ILK), 70 * MILLION * RAY);
    }

    /// Taken just after a repayment and `AutoLine.exec`: what is restored would be below the debt, and no draw pass.
    function test_aCeilingBelowTheDebtIsNoWayBack() public {
        vat.file(PRIME_ILK, "line", 45 * MILLION * RAY);
        _startDualRun(SPARK);
        vat.file(PRIME_ILK, "line", 100 * MILLION * RAY);
        _mint(sides[SPARK].pau, primeRelayer, 20 * MILLION);
        _approveRollback(SPARK);
        vm.warp(EPOCH);
        expectRevert("LegacyMigrationFacet/ceiling-too-low");
        _asGovernance(abi.encodeCall(IMigrationActions.cutOver, (wiring, spark)));

        _asGovernance(abi.encodeCall(IMigrationActions.recordCeilings, (wiring, spark)));
        assertEq(migrationMom.ceilings(PRIME_ILK), 100 * MILLION * RAY);
        _asGovernance(abi.encodeCall(IMigrationActions.cutOver, (wiring, spark)));
        _rollBack(SPARK);
        _mint(sides[SPARK].pau, primeRelayer, 1);
    }

    /// What has no ceiling is not restored: recorded anew it leaves the list, and comes back with its ceiling.
    function test_anIlkWithoutACeilingLeavesTheList() public {
        _startDualRun(SPARK);
        assertGt(migrationMom.ceilings(PRIME_ILK), 0);
        vat.file(PRIME_ILK, "line", 0);
        _asGovernance(abi.encodeCall(IMigrationActions.recordCeilings, (wiring, spark)));
        assertEq(diamond.migration(spark).ilks[0].ceiling, 0);
        assertEq(migrationMom.ceilings(PRIME_ILK), 0);

        vat.file(PRIME_ILK, "line", LINE);
        _asGovernance(abi.encodeCall(IMigrationActions.recordCeilings, (wiring, spark)));
        assertEq(migrationMom.ceilings(PRIME_ILK), LINE);
    }

    /// The debt with the fees up to now, whether or not somebody dripped, and a margin of it, to the unit.
    function test_aCeilingExceedsTheDebtByTheMargin() public {
        assertEq(diamond.WAY_BACK_MARGIN(), 0.01e18);
        _dualRunAtEpoch();
        uint256 debt = _debtNow(PRIME_ILK);
        uint256 least = debt + (debt + 99) / 100;
        uint256 id = vm.snapshotState();
        _recordAndClose(least - 1);
        _expectRefused("LegacyMigrationFacet/ceiling-too-low");

        vm.revertToState(id);
        _recordAndClose(least);
        _cut();
        _rollBack(SPARK);
        _mint(sides[SPARK].pau, primeRelayer, 1);
    }

    function test_onlyGovernanceRecordsAndOnlyInDualRun() public {
        expectRevert("LegacyMigrationFacet/unknown-prime");
        _record();
        _schedule(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _record();
        _startDualRun(GROVE);
        vm.warp(MIDNIGHT + 13 hours);
        expectRevert("LegacyMigrationFacet/processing-window");
        _record();
        address[3] memory others = [relayer, cBeam, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], 0x00);
            diamond.recordCeilings(grove);
        }
    }

    // --- Rights, allowances, room ---

    /// Each was there at the schedule and is gone at the cutover; none comes back by a rollback.
    function test_whatADrawNeedsIsAskedForAtTheCutover() public {
        _dualRunAtEpoch();
        _recordAndClose(LINE);

        uint256 id = vm.snapshotState();
        vm.prank(admin);
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
        _expectRefused("LegacyMigrationFacet/not-controller");

        vm.revertToState(id);
        roles.setUserRole(PRIME_ILK, spark, OPERATOR_ROLE, false);
        _expectRefused("LegacyMigrationFacet/legacy-right-missing");
        sides[SPARK].pau.vault.rely(spark);
        _cut();

        vm.revertToState(id);
        AllocatorBuffer buffer = AllocatorBuffer(sides[SPARK].pau.vault.buffer());
        buffer.approve(address(usds), spark, LINE / RAY - 1);
        _expectRefused("LegacyMigrationFacet/legacy-allowance-too-low");
        buffer.approve(address(usds), spark, LINE / RAY);
        _cut();

        vm.revertToState(id);
        vm.prank(admin);
        generator.diamond.revokeRole(CONFIGURATOR, address(configurator));
        _expectRefused("LegacyMigrationFacet/rollback-not-possible");

        vm.revertToState(id);
        vat.file(PRIME_ILK, "spot", 1);
        _expectRefused("LegacyMigrationFacet/legacy-collateral-too-low");

        vm.revertToState(id);
        vat.cage();
        _expectRefused("LegacyMigrationFacet/vat-not-live");
    }

    /// At a price of one unit, each unit of collateral carries one of the debt.
    function test_theCollateralCarriesTheDebtWithTheMargin() public {
        _dualRunAtEpoch();
        _recordAndClose(LINE);
        uint256 debt = _debtNow(PRIME_ILK);
        uint256 least = debt + (debt + 99) / 100;
        address vault = address(sides[SPARK].pau.vault);
        (uint256 ink,) = vat.urns(PRIME_ILK, vault);
        vat.file(PRIME_ILK, "spot", 1);
        vat.slip(PRIME_ILK, vault, int256(least - ink));
        vat.grab(PRIME_ILK, vault, vault, address(0), int256(least - ink - 1), 0);
        _expectRefused("LegacyMigrationFacet/legacy-collateral-too-low");

        vat.grab(PRIME_ILK, vault, vault, address(0), 1, 0);
        _cut();
        _rollBack(SPARK);
        _mint(sides[SPARK].pau, primeRelayer, 1);
    }

    /// The total as it will be after the rollback, with a margin for the Prime.
    function test_theTotalHasToLeaveRoom() public {
        _dualRunAtEpoch();
        _recordAndClose(45 * MILLION * RAY);
        jug.drip(PRIME_ILK);
        uint256 debt = _debtNow(PRIME_ILK);
        uint256 least = vat.debt() + (debt + 99) / 100 - 45 * MILLION * RAY;
        vat.file("Line", least - 1);
        _expectRefused("LegacyMigrationFacet/total-ceiling-too-low");
        vat.file("Line", least);
        _cut();
    }

    /// A hundredth of no debt is no room: there is some for the smallest draw all the same.
    function test_aPrimeWithoutDebtCanDrawAfterARollbackToo() public {
        _dualRunAtEpoch();
        _wipeAll();
        _recordAndClose(1 * MILLION * RAY);
        (, uint256 rate,,,) = vat.ilks(PRIME_ILK);
        uint256 least = vat.debt() + RAY + rate - 1 * MILLION * RAY;
        vat.file("Line", least - 1);
        _expectRefused("LegacyMigrationFacet/total-ceiling-too-low");
        vat.file("Line", least);
        _cut();
        _rollBack(SPARK);
        _mint(sides[SPARK].pau, primeRelayer, 1);
    }

    /// The smallest draw of a Prime without debt is the dust of the ilk.
    function test_aPrimeWithoutDebtNeedsRoomForTheDust() public {
        _dualRunAtEpoch();
        _wipeAll();
        vat.file(PRIME_ILK, "dust", 5 * MILLION * RAY);
        (, uint256 rate,,,) = vat.ilks(PRIME_ILK);
        uint256 least = 5 * MILLION * RAY + rate;
        uint256 id = vm.snapshotState();
        _recordAndClose(least - 1);
        _expectRefused("LegacyMigrationFacet/ceiling-too-low");

        vm.revertToState(id);
        _recordAndClose(least);
        _cut();
        _rollBack(SPARK);
        _mint(sides[SPARK].pau, primeRelayer, 5 * MILLION);
    }

    /// An ilk that was wound down before its dual-run is not asked for anything: no way back is promised for it.
    function test_anIlkThatWasWoundDownIsNotAskedFor() public {
        _startDualRun(GROVE);
        AllocatorBuffer(bloomVault.buffer()).approve(address(usds), grove, 0);
        _cutOver(GROVE);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);
    }

    // --- Rollback ---

    function test_aDelistedIlkDoesNotHoldUpTheOthers() public {
        vat.file(BLOOM_ILK, "line", LINE);
        vat.file("Line", vat.Line() + LINE);
        _startDualRun(GROVE);
        _cutOver(GROVE);
        vm.startPrank(admin);
        migrationMom.delist(GROVE_ILK);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.CeilingNotRestored(grove, GROVE_ILK);
        diamond.rollback(grove);
        vm.stopPrank();
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.DualRun);
        assertEq(_line(GROVE_ILK), 0);
        assertEq(_line(BLOOM_ILK), LINE);
    }

    /// Back in a dual-run with nothing to draw on would be no way back.
    function test_nothingToRestoreIsNoRollback() public {
        _startDualRun(SPARK);
        _cutOver(SPARK);
        vm.startPrank(admin);
        migrationMom.delist(PRIME_ILK);
        expectRevert("LegacyMigrationFacet/nothing-to-restore");
        diamond.rollback(spark);
        vm.stopPrank();
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.CutOver);
    }

    // --- AutoLine ---

    function test_aNewAutoLineIsLookedInto() public {
        _dualRunAtEpoch();
        _recordAndClose(LINE);
        AutoLine next = new AutoLine(address(vat));
        next.setIlk(PRIME_ILK, LINE, LINE, 0);
        chainlog.setAddress("MCD_IAM_AUTO_LINE", address(next));
        assertEq(diamond.autoLine(), address(next));
        _expectRefused("LegacyMigrationFacet/in-auto-line");
        next.remIlk(PRIME_ILK);
        _cut();
    }

    /// The old one counts for as long as the Vat lets it file.
    function test_anAutoLineThatWasReplacedIsLookedIntoWhileItMayRaise() public {
        _dualRunAtEpoch();
        _recordAndClose(LINE);
        autoLine.setIlk(PRIME_ILK, LINE, LINE, 0);
        chainlog.setAddress("MCD_IAM_AUTO_LINE", address(new AutoLine(address(vat))));
        _expectRefused("LegacyMigrationFacet/in-auto-line");
        vat.deny(address(autoLine));
        _cut();
    }

    // --- Parts ---

    function _dualRunAtEpoch() private {
        _startDualRun(SPARK);
        _approveRollback(SPARK);
        vm.warp(EPOCH);
    }

    /// The Prime repays all that it owes on its ilk.
    function _wipeAll() private {
        jug.drip(PRIME_ILK);
        uint256 owed = (_debtNow(PRIME_ILK) + RAY - 1) / RAY;
        usds.mint(spark, owed);
        vm.prank(primeRelayer);
        sides[SPARK].pau.diamond.burnUSDS(owed);
        assertEq(_debtNow(PRIME_ILK), 0);
    }

    function _recordAndClose(uint256 ceiling) private {
        vat.file("Line", vat.Line() + ceiling - _line(PRIME_ILK));
        vat.file(PRIME_ILK, "line", ceiling);
        _asGovernance(abi.encodeCall(IMigrationActions.recordCeilings, (wiring, spark)));
        autoLine.remIlk(PRIME_ILK);
        vm.prank(admin);
        migrationMom.close(PRIME_ILK);
    }

    function _record() private {
        vm.prank(admin);
        diamond.recordCeilings(vm.getBlockTimestamp() > MIDNIGHT + 12 hours ? grove : spark);
    }

    function _expectRefused(string memory reason) private {
        expectRevert(reason);
        _cut();
    }

    function _cut() private {
        vm.prank(admin);
        diamond.cutOver(spark);
    }
}
