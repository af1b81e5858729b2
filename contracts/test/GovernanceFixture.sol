// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {CallsAction} from "../src/governance/CallsAction.sol";
import {Chief} from "../src/governance/Chief.sol";
import {DSPause} from "../src/governance/DSPause.sol";
import {DSPauseProxy} from "../src/governance/DSPauseProxy.sol";
import {Protego} from "../src/governance/Protego.sol";
import {ICallsAction} from "../src/interfaces/ICallsAction.sol";
import {Base} from "./Base.sol";

/// Governance as it is deployed: the Chief decides who plots, nobody owns the pause, the delay is a day.
abstract contract GovernanceFixture is Base {
    struct Plan {
        address usr;
        bytes32 tag;
        bytes fax;
        uint256 eta;
    }

    uint256 internal constant GSM_DELAY = 1 days;
    uint256 internal constant NOW = 1_750_000_000;

    Chief internal chief;
    DSPause internal pause;
    DSPauseProxy internal pauseProxy;
    Protego internal protego;
    CallsAction internal callsAction;
    address internal hat = makeAddr("hat");
    address internal nobody = makeAddr("nobody");

    function _deployGovernance() internal {
        vm.warp(NOW);
        chief = new Chief();
        chief.lift(hat);
        pause = new DSPause(GSM_DELAY, address(0), address(chief));
        pauseProxy = DSPauseProxy(pause.proxy());
        protego = new Protego(address(pause));
        callsAction = new CallsAction();
    }

    // --- Plans ---

    /// A plan that `action` runs `fax`, as early as the pause lets it.
    function _plan(address action, bytes memory fax) internal view returns (Plan memory) {
        return Plan(action, action.codehash, fax, vm.getBlockTimestamp() + pause.delay());
    }

    /// A plan that the pause proxy calls `target`.
    function _callPlan(address target, bytes memory data) internal view returns (Plan memory) {
        return _plan(address(callsAction), abi.encodeCall(ICallsAction.execute, (_call(target, data))));
    }

    function _call(address target, bytes memory data) internal pure returns (ICallsAction.Call[] memory calls) {
        calls = new ICallsAction.Call[](1);
        calls[0] = ICallsAction.Call(target, data);
    }

    function _id(Plan memory plan) internal pure returns (bytes32) {
        return keccak256(abi.encode(plan.usr, plan.tag, plan.fax, plan.eta));
    }

    function _isPlotted(Plan memory plan) internal view returns (bool) {
        return pause.plans(_id(plan));
    }

    function _plot(Plan memory plan) internal {
        pause.plot(plan.usr, plan.tag, plan.fax, plan.eta);
    }

    function _drop(Plan memory plan) internal {
        pause.drop(plan.usr, plan.tag, plan.fax, plan.eta);
    }

    function _exec(Plan memory plan) internal returns (bytes memory) {
        return pause.exec(plan.usr, plan.tag, plan.fax, plan.eta);
    }

    function _plotAsHat(Plan memory plan) internal {
        vm.prank(chief.hat());
        _plot(plan);
    }

    /// Lets the pause proxy make one call, after the whole delay.
    function _govern(address target, bytes memory data) internal {
        Plan memory plan = _callPlan(target, data);
        _plotAsHat(plan);
        vm.warp(plan.eta);
        _exec(plan);
    }
}
