// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChief} from "../../src/interfaces/IChief.sol";
import {IDSPause} from "../../src/interfaces/IDSPause.sol";
import {Vm} from "../Base.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

/// The anonymous log from which plans are rebuilt.
contract DSPauseNoteTest is GovernanceFixture {
    function setUp() public {
        _deployGovernance();
    }

    function test_plotExecAndDropNoteThemselves() public {
        Plan memory plan = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        vm.recordLogs();
        _plotAsHat(plan);
        _assertNote(IDSPause.plot.selector, hat, plan);

        vm.prank(hat);
        _drop(plan);
        _assertNote(IDSPause.drop.selector, hat, plan);

        _plotAsHat(plan);
        vm.warp(plan.eta);
        vm.getRecordedLogs();
        vm.prank(nobody);
        _exec(plan);
        _assertNote(IDSPause.exec.selector, nobody, plan);
    }

    function test_theSettersNoteThemselvesWithAnEmptySecondArgument() public {
        vm.recordLogs();
        vm.startPrank(address(pauseProxy));
        bytes memory data = abi.encodeCall(IDSPause.setDelay, (5));
        pause.setDelay(5);
        _assertNote(IDSPause.setDelay.selector, address(pauseProxy), address(5), bytes32(0), data);
        data = abi.encodeCall(IDSPause.setOwner, (nobody));
        pause.setOwner(nobody);
        _assertNote(IDSPause.setOwner.selector, address(pauseProxy), nobody, bytes32(0), data);
        data = abi.encodeCall(IDSPause.setAuthority, (nobody));
        pause.setAuthority(nobody);
        _assertNote(IDSPause.setAuthority.selector, address(pauseProxy), nobody, bytes32(0), data);
    }

    /// A note of what a plan did stands after that of its run, as in ds-note.
    function test_aRunIsNotedBeforeWhatItDid() public {
        Plan memory plan = _callPlan(address(pause), abi.encodeCall(IDSPause.setDelay, (5)));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        vm.recordLogs();
        _exec(plan);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[0], bytes32(IDSPause.exec.selector));
        assertEq(logs[1].topics[0], bytes32(IDSPause.setDelay.selector));
    }

    function _assertNote(bytes4 sig, address guy, Plan memory plan) private {
        bytes memory data = abi.encodeWithSelector(sig, plan.usr, plan.tag, plan.fax, plan.eta);
        _assertNote(sig, guy, plan.usr, plan.tag, data);
    }

    function _assertNote(bytes4 sig, address guy, address foo, bytes32 bar, bytes memory data) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 1);
        assertEq(logs[0].emitter, address(pause));
        assertEq(logs[0].topics.length, 4);
        assertEq(logs[0].topics[0], bytes32(sig));
        assertEq(logs[0].topics[1], bytes32(uint256(uint160(guy))));
        assertEq(logs[0].topics[2], bytes32(uint256(uint160(foo))));
        assertEq(logs[0].topics[3], bar);
        assertEq(logs[0].data, abi.encode(uint256(0), data));
    }
}
