// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// What comes in and goes out in one transaction, and what cannot pass for it. `setUp` is a transaction, and so is each
/// test with all its calls.
/// forge-config: default.isolate = false
contract PrimeVaultCreditTest is PrimeVaultGuardrailsFixture {
    uint256 private constant LEFT = 100 * 1e18;

    address private second = makeAddr("second");

    /// 100 of the 1,000 may leave per day, and 300 must stay.
    function setUp() public override {
        super.setUp();
        _setPolicy(operator, 0.1e18, 1 days);
        _setBuffer(operator, 300 * WAD);
        usds.mint(second, IDLE);
        vm.prank(second);
        usds.approve(address(vault), IDLE);
    }

    // --- What counts not ---

    function test_whatWasDepositedBeforeIsNoCredit() public {
        assertEq(vault.maxTake(), LEFT);
        _take(LEFT);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_whatComesInLeavesAgainUncounted() public {
        _deposit(500 * WAD);
        assertEq(vault.maxTake(), 500 * WAD + LEFT);
        _take(500 * WAD);
        assertEq(vault.guardrails().periodStart, 0);
        assertEq(vault.maxTake(), LEFT);
        _take(LEFT);
        assertEq(vault.guardrails().periodTaken, LEFT);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// Whatever policy and buffer, as a migration demands it; even in a vault below its buffer.
    function test_aMigrationPassesUnderTheStrictestGuardrails() public {
        _setPolicy(admin, 0, type(uint256).max);
        _setBuffer(admin, type(uint256).max);
        _deposit(5 * WAD);
        assertEq(vault.maxTake(), 5 * WAD);
        _expectRefused(5 * WAD + 1, "SparkVault/policy-exceeded");
        _take(5 * WAD);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_oneMoreThanCameInIsCounted() public {
        _deposit(500 * WAD);
        _take(500 * WAD + 1);
        assertEq(vault.guardrails().periodTaken, 1);
        assertEq(vault.maxTake(), LEFT - 1);
        _expectRefused(LEFT, "SparkVault/policy-exceeded");
    }

    function test_aPartCountedMustLeaveTheBuffer() public {
        _setPolicy(admin, 0, 0);
        _withdraw(700 * WAD);
        _deposit(800 * WAD);
        assertEq(vault.maxTake(), 800 * WAD);
        _expectRefused(800 * WAD + 1, "SparkVault/buffer-breached");
        // Uncounted it may leave less.
        _setBuffer(admin, 1050 * WAD);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/buffer-breached");
        _take(100 * WAD);
    }

    function test_aPauseStopsWhatCameInToo() public {
        _deposit(500 * WAD);
        _pause(true, false, 1);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/takes-paused");
    }

    function test_theAllowanceOfAPeriodIsNotOfWhatCameInNow() public {
        _deposit(9000 * WAD);
        _take(1);
        _take(9000 * WAD);
        assertEq(vault.guardrails().periodIdle, IDLE);
        assertEq(vault.guardrails().periodTaken, 1);
    }

    // --- Several ---

    function test_severalDepositsAddUpAndSeveralTakesUseThemUp() public {
        _setPolicy(admin, 0, 1);
        _deposit(10 * WAD);
        vm.startPrank(second);
        vault.mint(20 * WAD, second);
        vault.deposit(30 * WAD, stranger);
        vm.stopPrank();
        assertEq(vault.maxTake(), 60 * WAD);
        _take(15 * WAD);
        _take(40 * WAD);
        _expectRefused(5 * WAD + 1, "SparkVault/policy-exceeded");
        _take(5 * WAD);
        assertEq(vault.maxTake(), 0);
        _deposit(1);
        _take(1);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    // --- In and out again ---

    function test_whatWasWithdrawnAgainIsNoCredit() public {
        _setPolicy(admin, 0, 1);
        _deposit(500 * WAD);
        _withdraw(300 * WAD);
        vm.prank(depositor);
        vault.redeem(100 * WAD, depositor, depositor);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        _take(100 * WAD);
    }

    /// Idle assets go round through a depositor: out first, then in again.
    function test_whatWasWithdrawnBeforeIsNoCreditEither() public {
        _setPolicy(admin, 0, 1);
        _withdraw(500 * WAD);
        _deposit(500 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
        _deposit(1);
        _take(1);
    }

    /// A deposit for the length of a transaction: in, taken, and out again from what was idle.
    function test_whatWasTakenOnCreditIsNotWithdrawnToo() public {
        _deposit(500 * WAD);
        _take(400 * WAD);
        assertEq(vault.maxWithdraw(depositor), 100 * WAD);
        assertEq(vault.maxRedeem(depositor), 100 * WAD);
        vm.startPrank(depositor);
        expectRevert("SparkVault/credit-spent");
        vault.withdraw(100 * WAD + 1, depositor, depositor);
        expectRevert("SparkVault/credit-spent");
        vault.redeem(100 * WAD + 1, depositor, depositor);
        vault.withdraw(100 * WAD, depositor, depositor);
        assertEq(vault.maxWithdraw(depositor), 0);
        expectRevert("SparkVault/credit-spent");
        vault.withdraw(1, depositor, depositor);
        vm.stopPrank();
        // Another's shares are of the same assets.
        vm.startPrank(second);
        vault.deposit(10 * WAD, second);
        vault.redeem(10 * WAD, second, second);
        expectRevert("SparkVault/credit-spent");
        vault.redeem(1, second, second);
    }

    function test_withoutPolicyAndBufferNothingIsHeldBack() public {
        _setPolicy(admin, 0, 0);
        _deposit(500 * WAD);
        _take(500 * WAD);
        assertEq(vault.maxWithdraw(depositor), 0);
        _setBuffer(admin, 0);
        assertEq(vault.maxWithdraw(depositor), IDLE);
        _withdraw(IDLE);
    }

    function test_aCountedTakeHoldsNoWithdrawalBack() public {
        _take(LEFT);
        assertEq(vault.maxWithdraw(depositor), IDLE - LEFT);
        _withdraw(IDLE - LEFT);
    }

    // --- What is no deposit ---

    function test_aDonationIsNoCredit() public {
        _setPolicy(admin, 0, 1);
        usds.mint(address(vault), 500 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// It gives the taker less than it costs.
    function test_aDonationRaisesTheAllowanceByItsShare() public {
        usds.mint(address(vault), 500 * WAD);
        assertEq(vault.maxTake(), LEFT + 50 * WAD);
    }

    function test_aTakerGivesItselfNoCredit() public {
        usds.mint(taker, WAD);
        vm.startPrank(taker);
        usds.approve(address(vault), WAD);
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.deposit(WAD, taker);
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.mint(WAD, depositor);
        vm.stopPrank();
        assertEq(vault.maxTake(), LEFT);
    }

    function test_aRefusedDepositIsNoCredit() public {
        _setPolicy(admin, 0, 1);
        vm.prank(stranger);
        expectRevert("Usds/insufficient-balance");
        vault.deposit(WAD, stranger);
        assertEq(vault.maxTake(), 0);
    }

    // --- Any order ---

    /// Deposits, withdrawals and takes of one transaction in any order: what left uncounted is covered by what depositors
    /// left in, and what `maxTake` says can be taken and one more not.
    function testFuzz_uncountedTakesAreCoveredByDeposits(uint256[12] memory kinds, uint256[12] memory amounts) public {
        uint256 paidIn;
        uint256 paidOut;
        uint256 taken;
        for (uint256 i; i < kinds.length; ++i) {
            uint256 kind = kinds[i] % 4;
            if (kind == 0) {
                uint256 assets = bound(amounts[i], 0, 400 * WAD);
                _deposit(assets);
                paidIn += assets;
            } else if (kind == 1) {
                uint256 most = vault.maxWithdraw(depositor);
                uint256 assets = bound(amounts[i], 0, most);
                _withdraw(assets);
                paidOut += assets;
            } else {
                uint256 most = vault.maxTake();
                uint256 assets = kind == 2 ? bound(amounts[i], 0, most) : most;
                vm.prank(taker);
                vm.expectRevert();
                vault.take(most + 1);
                _take(assets);
                taken += assets;
            }
            uint256 counted = vault.guardrails().periodTaken;
            assertLe(counted, vault.guardrails().periodIdle / 10);
            assertTrue(taken == counted || taken - counted + paidOut <= paidIn, "left uncounted and uncovered");
            assertEq(_idle(), IDLE + paidIn - paidOut - taken);
        }
    }

    function _expectRefused(uint256 assets, string memory reason) private {
        vm.prank(taker);
        expectRevert(reason);
        vault.take(assets);
    }
}
