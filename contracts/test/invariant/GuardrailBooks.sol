// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";

/// Keeps books of one vault while handlers act: its deposits, what its policy lets out, and its pauses. They follow the
/// words of the specification, not the code of the vault. Flags record what must never happen.
abstract contract GuardrailBooks is Base {
    /// A deposit, and the time from which it counts.
    struct Lot {
        uint256 assets;
        uint256 time;
        uint256 countsFrom;
    }

    /// The pauses of one flow: when the last one ends, the longest one, and how many there were.
    struct Stop {
        uint256 until;
        uint256 longest;
        uint256 pauses;
    }

    /// The last pause that one person began.
    struct Own {
        uint256 start;
        uint256 until;
    }

    PrimeVault internal immutable vault;
    Usds internal immutable usds;

    /// Deposits, each by itself, some of which may not count yet.
    Lot[] private _waiting;
    /// Index of the first deposit that may not count yet.
    uint256 private _first;
    /// The most that the policy let out after the last take or the last change of the policy, and when that was.
    uint256 private _left;
    uint256 private _updated;

    /// The pauses of takes, then of withdrawals.
    Stop[2] public stops;
    /// The last pause by flow and by person: governance, an honest operator, and a bad one who works against both.
    Own[3][2] private _own;
    address[3] private _people;

    /// Set where something happened that must never happen.
    bool public tookTooMuch;
    bool public leftBelowBuffer;
    bool public tookWhilePaused;
    bool public withdrewWhilePaused;
    bool public renewedTooEarly;
    bool public barred;
    bool public endedAnothers;
    /// How many takes used the policy, and how many used credit.
    uint256 public countedTakes;
    uint256 public creditTakes;

    /// @param people Governance, an honest operator and a bad one
    constructor(PrimeVault vault_, address[3] memory people) {
        vault = vault_;
        usds = Usds(vault_.asset());
        (_left, _updated) = (vault_.guardrails().lastLeft, vault_.guardrails().lastUpdated);
        _people = people;
    }

    // --- Movements ---

    function _enter(uint256 assets) internal {
        while (_first < _waiting.length && block.timestamp >= _waiting[_first].countsFrom) ++_first;
        _waiting.push(Lot(assets, block.timestamp, block.timestamp + _waitOf(vault.guardrails().period)));
    }

    /// Books a withdrawal that passed.
    function _withdrawn(uint256 assets) internal {
        if (_isPaused(1)) withdrewWhilePaused = true;
        _leave(assets);
    }

    /// Books assets that leave the vault: the latest deposit leaves first.
    function _leave(uint256 assets) internal {
        for (uint256 i = _waiting.length; i > _first && assets > 0; --i) {
            Lot storage lot = _waiting[i - 1];
            if (block.timestamp >= lot.countsFrom) continue;
            uint256 part = Math.min(assets, lot.assets);
            lot.assets -= part;
            assets -= part;
        }
    }

    /// Tries a take, by a call of `sender`. @param granted what may be taken on credit
    function _tryTake(uint256 assets, uint256 granted, address sender, address target, bytes memory call)
        internal
        returns (bool success, uint256 onCredit)
    {
        onCredit = Math.min(assets, Math.min(granted, _unsettled()));
        (uint256 may, uint256 counted) = (_mostLeft(), _counted());
        vm.prank(sender);
        (success,) = target.call(call);
        if (!success) return (false, 0);
        if (_isPaused(0)) tookWhilePaused = true;
        _leave(onCredit);
        if (onCredit > 0) ++creditTakes;
        if (assets > onCredit) _count(assets - onCredit, may, counted);
    }

    function _count(uint256 taken, uint256 may, uint256 counted) private {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        ++countedTakes;
        if (rails.period == 0 && rails.buffer == 0) return _leave(taken > counted ? taken - counted : 0);
        if (taken > may) tookTooMuch = true;
        if (taken + rails.buffer > counted) leftBelowBuffer = true;
        (_left, _updated) = (may - Math.min(may, taken), block.timestamp);
    }

    // --- Policy ---

    function _tryPolicy(uint256 who, uint256 share, uint256 length) internal returns (bool) {
        uint256 least = Math.min(_mostLeft(), _counted() * share / WAD);
        vm.prank(_people[who]);
        try vault.setWithdrawalPolicy(share, length) {
            (_left, _updated) = (least, block.timestamp);
            for (uint256 i = _first; i < _waiting.length; ++i) {
                Lot storage lot = _waiting[i];
                if (block.timestamp < lot.countsFrom) {
                    lot.countsFrom = Math.max(lot.countsFrom, lot.time + _waitOf(length));
                }
            }
            return true;
        } catch {
            return false;
        }
    }

    function _tryBuffer(uint256 who, uint256 assets) internal returns (bool) {
        vm.prank(_people[who]);
        try vault.setLiquidityBuffer(assets) {
            return true;
        } catch {
            return false;
        }
    }

    /// The most that the policy lets out: what it let out at its last update and what refilled since, up to the share.
    function _mostLeft() private view returns (uint256) {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        if (rails.period == 0) return type(uint256).max;
        uint256 share = _counted() * rails.share / WAD;
        uint256 time = Math.min(block.timestamp - _updated, rails.period);
        // Rounded up, as this is an upper bound.
        return Math.min(share, Math.saturatingAdd(_left, share * time / rails.period + 1));
    }

    /// What is idle, without deposits that must not count yet.
    function _counted() private view returns (uint256) {
        uint256 waits;
        for (uint256 i = _first; i < _waiting.length; ++i) {
            if (block.timestamp < _waiting[i].countsFrom) waits += _waiting[i].assets;
        }
        return Math.saturatingSub(usds.balanceOf(address(vault)), waits);
    }

    /// What the vault counts as unsettled, which must never be less than the deposits that must not count yet.
    function _unsettled() private returns (uint256 assets) {
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        uint256 wait = _waitOf(rails.period);
        if (block.timestamp < Math.max(rails.youngLast + wait, rails.heldUntil)) assets += rails.youngAssets;
        if (block.timestamp < Math.max(rails.oldLast + wait, rails.heldUntil)) assets += rails.oldAssets;
        assets = Math.min(assets, usds.balanceOf(address(vault)));
        if (usds.balanceOf(address(vault)) - assets > _counted()) tookTooMuch = true;
    }

    /// When the next deposit begins to count; 0 where all count.
    function _nextCount() internal view returns (uint256 next) {
        for (uint256 i = _first; i < _waiting.length; ++i) {
            uint256 from = _waiting[i].countsFrom;
            if (from > block.timestamp && (next == 0 || from < next)) next = from;
        }
    }

    function _waitOf(uint256 period) private pure returns (uint256) {
        return period == 0 ? 1 days : period;
    }

    // --- Pauses ---

    function _tryPause(uint256 who, bool takes, bool withdrawals, uint256 duration) internal returns (bool) {
        IPrimeVault.GuardrailBounds memory bounds = vault.guardrails().bounds;
        bool due = (takes || withdrawals) && duration > 0 && duration <= bounds.maxPause;
        bool cooled = (!takes || _isCool(0, who, bounds)) && (!withdrawals || _isCool(1, who, bounds));
        vm.prank(_people[who]);
        try vault.pause(takes, withdrawals, duration) {
            if (!cooled) renewedTooEarly = true;
            if (takes) _stop(0, who, duration);
            if (withdrawals) _stop(1, who, duration);
            return true;
        } catch {
            if (due && cooled) barred = true;
            return false;
        }
    }

    function _tryUnpause(uint256 who, bool takes, bool withdrawals) internal returns (bool) {
        bool own = (!takes || _mayEnd(0, who)) && (!withdrawals || _mayEnd(1, who));
        vm.prank(_people[who]);
        try vault.unpause(takes, withdrawals) {
            if (!own) endedAnothers = true;
            if (takes) _end(0, who);
            if (withdrawals) _end(1, who);
            return true;
        } catch {
            if (own && (takes || withdrawals)) barred = true;
            return false;
        }
    }

    /// @param flow 0 for takes, 1 for withdrawals
    function _isPaused(uint256 flow) internal view returns (bool) {
        return block.timestamp < stops[flow].until;
    }

    /// Whether somebody may pause again. Governance never waits; the others wait in proportion to their own last pause.
    function _isCool(uint256 flow, uint256 who, IPrimeVault.GuardrailBounds memory bounds) private view returns (bool) {
        Own storage own = _own[flow][who];
        if (who == 0 || own.until == 0 || bounds.maxPause == 0) return true;
        uint256 length = Math.min(own.until - own.start, bounds.maxPause);
        return block.timestamp >= own.until + Math.ceilDiv(length * bounds.coolDown, bounds.maxPause);
    }

    function _mayEnd(uint256 flow, uint256 who) private view returns (bool) {
        return block.timestamp < (who == 0 ? stops[flow].until : _own[flow][who].until);
    }

    function _stop(uint256 flow, uint256 who, uint256 duration) private {
        Stop storage stop = stops[flow];
        _own[flow][who] = Own(block.timestamp, block.timestamp + duration);
        if (duration > stop.longest) stop.longest = duration;
        ++stop.pauses;
        _sum(flow);
    }

    function _end(uint256 flow, uint256 who) private {
        for (uint256 i; i < _people.length; ++i) {
            if (who != 0 && i != who) continue;
            _own[flow][i].until = Math.min(_own[flow][i].until, block.timestamp);
        }
        _sum(flow);
    }

    function _sum(uint256 flow) private {
        uint256 until;
        for (uint256 i; i < _people.length; ++i) {
            until = Math.max(until, _own[flow][i].until);
        }
        stops[flow].until = until;
    }
}
