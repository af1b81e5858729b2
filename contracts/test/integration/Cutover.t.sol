// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {Spell} from "../../src/governance/Spell.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The whole migration, from spells, relayers and operators alone: Spark with one legacy ilk, Grove with two, of which
/// Bloom is wound down.
contract CutoverTest is MigrationFixture {
    uint256 private constant STEPS = 10;
    uint256 private constant TIMELOCK_DELAY = 14 days;
    uint256 private constant LAST_EPOCH = MIDNIGHT + 12 days;

    BEAMTimeLock private timelock;
    address private aBeam = makeAddr("aBeam");

    function setUp() public override {
        super.setUp();
        timelock = new BEAMTimeLock(TIMELOCK_DELAY, admin);
        vm.startPrank(admin);
        timelock.grantRole(timelock.PROPOSER_ROLE(), aBeam);
        beamState.setUserRole(address(timelock), 1, true);
        beamState.setRoleAction(1, IBeamState.addInitControllerActions.selector, true);
        vm.stopPrank();
    }

    /// Phase 6, temporary measure 1: old and new surface side by side, Prime by Prime, from a schedule that is known in
    /// advance to legacy debt of zero to the wei.
    function test_dualRunMigrationEndsWithNoLegacyDebt() public {
        _queueRollback(SPARK);
        _queueRollback(GROVE);
        _castSchedule(SPARK);
        _castSchedule(GROVE);
        _castStart(SPARK);
        _castStart(GROVE);

        for (uint256 i = 1; i <= STEPS; ++i) {
            _nextDay();
            _step(SPARK, PRIME_ILK, STEPS - i);
            _step(GROVE, GROVE_ILK, STEPS - i);
            _step(GROVE, BLOOM_ILK, STEPS - i);
        }
        assertEq(_art(PRIME_ILK) + _art(GROVE_ILK) + _art(BLOOM_ILK), 0);

        _executeRollbackApproval(SPARK);
        _executeRollbackApproval(GROVE);
        _castCutOver(SPARK);
        _castCutOver(GROVE);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.CutOver);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);

        // An incident at Spark: back to the legacy ilk, part of the debt with it. Grove is not touched.
        _rollBack(SPARK);
        assertEq(_migrateBack(SPARK, PRIME_ILK, 7 * MILLION), 7 * MILLION);
        _mint(sides[SPARK].pau, primeRelayer, 1 * MILLION);
        _assertPhase(GROVE, ILegacyMigrationFacet.Phase.CutOver);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _retire(SPARK);

        // The debt that came back is moved again: a part before the second cutover, the rest after it.
        _step(SPARK, PRIME_ILK, 1);
        _castCutOver(SPARK);
        _step(SPARK, PRIME_ILK, 0);

        _castRetire(SPARK);
        _castRetire(GROVE);
        _assertEnded();
    }

    /// Phase 6, temporary measure 3: the way back is part of the plan. Without it no cutover, and a spell that came too
    /// early is cast again.
    function test_emergencyRollbackIsPreApprovedOrThereIsNoCutover() public {
        _castSchedule(SPARK);
        _castStart(SPARK);
        uint256 ready = _queueRollback(SPARK);
        Spell spell = _schedule(abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(SPARK))), "Cut over Spark");
        vm.warp(LAST_EPOCH + 9 hours);
        // The facet says rollback-not-approved; of what a plan reverts with, the pause says no more than this.
        expectRevert("ds-pause-delegatecall-error");
        spell.cast();
        assertFalse(spell.done());

        vm.warp(ready);
        _executeRollbackApproval(SPARK);
        spell.cast();
        assertTrue(spell.done());
        // Inside the Processing Window, too.
        vm.warp(MIDNIGHT + 30 days + 14 hours);
        _rollBack(SPARK);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
    }

    /// Phase 6, temporary measure 1: from the cutover on new flows go through the vault alone.
    function test_afterTheCutoverNoPathFundsAPrimeFromItsLegacyIlk() public {
        _startDualRun(GROVE);
        _migrate(GROVE, GROVE_ILK, 10 * MILLION);
        _cutOver(GROVE);
        uint256 groveArt = _art(GROVE_ILK);
        uint256 bloomArt = _art(BLOOM_ILK);

        // Its own relayer, also after it made room; its ALMProxy; whoever calls AutoLine; the Mom.
        expectRevert("Vat/ceiling-exceeded");
        _mint(sides[GROVE].pau, groveRelayer, 1);
        vm.prank(groveRelayer);
        sides[GROVE].pau.diamond.burnUSDS(5 * MILLION);
        expectRevert("Vat/ceiling-exceeded");
        _mint(sides[GROVE].pau, groveRelayer, 1);
        vm.prank(_prime(GROVE));
        expectRevert("Vat/ceiling-exceeded");
        bloomVault.draw(1);
        assertEq(autoLine.exec(GROVE_ILK) + autoLine.exec(BLOOM_ILK), 0);
        vm.prank(relayer);
        expectRevert("MigrationMom/only-diamond");
        migrationMom.restore(GROVE_ILK, LINE);

        // The Generator's relayer.
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _migrateBack(GROVE, GROVE_ILK, 1);
        assertLt(_art(GROVE_ILK), groveArt);
        assertEq(_art(BLOOM_ILK), bloomArt);

        // The vault is open, and a rollback reopens everything else.
        _mint(generator, relayer, 1 * MILLION);
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(sides[GROVE].vault), 1 * MILLION, 0);
        vm.prank(groveRelayer);
        sides[GROVE].pau.diamond.takeFromSparkVault(address(sides[GROVE].vault), 1 * MILLION);
        _rollBack(GROVE);
        _mint(sides[GROVE].pau, groveRelayer, 1);
        _migrateBack(GROVE, GROVE_ILK, 1 * MILLION);
    }

    /// Phase 6, temporary measure 1: a Prime that is not scheduled yet keeps its ilk, whatever others do.
    function test_primesMigrateOneByOne() public {
        _startDualRun(SPARK);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        _retire(SPARK);
        _mint(sides[GROVE].pau, groveRelayer, 1 * MILLION);
        assertEq(diamond.migrations().length, 1);
        assertEq(_line(GROVE_ILK), LINE);
    }

    // --- Spells ---

    function _castSchedule(uint256 side) private {
        bytes memory step = abi.encodeCall(
            IMigrationActions.schedule,
            (wiring, _prime(side), address(sides[side].vault), LAST_EPOCH, _allocators(side))
        );
        _cast(step, "Schedule");
    }

    function _castStart(uint256 side) private {
        _cast(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(side))), "Start the dual-run");
    }

    function _castCutOver(uint256 side) private {
        _cast(abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(side))), "Cut over");
    }

    function _castRetire(uint256 side) private {
        _cast(abi.encodeCall(IMigrationActions.retire, (wiring, _prime(side))), "Retire");
    }

    function _cast(bytes memory step, string memory description) private {
        _schedule(step, description).cast();
    }

    /// Gives a spell the hat and schedules it; it is ready a day later.
    function _schedule(bytes memory step, string memory description) private returns (Spell spell) {
        spell = new Spell(address(pause), address(actions), step, description);
        chief.lift(address(spell));
        spell.schedule();
        vm.warp(spell.eta());
    }

    // --- The Core Council ---

    /// Answers when the rollback can be approved.
    function _queueRollback(uint256 side) private returns (uint256) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _approval(side);
        vm.prank(aBeam);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, TIMELOCK_DELAY);
        return vm.getBlockTimestamp() + TIMELOCK_DELAY;
    }

    function _executeRollbackApproval(uint256 side) private {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _approval(side);
        vm.prank(stranger);
        timelock.executeBatch(targets, values, payloads, 0, 0);
    }

    function _approval(uint256 side)
        private
        view
        returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads)
    {
        targets = new address[](1);
        values = new uint256[](1);
        payloads = new bytes[](1);
        targets[0] = address(beamState);
        payloads[0] = abi.encodeCall(IBeamState.addInitControllerActions, (_rollbackCall(side), address(diamond)));
    }

    // --- Steps ---

    /// Keepers let the ceilings follow the debt, down on the old surface and up on the new one.
    function _nextDay() private {
        skip(1 days);
        vm.roll(vm.getBlockNumber() + 1);
        autoLine.exec(GENERATOR_ILK);
        autoLine.exec(PRIME_ILK);
        autoLine.exec(GROVE_ILK);
    }

    /// Moves what is owed in equal parts, of which `left` follow; holds identity 4 of DOMAIN.md §11 against it.
    function _step(uint256 side, bytes32 ilk, uint256 left) private {
        uint256 before = _debtNow(ilk) + _debtNow(GENERATOR_ILK);
        uint256 legacy = _debtNow(ilk);
        uint256 moved = _migrate(side, ilk, left == 0 ? type(uint256).max : _owed(ilk) / (left + 1));
        uint256 grown = _debtNow(ilk) + _debtNow(GENERATOR_ILK) - before;
        (, uint256 legacyRate,,,) = vat.ilks(ilk);
        (, uint256 rate,,,) = vat.ilks(GENERATOR_ILK);
        assertLt(grown, rate + legacyRate, "debt out of nothing");
        assertLt(moved * RAY - (legacy - _debtNow(ilk)), legacyRate, "not what was moved");
    }

    // --- The end ---

    function _assertEnded() private {
        bytes32[3] memory ilks = [PRIME_ILK, GROVE_ILK, BLOOM_ILK];
        for (uint256 i; i < ilks.length; ++i) {
            assertEq(_debtNow(ilks[i]), 0);
            assertEq(_line(ilks[i]), 0);
            assertEq(migrationMom.ceilings(ilks[i]), 0);
        }
        for (uint256 side; side < sides.length; ++side) {
            _assertPhase(side, ILegacyMigrationFacet.Phase.Retired);
            assertFalse(sides[side].pau.proxy.hasRole(CONTROLLER, address(diamond)));
            assertFalse(beamState.isControllerActionEnabled(keccak256(_rollbackCall(side)), address(diamond)));
            bytes32 ilk = sides[side].pau.vault.ilk();
            expectRevert("LegacyMigrationFacet/wrong-phase");
            _migrate(side, ilk, 1);
        }

        // All debt is the Generator's, and what it owes is what its shares are worth: rate and yield are equal here.
        uint256 owed = _owed(GENERATOR_ILK);
        uint256 worth = sides[SPARK].vault.assetsOf(address(generator.proxy))
            + sides[GROVE].vault.assetsOf(address(generator.proxy));
        assertEq(vat.debt() / RAY, _art(GENERATOR_ILK) * _rate(GENERATOR_ILK) / RAY);
        assertLe(worth, owed);
        assertApproxEqAbs(worth, owed, 100);
    }

    function _rate(bytes32 ilk) private view returns (uint256 rate) {
        (, rate,,,) = vat.ilks(ilk);
    }
}
