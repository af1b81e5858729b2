// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";

/// Depositors, a taker, an operator and governance do whatever they can to one vault, in any order, over time. Each call
/// of the handler is one transaction. It keeps books of its own of periods and pauses, by the words of the
/// specification, and marks what must not be.
contract GuardrailsHandler is Base {
    struct Book {
        uint256 start;
        uint256 idle;
        uint256 taken;
    }

    struct Stop {
        uint256 until;
        uint256 longest;
        uint256 pauses;
    }

    PrimeVault private immutable vault;
    Usds private immutable usds;
    address private immutable admin;
    address private immutable operator;
    address private immutable taker;
    address private immutable depositor;

    /// The last period in which was taken.
    Book public period;
    /// Pauses of takes, and of withdrawals.
    Stop[2] public stops;

    /// What must not be.
    bool public tookTooMuch;
    bool public leftBelowBuffer;
    bool public leftUncovered;
    bool public tookWhilePaused;
    bool public withdrewWhilePaused;
    bool public renewedTooEarly;
    bool public brokePromise;
    /// How often what is meant to happen did.
    uint256 public countedTakes;
    uint256 public creditTakes;

    constructor(PrimeVault vault_, address[4] memory actors) {
        vault = vault_;
        usds = Usds(vault_.asset());
        (admin, operator, taker, depositor) = (actors[0], actors[1], actors[2], actors[3]);
    }

    // --- Movements ---

    /// Up to four of deposit, withdrawal and take in one transaction.
    function transact(uint256[4] calldata kinds, uint256[4] calldata amounts) external {
        uint256 paidIn;
        uint256 paidOut;
        uint256 onCredit;
        for (uint256 i; i < kinds.length; ++i) {
            uint256 kind = kinds[i] % 4;
            if (kind == 0) {
                paidIn += _deposit(amounts[i]);
            } else if (kind == 1) {
                paidOut += _withdraw(amounts[i]);
            } else if (kind == 2) {
                uint256 gone = paidOut + onCredit;
                onCredit += _take(amounts[i], paidIn > gone ? paidIn - gone : 0);
            }
        }
        if (onCredit > 0 && onCredit + paidOut > paidIn && _isGuarded()) leftUncovered = true;
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
        vm.prank(governs ? admin : operator);
        try vault.setWithdrawalPolicy(share % (WAD + 1), length % 3 days) {} catch {}
    }

    function setBuffer(bool governs, uint256 assets) external {
        vm.prank(governs ? admin : operator);
        try vault.setLiquidityBuffer(assets % (500 * WAD)) {} catch {}
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

    function pause(bool governs, bool takes, bool withdrawals, uint256 duration) external {
        IPrimeVault.GuardrailBounds memory bounds = vault.guardrails().bounds;
        duration = bound(duration, 0, bounds.maxPause + 1);
        vm.prank(governs ? admin : operator);
        try vault.pause(takes, withdrawals, duration) {
            if (takes) _stop(0, bounds, duration);
            if (withdrawals) _stop(1, bounds, duration);
        } catch {}
    }

    function unpause(bool governs, bool takes, bool withdrawals) external {
        vm.prank(governs ? admin : operator);
        try vault.unpause(takes, withdrawals) {
            if (takes) stops[0].until = block.timestamp;
            if (withdrawals) stops[1].until = block.timestamp;
        } catch {}
    }

    // --- Time ---

    /// Lands before, on and after the end of a period, a pause and a cool-down.
    function wait(uint256 seed) external {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        uint256[4] memory ends = [
            period.start + rails.period,
            rails.takesPausedUntil,
            rails.withdrawalsPausedUntil,
            rails.takesPausedUntil + rails.bounds.coolDown
        ];
        uint256 end = ends[seed % 4] + seed / 4 % 3;
        if (end > block.timestamp + 1) vm.warp(end - 1);
        else skip(seed % 1 days);
    }

    // --- Parts ---

    function _deposit(uint256 amount) private returns (uint256 assets) {
        assets = amount % (500 * WAD);
        usds.mint(depositor, assets);
        vm.startPrank(depositor);
        usds.approve(address(vault), assets);
        vault.deposit(assets, depositor);
        vm.stopPrank();
    }

    function _withdraw(uint256 amount) private returns (uint256 assets) {
        uint256 most = vault.maxWithdraw(depositor);
        bool paused = block.timestamp < stops[1].until;
        if (most > 0 && paused) brokePromise = true;
        assets = bound(amount, 0, most);
        vm.prank(depositor);
        try vault.withdraw(assets, depositor, depositor) {
            if (paused) withdrewWhilePaused = true;
        } catch {
            if (!paused) brokePromise = true;
            assets = 0;
        }
    }

    /// Answers how much of `credit` was used.
    function _take(uint256 amount, uint256 credit) private returns (uint256 onCredit) {
        uint256 most = vault.maxTake();
        uint256 idle = usds.balanceOf(address(vault));
        uint256 assets = amount % 4 == 0 ? most + 1 : bound(amount, 0, most);
        bool paused = block.timestamp < stops[0].until;
        vm.prank(taker);
        try vault.take(assets) {
            if (paused) tookWhilePaused = true;
            if (assets > most) brokePromise = true;
            onCredit = assets < credit ? assets : credit;
            if (onCredit > 0) ++creditTakes;
            if (assets > onCredit) _count(assets - onCredit, idle - credit);
        } catch {
            if (!paused && assets <= most) brokePromise = true;
        }
    }

    function _count(uint256 counted, uint256 idle) private {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        ++countedTakes;
        if (usds.balanceOf(address(vault)) < rails.buffer) leftBelowBuffer = true;
        if (rails.period == 0) return;
        if (period.start == 0 || block.timestamp >= period.start + rails.period) {
            period = Book(block.timestamp, idle, 0);
        }
        period.taken += counted;
        if (period.taken > period.idle * rails.share / WAD) tookTooMuch = true;
    }

    function _stop(uint256 kind, IPrimeVault.GuardrailBounds memory bounds, uint256 duration) private {
        Stop storage stop = stops[kind];
        if (stop.pauses > 0 && block.timestamp < stop.until + bounds.coolDown) renewedTooEarly = true;
        stop.until = block.timestamp + duration;
        if (duration > stop.longest) stop.longest = duration;
        ++stop.pauses;
    }

    function _isGuarded() private view returns (bool) {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        return rails.period > 0 || rails.buffer > 0;
    }
}
