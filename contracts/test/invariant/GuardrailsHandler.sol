// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {GuardrailBooks} from "./GuardrailBooks.sol";

/// A depositor, a taker, two operators, governance and a stranger do whatever they can to one vault, in any order,
/// while time passes. Each call of the handler is one transaction.
contract GuardrailsHandler is GuardrailBooks {
    address private immutable admin;
    address private immutable operator;
    address private immutable taker;
    address private immutable depositor;

    address private stranger = makeAddr("stranger");

    /// Credit that was granted in this transaction and is not used yet.
    uint256 private granted;

    /// Set where something happened that must never happen.
    bool public strangerDeposited;
    bool public brokePromise;

    constructor(PrimeVault vault_, address[4] memory actors)
        GuardrailBooks(vault_, [actors[0], actors[1], makeAddr("colleague")])
    {
        (admin, operator, taker, depositor) = (actors[0], actors[1], actors[2], actors[3]);
    }

    function colleague() public returns (address) {
        return makeAddr("colleague");
    }

    // --- Movements ---

    /// Makes up to four deposits, withdrawals, takes and grants of credit in one transaction.
    function transact(uint256[4] calldata kinds, uint256[4] calldata amounts) external {
        for (uint256 i; i < kinds.length; ++i) {
            uint256 kind = kinds[i] % 5;
            if (kind == 0) _deposit(amounts[i]);
            else if (kind == 1) _withdraw(amounts[i]);
            else if (kind == 2) _grant(amounts[i]);
            else _take(amounts[i]);
        }
        granted = 0;
    }

    /// A stranger without DEPOSITOR_ROLE receives shares, redeems them, and tries to deposit the assets again.
    function comeAsStranger(uint256 shares, uint256 assets) external {
        shares = bound(shares, 0, vault.balanceOf(depositor) / 4);
        vm.prank(depositor);
        vault.transfer(stranger, shares);
        uint256 most = vault.maxRedeem(stranger);
        vm.startPrank(stranger);
        if (most > 0) _leave(vault.redeem(most, stranger, stranger));
        assets = bound(assets, 0, usds.balanceOf(stranger));
        usds.approve(address(vault), assets);
        try vault.deposit(assets, stranger) {
            strangerDeposited = true;
        } catch {}
        try vault.deposit(assets, depositor) {
            strangerDeposited = true;
        } catch {}
        if (vault.maxDeposit(stranger) > 0) strangerDeposited = true;
        usds.transfer(address(vault), assets);
        vm.stopPrank();
    }

    function donate(uint256 amount) external {
        usds.mint(address(vault), amount % (100 * WAD));
    }

    function giveBack(uint256 amount) external {
        uint256 has = usds.balanceOf(taker);
        vm.prank(taker);
        usds.transfer(address(vault), bound(amount, has / 2, has));
    }

    // --- Guardrails ---

    function setPolicy(bool governs, uint256 share, uint256 length) external {
        _tryPolicy(governs ? 0 : 1, share % (WAD + 1), length % 3 days);
    }

    function setBuffer(bool governs, uint256 assets) external {
        _tryBuffer(governs ? 0 : 1, assets % (500 * WAD));
    }

    function setBounds(IPrimeVault.GuardrailBounds memory bounds) external {
        bounds.maxShare %= WAD + 1;
        bounds.minShare %= bounds.maxShare + 1;
        bounds.maxPeriod %= 3 days;
        bounds.minPeriod %= bounds.maxPeriod + 1;
        bounds.maxBuffer %= 500 * WAD;
        bounds.minBuffer %= bounds.maxBuffer + 1;
        bounds.maxPause %= 7 days + 1;
        bounds.coolDown = bound(bounds.coolDown, 1 hours, 3 days);
        vm.prank(admin);
        vault.setGuardrailBounds(bounds);
    }

    function pause(uint256 who, bool takes, bool withdrawals, uint256 duration) external {
        _tryPause(who % 3, takes, withdrawals, bound(duration, 0, vault.guardrails().bounds.maxPause + 1));
    }

    function unpause(uint256 who, bool takes, bool withdrawals) external {
        _tryUnpause(who % 3, takes, withdrawals);
    }

    // --- Time ---

    /// Time may stop just before, at or after the end of a period, a pause or a cool-down.
    function wait(uint256 seed) external {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        (uint256 pausableFrom,) = vault.pausableFrom(operator);
        uint256[4] memory ends = [_nextCount(), rails.takesPausedUntil, rails.withdrawalsPausedUntil, pausableFrom];
        uint256 end = ends[seed % 4] + seed / 4 % 3;
        if (end > block.timestamp + 1) vm.warp(end - 1);
        else skip(seed % 1 days);
    }

    // --- Parts ---

    function _deposit(uint256 amount) private {
        uint256 assets = amount % (500 * WAD);
        usds.mint(depositor, assets);
        vm.startPrank(depositor);
        usds.approve(address(vault), assets);
        vault.deposit(assets, depositor);
        vm.stopPrank();
        _enter(assets);
    }

    function _grant(uint256 amount) private {
        uint256 assets = amount % (500 * WAD);
        vm.prank(depositor);
        vault.grantCredit(assets);
        granted += assets;
    }

    function _withdraw(uint256 amount) private {
        uint256 most = vault.maxWithdraw(depositor);
        bool paused = _isPaused(1);
        if (most > 0 && paused) brokePromise = true;
        uint256 assets = bound(amount, 0, most);
        vm.prank(depositor);
        try vault.withdraw(assets, depositor, depositor) {
            _withdrawn(assets);
        } catch {
            if (!paused) brokePromise = true;
        }
    }

    function _take(uint256 amount) private {
        uint256 most = vault.maxTake();
        uint256 assets = amount % 4 == 0 ? most + 1 : bound(amount, 0, most);
        (bool success, uint256 onCredit) =
            _tryTake(assets, granted, taker, address(vault), abi.encodeCall(vault.take, (assets)));
        granted -= onCredit;
        if (success && assets > most) brokePromise = true;
        if (!success && !_isPaused(0) && assets <= most) brokePromise = true;
    }
}
