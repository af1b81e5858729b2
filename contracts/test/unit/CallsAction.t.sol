// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {CallsAction} from "../../src/governance/CallsAction.sol";
import {ICallsAction} from "../../src/interfaces/ICallsAction.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

/// Notes who called with what, and refuses on demand.
contract Callee {
    uint256[] public seen;
    address public caller;

    error CalleeRefused(uint256 x);

    function take(uint256 x) external {
        seen.push(x);
        caller = msg.sender;
    }

    function refuse(uint256 x) external pure {
        revert CalleeRefused(x);
    }

    function refuseSilently() external pure {
        assembly {
            revert(0, 0)
        }
    }

    function count() external view returns (uint256) {
        return seen.length;
    }
}

contract CallsActionTest is GovernanceFixture {
    Callee private first = new Callee();
    Callee private second = new Callee();

    function setUp() public {
        _deployGovernance();
    }

    function test_callsInOrderAsWhoeverRunsIt() public {
        ICallsAction.Call[] memory calls = new ICallsAction.Call[](3);
        calls[0] = _take(first, 1);
        calls[1] = _take(second, 2);
        calls[2] = _take(first, 3);
        _run(calls);
        assertEq(first.seen(0), 1);
        assertEq(first.seen(1), 3);
        assertEq(second.seen(0), 2);
        assertEq(first.caller(), address(pauseProxy));
        assertEq(second.caller(), address(pauseProxy));
    }

    function testFuzz_makesEveryCall(uint8 count) public {
        ICallsAction.Call[] memory calls = new ICallsAction.Call[](count);
        for (uint256 i; i < count; ++i) {
            calls[i] = _take(first, i);
        }
        callsAction.execute(calls);
        assertEq(first.count(), count);
    }

    function test_noCallsAreNoFault() public {
        _run(new ICallsAction.Call[](0));
    }

    function test_aRevertIsPassedOnAndUndoesAll() public {
        ICallsAction.Call[] memory calls = new ICallsAction.Call[](2);
        calls[0] = _take(first, 1);
        calls[1] = ICallsAction.Call(address(second), abi.encodeCall(Callee.refuse, (9)));
        expectRevert("ds-pause-delegatecall-error");
        this.run(calls);
        // The action itself passes the reason on; the proxy does not.
        vm.expectRevert(abi.encodeWithSelector(Callee.CalleeRefused.selector, 9));
        callsAction.execute(calls);
        assertEq(first.count(), 0);
    }

    function test_aSilentRevertIsNamed() public {
        vm.expectRevert(Errors.FailedCall.selector);
        callsAction.execute(_call(address(first), abi.encodeCall(Callee.refuseSilently, ())));
    }

    function testFuzz_aTargetWithoutCodeIsRefused(bytes calldata data) public {
        vm.expectRevert(abi.encodeWithSelector(Address.AddressEmptyCode.selector, nobody));
        callsAction.execute(_call(nobody, data));
    }

    /// Runs calls as the pause proxy does.
    function run(ICallsAction.Call[] calldata calls) external {
        _run(calls);
    }

    function _run(ICallsAction.Call[] memory calls) private {
        vm.prank(address(pause));
        pauseProxy.exec(address(callsAction), abi.encodeCall(CallsAction.execute, (calls)));
    }

    function _take(Callee callee, uint256 x) private pure returns (ICallsAction.Call memory) {
        return ICallsAction.Call(address(callee), abi.encodeCall(Callee.take, (x)));
    }
}
