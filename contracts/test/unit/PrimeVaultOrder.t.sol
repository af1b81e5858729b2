// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";

/// Which reason comes first where several would refuse, and which event follows which: as in the original.
contract PrimeVaultOrderTest is PrimeVaultFixture {
    function test_aDepositIsRefusedForTheFirstReasonOfAll() public {
        bytes32 takerRole = vault.TAKER_ROLE();
        vm.prank(admin);
        vault.grantRole(takerRole, stranger);
        vm.startPrank(stranger);
        expectRevert("SparkVault/invalid-address");
        vault.deposit(1, address(0));
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.deposit(1, stranger);
        vm.stopPrank();
        vm.prank(admin);
        vault.revokeRole(takerRole, stranger);
        vm.prank(stranger);
        expectRevert("SparkVault/not-depositor");
        vault.deposit(1, stranger);
        _admit(stranger);
        vm.prank(stranger);
        expectRevert("SparkVault/deposit-cap-exceeded");
        vault.deposit(1, stranger);
        _open(1);
        vm.startPrank(stranger);
        expectRevert("Usds/insufficient-balance");
        vault.mint(1, stranger);
        usds.approve(address(vault), 1);
        vm.stopPrank();
        usds.mint(stranger, 1);
        vm.prank(stranger);
        vault.mint(1, stranger);
    }

    function test_aWithdrawalIsRefusedForTheFirstReasonOfAll() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        vm.prank(taker);
        vault.take(100 * WAD);
        vm.startPrank(stranger);
        expectRevert("SparkVault/insufficient-balance");
        vault.redeem(100 * WAD + 1, stranger, depositor);
        expectRevert("SparkVault/insufficient-allowance");
        vault.redeem(100 * WAD, stranger, depositor);
        vm.stopPrank();
        vm.prank(depositor);
        vault.approve(stranger, 100 * WAD);
        vm.startPrank(stranger);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.redeem(100 * WAD, address(0), depositor);
        vm.stopPrank();
        usds.mint(address(vault), 100 * WAD);
        vm.startPrank(stranger);
        expectRevert("Usds/invalid-address");
        vault.redeem(100 * WAD, address(0), depositor);
        vault.redeem(100 * WAD, stranger, depositor);
    }

    /// Over the cap not even nothing is deposited, while everything can be taken out.
    function test_overTheCapNothingIsDeposited() public {
        _open(100 * WAD);
        _deposit(100 * WAD);
        vm.prank(depositor);
        vault.deposit(0, depositor);
        _open(100 * WAD - 1);
        vm.startPrank(depositor);
        expectRevert("SparkVault/deposit-cap-exceeded");
        vault.deposit(0, depositor);
        vault.redeem(100 * WAD, depositor, depositor);
    }

    function test_movementsAreToldAsTheyHappen() public {
        _open(100 * WAD);
        _setVsr(DUTY);
        skip(365 days);
        _admit(stranger);
        vm.startPrank(depositor);
        uint256 shares = vault.previewDeposit(50 * WAD);
        vm.expectEmit(address(vault));
        emit IPrimeVault.Drip(vault.nowChi(), 0);
        vm.expectEmit(address(usds));
        emit IERC20.Transfer(depositor, address(vault), 50 * WAD);
        vm.expectEmit(address(vault));
        emit IERC4626.Deposit(depositor, stranger, 50 * WAD, shares);
        vm.expectEmit(address(vault));
        emit IERC20.Transfer(address(0), stranger, shares);
        vault.deposit(50 * WAD, stranger);
        vm.stopPrank();

        uint256 assets = vault.previewRedeem(shares);
        vm.startPrank(stranger);
        vm.expectEmit(address(usds));
        emit IERC20.Transfer(address(vault), depositor, assets);
        vm.expectEmit(address(vault));
        emit IERC20.Transfer(stranger, address(0), shares);
        vm.expectEmit(address(vault));
        emit IERC4626.Withdraw(stranger, depositor, stranger, assets, shares);
        vault.redeem(shares, depositor, stranger);
    }
}
