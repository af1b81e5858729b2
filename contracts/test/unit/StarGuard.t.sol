// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {StarGuard} from "../../src/governance/StarGuard.sol";
import {SubProxy} from "../../src/governance/SubProxy.sol";
import {IStarGuard} from "../../src/interfaces/IStarGuard.sol";
import {IStarSpell} from "../../src/interfaces/IStarSpell.sol";
import {Base} from "../Base.sol";

/// Notes who ran a spell, and how often.
contract Witness {
    address public caller;
    uint256 public times;

    function note() external {
        caller = msg.sender;
        ++times;
    }
}

/// A spell that may run from a time on.
contract DatedSpell is IStarSpell {
    Witness private immutable _witness;
    uint256 private immutable _from;

    constructor(Witness witness, uint256 from) {
        _witness = witness;
        _from = from;
    }

    function execute() external override {
        _witness.note();
    }

    function isExecutable() external view override returns (bool) {
        return block.timestamp >= _from;
    }
}

/// Spells that do what none should.
contract RefusingSpell is IStarSpell {
    function execute() external pure override {
        revert("RefusingSpell/no");
    }

    function isExecutable() external pure override returns (bool) {
        return true;
    }
}

contract AgainSpell is IStarSpell {
    StarGuard private immutable _guard;

    constructor(StarGuard guard) {
        _guard = guard;
    }

    function execute() external override {
        _guard.exec();
    }

    function isExecutable() external pure override returns (bool) {
        return true;
    }
}

contract UsurpingSpell is IStarSpell {
    StarGuard private immutable _guard;

    constructor(StarGuard guard) {
        _guard = guard;
    }

    // As the SubProxy, which has to be its own ward for this.
    function execute() external override {
        SubProxy(address(this)).deny(address(_guard));
    }

    function isExecutable() external pure override returns (bool) {
        return true;
    }
}

