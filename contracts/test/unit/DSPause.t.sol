// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DSPause} from "../../src/governance/DSPause.sol";
import {DSPauseProxy} from "../../src/governance/DSPauseProxy.sol";
import {IDSPauseProxy} from "../../src/interfaces/IDSPauseProxy.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

/// What plans run: it reports where it runs, fails in each way, seizes the proxy, and calls back.
contract Action {
    // The slot in which the proxy keeps its owner.
    address private owner;
    uint256 private other;

    error ActionRefused(uint256 x);

    function report(uint256 x) external view returns (address self, address sender, uint256 doubled) {
        return (address(this), msg.sender, 2 * x);
    }

    function refuse(uint256 x) external pure {
        revert ActionRefused(x);
    }

    function refuseSilently() external pure {
        assembly {
            revert(0, 0)
        }
    }

    function seize(address owner_) external {
        owner = owner_;
    }

    function writeElsewhere(uint256 x) external {
        other = x;
    }

    /// Seizes the proxy and gives it back, so that the check after the run finds nothing.
    function seizeAndReturn(address thief) external {
        address rightful = owner;
        owner = thief;
        owner = rightful;
    }

    /// Runs the plan whose calldata stands in `caller` again, from inside.
    function again(Plotter caller) external {
        caller.run();
    }
}

/// Holds a plan, so that a plan can name itself.
contract Plotter {
    DSPause private immutable pause;
    address private usr;
    bytes private fax;
    uint256 private eta;

    constructor(DSPause pause_) {
        pause = pause_;
    }

    function hold(address usr_, bytes calldata fax_, uint256 eta_) external {
        (usr, fax, eta) = (usr_, fax_, eta_);
    }

    function run() external {
        pause.exec(usr, usr.codehash, fax, eta);
    }
}

