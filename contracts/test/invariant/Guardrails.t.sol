// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";
import {PrimeVaultPromises} from "../PrimeVaultPromises.sol";
import {GuardrailsHandler} from "./GuardrailsHandler.sol";

/// What the guardrails of a Prime vault guarantee, whatever anybody does.
contract GuardrailsInvariant is PrimeVaultGuardrailsFixture, PrimeVaultPromises {
    GuardrailsHandler private handler;

    function setUp() public override {
        super.setUp();
        _setPolicy(operator, 0.1e18, 1 days);
        _setBuffer(operator, 100 * WAD);
        handler = new GuardrailsHandler(vault, [admin, operator, taker, depositor]);
        usds.rely(address(handler));
        bytes32 role = vault.GUARDRAIL_ROLE();
        address colleague = handler.colleague();
        vm.prank(admin);
        vault.grantRole(role, colleague);
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](10);
        selectors[0] = GuardrailsHandler.transact.selector;
        selectors[1] = GuardrailsHandler.donate.selector;
        selectors[2] = GuardrailsHandler.giveBack.selector;
        selectors[3] = GuardrailsHandler.setPolicy.selector;
        selectors[4] = GuardrailsHandler.setBuffer.selector;
        selectors[5] = GuardrailsHandler.setBounds.selector;
        selectors[6] = GuardrailsHandler.pause.selector;
        selectors[7] = GuardrailsHandler.unpause.selector;
        selectors[8] = GuardrailsHandler.wait.selector;
        selectors[9] = GuardrailsHandler.comeAsStranger.selector;
        targetSelector(address(handler), selectors);
    }

    /// Apart from granted credit, takes take no more than the share and what refilled of it. The share is of idle
    /// assets without the deposits of the last period. This holds whoever deposits, withdraws, moves shares, donates or
    /// changes the policy.
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_neverMoreThanThePolicyLetsOutLeaves() public view {
        assertFalse(handler.tookTooMuch());
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noCountedTakeLeavesLessThanTheBuffer() public view {
        assertFalse(handler.leftBelowBuffer());
    }

    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noStrangerDeposits() public view {
        assertFalse(handler.strangerDeposited());
    }

    /// No pause is longer than the longest that governance can allow. No operator pauses during its own cool-down, and
    /// nobody prevents or ends the pause of another. After a pause, the paused flow goes on.
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_aPauseAlwaysEnds() public {
        assertFalse(handler.renewedTooEarly(), "somebody paused during the cool-down");
        assertFalse(handler.barred(), "a pause, or its end, was refused although it was allowed");
        assertFalse(handler.endedAnothers(), "an operator ended somebody else's pause");
        assertFalse(handler.tookWhilePaused());
        assertFalse(handler.withdrewWhilePaused());
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        uint256[2] memory ends = [rails.takesPausedUntil, rails.withdrawalsPausedUntil];
        for (uint256 i; i < ends.length; ++i) {
            (uint256 until, uint256 longest,) = handler.stops(i);
            assertEq(ends[i], until);
            assertLe(longest, vault.MAX_PAUSE());
            assertLe(until, vm.getBlockTimestamp() + longest, "a pause is longer than allowed");
            if (until > vm.getBlockTimestamp()) _assertItEnds(until, i == 0);
        }
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_theMaxFunctionsKeepTheirPromise() public {
        assertFalse(handler.brokePromise());
        _assertMaxTake(vault, taker);
        _assertPromisesHold(vault, depositor);
    }

    /// The handler reaches the cases that the invariants are about.
    /// forge-config: default.isolate = true
    function test_theHandlerTakesOfBothKindsAndPausesAgain() public {
        for (uint256 i; i < 400; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            if (i % 4 == 0) {
                handler.transact([seed, seed >> 2, seed >> 4, seed >> 6], [seed, seed / 3, seed / 5, seed / 7]);
            } else if (i % 4 == 1) {
                handler.wait(seed);
            } else if (i % 4 == 2) {
                handler.pause(seed >> 8, seed % 3 == 0, seed % 5 == 0, seed % 1 days);
            } else {
                handler.unpause(seed >> 8, seed % 2 == 0, seed % 3 == 0);
            }
        }
        assertGt(handler.countedTakes(), 10);
        assertGt(handler.creditTakes(), 10);
        for (uint256 i; i < 2; ++i) {
            (,, uint256 pauses) = handler.stops(i);
            assertGt(pauses, 5);
        }
        invariant_neverMoreThanThePolicyLetsOutLeaves();
    }

    // Checks that the paused flow works again after the pause.
    function _assertItEnds(uint256 until, bool takes) private {
        uint256 id = vm.snapshotState();
        vm.warp(until);
        if (takes) _take(0);
        else _withdraw(0);
        vm.revertToState(id);
    }
}
