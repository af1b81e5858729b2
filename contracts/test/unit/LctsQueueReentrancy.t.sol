// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {LctsFixture} from "../LctsFixture.sol";
import {CallsBackToken} from "../Tokens.sol";

/// A token that calls back finds no function of the queue open.
contract LctsQueueReentrancyTest is LctsFixture {
    CallsBackToken private hostile;

    function setUp() public override {
        super.setUp();
        hostile = new CallsBackToken();
        queue = new LctsQueue(address(hostile), address(srUsds), address(0), address(hostile), address(0));
    }

    function test_noFunctionCanBeCalledFromWithinAnother() public {
        bytes[7] memory calls = [
            abi.encodeCall(queue.enter, (1)),
            abi.encodeCall(queue.enterUsds, (1)),
            abi.encodeCall(queue.claim, ()),
            abi.encodeCall(queue.claimAndExit, ()),
            abi.encodeCall(queue.claimFinalized, (ada)),
            abi.encodeCall(queue.lock, ()),
            abi.encodeCall(queue.settle, (0, 0))
        ];
        for (uint256 i; i < calls.length; ++i) {
            hostile.setCallback(address(queue), calls[i]);
            vm.prank(ada);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            queue.enter(100);
        }
        assertEq(queue.totalShares(), 0);
    }
}
