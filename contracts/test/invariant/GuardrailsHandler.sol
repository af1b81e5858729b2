// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";

/// A depositor, a taker, an operator, governance and a stranger do whatever they can to one vault, in any order, over
/// time. Each call of the handler is one transaction. It keeps books of its own of deposits, of what the policy lets out
/// and of pauses, by the words of the specification, and marks what must not be.
contract GuardrailsHandler is Base {
    /// A deposit, and from when it counts.
    struct Lot {
        uint256 assets;
        uint256 time;
        uint256 countsFrom;
    }

    /// Of one flow: when it goes on, the longest pause, how many there were.
    struct Stop {
        uint256 until;
        uint256 longest;
        uint256 pauses;
    }

    /// The last pause of one person.
    struct Own {
        uint256 start;
        uint256 until;
    }

    PrimeVault private immutable vault;
    Usds private immutable usds;
    address private immutable admin;
    address private immutable operator;
    address private immutable taker;
    address private immutable depositor;

    address private stranger = makeAddr("stranger");

    /// Deposits that may not count yet, each by itself.
    Lot[] private waiting;
    /// The most that the policy let out after the last take or change of it, and when that was.
    uint256 private left;
    uint256 private updated;
    /// Granted in this transaction and not used.
    uint256 private granted;

    /// Pauses of takes, and of withdrawals.
    Stop[2] public stops;
    /// By flow, then by person: governance, an operator, and one of the same role who does what it can against both.
    Own[3][2] private _own;
    address[3] private _people;

    /// What must not be.
    bool public tookTooMuch;
    bool public leftBelowBuffer;
    bool public strangerDeposited;
    bool public tookWhilePaused;
    bool public withdrewWhilePaused;
    bool public renewedTooEarly;
    bool public barred;
    bool public endedAnothers;
    bool public brokePromise;
    /// How often what is meant to happen did.
    uint256 public countedTakes;
    uint256 public creditTakes;

    constructor(PrimeVault vault_, address[4] memory actors) {
        vault = vault_;
        usds = Usds(vault_.asset());
        (admin, operator, taker, depositor) = (actors[0], actors[1], actors[2], actors[3]);
        (left, updated) = (vault_.guardrails().lastLeft, block.timestamp);
        _people = [actors[0], actors[1], colleague()];
    }

    function colleague() public returns (address) {
        return makeAddr("colleague");
    }

    // --- Movements ---

    /// Up to four of deposit, withdrawal, take and grant in one transaction.
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

    /// Whoever is no depositor takes shares, redeems them, and tries to bring the assets in again.
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
        (share, length) = (share % (WAD + 1), length % 3 days);
        uint256 least = Math.min(_mostLeft(), _counted() * share / WAD);
        vm.prank(governs ? admin : operator);
        try vault.setWithdrawalPolicy(share, length) {
            (left, updated) = (least, block.timestamp);
            for (uint256 i; i < waiting.length; ++i) {
                Lot storage lot = waiting[i];
                if (block.timestamp < lot.countsFrom) {
                    lot.countsFrom = Math.max(lot.countsFrom, lot.time + _waitOf(length));
                }
            }
        } catch {}
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

    function pause(uint256 who, bool takes, bool withdrawals, uint256 duration) external {
        IPrimeVault.GuardrailBounds memory bounds = vault.guardrails().bounds;
        who %= _people.length;
        duration = bound(duration, 0, bounds.maxPause + 1);
        bool due = (takes || withdrawals) && duration > 0 && duration <= bounds.maxPause;
        bool cooled = (!takes || _isCool(0, who, bounds)) && (!withdrawals || _isCool(1, who, bounds));
        vm.prank(_people[who]);
        try vault.pause(takes, withdrawals, duration) {
            if (!cooled) renewedTooEarly = true;
            if (takes) _stop(0, who, duration);
            if (withdrawals) _stop(1, who, duration);
        } catch {
            if (due && cooled) barred = true;
        }
    }

    function unpause(uint256 who, bool takes, bool withdrawals) external {
        who %= _people.length;
        bool own = (!takes || _mayEnd(0, who)) && (!withdrawals || _mayEnd(1, who));
        vm.prank(_people[who]);
        try vault.unpause(takes, withdrawals) {
            if (!own) endedAnothers = true;
            if (takes) _end(0, who);
            if (withdrawals) _end(1, who);
        } catch {
            if (own && (takes || withdrawals)) barred = true;
        }
    }

    // --- Time ---

    /// Lands before, on and after the end of a period, a pause and a cool-down.
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
        waiting.push(Lot(assets, block.timestamp, block.timestamp + _waitOf(vault.guardrails().period)));
    }

    function _grant(uint256 amount) private {
        uint256 assets = amount % (500 * WAD);
        vm.prank(depositor);
        vault.grantCredit(assets);
        granted += assets;
    }

    function _withdraw(uint256 amount) private {
        uint256 most = vault.maxWithdraw(depositor);
        bool paused = block.timestamp < stops[1].until;
        if (most > 0 && paused) brokePromise = true;
        uint256 assets = bound(amount, 0, most);
        vm.prank(depositor);
        try vault.withdraw(assets, depositor, depositor) {
            if (paused) withdrewWhilePaused = true;
            _leave(assets);
        } catch {
            if (!paused) brokePromise = true;
        }
    }

    function _take(uint256 amount) private {
        uint256 most = vault.maxTake();
        uint256 assets = amount % 4 == 0 ? most + 1 : bound(amount, 0, most);
        uint256 onCredit = Math.min(assets, Math.min(granted, _unsettled()));
        (uint256 may, uint256 counted) = (_mostLeft(), _counted());
        bool paused = block.timestamp < stops[0].until;
        vm.prank(taker);
        try vault.take(assets) {
            if (paused) tookWhilePaused = true;
            if (assets > most) brokePromise = true;
            granted -= onCredit;
            _leave(onCredit);
            if (onCredit > 0) ++creditTakes;
            if (assets > onCredit) _count(assets - onCredit, may, counted);
        } catch {
            if (!paused && assets <= most) brokePromise = true;
        }
    }

    function _count(uint256 taken, uint256 may, uint256 counted) private {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        ++countedTakes;
        if (rails.period == 0 && rails.buffer == 0) return _leave(taken > counted ? taken - counted : 0);
        if (taken > may) tookTooMuch = true;
        if (taken + rails.buffer > counted) leftBelowBuffer = true;
        (left, updated) = (may - Math.min(may, taken), block.timestamp);
    }

    /// What the policy lets out at most: what it let out last, and what refilled since, up to the share.
    function _mostLeft() private view returns (uint256) {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        if (rails.period == 0) return type(uint256).max;
        uint256 share = _counted() * rails.share / WAD;
        uint256 time = Math.min(block.timestamp - updated, rails.period);
        // Rounded up, as a bound is.
        return Math.min(share, Math.saturatingAdd(left, share * time / rails.period + 1));
    }

    /// What is idle but for deposits that must not count.
    function _counted() private view returns (uint256) {
        uint256 waits;
        for (uint256 i; i < waiting.length; ++i) {
            if (block.timestamp < waiting[i].countsFrom) waits += waiting[i].assets;
        }
        return Math.saturatingSub(usds.balanceOf(address(vault)), waits);
    }

    /// What the vault holds to be unsettled: never less than what must not count.
    function _unsettled() private returns (uint256 assets) {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        uint256 wait_ = _waitOf(rails.period);
        if (block.timestamp < Math.max(rails.youngLast + wait_, rails.heldUntil)) assets += rails.youngAssets;
        if (block.timestamp < Math.max(rails.oldLast + wait_, rails.heldUntil)) assets += rails.oldAssets;
        assets = Math.min(assets, usds.balanceOf(address(vault)));
        if (usds.balanceOf(address(vault)) - assets > _counted()) tookTooMuch = true;
    }

    /// What came last leaves first.
    function _leave(uint256 assets) private {
        for (uint256 i = waiting.length; i > 0 && assets > 0; --i) {
            Lot storage lot = waiting[i - 1];
            if (block.timestamp >= lot.countsFrom) continue;
            uint256 part = Math.min(assets, lot.assets);
            lot.assets -= part;
            assets -= part;
        }
    }

    function _nextCount() private view returns (uint256 next) {
        for (uint256 i; i < waiting.length; ++i) {
            uint256 from = waiting[i].countsFrom;
            if (from > block.timestamp && (next == 0 || from < next)) next = from;
        }
    }

    function _waitOf(uint256 period) private pure returns (uint256) {
        return period == 0 ? 1 days : period;
    }

    /// Governance waits for nothing, the others in proportion to their own last pause.
    function _isCool(uint256 kind, uint256 who, IPrimeVault.GuardrailBounds memory bounds) private view returns (bool) {
        Own storage own = _own[kind][who];
        if (who == 0 || own.until == 0 || bounds.maxPause == 0) return true;
        uint256 length = Math.min(own.until - own.start, bounds.maxPause);
        return block.timestamp >= own.until + Math.ceilDiv(length * bounds.coolDown, bounds.maxPause);
    }

    function _mayEnd(uint256 kind, uint256 who) private view returns (bool) {
        return block.timestamp < (who == 0 ? stops[kind].until : _own[kind][who].until);
    }

    function _stop(uint256 kind, uint256 who, uint256 duration) private {
        Stop storage stop = stops[kind];
        _own[kind][who] = Own(block.timestamp, block.timestamp + duration);
        if (duration > stop.longest) stop.longest = duration;
        ++stop.pauses;
        _sum(kind);
    }

    function _end(uint256 kind, uint256 who) private {
        for (uint256 i; i < _people.length; ++i) {
            if (who != 0 && i != who) continue;
            _own[kind][i].until = Math.min(_own[kind][i].until, block.timestamp);
        }
        _sum(kind);
    }

    function _sum(uint256 kind) private {
        uint256 until;
        for (uint256 i; i < _people.length; ++i) {
            until = Math.max(until, _own[kind][i].until);
        }
        stops[kind].until = until;
    }
}
