// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultPauseFixture} from "../PrimeVaultPauseFixture.sol";

/// What a pause stops, how long it may be and how soon the next may follow. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultPauseTest is PrimeVaultPauseFixture {
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

    function test_theLongestPauseBindsGovernanceToo() public {
        vm.startPrank(admin);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, LONGEST_PAUSE + 1);
        vault.pause(true, true, LONGEST_PAUSE);
        vault.unpause(true, true);
    }

    function test_governanceWaitsForNothing() public {
        _pause(true, true, LONGEST_PAUSE);
        vm.startPrank(admin);
        for (uint256 i; i < 3; ++i) {
            vault.pause(true, true, LONGEST_PAUSE);
            skip(LONGEST_PAUSE);
        }
        vm.stopPrank();
        assertEq(vault.guardrails().takesPausedUntil, START + 3 * LONGEST_PAUSE);
    }

    /// A quarter of the pause, as 12 hours are of two days; also of one second, and rounded up.
    function test_theCoolDownIsInProportionToThePause() public {
        uint256[4] memory lengths = [uint256(1), 3, 1 hours, LONGEST_PAUSE];
        uint256[4] memory waits = [uint256(1), 1, 15 minutes, COOL_DOWN];
        for (uint256 i; i < lengths.length; ++i) {
            uint256 start = vm.getBlockTimestamp();
            _pause(true, false, lengths[i]);
            (uint256 takes, uint256 withdrawals) = vault.pausableFrom(operator);
            assertEq(takes, start + lengths[i] + waits[i]);
            assertEq(withdrawals, 0);
            skip(lengths[i] + waits[i] - 1);
            _expectCoolDown(true, false);
            skip(1);
        }
        _pause(true, false, LONGEST_PAUSE);
    }

    /// Whatever one operator does, the other and governance can pause when they have to.
    function test_nobodysPauseBarsAnothers() public {
        _pause(true, true, 1);
        vm.prank(other);
        vault.pause(true, true, LONGEST_PAUSE);
        assertEq(vault.guardrails().takesPausedUntil, START + LONGEST_PAUSE);
        // The worst that the first can do: it pauses as often as it may, for as long as it may.
        skip(LONGEST_PAUSE + COOL_DOWN);
        _pause(true, true, LONGEST_PAUSE);
        vm.prank(admin);
        vault.pause(true, true, 1 hours);
        vm.prank(other);
        vault.pause(true, true, LONGEST_PAUSE - 1);
        assertEq(vault.guardrails().takesPausedUntil, START + 2 * LONGEST_PAUSE + COOL_DOWN);
    }

    function test_aPauseIsNotRenewedBeforeTheCoolDownIsOver() public {
        _pause(true, false, LONGEST_PAUSE);
        _expectCoolDown(true, false);
        skip(LONGEST_PAUSE);
        _expectCoolDown(true, false);
        skip(COOL_DOWN - 1);
        _expectCoolDown(true, false);
        skip(1);
        _pause(true, false, LONGEST_PAUSE);
        assertEq(vault.guardrails().takesPausedUntil, START + COOL_DOWN + 2 * LONGEST_PAUSE);
    }

    function test_theCoolDownIsThatOfTheRealLengthAndRunsFromTheRealEnd() public {
        _pause(false, true, LONGEST_PAUSE);
        skip(1 hours);
        vm.expectEmit(address(vault));
        emit IPrimeVault.Unpaused(operator, false, true);
        _unpause(false, true);
        assertEq(vault.guardrails().withdrawalsPausedUntil, START + 1 hours);
        _withdraw(1);
        skip(15 minutes - 1);
        _expectCoolDown(false, true);
        skip(1);
        _pause(false, true, 1);
    }

    function test_eachKindHasACoolDownOfItsOwn() public {
        _pause(true, false, 1 hours);
        skip(1 minutes);
        _pause(false, true, 1 hours);
        skip(1 hours + 15 minutes - 1 minutes);
        // Takes may be paused again, withdrawals not for another minute; both at once neither.
        _expectCoolDown(false, true);
        _expectCoolDown(true, true);
        assertEq(vault.guardrails().takesPausedUntil, START + 1 hours);
        _pause(true, false, 1);
        skip(1 minutes);
        _pause(true, true, 1);
    }

    function test_aPauseOfBothIsRefusedForEitherCoolDown() public {
        _pause(true, false, 1 hours);
        _expectCoolDown(true, true);
        skip(75 minutes);
        _pause(false, true, 1 hours);
        _expectCoolDown(true, true);
        skip(75 minutes);
        _pause(true, true, 1);
    }

    function test_aChangedCoolDownHoldsForTheNextPauseAtOnce() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        _pause(true, true, LONGEST_PAUSE);
        skip(LONGEST_PAUSE + 1 hours);
        _expectCoolDown(true, true);
        bounds.coolDown = 1 hours;
        _setBounds(bounds);
        _pause(true, true, LONGEST_PAUSE);
        // No cool-down is too long to be computed, even for a pause that is longer than what is allowed by now.
        (bounds.coolDown, bounds.maxPause) = (type(uint256).max, 1);
        _setBounds(bounds);
        skip(1000 * 365 days);
        _expectCoolDown(true, true);
        bounds.maxPause = 0;
        _setBounds(bounds);
        (uint256 takes,) = vault.pausableFrom(operator);
        assertEq(takes, START + 2 * LONGEST_PAUSE + 1 hours);
    }

    /// A cool-down longer than there has been time: the first pause has none to wait for.
    function test_theFirstPauseWaitsForNothing() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        bounds.coolDown = type(uint256).max;
        _setBounds(bounds);
        (uint256 takes, uint256 withdrawals) = vault.pausableFrom(operator);
        assertEq(takes + withdrawals, 0);
        _pause(true, true, 1);
    }

    // --- Parts ---

    function _expectWithdrawalsRefused(uint256 amount) private {
        vm.startPrank(depositor);
        expectRevert("SparkVault/withdrawals-paused");
        vault.withdraw(amount, depositor, depositor);
        expectRevert("SparkVault/withdrawals-paused");
        vault.redeem(amount, depositor, depositor);
        vm.stopPrank();
    }

    // Funds come back by a plain transfer, which no pause stops.
    function _giveBackFromOutside() private {
        usds.mint(taker, WAD);
        _giveBack(WAD);
        assertEq(_idle(), IDLE + 3 * WAD);
    }
}