contract DSPauseTest is GovernanceFixture {
    address private action = address(new Action());
    address private owner = makeAddr("owner");

    function setUp() public {
        _deployGovernance();
    }

    function test_wiring() public {
        assertEq(pause.delay(), 1 days);
        assertEq(pause.owner(), address(0));
        assertEq(pause.authority(), address(chief));
        assertEq(pauseProxy.owner(), address(pause));
        assertEq(new DSPause(5, owner, address(0)).owner(), owner);
    }

    // --- Who plots and drops ---

    function test_theHatPlotsAndDrops() public {
        Plan memory plan = _plan(action, "");
        vm.startPrank(hat);
        _plot(plan);
        assertTrue(_isPlotted(plan));
        _drop(plan);
        assertFalse(_isPlotted(plan));
    }

    function test_theOwnerPlotsAndDropsWithoutAnAuthority() public {
        pause = new DSPause(GSM_DELAY, owner, address(0));
        Plan memory plan = _plan(action, "");
        vm.startPrank(owner);
        _plot(plan);
        _drop(plan);
        vm.stopPrank();

        vm.startPrank(hat);
        expectRevert("ds-auth-unauthorized");
        _plot(plan);
    }

    function testFuzz_aStrangerNeitherPlotsNorDrops(address stranger) public {
        // Nobody sends from the zero address, which as the owner stands for nobody.
        vm.assume(stranger != hat && stranger != address(0));
        Plan memory plan = _plan(action, "");
        _plotAsHat(plan);

        vm.startPrank(stranger);
        expectRevert("ds-auth-unauthorized");
        _plot(plan);
        expectRevert("ds-auth-unauthorized");
        _drop(plan);
        assertTrue(_isPlotted(plan));
    }

    function test_whoLostTheHatPlotsAndDropsNoMore() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        _plotAsHat(plan);
        chief.lift(nobody);

        vm.startPrank(hat);
        expectRevert("ds-auth-unauthorized");
        _plot(plan);
        expectRevert("ds-auth-unauthorized");
        _drop(plan);
        vm.stopPrank();

        // What was plotted stays: taking the hat away is no drop.
        vm.warp(plan.eta);
        _exec(plan);
    }

    function test_theProxyItselfNeitherPlotsNorDrops() public {
        Plan memory plan = _plan(action, "");
        vm.startPrank(address(pauseProxy));
        expectRevert("ds-auth-unauthorized");
        _plot(plan);
        expectRevert("ds-auth-unauthorized");
        _drop(plan);
    }

    // --- The delay ---

    function test_etaIsAtLeastTheDelayAhead() public {
        vm.startPrank(hat);
        Plan memory plan = _plan(action, "");
        plan.eta = NOW + GSM_DELAY - 1;
        expectRevert("ds-pause-delay-not-respected");
        _plot(plan);

        plan.eta = NOW + GSM_DELAY;
        _plot(plan);
        assertTrue(_isPlotted(plan));
    }

    function testFuzz_etaMayBeAnyLaterTime(uint256 eta) public {
        Plan memory plan = _plan(action, "");
        plan.eta = eta;
        vm.prank(hat);
        if (eta < NOW + GSM_DELAY) expectRevert("ds-pause-delay-not-respected");
        _plot(plan);
        assertEq(_isPlotted(plan), eta >= NOW + GSM_DELAY);
    }

    function test_execWaitsForEta() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (21)));
        _plotAsHat(plan);

        vm.warp(plan.eta - 1);
        expectRevert("ds-pause-premature-exec");
        _exec(plan);
        assertTrue(_isPlotted(plan));

        vm.warp(plan.eta);
        assertEq(_exec(plan), abi.encode(address(pauseProxy), address(pause), 42));
        assertFalse(_isPlotted(plan));
    }

    function testFuzz_anyoneExecutesAtAnyLaterTime(address anyone, uint32 late) public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        _plotAsHat(plan);
        vm.warp(plan.eta + late);
        vm.prank(anyone);
        _exec(plan);
        assertFalse(_isPlotted(plan));
    }

    // --- What a plan is ---

    function testFuzz_aPlanIsAllOfItsParts(address usr, bytes32 tag, bytes calldata fax, uint256 eta) public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        _plotAsHat(plan);
        vm.warp(plan.eta);

        vm.assume(usr != plan.usr && tag != plan.tag && eta != plan.eta && keccak256(fax) != keccak256(plan.fax));
        expectRevert("ds-pause-unplotted-plan");
        pause.exec(usr, plan.tag, plan.fax, plan.eta);
        expectRevert("ds-pause-unplotted-plan");
        pause.exec(plan.usr, tag, plan.fax, plan.eta);
        expectRevert("ds-pause-unplotted-plan");
        pause.exec(plan.usr, plan.tag, fax, plan.eta);
        expectRevert("ds-pause-unplotted-plan");
        pause.exec(plan.usr, plan.tag, plan.fax, eta);
    }

    function test_aPlanIsPlottedTwiceAsOneAndRunsOnce() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        _plotAsHat(plan);
        _plotAsHat(plan);
        vm.warp(plan.eta);
        _exec(plan);
        expectRevert("ds-pause-unplotted-plan");
        _exec(plan);
    }

    function test_aDroppedPlanDoesNotRun() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        vm.startPrank(hat);
        _plot(plan);
        _drop(plan);
        vm.stopPrank();
        vm.warp(plan.eta);
        expectRevert("ds-pause-unplotted-plan");
        _exec(plan);
    }

    function test_droppingWhatWasNotPlottedChangesNothing() public {
        Plan memory plan = _plan(action, "");
        vm.prank(hat);
        _drop(plan);
        assertFalse(_isPlotted(plan));
    }

    function test_codeThatChangedDoesNotRun() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        _plotAsHat(plan);
        vm.warp(plan.eta);

        bytes memory code = action.code;
        vm.etch(action, hex"00");
        expectRevert("ds-pause-wrong-codehash");
        _exec(plan);
        vm.etch(action, "");
        expectRevert("ds-pause-wrong-codehash");
        _exec(plan);

        vm.etch(action, code);
        _exec(plan);
    }

    function test_aPlanOfAWrongHashIsPlottedAndNeverRuns() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.report, (1)));
        plan.tag = keccak256("other code");
        _plotAsHat(plan);
        vm.warp(plan.eta);
        expectRevert("ds-pause-wrong-codehash");
        _exec(plan);
    }

    // --- The run ---

    /// As in the published contract, the proxy keeps the reason to itself.
    function test_aRevertOfThePlanHasOneReasonAndThePlanStays() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.refuse, (7)));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        expectRevert("ds-pause-delegatecall-error");
        _exec(plan);
        assertTrue(_isPlotted(plan));
    }

    function test_aSilentRevertOfThePlanIsNamed() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.refuseSilently, ()));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        expectRevert("ds-pause-delegatecall-error");
        _exec(plan);
    }

    function test_aPlanCannotRunItselfAgain() public {
        Plotter plotter = new Plotter(pause);
        Plan memory plan = _plan(action, abi.encodeCall(Action.again, (plotter)));
        plotter.hold(plan.usr, plan.fax, plan.eta);
        _plotAsHat(plan);
        vm.warp(plan.eta);
        // The run within finds it unplotted already, and takes the whole with it.
        expectRevert("ds-pause-delegatecall-error");
        _exec(plan);
        assertTrue(_isPlotted(plan));
    }

    function test_aPlanMayRunAnother() public {
        Plotter plotter = new Plotter(pause);
        Plan memory inner = _plan(action, abi.encodeCall(Action.report, (1)));
        Plan memory outer = _plan(action, abi.encodeCall(Action.again, (plotter)));
        plotter.hold(inner.usr, inner.fax, inner.eta);
        _plotAsHat(inner);
        _plotAsHat(outer);
        vm.warp(outer.eta);
        _exec(outer);
        assertFalse(_isPlotted(inner));
        assertFalse(_isPlotted(outer));
    }

    // --- The proxy's storage ---

    function testFuzz_aPlanThatSeizesTheProxyFails(address thief) public {
        vm.assume(thief != address(pause));
        Plan memory plan = _plan(action, abi.encodeCall(Action.seize, (thief)));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        expectRevert("ds-pause-illegal-storage-change");
        _exec(plan);
        assertEq(pauseProxy.owner(), address(pause));
    }

    function test_aPlanWritesToTheProxyAndNotToThePause() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.writeElsewhere, (uint256(uint160(nobody)))));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        _exec(plan);
        assertEq(uint256(vm.load(address(pauseProxy), bytes32(uint256(1)))), uint256(uint160(nobody)));
        assertEq(pause.owner(), address(0));
        assertEq(pause.delay(), GSM_DELAY);
    }

    function test_aPlanThatGivesTheProxyBackPasses() public {
        Plan memory plan = _plan(action, abi.encodeCall(Action.seizeAndReturn, (nobody)));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        _exec(plan);
        assertEq(pauseProxy.owner(), address(pause));
    }

    function testFuzz_theProxyRunsOnlyForThePause(address caller) public {
        vm.assume(caller != address(pause));
        vm.prank(caller);
        expectRevert("ds-pause-proxy-unauthorized");
        pauseProxy.exec(action, "");
    }

    function test_aProxyOfAnotherOwnerObeysThatOwner() public {
        IDSPauseProxy proxy = new DSPauseProxy();
        assertEq(proxy.owner(), address(this));
        assertEq(proxy.exec(action, abi.encodeCall(Action.report, (3))), abi.encode(address(proxy), address(this), 6));
    }
}
