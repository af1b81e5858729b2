// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";
import {PrimeVaultPromises} from "../PrimeVaultPromises.sol";

/// The max functions promise only what then succeeds.
contract PrimeVaultMaxTest is PrimeVaultFixture, PrimeVaultPromises {
    /// Any rate, any time, any cap; part taken, part given back, something donated.
    function testFuzz_maxFunctionsPromiseNothingThatIsRefused(
        uint256 vsr,
        uint256 wait,
        uint256 deposited,
        uint256 taken,
        uint256 donated,
        uint256 cap
    ) public {
        _open(type(uint256).max);
        _deposit(bound(deposited, 0, 1e9 * WAD));
        _setVsr(bound(vsr, RAY, vault.MAX_VSR()));
        skip(bound(wait, 0, 5 * 365 days));
        usds.mint(address(vault), bound(donated, 0, 1e9 * WAD));
        taken = bound(taken, 0, usds.balanceOf(address(vault)));
        vm.prank(taker);
        vault.take(taken);
        // A cap of any size: a shift makes small ones as likely as large ones.
        _open(cap >> (vsr % 256));

        _assertPromisesHold(vault, depositor);
        _assertPromisesHold(vault, stranger);
    }

    function test_aTakerIsPromisedNoDeposit() public {
        _open(100 * WAD);
        assertEq(vault.maxDeposit(taker), 0);
        assertEq(vault.maxMint(taker), 0);
        _assertPromisesHold(vault, taker);
    }

    function test_whoCannotBeAReceiverIsPromisedNoDeposit() public {
        _open(100 * WAD);
        assertEq(vault.maxDeposit(address(0)), 0);
        assertEq(vault.maxMint(address(0)), 0);
        assertEq(vault.maxDeposit(address(vault)), 0);
        assertEq(vault.maxMint(address(vault)), 0);
        _assertPromisesHold(vault, address(vault));
    }

    /// The last cap with which the vault can compute, the next, and the largest there is.
    function test_aCapTooLargeToComputeWithPromisesWhatCanBeComputed() public {
        uint256[3] memory caps = [MOST, MOST + 1, type(uint256).max];
        for (uint256 i; i < caps.length; ++i) {
            _open(caps[i]);
            assertEq(vault.maxDeposit(depositor), MOST);
            assertEq(vault.maxMint(depositor), MOST);
            _assertPromisesHold(vault, depositor);
        }
        _open(MOST - 1);
        assertEq(vault.maxDeposit(depositor), MOST - 1);
        _assertPromisesHold(vault, depositor);
    }

    /// At a share worth more than an asset, too: the deposit that fills the vault leaves one that still computes.
    function test_aFullVaultStillComputes() public {
        _open(type(uint256).max);
        _deposit(1000 * WAD);
        _setVsr(DUTY);
        skip(20 * 365 days);
        uint256 most = vault.maxDeposit(depositor);
        assertEq(most, MOST - vault.totalAssets());
        usds.mint(depositor, most);
        _deposit(most);
        assertLe(vault.totalAssets(), MOST);
        assertLe(vault.maxDeposit(depositor), 1);
        vault.drip();
        vm.prank(depositor);
        vault.withdraw(most, depositor, depositor);
    }

    function test_yieldThatPassesTheCapLeavesNoRoom() public {
        _open(100 * WAD);
        _deposit(100 * WAD);
        _setVsr(DUTY);
        skip(1);
        assertEq(vault.maxDeposit(depositor), 0);
        assertEq(vault.maxMint(depositor), 0);
        _assertPromisesHold(vault, depositor);
    }
}
