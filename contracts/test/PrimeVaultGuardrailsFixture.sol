// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../src/interfaces/IPrimeVault.sol";
import {PrimeVaultFixture} from "./PrimeVaultFixture.sol";

/// A vault with 1,000 idle, which have settled, and an operator of its guardrails, who has bounds.
abstract contract PrimeVaultGuardrailsFixture is PrimeVaultFixture {
    uint256 internal constant IDLE = 1000 * 1e18;

    uint256 internal constant MIN_SHARE = 0.01e18;
    uint256 internal constant MAX_SHARE = 0.5e18;
    uint256 internal constant MIN_PERIOD = 6 hours;
    uint256 internal constant MAX_PERIOD = 7 days;
    uint256 internal constant MIN_BUFFER = 10 * 1e18;
    uint256 internal constant MAX_BUFFER = 900 * 1e18;
    uint256 internal constant LONGEST_PAUSE = 2 days;
    uint256 internal constant COOL_DOWN = 12 hours;

    address internal operator = makeAddr("operator");

    function setUp() public virtual override {
        super.setUp();
        _setBounds(_bounds());
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.prank(admin);
        vault.grantRole(role, operator);
        _open(1e13 * WAD);
        _deposit(IDLE);
        vm.warp(START);
    }

    function _born() internal pure override returns (uint256) {
        return START - 1 days;
    }

    function _bounds() internal pure returns (IPrimeVault.GuardrailBounds memory) {
        return IPrimeVault.GuardrailBounds({
            minShare: MIN_SHARE,
            maxShare: MAX_SHARE,
            minPeriod: MIN_PERIOD,
            maxPeriod: MAX_PERIOD,
            minBuffer: MIN_BUFFER,
            maxBuffer: MAX_BUFFER,
            maxPause: LONGEST_PAUSE,
            coolDown: COOL_DOWN
        });
    }

    function _setBounds(IPrimeVault.GuardrailBounds memory bounds) internal {
        vm.prank(admin);
        vault.setGuardrailBounds(bounds);
    }

    function _setPolicy(address sender, uint256 share, uint256 period) internal {
        vm.prank(sender);
        vault.setWithdrawalPolicy(share, period);
    }

    function _setBuffer(address sender, uint256 assets) internal {
        vm.prank(sender);
        vault.setLiquidityBuffer(assets);
    }

    function _pause(bool takes, bool withdrawals, uint256 duration) internal {
        vm.prank(operator);
        vault.pause(takes, withdrawals, duration);
    }

    function _unpause(bool takes, bool withdrawals) internal {
        vm.prank(operator);
        vault.unpause(takes, withdrawals);
    }

    function _take(uint256 assets) internal {
        vm.prank(taker);
        vault.take(assets);
    }

    function _withdraw(uint256 assets) internal {
        vm.prank(depositor);
        vault.withdraw(assets, depositor, depositor);
    }

    function _giveBack(uint256 assets) internal {
        vm.prank(taker);
        usds.transfer(address(vault), assets);
    }

    function _idle() internal view returns (uint256) {
        return usds.balanceOf(address(vault));
    }
}
