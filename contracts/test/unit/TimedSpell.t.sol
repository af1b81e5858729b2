// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibOfficeHours} from "../../src/governance/LibOfficeHours.sol";
import {OfficeCallsAction} from "../../src/governance/OfficeCallsAction.sol";
import {TimedSpell} from "../../src/governance/TimedSpell.sol";
import {ICallsAction} from "../../src/interfaces/ICallsAction.sol";
import {IChief} from "../../src/interfaces/IChief.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

contract TimedSpellTest is GovernanceFixture {
    /// 30 November 2026, a Monday, 00:00 UTC.
    uint256 private constant MONDAY = 1_795_996_800;
    uint256 private constant FRIDAY = MONDAY + 4 days;
    uint256 private constant NEXT_MONDAY = MONDAY + 7 days;

    OfficeCallsAction private action = new OfficeCallsAction();
    TimedSpell private spell;

    function setUp() public {
        _deployGovernance();
        vm.warp(MONDAY);
        chief.rely(address(pauseProxy));
        spell = new TimedSpell(address(pause), address(action), _sig(), "Moves the hat", MONDAY + 30 days);
        chief.lift(address(spell));
    }

    function _sig() private view returns (bytes memory) {
        return abi.encodeCall(ICallsAction.execute, (_call(address(chief), abi.encodeCall(IChief.lift, (nobody)))));
    }

    function test_itSaysWhatItIs() public view {
        assertTrue(spell.officeHours());
        assertEq(spell.expiration(), MONDAY + 30 days);
        assertEq(spell.action(), address(action));
        assertEq(spell.tag(), address(action).codehash);
    }

    function test_ofAnActionWithoutOfficeHoursItKeepsNone() public {
        spell = new TimedSpell(address(pause), address(callsAction), _sig(), "", MONDAY + 30 days);
        chief.lift(address(spell));
        assertFalse(spell.officeHours());
        spell.schedule();
        assertEq(spell.nextCastTime(), MONDAY + GSM_DELAY);
        vm.warp(FRIDAY + 2 days);
        assertEq(spell.nextCastTime(), FRIDAY + 2 days);
        spell.cast();
    }

    // --- Expiry ---

    function test_isScheduledInTheSecondOfItsExpiration() public {
        vm.warp(MONDAY + 30 days);
        spell.schedule();
        assertEq(spell.eta(), MONDAY + 30 days + GSM_DELAY);
    }

    function test_isNotScheduledOneSecondAfterItsExpiration() public {
        vm.warp(MONDAY + 30 days + 1);
        expectRevert("This contract has expired");
        spell.schedule();
        assertEq(spell.eta(), 0);
    }

    function test_whatWasScheduledInTimeIsCastAfterItsExpiration() public {
        vm.warp(MONDAY + 30 days);
        spell.schedule();
        vm.warp(spell.nextCastTime());
        assertGt(vm.getBlockTimestamp(), spell.expiration(), "not after the expiration");
        spell.cast();
        assertTrue(spell.done());
    }

    function test_isScheduledOnce() public {
        spell.schedule();
        expectRevert("Spell/already-scheduled");
        spell.schedule();
    }

    // --- Office hours ---

    function _refusesAt(uint256 time) private {
        vm.warp(time);
        expectRevert("ds-pause-delegatecall-error");
        spell.cast();
        expectRevert("Outside office hours");
        action.execute(new ICallsAction.Call[](0));
    }

    function test_isCastFromTheSecondThatOfficeHoursBegin() public {
        spell.schedule();
        _refusesAt(MONDAY + 1 days + 14 hours - 1);
        vm.warp(MONDAY + 1 days + 14 hours);
        spell.cast();
        assertEq(chief.hat(), nobody);
    }

    function test_isCastUntilTheSecondBeforeOfficeHoursEnd() public {
        spell.schedule();
        vm.warp(FRIDAY + 21 hours - 1);
        spell.cast();
        assertTrue(spell.done());
    }

    function test_isNotCastAfterOfficeHoursAndOnWeekends() public {
        spell.schedule();
        _refusesAt(FRIDAY + 21 hours);
        _refusesAt(FRIDAY + 1 days + 15 hours);
        _refusesAt(FRIDAY + 2 days + 15 hours);
        _refusesAt(NEXT_MONDAY + 14 hours - 1);
        vm.warp(NEXT_MONDAY + 14 hours);
        spell.cast();
    }

    function test_whoeverExecutesAtThePauseKeepsOfficeHoursToo() public {
        spell.schedule();
        (bytes32 tag, bytes memory sig, uint256 eta) = (spell.tag(), spell.sig(), spell.eta());
        vm.warp(FRIDAY + 21 hours);
        expectRevert("ds-pause-delegatecall-error");
        pause.exec(address(action), tag, sig, eta);
    }

    function test_hasNoNextCastTimeUntilItIsScheduled() public {
        expectRevert("DssExecLib/invalid eta");
        spell.nextCastTime();
        spell.schedule();
        assertEq(spell.nextCastTime(), MONDAY + 1 days + 14 hours);
    }

    function test_saysFromWhenItCanBeCast() public {
        spell.schedule();
        vm.warp(MONDAY + 1 days + 14 hours);
        assertEq(spell.nextCastTime(), MONDAY + 1 days + 14 hours);
        vm.warp(MONDAY + 1 days + 21 hours - 1);
        assertEq(spell.nextCastTime(), MONDAY + 1 days + 21 hours - 1);
        vm.warp(MONDAY + 1 days + 21 hours);
        assertEq(spell.nextCastTime(), MONDAY + 2 days + 14 hours);
        vm.warp(FRIDAY + 21 hours);
        assertEq(spell.nextCastTime(), NEXT_MONDAY + 14 hours);
        vm.warp(FRIDAY + 2 days);
        assertEq(spell.nextCastTime(), NEXT_MONDAY + 14 hours);
    }

    function testFuzz_theNextTimeIsTheFirstInOfficeHours(uint40 time, uint32 before) public pure {
        uint256 next = LibOfficeHours.next(time);
        assertTrue(LibOfficeHours.isOpen(next), "not in office hours");
        assertGe(next, time, "in the past");
        // From Friday 21:00 to Monday 14:00 is the longest break.
        assertLe(next - time, 65 hours, "later than the longest break");
        if (next == time) return;
        assertEq(next % 1 days, 14 hours, "not when they begin");
        uint256 earlier = bound(before, time, next - 1);
        assertFalse(LibOfficeHours.isOpen(earlier), "an earlier second is open");
    }

    function testFuzz_officeHoursAreSevenOnFiveDaysOfAWeek(uint16 week, uint32 second) public pure {
        uint256 since = bound(second, 0, 1 weeks - 1);
        uint256 hour = since % 1 days / 1 hours;
        bool open = since / 1 days < 5 && hour >= 14 && hour < 21;
        assertTrue(LibOfficeHours.isOpen(MONDAY + uint256(week) * 1 weeks + since) == open, "not as stated");
    }
}
