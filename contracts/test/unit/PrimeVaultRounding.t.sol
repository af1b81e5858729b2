// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {RayMath} from "../../src/mcd/RayMath.sol";
import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";

/// At any rate, time and amount: every rounding is to the vault's advantage, by less than one unit.
contract PrimeVaultRoundingTest is PrimeVaultFixture {
    uint256 private constant MAX_AMOUNT = 1e9 * 1e18;

    uint256 private chi;

    /// Brings the vault to a random exchange rate with 1,000 shares in it, all backed.
    function _grow(uint256 vsr, uint256 wait) private {
        _open(1e13 * WAD);
        _deposit(1000 * WAD);
        _setVsr(bound(vsr, RAY, vault.MAX_VSR()));
        skip(bound(wait, 0, 5 * 365 days));
        chi = vault.nowChi();
        usds.mint(address(vault), vault.assetsOutstanding());
    }

    function testFuzz_chiIsThePowerTimesTheOldChi(uint256 vsr, uint256 first, uint256 second) public {
        vsr = bound(vsr, RAY, vault.MAX_VSR());
        first = bound(first, 0, 3 * 365 days);
        second = bound(second, 0, 3 * 365 days);
        _setVsr(vsr);
        skip(first);
        uint256 middle = vault.drip();
        assertEq(middle, RayMath.rpow(vsr, first));
        skip(second);
        assertEq(vault.nowChi(), RayMath.rpow(vsr, second) * middle / RAY);
        assertEq(vault.drip(), vault.nowChi());
    }

    function testFuzz_depositFloorsShares(uint256 vsr, uint256 wait, uint256 assets) public {
        _grow(vsr, wait);
        assets = bound(assets, 0, MAX_AMOUNT);
        uint256 preview = vault.previewDeposit(assets);
        uint256 shares = _deposit(assets);
        assertEq(shares, preview);
        assertEq(shares, assets * RAY / chi);
        assertLe(shares * chi, assets * RAY);
    }

    function testFuzz_mintCeilsAssets(uint256 vsr, uint256 wait, uint256 shares) public {
        _grow(vsr, wait);
        shares = bound(shares, 0, MAX_AMOUNT);
        uint256 preview = vault.previewMint(shares);
        uint256 before = usds.balanceOf(depositor);
        vm.prank(depositor);
        uint256 assets = vault.mint(shares, depositor);
        assertEq(assets, preview);
        assertEq(before - usds.balanceOf(depositor), assets);
        assertGe(assets * RAY, shares * chi);
        if (assets != 0) assertLt((assets - 1) * RAY, shares * chi);
    }

    function testFuzz_withdrawCeilsShares(uint256 vsr, uint256 wait, uint256 assets) public {
        _grow(vsr, wait);
        assets = bound(assets, 0, vault.maxWithdraw(depositor));
        uint256 preview = vault.previewWithdraw(assets);
        vm.prank(depositor);
        uint256 shares = vault.withdraw(assets, depositor, depositor);
        assertEq(shares, preview);
        assertGe(shares * chi, assets * RAY);
        if (shares != 0) assertLt((shares - 1) * chi, assets * RAY);
    }

    function testFuzz_redeemFloorsAssets(uint256 vsr, uint256 wait, uint256 shares) public {
        _grow(vsr, wait);
        shares = bound(shares, 0, vault.maxRedeem(depositor));
        uint256 preview = vault.previewRedeem(shares);
        vm.prank(depositor);
        uint256 assets = vault.redeem(shares, depositor, depositor);
        assertEq(assets, preview);
        assertLe(assets * RAY, shares * chi);
    }
}