contract StarGuardTest is Base {
    uint256 private constant NOW = 1_750_000_000;
    uint256 private constant MAX_DELAY = 7 days;

    SubProxy private proxy = new SubProxy();
    StarGuard private guard = new StarGuard(address(proxy));
    Witness private witness = new Witness();
    address private spell = address(new DatedSpell(witness, NOW));
    address private stranger = makeAddr("stranger");

    function setUp() public {
        vm.warp(NOW);
        proxy.rely(address(guard));
        guard.file("maxDelay", MAX_DELAY);
    }

    function _plot(address spell_) private {
        guard.plot(spell_, spell_.codehash);
    }

    function _assertPending(address addr, bytes32 tag, uint256 deadline) private view {
        (address addr_, bytes32 tag_, uint256 deadline_) = guard.spellData();
        assertEq(addr_, addr);
        assertEq(tag_, tag);
        assertEq(deadline_, deadline);
    }

    function _assertNonePending() private view {
        _assertPending(address(0), 0, 0);
        assertFalse(guard.prob());
    }

    function _refuses(string memory reason) private {
        assertFalse(guard.prob());
        expectRevert(reason);
        guard.exec();
    }

    // --- Administration ---

    function test_itSaysWhatItIs() public {
        vm.expectEmit();
        emit IStarGuard.Rely(address(this));
        StarGuard fresh = new StarGuard(stranger);
        assertEq(fresh.subProxy(), stranger);
        assertEq(fresh.wards(address(this)), 1);
        assertEq(fresh.maxDelay(), 0);
    }

    function test_wardsHandPowerOverAndTakeItAway() public {
        vm.expectEmit(address(guard));
        emit IStarGuard.Rely(stranger);
        guard.rely(stranger);
        assertEq(guard.wards(stranger), 1);

        vm.expectEmit(address(guard));
        emit IStarGuard.Deny(address(this));
        vm.prank(stranger);
        guard.deny(address(this));
        assertEq(guard.wards(address(this)), 0);
    }

    function testFuzz_onlyWardsDecide(address caller) public {
        vm.assume(caller != address(this));
        vm.startPrank(caller);
        expectRevert("StarGuard/not-authorized");
        guard.rely(caller);
        expectRevert("StarGuard/not-authorized");
        guard.deny(address(this));
        expectRevert("StarGuard/not-authorized");
        guard.file("maxDelay", 1);
        expectRevert("StarGuard/not-authorized");
        guard.plot(spell, spell.codehash);
        expectRevert("StarGuard/not-authorized");
        guard.drop();
    }

    function test_filesTheDelayAndNothingElse() public {
        vm.expectEmit(address(guard));
        emit IStarGuard.File("maxDelay", 5);
        guard.file("maxDelay", 5);
        assertEq(guard.maxDelay(), 5);
        expectRevert("StarGuard/file-unrecognized-param");
        guard.file("maxDelays", 5);
    }

    // --- Plot and drop ---

    function testFuzz_theDeadlineIsSetByTheDelayOfThatMoment(uint32 delay, bytes32 tag) public {
        guard.file("maxDelay", delay);
        vm.expectEmit(address(guard));
        emit IStarGuard.Plot(spell, tag, NOW + delay);
        guard.plot(spell, tag);
        guard.file("maxDelay", MAX_DELAY);
        _assertPending(spell, tag, NOW + delay);
    }

    function test_refusesToPlotNothing() public {
        expectRevert("StarGuard/zero-spell-address");
        guard.plot(address(0), 0);
    }

    function test_aSecondSpellTakesThePlaceOfTheFirst() public {
        _plot(spell);
        address second = address(new RefusingSpell());
        skip(1);
        vm.expectEmit(address(guard));
        emit IStarGuard.Drop(spell);
        vm.expectEmit(address(guard));
        emit IStarGuard.Plot(second, second.codehash, NOW + 1 + MAX_DELAY);
        _plot(second);
        _assertPending(second, second.codehash, NOW + 1 + MAX_DELAY);
    }

    function test_aDroppedSpellCannotRun() public {
        _plot(spell);
        vm.expectEmit(address(guard));
        emit IStarGuard.Drop(spell);
        guard.drop();
        _assertNonePending();
        _refuses("StarGuard/unplotted-spell");
    }

    function test_droppingNothingDoesNothing() public {
        guard.drop();
        _assertNonePending();
    }

    // --- Execution ---

    function test_withoutAPlotNothingRuns() public {
        _refuses("StarGuard/unplotted-spell");
    }

    function test_anyoneExecutesItOnceAsTheSubProxy() public {
        _plot(spell);
        assertTrue(guard.prob());
        vm.expectEmit(address(guard));
        emit IStarGuard.Exec(spell);
        vm.prank(stranger);
        assertEq(guard.exec(), spell);
        assertEq(witness.caller(), address(proxy));
        assertEq(witness.times(), 1);
        _assertNonePending();
        _refuses("StarGuard/unplotted-spell");
    }

    function test_runsInTheSecondOfItsDeadline() public {
        _plot(spell);
        vm.warp(NOW + MAX_DELAY);
        assertTrue(guard.prob());
        guard.exec();
    }

    function test_isExpiredOneSecondAfterItsDeadline() public {
        _plot(spell);
        vm.warp(NOW + MAX_DELAY + 1);
        _refuses("StarGuard/expired-spell");
        // It stays where it is, and a new plot gives it a new deadline.
        _assertPending(spell, spell.codehash, NOW + MAX_DELAY);
        _plot(spell);
        guard.exec();
    }

    function test_codeThatChangedSinceThePlotDoesNotRun() public {
        _plot(spell);
        bytes memory code = spell.code;
        vm.etch(spell, bytes.concat(code, hex"00"));
        _refuses("StarGuard/wrong-codehash");
        vm.etch(spell, "");
        _refuses("StarGuard/wrong-codehash");
        vm.etch(spell, code);
        guard.exec();
    }

    function test_changedCodeIsNamedBeforeTheDeadline() public {
        guard.plot(spell, bytes32(uint256(1)));
        vm.warp(NOW + MAX_DELAY + 1);
        _refuses("StarGuard/wrong-codehash");
    }

    function test_waitsForTheSpellItself() public {
        address dated = address(new DatedSpell(witness, NOW + 1 days));
        _plot(dated);
        vm.warp(NOW + 1 days - 1);
        _refuses("StarGuard/not-yet-executable");
        vm.warp(NOW + 1 days);
        assertTrue(guard.prob());
        guard.exec();
    }

    function test_aSpellThatRevertsStaysPending() public {
        address refusing = address(new RefusingSpell());
        _plot(refusing);
        assertTrue(guard.prob());
        expectRevert("SubProxy/delegatecall-error");
        guard.exec();
        _assertPending(refusing, refusing.codehash, NOW + MAX_DELAY);
    }

    function test_aSpellCannotRunItselfAgain() public {
        _plot(address(new AgainSpell(guard)));
        expectRevert("SubProxy/delegatecall-error");
        guard.exec();
    }

    function test_aSpellCannotTakeTheRightToRunSpells() public {
        proxy.rely(address(proxy));
        _plot(address(new UsurpingSpell(guard)));
        expectRevert("StarGuard/subProxy-owner-change");
        guard.exec();
        assertEq(proxy.wards(address(guard)), 1);
    }

    function test_withoutTheRightOnTheSubProxyNothingRuns() public {
        _plot(spell);
        proxy.deny(address(guard));
        assertTrue(guard.prob());
        expectRevert("SubProxy/not-authorized");
        guard.exec();
    }
}
