// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";
import {PrimeVaultPromises} from "../PrimeVaultPromises.sol";

/// The max functions promise only what then succeeds, under any guardrails too.
/// forge-config: default.isolate = true
contract PrimeVaultGuardedMaxTest is PrimeVaultGuardrailsFixture, PrimeVaultPromises {
    struct Rails {
        uint256 share;
        uint256 period;
        uint256 buffer;
        bool takes;
        bool withdrawals;
        uint256 duration;
    }

    /// Any policy, buffer and pause, at any time of a period and of a pause, part taken and more
    /// deposited before.
    function testFuzz_maxFunctionsPromiseNothingThatGuardrailsRefuse(
        Rails memory rails,
        uint256 taken,
        uint256 deposited,
        uint256 early,
        uint256 wait,
        uint256 vsr
    ) public {
        _setVsr(bound(vsr, RAY, vault.MAX_VSR()));
        rails.period = bound(rails.period, 0, 3 days);
        _setPolicy(admin, rails.period == 0 ? 0 : bound(rails.share, 0, WAD), rails.period);
        _setBuffer(admin, bound(rails.buffer, 0, IDLE));
        _deposit(bound(deposited, 0, IDLE));
        _take(bound(taken, 0, vault.maxTake()));
        skip(bound(early, 0, 2 days));
        if (rails.takes || rails.withdrawals) {
            _pause(rails.takes, rails.withdrawals, bound(rails.duration, 1, LONGEST_PAUSE));
        }
        skip(bound(wait, 0, LONGEST_PAUSE));

        _assertPromisesHold(vault, depositor);
        _assertPromisesHold(vault, stranger);
        _assertMaxTake(vault, taker);
    }

    function test_nothingIsPromisedWhilePaused() public {
        _pause(true, true, 1 hours);
        _assertPromisesHold(vault, depositor);
        _assertMaxTake(vault, taker);
        skip(1 hours - 1);
        _assertPromisesHold(vault, depositor);
        _assertMaxTake(vault, taker);
        skip(1);
        assertEq(vault.maxWithdraw(depositor), IDLE);
        assertEq(vault.maxTake(), IDLE);
        _assertPromisesHold(vault, depositor);
        _assertMaxTake(vault, taker);
    }
}
