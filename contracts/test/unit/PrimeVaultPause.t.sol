// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// Pauses end by themselves, and an operator's come again only after a cool-down. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultPauseTest is PrimeVaultGuardrailsFixture {
    address private other = makeAddr("other operator");

    function setUp() public override {
        super.setUp();
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.prank(admin);
        vault.grantRole(role, other);
    }

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

    /// The kind: whatever one of them does, the other and governance pause when they have to.
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
        // None that is too long to be computed with, also for a pause that is longer than what is allowed by now.
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
