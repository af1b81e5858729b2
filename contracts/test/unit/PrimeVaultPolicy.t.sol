// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// What takes may take: per period, and down to the buffer. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultPolicyTest is PrimeVaultGuardrailsFixture {
    uint256 private constant SHARE = 0.1e18;
    uint256 private constant PERIOD = 1 days;

    // --- The policy ---

    function test_takesTheShareOfAPeriodAndNotOneMore() public {
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        _take(100 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        _take(0);
    }

    function test_theTakesOfAPeriodAddUp() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(60 * WAD);
        skip(1 hours);
        assertEq(vault.maxTake(), 40 * WAD);
        _expectRefused(40 * WAD + 1, "SparkVault/policy-exceeded");
        _take(40 * WAD);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_theShareIsRoundedDown() public {
        _withdraw(IDLE - 19);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 1);
        _expectRefused(2, "SparkVault/policy-exceeded");
        _take(1);
    }

    function test_thePeriodEndsToTheSecond() public {
        _setPolicy(operator, SHARE, PERIOD);
        skip(5 hours);
        // It begins with the first take, not with the policy.
        _take(100 * WAD);
        skip(PERIOD - 1);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(1);
        assertEq(vault.maxTake(), 90 * WAD);
        _expectRefused(90 * WAD + 1, "SparkVault/policy-exceeded");
        _take(90 * WAD);
        IPrimeVault.Guardrails memory state = vault.guardrails();
        assertEq(state.periodStart, START + 5 hours + PERIOD);
        assertEq(state.periodIdle, 900 * WAD);
        assertEq(state.periodTaken, 90 * WAD);
    }

    function test_aPeriodThatNobodyUsedDoesNotAddToTheNext() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(1);
        skip(10 * PERIOD);
        assertEq(vault.maxTake(), (IDLE - 1) / 10);
        _take((IDLE - 1) / 10);
        assertEq(vault.guardrails().periodStart, START + 10 * PERIOD);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_noPeriodBeginsWithARefusedTakeNorWithNothing() public {
        _setPolicy(operator, SHARE, PERIOD);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        _take(0);
        assertEq(vault.guardrails().periodStart, 0);
    }

    /// The allowance is of what was idle when the period began.
    function test_whatComesInLaterChangesTheNextPeriod() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        _deposit(5000 * WAD);
        _giveBack(100 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(PERIOD);
        assertEq(vault.maxTake(), 600 * WAD);
    }

    function test_withdrawalsLeaveTheAllowanceAsFarAsThereIsSomethingIdle() public {
        _setPolicy(operator, MAX_SHARE, PERIOD);
        _take(100 * WAD);
        _withdraw(700 * WAD);
        assertEq(vault.maxTake(), 200 * WAD);
        _expectRefused(200 * WAD + 1, "SparkVault/insufficient-liquidity");
        _take(200 * WAD);
    }

    function test_aPolicySetAgainOpensNothing() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(PERIOD);
        _take(90 * WAD);
    }

    function test_aNewShareIsOfWhatWasIdleWhenThePeriodBegan() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        _setPolicy(operator, 0.25e18, PERIOD);
        assertEq(vault.maxTake(), 150 * WAD);
        _expectRefused(150 * WAD + 1, "SparkVault/policy-exceeded");
        _take(150 * WAD);
        // Less than what left already leaves nothing.
        _setPolicy(operator, 0.24e18, PERIOD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_aNewLengthHoldsForTheRunningPeriodToTheSecond() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        skip(8 hours - 1);
        _setPolicy(operator, SHARE, 8 hours);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(1);
        assertEq(vault.maxTake(), 90 * WAD);
        _setPolicy(operator, SHARE, 8 hours + 1);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// Without a policy nothing is counted, and what was counted before is not forgotten.
    function test_aPolicyThatComesBackFindsItsPeriod() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(70 * WAD);
        _setPolicy(admin, 0, 0);
        _take(400 * WAD);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.guardrails().periodTaken, 70 * WAD);
        assertEq(vault.maxTake(), 30 * WAD);
    }

    function test_aPolicyOfNothingLetsNothingOut() public {
        _setPolicy(admin, 0, 1);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(365 days);
        _expectRefused(1, "SparkVault/policy-exceeded");
        _setPolicy(admin, 0, 0);
        _take(IDLE);
    }

    function test_aPolicyOfEverythingLetsEverythingOut() public {
        _setPolicy(admin, WAD, 1);
        assertEq(vault.maxTake(), IDLE);
        _expectRefused(IDLE + 1, "SparkVault/policy-exceeded");
        _take(IDLE);
    }

    /// The longest period that there is has an allowance once, and no overflow.
    function test_aPeriodWithoutEndIsNotFollowedByAnother() public {
        _setPolicy(admin, SHARE, type(uint256).max);
        _take(100 * WAD);
        skip(1000 * 365 days);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// The share of any amount is computed without overflow.
    function test_anAmountBeyondEveryTokenHasItsShareToo() public {
        usds.mint(address(vault), type(uint256).max - usds.totalSupply());
        _setPolicy(admin, WAD - 1, 1);
        uint256 idle = _idle();
        uint256 most = vault.maxTake();
        assertEq(most, idle - idle / WAD - 1);
        _expectRefused(most + 1, "SparkVault/policy-exceeded");
        _take(most);
    }

    function testFuzz_noMoreThanTheShareLeavesInAPeriod(
        uint256 share,
        uint256[8] memory amounts,
        uint256[8] memory waits
    ) public {
        share = bound(share, MIN_SHARE, MAX_SHARE);
        _setPolicy(operator, share, PERIOD);
        uint256 start;
        uint256 left;
        for (uint256 i; i < amounts.length; ++i) {
            uint256 time = vm.getBlockTimestamp();
            if (start == 0 || time >= start + PERIOD) left = _idle() * share / WAD;
            uint256 amount = bound(amounts[i], 0, 2 * left);
            if (amount > left) {
                _expectRefused(amount, "SparkVault/policy-exceeded");
            } else {
                if (amount > 0 && (start == 0 || time >= start + PERIOD)) start = time;
                left -= amount;
                _take(amount);
                assertEq(vault.maxTake(), left);
            }
            skip(bound(waits[i], 0, PERIOD));
        }
    }

    // --- The buffer ---

    function test_takesDownToTheBufferAndNotOneMore() public {
        _setBuffer(operator, 300 * WAD);
        assertEq(vault.maxTake(), 700 * WAD);
        _expectRefused(700 * WAD + 1, "SparkVault/buffer-breached");
        _expectRefused(IDLE + 1, "SparkVault/buffer-breached");
        _expectRefused(type(uint256).max, "SparkVault/buffer-breached");
        _take(700 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/buffer-breached");
        _take(0);
    }

    /// It binds the taker, not who owns the assets.
    function test_depositorsWithdrawOutOfTheBuffer() public {
        _setBuffer(operator, 300 * WAD);
        assertEq(vault.maxWithdraw(depositor), IDLE);
        _withdraw(IDLE - 1);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/buffer-breached");
        _take(0);
        _withdraw(1);
    }

    function test_aBufferLargerThanEverythingStopsTakes() public {
        _setBuffer(admin, type(uint256).max);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/buffer-breached");
        _setBuffer(admin, 0);
        _take(IDLE);
    }

    /// What the buffer holds back counts in the share, which is of all that is idle.
    function test_theNarrowerOfPolicyAndBufferBinds() public {
        _setPolicy(operator, 0.4e18, PERIOD);
        _setBuffer(operator, 700 * WAD);
        assertEq(vault.maxTake(), 300 * WAD);
        _expectRefused(300 * WAD + 1, "SparkVault/buffer-breached");
        _setBuffer(operator, 500 * WAD);
        assertEq(vault.maxTake(), 400 * WAD);
        _expectRefused(400 * WAD + 1, "SparkVault/policy-exceeded");
        _take(400 * WAD);
    }

    // --- Which reason comes first ---

    function test_aTakeIsRefusedForTheFirstReasonOfAll() public {
        bytes32 role = vault.TAKER_ROLE();
        _setPolicy(operator, MAX_SHARE, PERIOD);
        _setBuffer(operator, 500 * WAD);
        _pause(true, false, 1 hours);

        uint256 most = type(uint256).max;
        vm.prank(stranger);
        expectMissingRole(stranger, role);
        vault.take(most);
        _expectRefused(most, "SparkVault/takes-paused");
        _unpause(true, false);
        _expectRefused(most, "SparkVault/policy-exceeded");
        _setPolicy(admin, 0, 0);
        _expectRefused(most, "SparkVault/buffer-breached");
        _setBuffer(admin, 0);
        _expectRefused(most, "SparkVault/insufficient-liquidity");
    }

    function _expectRefused(uint256 assets, string memory reason) private {
        vm.prank(taker);
        expectRevert(reason);
        vault.take(assets);
    }
}
