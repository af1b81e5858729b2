// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";

/// In and out again, by each pair of functions, at any rate: what comes back is never more than what went, and less by
/// the rounding of two steps at most. Donations and other depositors change nothing in that.
contract PrimeVaultRoundTripsTest is PrimeVaultFixture {
    uint256 private constant MAX_AMOUNT = 1e9 * 1e18;

    uint256 private chi;

    /// A vault with another's funds at a random exchange rate, all backed, and something donated.
    function _grow(uint256 vsr, uint256 wait, uint256 donated) private {
        _open(1e13 * WAD);
        _admit(stranger);
        usds.mint(stranger, 1000 * WAD);
        vm.startPrank(stranger);
        usds.approve(address(vault), 1000 * WAD);
        vault.deposit(1000 * WAD, stranger);
        vm.stopPrank();
        _setVsr(bound(vsr, RAY, vault.MAX_VSR()));
        skip(bound(wait, 0, 5 * 365 days));
        chi = vault.nowChi();
        usds.mint(address(vault), vault.assetsOutstanding() + bound(donated, 0, MAX_AMOUNT));
    }

    // --- From assets to assets ---

    function testFuzz_depositAndRedeemNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 assets) public {
        _grow(vsr, wait, donated);
        assets = bound(assets, 0, MAX_AMOUNT);
        vm.startPrank(depositor);
        uint256 back = vault.redeem(vault.deposit(assets, depositor), depositor, depositor);
        assertLe(back, assets);
        assertLe(assets - back, chi / RAY + 1);
        assertEq(vault.balanceOf(depositor), 0);
    }

    function testFuzz_depositAndWithdrawNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 assets) public {
        _grow(vsr, wait, donated);
        assets = bound(assets, 0, MAX_AMOUNT);
        vm.startPrank(depositor);
        vault.deposit(assets, depositor);
        uint256 back = vault.maxWithdraw(depositor);
        vault.withdraw(back, depositor, depositor);
        assertLe(back, assets);
        assertLe(assets - back, chi / RAY + 1);
        assertEq(vault.assetsOf(depositor), 0);
    }

    function testFuzz_mintAndRedeemNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 shares) public {
        _grow(vsr, wait, donated);
        shares = bound(shares, 0, MAX_AMOUNT);
        vm.startPrank(depositor);
        uint256 paid = vault.mint(shares, depositor);
        uint256 back = vault.redeem(shares, depositor, depositor);
        assertLe(back, paid);
        assertLe(paid - back, 1);
    }

    function testFuzz_mintAndWithdrawNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 shares) public {
        _grow(vsr, wait, donated);
        shares = bound(shares, 0, MAX_AMOUNT);
        vm.startPrank(depositor);
        uint256 paid = vault.mint(shares, depositor);
        uint256 back = vault.maxWithdraw(depositor);
        vault.withdraw(back, depositor, depositor);
        assertLe(back, paid);
        assertLe(paid - back, 1);
    }

    // --- From shares to shares ---

    function testFuzz_redeemAndDepositNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 shares) public {
        shares = _hold(vsr, wait, donated, shares);
        vm.startPrank(depositor);
        uint256 back = vault.deposit(vault.redeem(shares, depositor, depositor), depositor);
        assertLe(back, shares);
        assertLe(shares - back, 1);
    }

    function testFuzz_redeemAndMintNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 shares) public {
        shares = _hold(vsr, wait, donated, shares);
        vm.startPrank(depositor);
        uint256 got = vault.redeem(shares, depositor, depositor);
        // To have as many shares again costs no less.
        assertGe(vault.mint(shares, depositor), got);
    }

    function testFuzz_withdrawAndDepositNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 assets) public {
        _hold(vsr, wait, donated, MAX_AMOUNT);
        assets = bound(assets, 0, vault.maxWithdraw(depositor));
        vm.startPrank(depositor);
        uint256 given = vault.withdraw(assets, depositor, depositor);
        uint256 back = vault.deposit(assets, depositor);
        assertLe(back, given);
        assertLe(given - back, 1);
    }

    function testFuzz_withdrawAndMintNeverGain(uint256 vsr, uint256 wait, uint256 donated, uint256 assets) public {
        _hold(vsr, wait, donated, MAX_AMOUNT);
        assets = bound(assets, 0, vault.maxWithdraw(depositor));
        vm.startPrank(depositor);
        uint256 given = vault.withdraw(assets, depositor, depositor);
        assertGe(vault.mint(given, depositor), assets);
    }

    // --- Others ---

    /// Whatever one does, what another's shares are worth stays the same to the wei.
    function testFuzz_nobodyDilutesAnother(uint256 vsr, uint256 wait, uint256 donated, uint256 assets) public {
        _grow(vsr, wait, donated);
        uint256 worth = vault.assetsOf(stranger);
        vm.startPrank(depositor);
        uint256 shares = vault.deposit(bound(assets, 0, MAX_AMOUNT), depositor);
        assertEq(vault.assetsOf(stranger), worth);
        vault.redeem(shares / 2, depositor, depositor);
        assertEq(vault.assetsOf(stranger), worth);
        usds.transfer(address(vault), assets % WAD);
        assertEq(vault.assetsOf(stranger), worth);
        assertEq(vault.nowChi(), chi);
    }

    /// The attack on ERC-4626 vaults that count what they hold: be the first with one unit, donate, and let the next
    /// depositor's shares round to nothing. Here a donation does not move the rate: it is lost to who gave it.
    function testFuzz_theInflationAttackIsDefended(uint256 first, uint256 donated, uint256 assets) public {
        first = bound(first, 1, WAD);
        donated = bound(donated, 0, MAX_AMOUNT);
        assets = bound(assets, 1, MAX_AMOUNT);
        _open(1e13 * WAD);
        _admit(stranger);
        usds.mint(stranger, first + donated);
        vm.startPrank(stranger);
        usds.approve(address(vault), first);
        assertEq(vault.deposit(first, stranger), first);
        usds.transfer(address(vault), donated);
        vm.stopPrank();

        assertEq(_deposit(assets), assets);
        assertEq(vault.maxWithdraw(depositor), assets);
        assertEq(vault.maxWithdraw(stranger), first);
        vm.prank(stranger);
        vault.redeem(first, stranger, stranger);
        vm.prank(depositor);
        vault.redeem(assets, depositor, depositor);
        assertEq(usds.balanceOf(stranger), first, "the donation is lost");
        assertEq(usds.balanceOf(address(vault)), donated);
    }

    /// On a vault that has run for years, too, a depositor who is first by a wei takes nothing from the second.
    function testFuzz_theInflationAttackIsDefendedAtAnyRate(uint256 vsr, uint256 wait, uint256 donated, uint256 assets)
        public
    {
        donated = bound(donated, 0, MAX_AMOUNT);
        assets = bound(assets, 1, MAX_AMOUNT);
        _open(1e13 * WAD);
        _setVsr(bound(vsr, RAY, vault.MAX_VSR()));
        skip(bound(wait, 0, 5 * 365 days));
        chi = vault.nowChi();
        _admit(stranger);
        usds.mint(stranger, WAD + donated);
        vm.startPrank(stranger);
        usds.approve(address(vault), WAD);
        uint256 paid = vault.mint(1, stranger);
        usds.transfer(address(vault), donated);
        vm.stopPrank();

        _deposit(assets);
        assertLe(assets - vault.assetsOf(depositor), chi / RAY + 1);
        assertLe(vault.assetsOf(stranger), paid);
    }

    /// The depositor holds shares, all of them backed; answers how many of them to use.
    function _hold(uint256 vsr, uint256 wait, uint256 donated, uint256 shares) private returns (uint256) {
        _grow(vsr, wait, donated);
        return bound(shares, 0, _deposit(MAX_AMOUNT));
    }
}
