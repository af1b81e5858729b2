// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// Pauses end by themselves, and come again only after a cool-down. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultPauseTest is PrimeVaultGuardrailsFixture {
    // --- What a pause stops ---

    function test_aPauseOfTakesStopsTakesToItsLastSecond() public {
        vm.expectEmit(address(vault));
        emit IPrimeVault.Paused(operator, true, false, START + 1 hours);
        _pause(true, false, 1 hours);
        assertEq(vault.maxTake(), 0);
        assertEq(vault.maxWithdraw(depositor), IDLE);
        _withdraw(1);
        skip(1 hours - 1);
        assertEq(vault.maxTake(), 0);
        _expectTakeRefused(1);
        _expectTakeRefused(0);
        skip(1);
        assertEq(vault.maxTake(), IDLE - 1);
        _take(IDLE - 1);
    }

    function test_aPauseOfWithdrawalsStopsWithdrawalsToItsLastSecond() public {
        _pause(false, true, 1 hours);
        assertEq(vault.maxTake(), IDLE);
        _take(1);
        _giveBack(1);
        skip(1 hours - 1);
        assertEq(vault.maxWithdraw(depositor), 0);
        assertEq(vault.maxRedeem(depositor), 0);
        _expectWithdrawalsRefused(1);
        _expectWithdrawalsRefused(0);
        skip(1);
        assertEq(vault.maxWithdraw(depositor), IDLE);
        assertEq(vault.maxRedeem(depositor), IDLE);
        vm.startPrank(depositor);
        vault.withdraw(1, depositor, depositor);
        vault.redeem(IDLE - 1, depositor, depositor);
    }

    function test_previewsDepositsAndSharesGoOnWhilePaused() public {
        _pause(true, true, 1 hours);
        assertEq(vault.previewWithdraw(IDLE), IDLE);
        assertEq(vault.previewRedeem(IDLE), IDLE);
        assertEq(_deposit(WAD), WAD);
        vm.startPrank(depositor);
        vault.mint(WAD, depositor);
        vault.transfer(stranger, WAD);
        vault.drip();
        vm.stopPrank();
        _giveBackFromOutside();
    }

    /// The pause comes before all else that a withdrawal may be refused for.
    function test_aWithdrawalIsRefusedForThePauseFirst() public {
        _pause(false, true, 1 hours);
        vm.startPrank(stranger);
        expectRevert("SparkVault/withdrawals-paused");
        vault.withdraw(IDLE + 1, address(0), depositor);
        expectRevert("SparkVault/withdrawals-paused");
        vault.redeem(IDLE + 1, address(0), depositor);
    }

    // --- How long, and how often ---

    function test_aPauseIsAsLongAsGovernanceAllowsAndNotASecondLonger() public {
        vm.startPrank(operator);
        expectRevert("SparkVault/nothing-to-pause");
        vault.pause(false, false, 1);
        expectRevert("SparkVault/zero-pause");
        vault.pause(true, true, 0);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, LONGEST_PAUSE + 1);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, type(uint256).max);
        vault.pause(true, true, LONGEST_PAUSE);
        vm.stopPrank();
        assertEq(vault.guardrails().takesPausedUntil, START + LONGEST_PAUSE);
        assertEq(vault.guardrails().withdrawalsPausedUntil, START + LONGEST_PAUSE);
    }

    function test_theBoundsOfAPauseBindGovernanceToo() public {
        vm.startPrank(admin);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, LONGEST_PAUSE + 1);
        vault.pause(true, true, 1);
        skip(COOL_DOWN);
        expectRevert("SparkVault/cool-down");
        vault.pause(true, true, 1);
        skip(1);
        vault.pause(true, true, 1);
        vault.unpause(true, true);
    }

    function test_aPauseIsNotRenewedBeforeTheCoolDownIsOver() public {
        _pause(true, false, 1 hours);
        _expectCoolDown(true, false);
        skip(1 hours);
        _expectCoolDown(true, false);
        skip(COOL_DOWN - 1);
        _expectCoolDown(true, false);
        skip(1);
        _pause(true, false, LONGEST_PAUSE);
        assertEq(vault.guardrails().takesPausedUntil, START + 1 hours + COOL_DOWN + LONGEST_PAUSE);
    }

    function test_theCoolDownRunsFromTheRealEnd() public {
        _pause(false, true, 1 days);
        skip(1 hours);
        vm.expectEmit(address(vault));
        emit IPrimeVault.Unpaused(operator, false, true);
        _unpause(false, true);
        assertEq(vault.guardrails().withdrawalsPausedUntil, START + 1 hours);
        _withdraw(1);
        skip(COOL_DOWN - 1);
        _expectCoolDown(false, true);
        skip(1);
        _pause(false, true, 1);
    }

    function test_eachKindHasACoolDownOfItsOwn() public {
        _pause(true, false, 1 hours);
        skip(1 minutes);
        _pause(false, true, 1 hours);
        skip(1 hours + COOL_DOWN - 1 minutes);
        // Takes may be paused again, withdrawals not for another minute; both at once neither.
        _expectCoolDown(false, true);
        _expectCoolDown(true, true);
        assertEq(vault.guardrails().takesPausedUntil, START + 1 hours);
        _pause(true, false, 1);
        skip(1 minutes);
        _expectCoolDown(true, true);
        _pause(false, true, 1);
    }

    function test_aPauseOfBothIsRefusedForEitherCoolDown() public {
        _pause(true, false, 1);
        _expectCoolDown(true, true);
        skip(1 + COOL_DOWN);
        _pause(false, true, 1);
        _expectCoolDown(true, true);
        skip(1 + COOL_DOWN);
        _pause(true, true, 1);
    }

    function test_aChangedCoolDownHoldsForTheNextPauseAtOnce() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        _pause(true, true, 1);
        skip(1 + 1 hours);
        _expectCoolDown(true, true);
        bounds.coolDown = 1 hours;
        _setBounds(bounds);
        _pause(true, true, 1);
        // None that is too long to be computed with.
        bounds.coolDown = type(uint256).max;
        _setBounds(bounds);
        skip(1000 * 365 days);
        _expectCoolDown(true, true);
    }

    /// A cool-down longer than there has been time: the first pause has none to wait for.
    function test_theFirstPauseWaitsForNothing() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        bounds.coolDown = type(uint256).max;
        _setBounds(bounds);
        _pause(true, true, 1);
    }

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

    function test_whoeverMayPauseMayEndAnothersPause() public {
        _pause(true, true, 1 hours);
        vm.prank(admin);
        vault.unpause(true, true);
        _take(1);
        _withdraw(1);
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

    /// Whatever the operator did, in the first second after a pause there is no other.
    function testFuzz_noPauseFollowsAnotherAtOnce(uint256 duration, uint256 early, uint256 renewal) public {
        duration = bound(duration, 1, LONGEST_PAUSE);
        early = bound(early, 0, duration);
        _pause(true, true, duration);
        skip(early);
        if (early < duration) _unpause(true, true);
        skip(bound(renewal, 0, COOL_DOWN - 1));
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

    function _expectTakeRefused(uint256 assets) private {
        vm.prank(taker);
        expectRevert("SparkVault/takes-paused");
        vault.take(assets);
    }

    function _expectWithdrawalsRefused(uint256 amount) private {
        vm.startPrank(depositor);
        expectRevert("SparkVault/withdrawals-paused");
        vault.withdraw(amount, depositor, depositor);
        expectRevert("SparkVault/withdrawals-paused");
        vault.redeem(amount, depositor, depositor);
        vm.stopPrank();
    }

    function _expectCoolDown(bool takes, bool withdrawals) private {
        vm.prank(operator);
        expectRevert("SparkVault/cool-down");
        vault.pause(takes, withdrawals, 1);
    }

    // Funds come back by a plain transfer, which no pause stops.
    function _giveBackFromOutside() private {
        usds.mint(taker, WAD);
        _giveBack(WAD);
        assertEq(_idle(), IDLE + 3 * WAD);
    }
}
