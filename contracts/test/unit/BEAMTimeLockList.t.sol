// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";

import {Target, TimelockOperationFixture} from "../TimelockFixture.sol";
import {IBEAMTimeLock} from "../../src/interfaces/IBEAMTimeLock.sol";

/// What the timelock keeps of what is pending: its count, its list and each content.
contract BEAMTimeLockListTest is TimelockOperationFixture {
    function test_countAndContentFollowScheduleExecuteAndCancel() public {
        bytes32 executed = _schedule(1, 0, SALT);
        bytes32 cancelled = _schedule(2, executed, 0);
        assertEq(timelock.getOperationsCount(), 2);
        IBEAMTimeLock.Operation memory op = timelock.getOperation(cancelled);
        assertEq(op.targets[0], address(target));
        assertEq(op.values[0], 0);
        assertEq(op.payloads[0], abi.encodeCall(Target.set, (2)));
        assertEq(op.predecessor, executed);

        vm.expectEmit();
        emit TimelockController.Cancelled(cancelled);
        vm.prank(canceller);
        timelock.cancel(cancelled);
        assertEq(timelock.getOperationsCount(), 1);
        assertEq(timelock.getOperation(cancelled).targets.length, 0);

        skip(DELAY);
        _execute(1, 0, SALT);
        assertEq(timelock.getOperationsCount(), 0);
        assertEq(timelock.getOperation(executed).targets.length, 0);
        assertEq(timelock.getOperation(executed).salt, bytes32(0));
    }

    function test_anEmptyBatchCountsThoughItLogsNoCall() public {
        vm.recordLogs();
        vm.prank(proposer);
        timelock.scheduleBatch(new address[](0), new uint256[](0), new bytes[](0), 0, 0, DELAY);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(timelock.getOperationsCount(), 1);
    }

    function test_anEmptyListHasNoEnds() public {
        _assertListed(new bytes32[](0));
        bytes32 id = _schedule(1, 0, 0);
        vm.prank(canceller);
        timelock.cancel(id);
        _assertListed(new bytes32[](0));
    }

    function test_theListKeepsTheOrderOfSchedulingWhereverOneLeaves() public {
        bytes32[] memory ids = new bytes32[](4);
        for (uint256 leaving; leaving < 4; ++leaving) {
            uint256 start = vm.snapshotState();
            for (uint256 i; i < 4; ++i) {
                ids[i] = _schedule(i, 0, 0);
            }
            _assertListed(ids);
            vm.prank(canceller);
            timelock.cancel(ids[leaving]);
            _assertListed(_without(ids, leaving));

            // Scheduled anew it is the newest.
            bytes32[] memory anew = new bytes32[](4);
            bytes32[] memory left = _without(ids, leaving);
            for (uint256 i; i < 3; ++i) {
                anew[i] = left[i];
            }
            anew[3] = _schedule(leaving, 0, 0);
            _assertListed(anew);
            vm.revertToState(start);
        }
    }

    function test_aRefusedCallLeavesTheListAsItWas() public {
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = _schedule(666, 0, 0);
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), 666);
        expectRevertData(
            abi.encodeWithSelector(
                TimelockController.TimelockUnexpectedOperationState.selector, ids[0], bytes32(uint256(1 << 0))
            )
        );
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        skip(DELAY);
        expectRevert("Target/refused");
        _execute(666, 0, 0);
        _assertListed(ids);
    }

    function test_everyPartOfAnOperationIsReadByItselfAndNoneBeyondTheLast() public {
        address[] memory targets = new address[](2);
        uint256[] memory values = new uint256[](2);
        bytes[] memory payloads = new bytes[](2);
        (targets[0], targets[1]) = (address(target), anyone);
        (values[0], values[1]) = (0, 7);
        (payloads[0], payloads[1]) = (abi.encodeCall(Target.set, (3)), bytes("x"));
        bytes32 before = keccak256("before");
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, before, SALT, DELAY);
        bytes32 id = timelock.hashOperationBatch(targets, values, payloads, before, SALT);

        assertEq(timelock.getOperationLength(id), 2);
        for (uint256 i; i < 2; ++i) {
            assertEq(timelock.getOperationTarget(id, i), targets[i]);
            assertEq(timelock.getOperationValue(id, i), values[i]);
            assertEq(timelock.getOperationPayload(id, i), payloads[i]);
        }
        assertEq(timelock.getOperationPredecessor(id), before);
        assertEq(timelock.getOperationSalt(id), SALT);

        bytes memory outOfBounds = abi.encodeWithSignature("Panic(uint256)", 0x32);
        expectRevertData(outOfBounds);
        timelock.getOperationTarget(id, 2);
        expectRevertData(outOfBounds);
        timelock.getOperationValue(id, 2);
        expectRevertData(outOfBounds);
        timelock.getOperationPayload(id, 2);

        vm.prank(canceller);
        timelock.cancel(id);
        assertEq(timelock.getOperationLength(id), 0);
        assertEq(timelock.getOperationPredecessor(id), bytes32(0));
        assertEq(timelock.getOperationSalt(id), bytes32(0));
        expectRevertData(outOfBounds);
        timelock.getOperationTarget(id, 0);
    }

    function testFuzz_theListIsWhatIsPending(uint256 seed) public {
        bytes32[] memory pending = new bytes32[](0);
        for (uint256 i; i < 24; ++i) {
            uint256 draw = uint256(keccak256(abi.encode(seed, i)));
            if (pending.length > 0 && draw % 3 == 0) {
                uint256 which = (draw >> 8) % pending.length;
                IBEAMTimeLock.Operation memory op = timelock.getOperation(pending[which]);
                if (draw % 2 == 0) {
                    vm.prank(canceller);
                    timelock.cancel(pending[which]);
                } else {
                    skip(DELAY);
                    timelock.executeBatch(op.targets, op.values, op.payloads, op.predecessor, op.salt);
                }
                pending = _without(pending, which);
            } else {
                bytes32[] memory more = new bytes32[](pending.length + 1);
                for (uint256 j; j < pending.length; ++j) {
                    more[j] = pending[j];
                }
                more[pending.length] = _schedule(i, 0, 0);
                pending = more;
            }
            _assertListed(pending);
        }
    }

    function _without(bytes32[] memory ids, uint256 which) internal pure returns (bytes32[] memory left) {
        left = new bytes32[](ids.length - 1);
        for (uint256 i; i < left.length; ++i) {
            left[i] = ids[i < which ? i : i + 1];
        }
    }

    /// The list is exactly these, from either end.
    function _assertListed(bytes32[] memory ids) internal view {
        uint256 count = ids.length;
        assertEq(timelock.getOperationsCount(), count);
        assertEq(timelock.getFirstOperationId(), count == 0 ? bytes32(0) : ids[0]);
        assertEq(timelock.getLastOperationId(), count == 0 ? bytes32(0) : ids[count - 1]);
        for (uint256 i; i < count; ++i) {
            assertTrue(timelock.getOperationExists(ids[i]));
            assertEq(timelock.getPrevOperationId(ids[i]), i == 0 ? bytes32(0) : ids[i - 1]);
            assertEq(timelock.getNextOperationId(ids[i]), i == count - 1 ? bytes32(0) : ids[i + 1]);
        }
        // What stands at neither end nor between is in no list.
        bytes32 other = keccak256("other");
        assertFalse(timelock.getOperationExists(other));
        assertFalse(timelock.getOperationExists(bytes32(0)));
        assertEq(timelock.getNextOperationId(other), bytes32(0));
        assertEq(timelock.getPrevOperationId(other), bytes32(0));
        assertEq(timelock.getNextOperationId(bytes32(0)), bytes32(0));
        assertEq(timelock.getPrevOperationId(bytes32(0)), bytes32(0));
    }
}
