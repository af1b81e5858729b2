// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// Who may deposit, and from when what was deposited counts for policy and buffer. Each call is a transaction of its own.
/// forge-config: default.isolate = true
contract PrimeVaultSettlingTest is PrimeVaultGuardrailsFixture {
    uint256 private constant SHARE = 0.1e18;
    uint256 private constant PERIOD = 1 days;

    // --- Who deposits ---

    function test_onlyADepositorDepositsAndForOneOnly() public {
        usds.mint(stranger, WAD);
        vm.startPrank(stranger);
        usds.approve(address(vault), WAD);
        expectRevert("SparkVault/not-depositor");
        vault.deposit(WAD, stranger);
        expectRevert("SparkVault/not-depositor");
        vault.mint(WAD, depositor);
        vm.stopPrank();
        vm.startPrank(depositor);
        expectRevert("SparkVault/not-depositor");
        vault.deposit(WAD, stranger);
        vm.stopPrank();
        assertEq(vault.maxDeposit(stranger), 0);
        assertEq(vault.maxMint(stranger), 0);
        assertGt(vault.maxDeposit(depositor), 0);
    }

    /// If strangers could deposit, one could fill `maxDeposit`, and no migration would pass any more.
    function test_aStrangerLeavesTheRoomUnderTheCapToTheDepositor() public {
        _open(IDLE + 9 * WAD);
        usds.mint(stranger, 9 * WAD);
        vm.startPrank(stranger);
        usds.approve(address(vault), 9 * WAD);
        expectRevert("SparkVault/not-depositor");
        vault.deposit(9 * WAD, stranger);
        usds.transfer(address(vault), 9 * WAD);
        vm.stopPrank();
        assertEq(vault.maxDeposit(depositor), 9 * WAD);
        _deposit(9 * WAD);
    }

    /// Shares may move, and whoever has some withdraws; that gives nobody a deposit.
    function test_whoTookSharesMayWithdrawButNotDeposit() public {
        vm.prank(depositor);
        vault.transfer(stranger, 100 * WAD);
        assertEq(vault.maxWithdraw(stranger), 100 * WAD);
        vm.prank(stranger);
        vault.redeem(100 * WAD, stranger, stranger);
        vm.startPrank(stranger);
        usds.approve(address(vault), WAD);
        expectRevert("SparkVault/not-depositor");
        vault.deposit(WAD, stranger);
    }

    // --- From when a deposit counts ---

    /// Deposit 900, take 900 on that, withdraw 900: idle 1000 to 100 under a policy of 10 % and a buffer of
    /// 900. Whoever deposits.
    function test_aDepositThatLeavesAgainOpensNeitherPolicyNorBuffer() public {
        _setPolicy(operator, SHARE, PERIOD);
        _setBuffer(operator, MAX_BUFFER);
        _deposit(900 * WAD);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(900 * WAD, "SparkVault/policy-exceeded");
        _take(100 * WAD);
        _withdraw(900 * WAD);
        assertEq(_idle(), 900 * WAD);
        _expectRefused(1, "SparkVault/policy-exceeded");
        skip(PERIOD);
        _expectRefused(1, "SparkVault/buffer-breached");
    }

    function test_aDepositCountsAfterAPeriodToTheSecond() public {
        _setPolicy(operator, SHARE, PERIOD);
        _setBuffer(operator, MAX_BUFFER);
        _deposit(9000 * WAD);
        skip(PERIOD - 1);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        skip(1);
        assertEq(vault.maxTake(), 1000 * WAD);
        _expectRefused(1000 * WAD + 1, "SparkVault/policy-exceeded");
        _take(1000 * WAD);
    }

    /// A buffer without a policy holds deposits back, too: they wait for a day.
    function test_withoutAPolicyADepositCountsAfterADay() public {
        _setBuffer(operator, MAX_BUFFER);
        _deposit(900 * WAD);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/buffer-breached");
        skip(1 days - 1);
        assertEq(vault.maxTake(), 100 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 1000 * WAD);
        _take(1000 * WAD);
    }

    function test_withoutGuardrailsADepositIsTakenAtOnce() public {
        _deposit(500 * WAD);
        assertEq(vault.maxTake(), IDLE + 500 * WAD);
        _take(IDLE + 400 * WAD);
        // What was taken of it has not to settle any more.
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 0);
        usds.mint(address(vault), 100 * WAD);
        assertEq(vault.guardrails().youngAssets, 100 * WAD);
        skip(PERIOD);
        assertEq(vault.maxTake(), 20 * WAD);
    }

    /// A deposit a little before another counts must not come in with it.
    function test_aDepositAtTheEndOfAPeriodWaitsForOneOfItsOwn() public {
        _setPolicy(operator, SHARE, PERIOD);
        _deposit(1);
        skip(PERIOD - 1);
        _deposit(9000 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 100 * WAD);
        skip(PERIOD - 2);
        assertEq(vault.maxTake(), 100 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 1000 * WAD);
    }

    /// Each deposit counts two periods later at the latest, however many follow it.
    function test_dailyDepositsDoNotKeepEachOtherFromCounting() public {
        _setPolicy(operator, SHARE, PERIOD);
        for (uint256 i; i < 40; ++i) {
            _deposit(100 * WAD);
            skip(PERIOD / 4);
        }
        // Those of the last two periods wait.
        assertGe(vault.maxTake(), 100 * WAD + 32 * 10 * WAD);
        skip(PERIOD);
        assertEq(vault.maxTake(), 500 * WAD);
    }

    function test_aDepositOfNothingDelaysNothing() public {
        _setPolicy(operator, SHARE, PERIOD);
        _deposit(1000 * WAD);
        skip(PERIOD - 1);
        _deposit(0);
        skip(1);
        assertEq(vault.maxTake(), 200 * WAD);
    }

    function test_withdrawalsTakeOutWhatCameLastFirst() public {
        _setPolicy(operator, SHARE, PERIOD);
        _deposit(100 * WAD);
        skip(PERIOD - 1);
        _deposit(1);
        skip(1);
        _deposit(300 * WAD);
        IPrimeVault.Guardrails memory state = vault.guardrails();
        assertEq(state.youngAssets, 300 * WAD);
        assertEq(state.oldAssets, 100 * WAD + 1);
        _withdraw(350 * WAD);
        state = vault.guardrails();
        assertEq(state.youngAssets, 0);
        assertEq(state.oldAssets, 50 * WAD + 1);
        assertEq(vault.maxTake(), 100 * WAD);
        _withdraw(550 * WAD + 1);
        assertEq(vault.maxTake(), 50 * WAD);
    }

    // --- A change of the period ---

    function test_aShorterPeriodLetsNoDepositCountSooner() public {
        _setPolicy(operator, SHARE, 7 * PERIOD);
        _deposit(9000 * WAD);
        skip(PERIOD);
        for (uint256 i; i < 3; ++i) {
            _setPolicy(operator, SHARE, MIN_PERIOD);
            _setPolicy(operator, SHARE, 7 * PERIOD);
        }
        _setPolicy(operator, SHARE, MIN_PERIOD);
        skip(6 * PERIOD - 1);
        assertEq(vault.maxTake(), 100 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 1000 * WAD);
    }

    /// Governance may set a period without end; what came in under it is not lost to policy and buffer for good.
    function test_aPeriodWithoutEndHoldsForAMonthAfterItsEnd() public {
        _setPolicy(admin, 0, type(uint256).max);
        _deposit(1000 * WAD);
        skip(365 days);
        _setPolicy(admin, SHARE, PERIOD);
        skip(30 days - 1);
        assertEq(vault.maxTake(), 100 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 200 * WAD);
    }

    function test_whatIsHeldHoldsNothingBackOnceItHasLeft() public {
        _setPolicy(operator, SHARE, 7 * PERIOD);
        _deposit(1000 * WAD);
        _setPolicy(operator, SHARE, MIN_PERIOD);
        _withdraw(1000 * WAD);
        assertEq(vault.guardrails().heldUntil, START + 7 * PERIOD);
        _deposit(1000 * WAD);
        assertEq(vault.guardrails().heldUntil, 0);
        skip(MIN_PERIOD);
        assertEq(vault.maxTake(), 200 * WAD);
    }

    function test_aLongerPeriodHoldsWhatWaitsAndNotWhatCounts() public {
        _setPolicy(operator, SHARE, MIN_PERIOD);
        _deposit(1000 * WAD);
        skip(MIN_PERIOD);
        _deposit(3000 * WAD);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 200 * WAD);
        skip(PERIOD - 1);
        assertEq(vault.maxTake(), 200 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 500 * WAD);
    }

    /// In any order of deposits, takes, withdrawals, turns of the policy and time: what takes took is no more than the
    /// widest policy lets out of what was there before and what lay for a period.
    function testFuzz_noOrderOfDepositsOpensThePolicy(uint256[10] memory kinds, uint256[10] memory amounts) public {
        _setPolicy(operator, SHARE, PERIOD);
        uint256 taken;
        // Less than a period in all, so that nothing that comes in counts, and less than its refill.
        for (uint256 i; i < kinds.length; ++i) {
            uint256 kind = kinds[i] % 5;
            if (kind == 0) _deposit(bound(amounts[i], 0, 100 * IDLE));
            else if (kind == 1) _withdraw(bound(amounts[i], 0, vault.maxWithdraw(depositor)));
            else if (kind == 2) _setPolicy(operator, SHARE, bound(amounts[i], PERIOD, MAX_PERIOD));
            else if (kind == 3) skip(bound(amounts[i], 0, PERIOD / 11));
            else taken += _takeAll();
        }
        taken += _takeAll();
        assertLt(taken, 2 * IDLE / 10);
    }

    function _takeAll() private returns (uint256 most) {
        most = vault.maxTake();
        _take(most);
    }

    function _expectRefused(uint256 assets, string memory reason) private {
        vm.prank(taker);
        expectRevert(reason);
        vault.take(assets);
    }

    /// Of two lots the young one leaves. The old one, which is larger, is held under a shorter period as long as under the
    /// one before it, not as long as what left would have been, and a deposit that follows frees nothing.
    function test_whatLeftHoldsNothingOfWhatCameBefore() public {
        _setPolicy(operator, 0.5e18, 2 days);
        _deposit(100 * WAD);
        skip(1 days);
        _deposit(100 * WAD);
        skip(1 days);
        _deposit(50 * WAD);
        _withdraw(50 * WAD);

        _setPolicy(operator, 0.5e18, 12 hours);
        _deposit(10 * WAD);
        assertEq(vault.guardrails().heldUntil, START + 3 days);
        vm.warp(START + 3 days - 1);
        assertEq(vault.maxTake(), 500 * WAD);
        vm.warp(START + 3 days);
        assertEq(vault.maxTake(), 605 * WAD);
    }
}
