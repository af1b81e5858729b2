// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../src/interfaces/IPrimeVault.sol";
import {RayMath} from "../src/mcd/RayMath.sol";
import {Usds} from "../src/mcd/Usds.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {Base} from "./Base.sol";

/// Does what the max functions of a vault promise and undoes it; one more must be refused with its reason. As
/// ERC-4626 has it, whoever deposits has assets without end, so the test contract has to be a ward of the token.
abstract contract PrimeVaultPromises is Base {
    /// Above it the vault cannot compute with its assets; with a higher cap one more may be taken or not.
    uint256 internal constant MOST = type(uint256).max / RAY - 1;

    address private payer = makeAddr("payer");

    function _assertPromisesHold(PrimeVault vault, address user) internal {
        _assertMaxDeposit(vault, user);
        _assertMaxMint(vault, user);
        _assertMaxWithdraw(vault, user);
        _assertMaxRedeem(vault, user);
    }

    function _assertMaxDeposit(PrimeVault vault, address receiver) private {
        uint256 assets = vault.maxDeposit(receiver);
        uint256 id = vm.snapshotState();
        _fund(vault, assets + 1);
        vm.startPrank(payer);
        if (vault.depositCap() <= MOST) {
            _expectRefusal(vault, receiver);
            vault.deposit(assets + 1, receiver);
        }
        if (assets > 0) {
            uint256 preview = vault.previewDeposit(assets);
            assertEq(vault.deposit(assets, receiver), preview);
        }
        vm.stopPrank();
        vm.revertToState(id);
    }

    function _assertMaxMint(PrimeVault vault, address receiver) private {
        uint256 shares = vault.maxMint(receiver);
        uint256 id = vm.snapshotState();
        // For one share more; under a cap that is too large to compute with, its preview would not fit a word.
        _fund(vault, vault.previewMint(shares) + vault.nowChi() / RAY + 1);
        vm.startPrank(payer);
        if (vault.depositCap() <= MOST) {
            _expectRefusal(vault, receiver);
            vault.mint(shares + 1, receiver);
        }
        if (shares > 0) {
            uint256 preview = vault.previewMint(shares);
            assertEq(vault.mint(shares, receiver), preview);
        }
        vm.stopPrank();
        vm.revertToState(id);
    }

    function _assertMaxWithdraw(PrimeVault vault, address owner) private {
        uint256 assets = vault.maxWithdraw(owner);
        if (_withdrawalsArePaused(vault)) return _assertWithdrawalsRefused(vault, owner, assets);
        uint256 id = vm.snapshotState();
        bool owns = RayMath.divUp((assets + 1) * RAY, vault.nowChi()) <= vault.balanceOf(owner);
        vm.startPrank(owner);
        expectRevert(owns ? "SparkVault/insufficient-liquidity" : "SparkVault/insufficient-balance");
        vault.withdraw(assets + 1, payer, owner);
        uint256 preview = vault.previewWithdraw(assets);
        assertEq(vault.withdraw(assets, payer, owner), preview);
        vm.stopPrank();
        vm.revertToState(id);
    }

    /// `maxRedeem` rounds down, so it may be too low by what one asset is worth in shares.
    function _assertMaxRedeem(PrimeVault vault, address owner) private {
        uint256 shares = vault.maxRedeem(owner);
        if (_withdrawalsArePaused(vault)) return _assertWithdrawalsRefused(vault, owner, shares);
        uint256 id = vm.snapshotState();
        uint256 balance = vault.balanceOf(owner);
        vm.startPrank(owner);
        if (shares == balance) {
            expectRevert("SparkVault/insufficient-balance");
            vault.redeem(shares + 1, payer, owner);
        } else if (shares + 2 <= balance) {
            expectRevert("SparkVault/insufficient-liquidity");
            vault.redeem(shares + 2, payer, owner);
        }
        uint256 preview = vault.previewRedeem(shares);
        assertEq(vault.redeem(shares, payer, owner), preview);
        vm.stopPrank();
        vm.revertToState(id);
    }

    /// `maxTake` in a transaction in which nothing was deposited.
    function _assertMaxTake(PrimeVault vault, address taker) internal {
        uint256 assets = vault.maxTake();
        uint256 idle = Usds(vault.asset()).balanceOf(address(vault));
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        uint256 id = vm.snapshotState();
        vm.startPrank(taker);
        if (vm.getBlockTimestamp() < rails.takesPausedUntil) {
            assertEq(assets, 0);
            expectRevert("SparkVault/takes-paused");
            vault.take(0);
        } else {
            uint256 settled = _settled(rails, idle);
            if (rails.period > 0 && assets + 1 > _allowance(rails, settled)) {
                expectRevert("SparkVault/policy-exceeded");
            } else if (rails.buffer > 0 && assets + 1 + rails.buffer > settled) {
                expectRevert("SparkVault/buffer-breached");
            } else {
                expectRevert("SparkVault/insufficient-liquidity");
            }
            vault.take(assets + 1);
            vault.take(assets);
        }
        vm.stopPrank();
        vm.revertToState(id);
    }

    // What the policy lets through of what is idle and has settled.
    function _allowance(IPrimeVault.Guardrails memory rails, uint256 settled) private view returns (uint256) {
        uint256 most = settled * rails.share / WAD;
        uint256 time = vm.getBlockTimestamp() - rails.lastUpdated;
        uint256 left = rails.lastLeft + most * (time < rails.period ? time : rails.period) / rails.period;
        return left < most ? left : most;
    }

    // What is idle but for what has not settled.
    function _settled(IPrimeVault.Guardrails memory rails, uint256 idle) private view returns (uint256 settled) {
        uint256 wait = rails.period == 0 ? 1 days : rails.period;
        uint256 waits;
        if (_waits(rails.youngLast + wait, rails.heldUntil)) waits += rails.youngAssets;
        if (_waits(rails.oldLast + wait, rails.heldUntil)) waits += rails.oldAssets;
        return waits < idle ? idle - waits : 0;
    }

    function _waits(uint256 until, uint256 heldUntil) private view returns (bool) {
        return vm.getBlockTimestamp() < until || vm.getBlockTimestamp() < heldUntil;
    }

    function _withdrawalsArePaused(PrimeVault vault) private view returns (bool) {
        return vm.getBlockTimestamp() < vault.guardrails().withdrawalsPausedUntil;
    }

    function _assertWithdrawalsRefused(PrimeVault vault, address owner, uint256 promised) private {
        assertEq(promised, 0);
        vm.startPrank(owner);
        expectRevert("SparkVault/withdrawals-paused");
        vault.withdraw(1, payer, owner);
        expectRevert("SparkVault/withdrawals-paused");
        vault.redeem(1, payer, owner);
        vm.stopPrank();
    }

    function _expectRefusal(PrimeVault vault, address receiver) private {
        if (receiver == address(0) || receiver == address(vault)) expectRevert("SparkVault/invalid-address");
        else if (vault.hasRole(vault.TAKER_ROLE(), receiver)) expectRevert("SparkVault/taker-cannot-deposit");
        else if (!vault.hasRole(vault.DEPOSITOR_ROLE(), receiver)) expectRevert("SparkVault/not-depositor");
        else expectRevert("SparkVault/deposit-cap-exceeded");
    }

    function _fund(PrimeVault vault, uint256 assets) private {
        Usds usds = Usds(vault.asset());
        usds.mint(payer, assets);
        bytes32 role = vault.DEPOSITOR_ROLE();
        address admin = vault.getRoleMember(bytes32(0), 0);
        vm.prank(admin);
        vault.grantRole(role, payer);
        vm.prank(payer);
        usds.approve(address(vault), type(uint256).max);
    }
}
