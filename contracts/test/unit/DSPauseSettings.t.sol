// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChief} from "../../src/interfaces/IChief.sol";
import {IDSPause} from "../../src/interfaces/IDSPause.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

/// Delay, owner and authority of the pause: they change only by a plan, which waited the delay itself.
contract DSPauseSettingsTest is GovernanceFixture {
    address private owner = makeAddr("owner");

    function setUp() public {
        _deployGovernance();
    }

    function testFuzz_settingsChangeOnlyByAPlan(address caller) public {
        vm.assume(caller != address(pauseProxy));
        vm.startPrank(caller);
        expectRevert("ds-pause-undelayed-call");
        pause.setDelay(0);
        expectRevert("ds-pause-undelayed-call");
        pause.setOwner(caller);
        expectRevert("ds-pause-undelayed-call");
        pause.setAuthority(caller);
    }

    function test_thePlanThatShortensTheDelayWaitsForTheOldOne() public {
        Plan memory shorten = _callPlan(address(pause), abi.encodeCall(IDSPause.setDelay, (1 hours)));
        _plotAsHat(shorten);
        Plan memory early = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        early.eta = NOW + 1 hours;
        vm.startPrank(hat);
        expectRevert("ds-pause-delay-not-respected");
        _plot(early);
        vm.stopPrank();

        vm.warp(NOW + 1 days);
        _exec(shorten);
        assertEq(pause.delay(), 1 hours);
        early.eta = NOW + 1 days + 1 hours;
        _plotAsHat(early);
        early.eta -= 1;
        vm.prank(hat);
        expectRevert("ds-pause-delay-not-respected");
        _plot(early);
    }

    function test_aLongerDelayHoldsForPlansPlottedFromThenOn() public {
        Plan memory before = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        before.eta = NOW + 2 days;
        _plotAsHat(before);
        _govern(address(pause), abi.encodeCall(IDSPause.setDelay, (30 days)));

        vm.warp(before.eta);
        _exec(before);
        Plan memory later = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        later.eta -= 1;
        vm.prank(hat);
        expectRevert("ds-pause-delay-not-respected");
        _plot(later);
    }

    function test_aPlanChangesOwnerAndAuthority() public {
        _govern(address(pause), abi.encodeCall(IDSPause.setOwner, (owner)));
        assertEq(pause.owner(), owner);
        _govern(address(pause), abi.encodeCall(IDSPause.setAuthority, (address(0))));
        assertEq(pause.authority(), address(0));

        Plan memory plan = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        vm.prank(hat);
        expectRevert("ds-auth-unauthorized");
        _plot(plan);
        vm.prank(owner);
        _plot(plan);
    }

    /// A delay that no time can be added to ends all plotting, for a reason of its own.
    function test_aDelayWithoutEndOverflowsInItsOwnWords() public {
        _govern(address(pause), abi.encodeCall(IDSPause.setDelay, (type(uint256).max)));
        Plan memory plan = Plan(address(chief), address(chief).codehash, "", type(uint256).max);
        vm.prank(hat);
        expectRevert("ds-pause-addition-overflow");
        _plot(plan);
    }
}
