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

    function test_whatWasTakenRefillsEvenlyOverAPeriod() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(60 * WAD);
        assertEq(vault.maxTake(), 40 * WAD);
        _expectRefused(40 * WAD + 1, "SparkVault/policy-exceeded");
        _take(40 * WAD);
        _expectRefused(1, "SparkVault/policy-exceeded");
        // 90 of the 900 that are left may leave in a period.
        skip(PERIOD / 3);
        assertEq(vault.maxTake(), 30 * WAD);
        _expectRefused(30 * WAD + 1, "SparkVault/policy-exceeded");
        skip(PERIOD * 2 / 3 - 1);
        assertLt(vault.maxTake(), 90 * WAD);
        skip(1);
        assertEq(vault.maxTake(), 90 * WAD);
        skip(10 * PERIOD);
        assertEq(vault.maxTake(), 90 * WAD);
        _take(90 * WAD);
        IPrimeVault.Guardrails memory state = vault.guardrails();
        assertEq(state.lastUpdated, vm.getBlockTimestamp());
        assertEq(state.lastLeft, 0);
    }

    function test_withoutAPolicyATakeKeepsNothingOfOne() public {
        _setBuffer(admin, 1);
        _take(60 * WAD);
        IPrimeVault.Guardrails memory state = vault.guardrails();
        assertEq(state.lastLeft, 0);
        assertEq(state.lastUpdated, 0);
    }

    /// A fixed window lets 43.75 % go within a second at 25 % a day: the rest of one period, and the whole of the next.
    function test_withinOneSecondNoMoreLeavesThanTheShare() public {
        _setPolicy(operator, 0.25e18, PERIOD);
        _take(1);
        skip(PERIOD - 1);
        uint256 before = _idle();
        _take(vault.maxTake());
        skip(1);
        _take(vault.maxTake());
        uint256 gone = before - _idle();
        assertEq(gone * 10_000 / before, 2_500, "a quarter, and what refills in a second");
        assertGt(gone, before / 4);
    }

    /// Like a key of RateLimits, the policy may let out its share twice in a period: at once, and as it refills.
    function test_inAPeriodTheShareLeavesTwiceAtMost() public {
        _setPolicy(operator, 0.25e18, PERIOD);
        for (uint256 i; i <= 24; ++i) {
            _take(vault.maxTake());
            skip(1 hours);
        }
        assertLt(IDLE - _idle(), IDLE / 2);
        assertGt(IDLE - _idle(), IDLE * 4 / 10);
    }

    function test_theShareIsRoundedDown() public {
        _withdraw(IDLE - 19);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 1);
        _expectRefused(2, "SparkVault/policy-exceeded");
        _take(1);
    }

    function test_aRefusedTakeAndNothingCountNothing() public {
        _setPolicy(operator, SHARE, PERIOD);
        skip(1 hours);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        _take(0);
        assertEq(vault.guardrails().lastUpdated, START);
        assertEq(vault.maxTake(), 100 * WAD);
    }

    /// What is sent in counts, as its sender gives it away; what the policy let out already does not come back by it.
    function test_whatIsSentInAddsItsShareAsTheRestRefills() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        _giveBack(100 * WAD);
        assertEq(vault.maxTake(), 0);
        skip(PERIOD / 2);
        assertEq(vault.maxTake(), 50 * WAD);
        usds.mint(address(vault), 5000 * WAD);
        assertEq(vault.maxTake(), 300 * WAD);
        _expectRefused(300 * WAD + 1, "SparkVault/policy-exceeded");
    }

    function test_withdrawalsLowerTheShareOfWhatIsIdle() public {
        _setPolicy(operator, MAX_SHARE, PERIOD);
        _take(100 * WAD);
        _withdraw(700 * WAD);
        assertEq(vault.maxTake(), 100 * WAD);
        _expectRefused(100 * WAD + 1, "SparkVault/policy-exceeded");
        _take(100 * WAD);
    }

    /// A policy set while nothing is idle lets out of what comes later as any other.
    function test_aPolicyOfAnEmptyVaultFillsToo() public {
        _withdraw(IDLE);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 0);
        skip(PERIOD);
        usds.mint(address(vault), IDLE);
        assertEq(vault.maxTake(), 100 * WAD);
    }

    // --- A change of the policy ---

    function test_aPolicySetAgainOpensNothing() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(100 * WAD);
        for (uint256 i; i < 3; ++i) {
            _setPolicy(operator, SHARE, PERIOD);
            assertEq(vault.maxTake(), 0);
            _expectRefused(1, "SparkVault/policy-exceeded");
        }
    }

    /// Idle fell to 5 while the last period, of 500, was over. A longer period must not bring its base back.
    function test_aLongerPeriodDoesNotReviveAnEndedOne() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(1);
        _withdraw(IDLE - 5 * WAD);
        skip(2 * PERIOD);
        assertEq(vault.maxTake(), (5 * WAD - 1) / 10);
        _setPolicy(operator, SHARE, 7 * PERIOD);
        assertEq(vault.maxTake(), (5 * WAD - 1) / 10);
        _expectRefused((5 * WAD - 1) / 10 + 1, "SparkVault/policy-exceeded");
    }

    function test_aChangeBeginsWithTheLessOfBoth() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(40 * WAD);
        assertEq(vault.maxTake(), 60 * WAD);
        // The new policy lets more out, which has to refill first.
        _setPolicy(operator, MAX_SHARE, PERIOD);
        assertEq(vault.maxTake(), 60 * WAD);
        skip(PERIOD / 2);
        assertEq(vault.maxTake(), 300 * WAD);
        // The new policy lets less out.
        _setPolicy(operator, MIN_SHARE, PERIOD);
        assertEq(vault.maxTake(), 9.6e18);
        _setPolicy(operator, MAX_SHARE, MIN_PERIOD);
        assertEq(vault.maxTake(), 9.6e18);
        _expectRefused(9.6e18 + 1, "SparkVault/policy-exceeded");
    }

    /// A bad operator turns the policy back and forth in any order: at no turn does more leave than by either.
    function testFuzz_noTurnOfThePolicyLetsMoreOutThanBoth(uint256[6] memory shares, uint256[6] memory periods) public {
        _setPolicy(admin, SHARE, PERIOD);
        _take(30 * WAD);
        for (uint256 i; i < shares.length; ++i) {
            uint256 share = bound(shares[i], MIN_SHARE, MAX_SHARE);
            uint256 before = vault.maxTake();
            _setPolicy(operator, share, bound(periods[i], MIN_PERIOD, MAX_PERIOD));
            uint256 fresh = _idle() * share / WAD;
            assertEq(vault.maxTake(), before < fresh ? before : fresh);
        }
    }

    /// Only governance ends a policy, and then the next begins anew.
    function test_aPolicyAfterNoneBeginsFull() public {
        _setPolicy(operator, SHARE, PERIOD);
        _take(70 * WAD);
        _setPolicy(admin, 0, 0);
        _take(430 * WAD);
        _setPolicy(operator, SHARE, PERIOD);
        assertEq(vault.maxTake(), 50 * WAD);
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

    /// The longest period that there is refills nothing, and does not overflow.
    function test_aPeriodWithoutEndRefillsNothing() public {
        _setPolicy(admin, SHARE, type(uint256).max);
        _take(100 * WAD);
        skip(1000 * 365 days);
        assertEq(vault.maxTake(), 0);
        _expectRefused(1, "SparkVault/policy-exceeded");
    }

    /// The share of any amount is computed without overflow, and so is its refill.
    function test_anAmountBeyondEveryTokenHasItsShareToo() public {
        usds.mint(address(vault), type(uint256).max - usds.totalSupply());
        _setPolicy(admin, WAD - 1, 10);
        uint256 idle = _idle();
        uint256 most = vault.maxTake();
        assertEq(most, idle - idle / WAD - 1);
        _expectRefused(most + 1, "SparkVault/policy-exceeded");
        _take(1);
        skip(9);
        assertEq(vault.maxTake(), (idle - 1) - (idle - 1) / WAD - 1);
        _take(vault.maxTake());
    }

    /// In any order of takes and pauses between them: the share at once, and what refilled since.
    function testFuzz_noMoreLeavesThanTheShareAndWhatRefills(
        uint256 share,
        uint256[8] memory amounts,
        uint256[8] memory waits
    ) public {
        share = bound(share, MIN_SHARE, MAX_SHARE);
        _setPolicy(operator, share, PERIOD);
        uint256 most = IDLE * share / WAD;
        for (uint256 i; i < amounts.length; ++i) {
            uint256 amount = bound(amounts[i], 0, vault.maxTake() * 2);
            if (amount > vault.maxTake()) _expectRefused(amount, "SparkVault/policy-exceeded");
            else _take(amount);
            assertLe(IDLE - _idle(), most);
            uint256 wait = bound(waits[i], 0, PERIOD);
            skip(wait);
            most += IDLE * share / WAD * wait / PERIOD + 1;
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
