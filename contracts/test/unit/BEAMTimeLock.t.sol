// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {Base, Vm} from "../Base.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {IBEAMTimeLock} from "../../src/interfaces/IBEAMTimeLock.sol";

contract Target {
    uint256 public value;

    function set(uint256 newValue) external payable {
        require(newValue != 666, "Target/refused");
        value = newValue;
    }
}

contract BEAMTimeLockTest is Base {
    uint256 internal constant DELAY = 14 days;
    bytes32 internal constant SALT = "salt";

    BeamState internal state;
    BEAMTimeLock internal timelock;
    Target internal target;
    address internal admin = makeAddr("admin");
    address internal proposer = makeAddr("proposer");
    address internal canceller = makeAddr("canceller");
    address internal pauser = makeAddr("pauser");
    address internal anyone = makeAddr("anyone");

    function setUp() public {
        vm.warp(1_800_000_000);
        state = new BeamState();
        timelock = new BEAMTimeLock(DELAY, admin, address(state));
        target = new Target();
        vm.startPrank(admin);
        timelock.grantRole(timelock.PROPOSER_ROLE(), proposer);
        timelock.grantRole(timelock.CANCELLER_ROLE(), canceller);
        timelock.grantRole(timelock.PAUSER_ROLE(), pauser);
        vm.stopPrank();
    }

    function _batch(address to, uint256 value)
        internal
        pure
        returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads)
    {
        targets = new address[](1);
        values = new uint256[](1);
        payloads = new bytes[](1);
        targets[0] = to;
        payloads[0] = abi.encodeCall(Target.set, (value));
    }

    function _id(uint256 value, bytes32 predecessor, bytes32 salt) internal view returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        return timelock.hashOperationBatch(targets, values, payloads, predecessor, salt);
    }

    function _schedule(uint256 value, bytes32 predecessor, bytes32 salt) internal returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, predecessor, salt, DELAY);
        return _id(value, predecessor, salt);
    }

    function _execute(uint256 value, bytes32 predecessor, bytes32 salt) internal {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        vm.prank(anyone);
        timelock.executeBatch(targets, values, payloads, predecessor, salt);
    }

    function _pause() internal {
        vm.prank(pauser);
        timelock.pause();
    }

    // --- Roles ---

    function test_theTimelockDoesNotAdministerItself() public {
        assertTrue(timelock.hasRole(bytes32(0), admin));
        assertFalse(timelock.hasRole(bytes32(0), address(timelock)));
        expectRevert("Timelock/admin-zero-address");
        new BEAMTimeLock(DELAY, address(0), address(state));
        expectRevert("Timelock/beamState-zero-address");
        new BEAMTimeLock(DELAY, admin, address(0));
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

    function test_whoIsFrozenNeitherSchedulesNorCancels() public {
        bytes32 id = _schedule(1, 0, 0);
        state.freeze(proposer);
        state.freeze(canceller);
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), 2);
        expectRevert("Timelock/frozen");
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        expectRevert("Timelock/frozen");
        vm.prank(canceller);
        timelock.cancel(id);

        // Execution is open to anyone, so a freeze of one account could not bind it.
        state.freeze(anyone);
        skip(DELAY);
        _execute(1, 0, 0);
        assertEq(target.value(), 1);

        state.unfreeze(proposer);
        state.unfreeze(canceller);
        id = _schedule(2, 0, 0);
        vm.prank(canceller);
        timelock.cancel(id);
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
        assertEq(timelock.getNextExecutableOperation(), first);

        _execute(1, 0, 0);
        assertEq(timelock.getNextExecutableOperation(), second);
        _execute(2, first, 0);
        assertEq(timelock.getNextExecutableOperation(), bytes32(0));
    }

    function test_theNextExecutableIsNeitherOneThatWaitsNorOneAfterACancelledPredecessor() public {
        bytes32 first = _schedule(1, 0, 0);
        bytes32 after_ = _schedule(2, first, 0);
        skip(DELAY - 1);
        bytes32 late = _schedule(3, 0, 0);
        assertEq(timelock.getNextExecutableOperation(), bytes32(0));

        skip(1);
        assertEq(timelock.getNextExecutableOperation(), first);
        vm.prank(canceller);
        timelock.cancel(first);
        // What waits for it is due and can never run; the third is not due yet.
        assertTrue(timelock.isOperationReady(after_));
        assertEq(timelock.getNextExecutableOperation(), bytes32(0));
        expectRevertData(abi.encodeWithSelector(TimelockController.TimelockUnexecutedPredecessor.selector, first));
        _execute(2, first, 0);

        skip(DELAY - 1);
        assertEq(timelock.getNextExecutableOperation(), late);
    }

    function test_aFailingCallPassesItsReasonAndLeavesTheOperationPending() public {
        bytes32 id = _schedule(666, 0, 0);
        skip(DELAY);
        expectRevert("Target/refused");
        _execute(666, 0, 0);
        assertTrue(timelock.isOperationReady(id));
        assertEq(timelock.getOperationCount(), 1);
    }

    // --- The queue ---

    function test_countAndContentFollowScheduleExecuteAndCancel() public {
        bytes32 executed = _schedule(1, 0, SALT);
        bytes32 cancelled = _schedule(2, executed, 0);
        assertEq(timelock.getOperationCount(), 2);
        IBEAMTimeLock.Operation memory op = timelock.getOperation(cancelled);
        assertEq(op.targets[0], address(target));
        assertEq(op.values[0], 0);
        assertEq(op.payloads[0], abi.encodeCall(Target.set, (2)));
        assertEq(op.predecessor, executed);

        vm.expectEmit();
        emit TimelockController.Cancelled(cancelled);
        vm.prank(canceller);
        timelock.cancel(cancelled);
        assertEq(timelock.getOperationCount(), 1);
        assertEq(timelock.getOperation(cancelled).targets.length, 0);

        skip(DELAY);
        _execute(1, 0, SALT);
        assertEq(timelock.getOperationCount(), 0);
        assertEq(timelock.getOperation(executed).targets.length, 0);
        assertEq(timelock.getOperation(executed).salt, bytes32(0));
    }

    function test_anEmptyBatchCountsThoughItLogsNoCall() public {
        vm.recordLogs();
        vm.prank(proposer);
        timelock.scheduleBatch(new address[](0), new uint256[](0), new bytes[](0), 0, 0, DELAY);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(timelock.getOperationCount(), 1);
    }

    function testFuzz_countIsWhatIsPending(uint256 seed) public {
        uint256 pending;
        for (uint256 i; i < 8; ++i) {
            bytes32 id = _schedule(i, 0, 0);
            ++pending;
            if ((seed >> i) & 1 == 1) {
                vm.prank(canceller);
                timelock.cancel(id);
                --pending;
            }
            assertEq(timelock.getOperationCount(), pending);
        }
        skip(DELAY);
        for (bytes32 id; (id = timelock.getNextExecutableOperation()) != 0; --pending) {
            IBEAMTimeLock.Operation memory op = timelock.getOperation(id);
            timelock.executeBatch(op.targets, op.values, op.payloads, op.predecessor, op.salt);
        }
        assertEq(pending, 0);
        assertEq(timelock.getOperationCount(), 0);
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
