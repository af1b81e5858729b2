// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultPauseFixture} from "../PrimeVaultPauseFixture.sol";

/// Who ends whose pause, and that no operator closes a vault for good. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultUnpauseTest is PrimeVaultPauseFixture {
    // --- Ending one early ---

    function test_endsWhatIsPausedAndNothingElse() public {
        vm.startPrank(operator);
        expectRevert("SparkVault/not-paused");
        vault.unpause(true, true);
        vault.pause(true, false, 1 hours);
        expectRevert("SparkVault/not-paused");
        vault.unpause(false, false);
        expectRevert("SparkVault/not-paused");
        vault.unpause(false, true);
        expectRevert("SparkVault/not-paused");
        vault.unpause(true, true);
        vault.unpause(true, false);
        expectRevert("SparkVault/not-paused");
        vault.unpause(true, false);
        vm.stopPrank();
        _take(1);
    }

    function test_endsAPauseInItsLastSecondAndNotAfter() public {
        _pause(true, true, 1 hours);
        skip(1 hours - 1);
        _unpause(true, false);
        skip(1);
        vm.prank(operator);
        expectRevert("SparkVault/not-paused");
        vault.unpause(false, true);
    }

    /// Who ends whose pause. Rows: who ends; columns: who paused.
    function test_whoEndsWhosePauseIsATable() public {
        address[3] memory pausers = [admin, operator, other];
        address[4] memory enders = [admin, operator, other, stranger];
        string[3][4] memory refusals;
        refusals[1] = ["SparkVault/pause-of-another", "", "SparkVault/pause-of-another"];
        refusals[2] = ["SparkVault/pause-of-another", "SparkVault/pause-of-another", ""];
        string memory noRole = "SparkVault/not-guardrail-role";
        refusals[3] = [noRole, noRole, noRole];
        for (uint256 i; i < enders.length; ++i) {
            for (uint256 j; j < pausers.length; ++j) {
                uint256 id = vm.snapshotState();
                vm.prank(pausers[j]);
                vault.pause(true, true, 1 hours);
                skip(1);
                bool passes = bytes(refusals[i][j]).length == 0;
                if (!passes) expectRevert(refusals[i][j]);
                vm.prank(enders[i]);
                vault.unpause(true, true);
                assertEq(vault.guardrails().takesPausedUntil, passes ? START + 1 : START + 1 hours);
                assertEq(vault.guardrails().withdrawalsPausedUntil, passes ? START + 1 : START + 1 hours);
                vm.revertToState(id);
            }
        }
    }

    /// What one ends of two pauses is its own; the flow goes on when none runs.
    function test_aFlowIsPausedWhileOnePauseRuns() public {
        _pause(true, true, 2 hours);
        vm.prank(other);
        vault.pause(true, false, 1 hours);
        skip(1);
        _unpause(true, true);
        assertEq(vault.guardrails().takesPausedUntil, START + 1 hours);
        assertEq(vault.guardrails().withdrawalsPausedUntil, START + 1);
        _expectTakeRefused(1);
        _withdraw(1);

        (IPrimeVault.Pause[] memory takes, IPrimeVault.Pause[] memory withdrawals) = vault.pauses();
        assertEq(abi.encode(takes[0]), abi.encode(IPrimeVault.Pause(operator, uint48(START), uint48(START + 1))));
        assertEq(abi.encode(takes[1]), abi.encode(IPrimeVault.Pause(other, uint48(START), uint48(START + 1 hours))));
        assertEq(takes.length + withdrawals.length, 3);
        skip(1 hours - 1);
        _take(1);
    }

    /// So governance shortens its own, and the list grows with who pauses and not with how often.
    function test_aPauseTakesThePlaceOfTheLastOfItsCaller() public {
        vm.startPrank(admin);
        vault.pause(true, true, LONGEST_PAUSE);
        vault.pause(true, false, 1 hours);
        vm.stopPrank();
        assertEq(vault.guardrails().takesPausedUntil, START + 1 hours);
        assertEq(vault.guardrails().withdrawalsPausedUntil, START + LONGEST_PAUSE);
        (IPrimeVault.Pause[] memory takes, IPrimeVault.Pause[] memory withdrawals) = vault.pauses();
        assertEq(takes.length + withdrawals.length, 2);
        assertEq(takes[0].until, START + 1 hours);
    }

    /// From the second at which the own pause has ended, only that of another is left to end.
    function test_aPauseThatHasEndedIsNotEndedAgain() public {
        _pause(true, true, 1 hours);
        vm.prank(other);
        vault.pause(true, true, 2 hours);
        skip(1 hours);
        vm.prank(operator);
        expectRevert("SparkVault/pause-of-another");
        vault.unpause(true, true);

        // Governance ends what runs: what had ended keeps its end, and its cool-down.
        skip(1 minutes);
        vm.prank(admin);
        vault.unpause(true, true);
        (IPrimeVault.Pause[] memory takes,) = vault.pauses();
        assertEq(takes[0].until, START + 1 hours);
        assertEq(takes[1].until, START + 1 hours + 1 minutes);
        (uint256 from,) = vault.pausableFrom(operator);
        assertEq(from, START + 75 minutes);
    }

    /// It cannot be ended by who lost the role, nor by their colleague; governance ends every pause at once.
    function test_aPauseOutlivesTheRoleAndGovernanceEndsIt() public {
        _pause(true, true, 2 hours);
        vm.prank(other);
        vault.pause(true, true, 1 hours);
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.startPrank(admin);
        vault.revokeRole(role, operator);
        vm.stopPrank();
        vm.prank(operator);
        expectRevert("SparkVault/not-guardrail-role");
        vault.unpause(true, true);
        vm.prank(other);
        vault.unpause(true, true);
        assertEq(vault.guardrails().takesPausedUntil, START + 2 hours);
        vm.prank(admin);
        vault.unpause(true, true);
        _take(1);
        _withdraw(1);
    }

    /// Whatever an operator does, it holds a flow up for no more than the share of time that the bounds give it.
    function testFuzz_anOperatorPausesForNoMoreThanItsShareOfTheTime(uint256[12] memory moves) public {
        uint256 paused;
        for (uint256 i; i < moves.length; ++i) {
            (uint256 from,) = vault.pausableFrom(operator);
            if (from > vm.getBlockTimestamp()) vm.warp(from);
            uint256 length = bound(moves[i], 1, LONGEST_PAUSE);
            _pause(true, false, length);
            if (moves[i] % 3 == 0) {
                length = bound(moves[i], 0, length - 1);
                skip(length);
                _unpause(true, false);
            }
            paused += length;
        }
        (uint256 end,) = vault.pausableFrom(operator);
        assertLe(paused * (LONGEST_PAUSE + COOL_DOWN), (end - START) * LONGEST_PAUSE);
    }

    // --- Never for good ---

    /// An operator who does the worst within the bounds, at any time and in any order: after the longest period and one
    /// pause, a share of what is above the largest buffer can be taken, and all that is idle withdrawn.
    function testFuzz_noOperatorClosesTheVaultForGood(uint256[6] memory moves, uint256[6] memory waits) public {
        for (uint256 i; i < moves.length; ++i) {
            _moveAtWorst(moves[i]);
            if (moves[i] % 5 == 0) _tryToTake(moves[i] % IDLE);
            skip(waits[i] % MAX_PERIOD);
        }
        _giveBack(usds.balanceOf(taker));
        skip(MAX_PERIOD);
        _moveAtWorst(0);
        IPrimeVault.Guardrails memory state = vault.guardrails();
        uint256 end = state.takesPausedUntil > state.withdrawalsPausedUntil
            ? state.takesPausedUntil
            : state.withdrawalsPausedUntil;
        uint256 time = vm.getBlockTimestamp();
        assertLe(end, time + LONGEST_PAUSE);
        if (end > time) vm.warp(end);
        _setPolicy(operator, MIN_SHARE, MAX_PERIOD);
        _setBuffer(operator, MAX_BUFFER);
        uint256 most = vault.maxTake();
        assertEq(most, IDLE * MIN_SHARE / WAD);
        _take(most);
        vm.startPrank(depositor);
        vault.redeem(vault.maxRedeem(depositor), depositor, depositor);
        assertEq(_idle(), 0);
    }

    /// Whatever the operator did, after a pause there is none of its own for as long as the length demands.
    function testFuzz_noPauseFollowsAnotherAtOnce(uint256 duration, uint256 early, uint256 renewal) public {
        duration = bound(duration, 4, LONGEST_PAUSE);
        early = bound(early, 4, duration);
        _pause(true, true, duration);
        skip(early);
        if (early < duration) _unpause(true, true);
        skip(bound(renewal, 0, early / 4 - 1));
        _expectCoolDown(true, false);
        _expectCoolDown(false, true);
        _take(vault.maxTake() / 2);
        _withdraw(vault.maxWithdraw(depositor));
    }

    // --- Parts ---

    // Pauses, and sets the strictest policy or buffer.
    function _moveAtWorst(uint256 move) private {
        vm.startPrank(operator);
        bytes memory call = abi.encodeCall(vault.pause, (move % 3 != 1, move % 3 != 2, LONGEST_PAUSE));
        (bool success,) = address(vault).call(call);
        if (!success && move % 2 == 0) vault.setWithdrawalPolicy(MIN_SHARE, MAX_PERIOD);
        if (!success && move % 2 == 1) vault.setLiquidityBuffer(MAX_BUFFER);
        vm.stopPrank();
    }

    function _tryToTake(uint256 assets) private {
        if (assets <= vault.maxTake() && vault.maxTake() > 0) _take(assets);
    }
}
