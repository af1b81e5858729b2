// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {Vm} from "../Base.sol";
import {Target, TimelockOperationFixture} from "../TimelockFixture.sol";
import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";

contract BEAMTimeLockTest is TimelockOperationFixture {
    // --- Roles ---

    function test_theTimelockDoesNotAdministerItself() public {
        assertTrue(timelock.hasRole(bytes32(0), admin));
        assertFalse(timelock.hasRole(bytes32(0), address(timelock)));
        expectRevert("Timelock/admin-zero-address");
        new BEAMTimeLock(DELAY, address(0));
    }

    function test_onlyAProposerSchedules() public {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), 1);
        expectMissingRole(anyone, timelock.PROPOSER_ROLE());
        vm.prank(anyone);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
    }

    function test_onlyACancellerCancels() public {
        bytes32 id = _schedule(1, 0, 0);
        expectMissingRole(proposer, timelock.CANCELLER_ROLE());
        vm.prank(proposer);
        timelock.cancel(id);
    }

    function test_onlyAPauserPausesAndOnlyTheAdminUnpauses() public {
        expectMissingRole(admin, timelock.PAUSER_ROLE());
        vm.prank(admin);
        timelock.pause();

        vm.expectEmit();
        emit Pausable.Paused(pauser);
        _pause();
        assertTrue(timelock.paused());

        expectMissingRole(pauser, 0);
        vm.prank(pauser);
        timelock.unpause();

        vm.expectEmit();
        emit Pausable.Unpaused(admin);
        vm.prank(admin);
        timelock.unpause();
        assertFalse(timelock.paused());
    }

    function test_onlyTheAdminChangesTheDelayAndAtOnce() public {
        expectMissingRole(proposer, 0);
        vm.prank(proposer);
        timelock.updateDelayImmediately(1);

        bytes32 id = _schedule(1, 0, 0);
        vm.expectEmit();
        emit TimelockController.MinDelayChange(DELAY, 1 days);
        vm.prank(admin);
        timelock.updateDelayImmediately(1 days);
        assertEq(timelock.getMinDelay(), 1 days);
        assertEq(timelock.getTimestamp(id), vm.getBlockTimestamp() + DELAY, "what is scheduled keeps its time");

        vm.expectRevert(abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, admin));
        vm.prank(admin);
        timelock.updateDelay(1);
    }

    // --- Shape of an operation ---

    function test_singleOperationsAreRefused() public {
        expectRevert("Timelock/use-scheduleBatch");
        vm.prank(proposer);
        timelock.schedule(address(target), 0, "", 0, 0, DELAY);
        expectRevert("Timelock/use-executeBatch");
        timelock.execute(address(target), 0, "", 0, 0);
    }

    function test_selfCallsAreRefusedAnywhereInABatch() public {
        address[] memory targets = new address[](2);
        targets[0] = address(target);
        targets[1] = address(timelock);
        expectRevert("Timelock/self-calls-disabled");
        vm.prank(proposer);
        timelock.scheduleBatch(targets, new uint256[](2), new bytes[](2), 0, 0, DELAY);
    }

    function test_lengthsMustAgree() public {
        bytes memory reason =
            abi.encodeWithSelector(TimelockController.TimelockInvalidOperationLength.selector, 1, 2, 1);
        expectRevertData(reason);
        vm.prank(proposer);
        timelock.scheduleBatch(new address[](1), new uint256[](1), new bytes[](2), 0, 0, DELAY);
        expectRevertData(reason);
        timelock.executeBatch(new address[](1), new uint256[](1), new bytes[](2), 0, 0);
    }

    function test_delayBoundary() public {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), 1);
        expectRevertData(
            abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, DELAY - 1, DELAY)
        );
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY - 1);

        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        assertEq(timelock.getTimestamp(_id(1, 0, 0)), vm.getBlockTimestamp() + DELAY);
    }

    function _countSaltEvents(bytes32 salt) internal returns (uint256 count) {
        vm.recordLogs();
        _schedule(1, 0, salt);
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == TimelockController.CallSalt.selector) ++count;
        }
    }

    function test_saltIsLoggedOnlyWhenNotZeroAndReadableUntilCleared() public {
        assertEq(_countSaltEvents(0), 0);
        assertEq(_countSaltEvents(SALT), 1);
        assertEq(timelock.getOperation(_id(1, 0, 0)).salt, bytes32(0));
        assertEq(timelock.getOperation(_id(1, 0, SALT)).salt, SALT);
    }

    // --- Execution ---

    function test_anyoneExecutesAtTheSecondItIsReadyNotBefore() public {
        bytes32 id = _schedule(5, 0, 0);
        skip(DELAY - 1);
        expectRevertData(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, id, bytes32(uint256(1 << 2))
            )
        );
        _execute(5, 0, 0);

        skip(1);
        vm.expectEmit();
        emit TimelockController.CallExecuted(id, 0, address(target), 0, abi.encodeCall(Target.set, (5)));
        _execute(5, 0, 0);
        assertEq(target.value(), 5);
        assertTrue(timelock.isOperationDone(id));
    }

    function test_predecessorMustBeDone() public {
        bytes32 first = _schedule(1, 0, 0);
        bytes32 second = _schedule(2, first, 0);
        skip(DELAY);
        expectRevertData(abi.encodeWithSelector(TimelockController.TimelockUnexecutedPredecessor.selector, first));
        _execute(2, first, 0);

        _execute(1, 0, 0);
        _execute(2, first, 0);
        assertTrue(timelock.isOperationDone(second));
    }

    function test_whatWaitsForACancelledOneIsReadyAndNeverRunsUntilThatIsScheduledAnew() public {
        bytes32 first = _schedule(1, 0, 0);
        bytes32 second = _schedule(2, first, 0);
        vm.prank(canceller);
        timelock.cancel(first);
        skip(DELAY);
        assertTrue(timelock.isOperationReady(second));
        expectRevertData(abi.encodeWithSelector(TimelockController.TimelockUnexecutedPredecessor.selector, first));
        _execute(2, first, 0);

        _schedule(1, 0, 0);
        skip(DELAY);
        _execute(1, 0, 0);
        _execute(2, first, 0);
        assertEq(target.value(), 2);
    }

    function test_aFailingCallPassesItsReasonAndLeavesTheOperationPending() public {
        bytes32 id = _schedule(666, 0, 0);
        skip(DELAY);
        expectRevert("Target/refused");
        _execute(666, 0, 0);
        assertTrue(timelock.isOperationReady(id));
        assertEq(timelock.getOperationsCount(), 1);
    }

    // --- Pause ---

    function test_aPauseStopsScheduleExecuteAndCancel() public {
        bytes32 id = _schedule(1, 0, 0);
        skip(DELAY);
        _pause();

        bytes memory reason = abi.encodeWithSelector(Pausable.EnforcedPause.selector);
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), 2);
        expectRevertData(reason);
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        expectRevertData(reason);
        _execute(1, 0, 0);
        expectRevertData(reason);
        vm.prank(canceller);
        timelock.cancel(id);
        expectRevertData(reason);
        _pause();
    }

    function test_aPauseStopsNoClock() public {
        bytes32 id = _schedule(1, 0, 0);
        _pause();
        skip(DELAY);
        assertTrue(timelock.isOperationReady(id));

        vm.prank(admin);
        timelock.unpause();
        _execute(1, 0, 0);
        assertEq(target.value(), 1);
    }
}
