// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";

contract PrimeVaultTest is PrimeVaultFixture {
    // --- Start ---

    function test_startsWithoutCapAndWithoutYield() public view {
        assertEq(vault.asset(), address(usds));
        assertEq(vault.name(), "Spark USDS Vault");
        assertEq(vault.symbol(), "spkUSDS");
        assertEq(uint256(vault.decimals()), 18);
        assertEq(vault.TAKER_ROLE(), keccak256("TAKER_ROLE"));
        assertEq(vault.SETTER_ROLE(), keccak256("SETTER_ROLE"));
        assertEq(uint256(vault.chi()), RAY);
        assertEq(uint256(vault.rho()), START);
        assertEq(vault.vsr(), RAY);
        assertEq(vault.minVsr(), RAY);
        assertEq(vault.maxVsr(), RAY);
        assertEq(vault.depositCap(), 0);
        assertEq(vault.maxDeposit(depositor), 0);
        assertEq(vault.maxMint(depositor), 0);
    }

    function test_takesNoDepositUntilTheCapIsSet() public {
        vm.prank(depositor);
        expectRevert("SparkVault/deposit-cap-exceeded");
        vault.deposit(1, depositor);
    }

    // --- Who may do what ---

    function test_rolesAreHeldApart() public {
        bytes32 setterRole = vault.SETTER_ROLE();
        bytes32 takerRole = vault.TAKER_ROLE();
        vm.startPrank(setter);
        expectMissingRole(setter, bytes32(0));
        vault.setDepositCap(1);
        expectMissingRole(setter, bytes32(0));
        vault.setVsrBounds(RAY, RAY);
        expectMissingRole(setter, takerRole);
        vault.take(1);
        vm.stopPrank();

        vm.startPrank(admin);
        expectMissingRole(admin, setterRole);
        vault.setVsr(RAY);
        expectMissingRole(admin, takerRole);
        vault.take(1);
    }

    // --- Rate ---

    function test_boundsStayBetweenOneAndADoublingAYear() public {
        uint256 max = vault.MAX_VSR();
        vm.startPrank(admin);
        expectRevert("SparkVault/vsr-too-low");
        vault.setVsrBounds(RAY - 1, max);
        expectRevert("SparkVault/vsr-too-high");
        vault.setVsrBounds(RAY, max + 1);
        expectRevert("SparkVault/min-vsr-gt-max-vsr");
        vault.setVsrBounds(RAY + 1, RAY);

        vm.expectEmit(address(vault));
        emit IPrimeVault.VsrBoundsSet(RAY, RAY, RAY, max);
        vault.setVsrBounds(RAY, max);
    }

    function test_boundsMayMeetAndLeaveOneRate() public {
        vm.prank(admin);
        vault.setVsrBounds(DUTY, DUTY);
        vm.prank(setter);
        vault.setVsr(DUTY);
        assertEq(vault.vsr(), DUTY);
    }

    function test_theRateStaysWithinItsBounds() public {
        vm.prank(admin);
        vault.setVsrBounds(RAY + 1, DUTY);
        vm.startPrank(setter);
        expectRevert("SparkVault/vsr-too-low");
        vault.setVsr(RAY);
        expectRevert("SparkVault/vsr-too-high");
        vault.setVsr(DUTY + 1);
        vault.setVsr(RAY + 1);

        vm.expectEmit(address(vault));
        emit IPrimeVault.Drip(RAY, 0);
        vm.expectEmit(address(vault));
        emit IPrimeVault.VsrSet(setter, RAY + 1, DUTY);
        vault.setVsr(DUTY);
    }

    /// The literal is the formula in exact integers, outside Solidity.
    function test_aYearAtFivePercentToTheUnit() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        _setVsr(DUTY);
        skip(365 days);
        uint256 chi = 1_049999999999999999961070145;
        assertEq(vault.nowChi(), chi);
        assertEq(uint256(vault.chi()), RAY);
        assertEq(vault.totalAssets(), 104_999999999999999996);
        assertEq(vault.convertToAssets(100 * WAD), 104_999999999999999996);
        assertEq(vault.convertToShares(105 * WAD), 100_000000000000000003);

        vm.expectEmit(address(vault));
        emit IPrimeVault.Drip(chi, 4_999999999999999996);
        assertEq(vault.drip(), chi);
        assertEq(uint256(vault.chi()), chi);
        assertEq(uint256(vault.rho()), START + 365 days);
        assertEq(vault.nowChi(), chi);
    }

    function test_aRateChangeDoesNotReachBack() public {
        _setVsr(DUTY);
        skip(365 days);
        uint256 chi = vault.nowChi();
        _setVsr(RAY);
        skip(365 days);
        assertEq(vault.nowChi(), chi);
    }

    // --- Deposit cap ---

    function test_depositsToTheCapAndNotOneMore() public {
        _open(100 * WAD);
        vm.startPrank(depositor);
        expectRevert("SparkVault/deposit-cap-exceeded");
        vault.deposit(100 * WAD + 1, depositor);
        assertEq(vault.maxDeposit(depositor), 100 * WAD);
        vm.expectEmit(address(vault));
        emit IERC4626.Deposit(depositor, depositor, 100 * WAD, 100 * WAD);
        vault.deposit(100 * WAD, depositor);
        assertEq(vault.maxDeposit(depositor), 0);
        assertEq(vault.maxMint(depositor), 0);
    }

    function test_yieldUsesTheCapUp() public {
        _open(110 * WAD);
        _deposit(100 * WAD);
        _setVsr(DUTY);
        skip(365 days);
        assertEq(vault.maxDeposit(depositor), 110 * WAD - vault.totalAssets());
        skip(10 * 365 days);
        assertEq(vault.maxDeposit(depositor), 0);
    }

    function test_aNewCapIsTold() public {
        _open(1);
        vm.expectEmit(address(vault));
        emit IPrimeVault.DepositCapSet(1, 2);
        vm.prank(admin);
        vault.setDepositCap(2);
        assertEq(vault.depositCap(), 2);
    }

    // --- The taker ---

    function test_takesWhatIsIdleAndNotOneMore() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        vm.startPrank(taker);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.take(100 * WAD + 1);
        vm.expectEmit(address(vault));
        emit IPrimeVault.Take(taker, 100 * WAD);
        vault.take(100 * WAD);
        assertEq(vault.assetsOutstanding(), 100 * WAD);
        assertEq(vault.totalAssets(), 100 * WAD);
    }

    function test_aTakerNeitherDepositsNorIsDepositedFor() public {
        _open(1000 * WAD);
        usds.mint(taker, WAD);
        vm.startPrank(taker);
        usds.approve(address(vault), WAD);
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.deposit(WAD, depositor);
        vm.stopPrank();
        vm.startPrank(depositor);
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.deposit(WAD, taker);
        expectRevert("SparkVault/taker-cannot-deposit");
        vault.mint(WAD, taker);
    }

    function test_outstandingCountsYieldAndIsLoweredByDonations() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        _setVsr(DUTY);
        skip(365 days);
        assertEq(vault.assetsOutstanding(), vault.totalAssets() - 100 * WAD);
        usds.mint(address(vault), 4 * WAD);
        assertEq(vault.assetsOutstanding(), vault.totalAssets() - 104 * WAD);
        usds.mint(address(vault), 4 * WAD);
        assertEq(vault.assetsOutstanding(), 0);
    }

    // --- Low liquidity ---

    function test_previewsRevertWhereTheLiquidityEnds() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        vm.prank(taker);
        vault.take(60 * WAD);

        assertEq(vault.previewWithdraw(40 * WAD), 40 * WAD);
        assertEq(vault.previewRedeem(40 * WAD), 40 * WAD);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.previewWithdraw(40 * WAD + 1);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.previewRedeem(40 * WAD + 1);
        assertEq(vault.maxWithdraw(depositor), 40 * WAD);
        assertEq(vault.maxRedeem(depositor), 40 * WAD);

        vm.startPrank(depositor);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.withdraw(40 * WAD + 1, depositor, depositor);
        expectRevert("SparkVault/insufficient-liquidity");
        vault.redeem(40 * WAD + 1, depositor, depositor);
        vm.expectEmit(address(vault));
        emit IERC4626.Withdraw(depositor, stranger, depositor, 40 * WAD, 40 * WAD);
        vault.withdraw(40 * WAD, stranger, depositor);
        assertEq(usds.balanceOf(stranger), 40 * WAD);
    }

    // --- Shares ---

    function test_withdrawsOwnSharesOrWithinAnAllowance() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        vm.prank(depositor);
        expectRevert("SparkVault/insufficient-balance");
        vault.withdraw(100 * WAD + 1, depositor, depositor);

        vm.prank(stranger);
        expectRevert("SparkVault/insufficient-allowance");
        vault.withdraw(1, stranger, depositor);
        vm.prank(depositor);
        vault.approve(stranger, 10 * WAD);
        vm.startPrank(stranger);
        vault.redeem(10 * WAD, stranger, depositor);
        assertEq(vault.allowance(depositor, stranger), 0);
        expectRevert("SparkVault/insufficient-allowance");
        vault.redeem(1, stranger, depositor);
    }

    function test_sharesMoveLikeAToken() public {
        _open(1000 * WAD);
        _deposit(100 * WAD);
        vm.startPrank(depositor);
        expectRevert("SparkVault/invalid-address");
        vault.transfer(address(0), 1);
        expectRevert("SparkVault/invalid-address");
        vault.transfer(address(vault), 1);
        expectRevert("SparkVault/insufficient-balance");
        vault.transfer(stranger, 100 * WAD + 1);
        vault.transfer(stranger, 60 * WAD);
        vault.approve(stranger, type(uint256).max);
        vm.stopPrank();

        vm.prank(stranger);
        vault.transferFrom(depositor, stranger, 40 * WAD);
        assertEq(vault.balanceOf(stranger), 100 * WAD);
        assertEq(vault.allowance(depositor, stranger), type(uint256).max);
        assertEq(vault.assetsOf(stranger), 100 * WAD);
    }

    function test_refusesReceiversThatCannotBeMeant() public {
        _open(1000 * WAD);
        vm.startPrank(depositor);
        expectRevert("SparkVault/invalid-address");
        vault.deposit(1, address(0));
        expectRevert("SparkVault/invalid-address");
        vault.mint(1, address(vault));
    }
}
