// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// What a depositor lets a taker take beside policy and buffer, and what not. `setUp` is a transaction, and so is each
/// test with all its calls.
/// forge-config: default.isolate = false
contract PrimeVaultCreditTest is PrimeVaultGuardrailsFixture {
    uint256 private constant LEFT = 100 * 1e18;

    /// 100 of the 1,000 may leave, and 300 must stay.
    function setUp() public override {
        super.setUp();
        _setPolicy(operator, 0.1e18, 1 days);
        _setBuffer(operator, 300 * WAD);
    }

    function test_onlyADepositorGrantsIt() public {
        bytes32 role = vault.DEPOSITOR_ROLE();
        address[4] memory others = [stranger, taker, operator, admin];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], role);
            vault.grantCredit(1);
        }
    }

    function test_aDepositAloneIsNoCredit() public {
        _deposit(500 * WAD);
        assertEq(vault.maxTake(), LEFT);
        _expectRefused(LEFT + 1, "SparkVault/policy-exceeded");
    }

    function test_whatComesInOnCreditLeavesAgainUncounted() public {
        _deposit(500 * WAD);
        _grant(500 * WAD);
        assertEq(vault.maxTake(), 500 * WAD + LEFT);
        _take(300 * WAD);
        _take(200 * WAD);
        assertEq(vault.guardrails().lastLeft, LEFT);
        assertEq(vault.guardrails().youngAssets, 0);
        assertEq(vault.maxTake(), LEFT);
        _take(LEFT);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// A credit passes whatever policy and buffer say, as a migration needs it, even in a vault below its buffer.
    function test_aMigrationPassesUnderTheStrictestGuardrails() public {
        _setPolicy(admin, 0, type(uint256).max);
        _setBuffer(admin, type(uint256).max);
        _deposit(5 * WAD);
        _grant(5 * WAD);
        assertEq(vault.maxTake(), 5 * WAD);
        _expectRefused(5 * WAD + 1, "SparkVault/policy-exceeded");
        _take(5 * WAD);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    function test_oneMoreThanTheCreditIsCounted() public {
        _deposit(500 * WAD);
        _grant(500 * WAD);
        _take(500 * WAD + 1);
        assertEq(vault.maxTake(), LEFT - 1);
        _expectRefused(LEFT, "SparkVault/policy-exceeded");
    }

    /// Credit beyond what was deposited, or what is left of it, counts for nothing.
    function test_creditIsCoveredByWhatHasNotSettled() public {
        _grant(500 * WAD);
        assertEq(vault.maxTake(), LEFT);
        _expectRefused(LEFT + 1, "SparkVault/policy-exceeded");
        _deposit(200 * WAD);
        assertEq(vault.maxTake(), 200 * WAD + LEFT);
        _withdraw(150 * WAD);
        assertEq(vault.maxTake(), 50 * WAD + LEFT);
        _expectRefused(50 * WAD + LEFT + 1, "SparkVault/policy-exceeded");
        _take(50 * WAD);
        assertEq(vault.maxTake(), LEFT);
    }

    /// Each call is a transaction here.
    /// forge-config: default.isolate = true
    function test_creditEndsWithItsTransaction() public {
        _deposit(500 * WAD);
        _grant(500 * WAD);
        assertEq(vault.maxTake(), LEFT);
        _expectRefused(LEFT + 1, "SparkVault/policy-exceeded");
    }

    function test_aPauseStopsWhatCameInToo() public {
        _deposit(500 * WAD);
        _grant(500 * WAD);
        _pause(true, false, 1);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/takes-paused");
    }

    function test_aDonationIsNoCredit() public {
        _setPolicy(admin, 0, 1);
        usds.mint(address(vault), 500 * WAD);
        _grant(500 * WAD);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// Deposits, withdrawals, grants and takes of one transaction in any order: what left uncounted is covered by what
    /// was deposited in it, and what `maxTake` says can be taken and one more not.
    function testFuzz_uncountedTakesAreCoveredByDeposits(uint256[12] memory kinds, uint256[12] memory amounts) public {
        uint256 paidIn;
        uint256 paidOut;
        uint256 taken;
        for (uint256 i; i < kinds.length; ++i) {
            uint256 kind = kinds[i] % 5;
            if (kind == 0) {
                uint256 assets = bound(amounts[i], 0, 400 * WAD);
                _deposit(assets);
                paidIn += assets;
            } else if (kind == 1) {
                uint256 assets = bound(amounts[i], 0, vault.maxWithdraw(depositor));
                _withdraw(assets);
                paidOut += assets;
            } else if (kind == 2) {
                _grant(bound(amounts[i], 0, 400 * WAD));
            } else {
                uint256 most = vault.maxTake();
                uint256 assets = kind == 3 ? bound(amounts[i], 0, most) : most;
                vm.prank(taker);
                vm.expectRevert();
                vault.take(most + 1);
                _take(assets);
                taken += assets;
            }
            assertLe(taken, LEFT + paidIn, "left uncounted and uncovered");
            assertEq(_idle(), IDLE + paidIn - paidOut - taken);
        }
    }

    function _grant(uint256 assets) private {
        vm.prank(depositor);
        vault.grantCredit(assets);
    }

    function _expectRefused(uint256 assets, string memory reason) private {
        vm.prank(taker);
        expectRevert(reason);
        vault.take(assets);
    }
}
