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

    function test_theSetterOfTheDelayNotesItselfWithAnEmptySecondArgument() public {
        vm.recordLogs();
        vm.prank(address(pauseProxy));
        pause.setDelay(5);
        bytes memory data = abi.encodeCall(IDSPause.setDelay, (5));
        _assertNote(IDSPause.setDelay.selector, address(pauseProxy), address(5), bytes32(0), data);
    }

    /// As in the published contract, these two log an event of their own, and no note.
    function test_theOtherSettersLogTheirOwnEvents() public {
        vm.recordLogs();
        vm.startPrank(address(pauseProxy));
        pause.setOwner(nobody);
        pause.setAuthority(nobody);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        bytes32[2] memory names = [IDSPause.LogSetOwner.selector, IDSPause.LogSetAuthority.selector];
        assertEq(logs.length, names.length);
        for (uint256 i; i < names.length; ++i) {
            assertEq(logs[i].topics[0], names[i]);
            assertEq(logs[i].topics[1], bytes32(uint256(uint160(nobody))));
        }
    }

    /// A note stands behind what its call did, as in ds-note.
    function test_aRunIsNotedAfterWhatItDid() public {
        Plan memory plan = _callPlan(address(pause), abi.encodeCall(IDSPause.setDelay, (5)));
        _plotAsHat(plan);
        vm.warp(plan.eta);
        vm.recordLogs();
        _exec(plan);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[0], bytes32(IDSPause.setDelay.selector));
        assertEq(logs[1].topics[0], bytes32(IDSPause.exec.selector));
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
