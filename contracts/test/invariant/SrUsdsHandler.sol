// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../../src/interfaces/ILctsQueue.sol";
import {ISrUsdsFacet} from "../../src/interfaces/ISrUsdsFacet.sol";
import {SUsds} from "../../src/mcd/SUsds.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";
import {HoldingSystem} from "../../src/srusds/HoldingSystem.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {SrUsds} from "../../src/srusds/SrUsds.sol";
import {Base} from "../Base.sol";

/// Users come, claim and go in any order, while an operator locks and settles, late or not at all, the Core Council
/// publishes or forgets to, and time passes. It keeps the books that the queues are held to.
contract SrUsdsHandler is Base {
    /// What a queue received for its users, and paid out to them.
    struct Books {
        uint256 entered;
        uint256 converted;
        uint256 rewarded;
        uint256 claimed;
        uint256 returned;
        // Times that a payment or a settlement rounded.
        uint256 roundings;
    }

    uint256 private constant USERS = 6;

    ISrUsdsFacet private immutable facet;
    LctsQueue public immutable subscribeQueue;
    LctsQueue public immutable redeemQueue;
    HoldingSystem private immutable holding;
    SUsds private immutable sUsds;
    SrUsds private immutable srUsds;
    RateLimits private immutable limits;
    address private immutable operator;
    address private immutable coreCouncil;
    address private immutable admin;

    mapping(LctsQueue queue => Books) private _books;
    address[] private _users;

    /// Set where something happened that must never happen.
    bool public settledTwice;
    bool public rateMovedBetweenSettlements;
    bool public rateIsNotThatOfTheEvent;
    bool public generationChanged;
    bool public bothKeptABacklog;
    uint256 public settlements;
    uint256 public lateOrSkipped;
    uint256 public haircuts;
    uint256 public fallbacks;
    uint256 public nettings;

    uint256 private _rate = 1e18;
    mapping(LctsQueue queue => mapping(uint256 gen => bytes32)) private _finals;

    constructor(ISrUsdsFacet facet_, RateLimits limits_, address operator_, address coreCouncil_, address admin_) {
        (facet, limits, operator, coreCouncil, admin) = (facet_, limits_, operator_, coreCouncil_, admin_);
        subscribeQueue = LctsQueue(facet_.subscribeQueue());
        redeemQueue = LctsQueue(facet_.redeemQueue());
        holding = HoldingSystem(facet_.holdingSystem());
        sUsds = SUsds(holding.asset());
        srUsds = SrUsds(facet_.srUsdsToken());
        for (uint256 i; i < USERS; ++i) {
            _users.push(makeAddr(string.concat("user ", vm.toString(i))));
        }
    }

    // --- Users ---

    function subscribe(uint256 who, uint256 amount, bool withUsds) external {
        if (subscribeQueue.status() == ILctsQueue.Status.Locked) return;
        address user = _users[who % USERS];
        amount = _size(amount);
        Usds usds = Usds(subscribeQueue.usds());
        usds.mint(user, amount);
        _before(subscribeQueue, user);
        uint256 shares = sUsds.previewDeposit(amount);
        if (shares == 0) return;
        vm.startPrank(user);
        if (withUsds) {
            usds.approve(address(subscribeQueue), amount);
            subscribeQueue.enterUsds(amount);
        } else {
            usds.approve(address(sUsds), amount);
            shares = sUsds.deposit(amount, user);
            sUsds.approve(address(subscribeQueue), shares);
            subscribeQueue.enter(shares);
        }
        vm.stopPrank();
        _books[subscribeQueue].entered += shares;
    }

    function redeem(uint256 who, uint256 amount) external {
        if (redeemQueue.status() == ILctsQueue.Status.Locked) return;
        address user = _users[who % USERS];
        uint256 has = srUsds.balanceOf(user);
        if (has == 0) return;
        amount = bound(amount, 1, has);
        _before(redeemQueue, user);
        vm.startPrank(user);
        srUsds.approve(address(redeemQueue), amount);
        redeemQueue.enter(amount);
        vm.stopPrank();
        _books[redeemQueue].entered += amount;
    }

    function claim(bool redeeming, uint256 who) external {
        (LctsQueue queue, address user) = (_queue(redeeming), _users[who % USERS]);
        if (queue.status() != ILctsQueue.Status.Active || queue.underlyingOf(user) + queue.pending(user) == 0) return;
        vm.prank(user);
        _paid(queue, queue.claim(), 0);
    }

    function exit(bool redeeming, uint256 who) external {
        (LctsQueue queue, address user) = (_queue(redeeming), _users[who % USERS]);
        if (queue.status() != ILctsQueue.Status.Active || queue.underlyingOf(user) + queue.pending(user) == 0) return;
        vm.prank(user);
        (uint256 reward, uint256 assets) = queue.claimAndExit();
        _paid(queue, reward, assets);
    }

    function claimFinalized(bool redeeming, uint256 who) external {
        (LctsQueue queue, address user) = (_queue(redeeming), _users[who % USERS]);
        (, uint256 shares,) = queue.positions(user);
        if (shares == 0 || _isCurrent(queue, user)) return;
        (uint256 reward, uint256 assets) = queue.claimFinalized(user);
        _paid(queue, reward, assets);
    }

    // --- Operator and Core Council ---

    function publish(uint256 capacity, uint256 factor) external {
        uint256 day = (block.timestamp - 13 hours) / 1 days + 1;
        factor = bound(factor, 0.8e18, 1.1e18);
        vm.prank(coreCouncil);
        facet.publishSettlement(day, uint128(capacity % 1e27), uint64(factor));
    }

    /// Yield arrives, or a donation: nobody can tell them apart.
    function bring(uint256 amount) external {
        amount %= 1e24;
        Usds usds = Usds(subscribeQueue.usds());
        usds.mint(address(this), amount);
        usds.approve(address(sUsds), amount);
        sUsds.deposit(amount, address(holding));
    }

    function donate(bool redeeming, uint256 amount) external {
        Usds usds = Usds(subscribeQueue.usds());
        amount %= 1e20;
        usds.mint(address(this), amount);
        usds.approve(address(sUsds), amount);
        sUsds.deposit(amount, address(_queue(redeeming)));
    }

    function setLimit(bool redeeming, uint256 max) external {
        bytes32 key = redeeming ? facet.LIMIT_SRUSDS_REDEEM() : facet.LIMIT_SRUSDS_MINT();
        vm.prank(admin);
        limits.setRateLimitData(key, max % 1e27, 0);
    }

    function wait(uint256 time) external {
        skip(time % 30 hours);
    }

    /// To the second at which the next lock, or the settlement, is due.
    function waitForTheHour() external {
        (uint256 lockedDay, uint256 settledDay) = facet.settlementDays();
        uint256 due = lockedDay > settledDay
            ? lockedDay * 1 days + 16 hours
            : ((block.timestamp - 13 hours) / 1 days + 1) * 1 days + 13 hours;
        if (due > block.timestamp) vm.warp(due);
    }

    function lock() external {
        vm.prank(operator);
        try facet.lockQueues() {} catch {}
    }

    function settle() external {
        if (holding.exchangeRate() != _rate) rateMovedBetweenSettlements = true;
        (, uint256 before) = facet.settlementDays();
        bytes32[2] memory finals = [_last(subscribeQueue), _last(redeemQueue)];
        vm.prank(operator);
        try facet.settleQueues() returns (ISrUsdsFacet.Settlement memory done) {
            (, uint256 day) = facet.settlementDays();
            if (day <= before) settledTwice = true;
            _count(done, day, before);
            if (done.rateAfter != done.rateBefore * done.factor / 1e18) rateIsNotThatOfTheEvent = true;
            if (done.rateBefore != _rate || holding.exchangeRate() != done.rateAfter) rateIsNotThatOfTheEvent = true;
            _rate = done.rateAfter;
            _book(subscribeQueue, done.subscribed, done.minted);
            _book(redeemQueue, done.redeemed, done.paid);
            _checkBacklog(done);
        } catch {}
        if (finals[0] != _last(subscribeQueue) || finals[1] != _last(redeemQueue)) generationChanged = true;
    }

    // --- Books ---

    function books(LctsQueue queue) external view returns (Books memory) {
        return _books[queue];
    }

    /// What all users could claim and take back now.
    function claimable(LctsQueue queue) external view returns (uint256 reward, uint256 assets) {
        for (uint256 i; i < USERS; ++i) {
            (uint256 r, uint256 a) = queue.finalized(_users[i]);
            reward += r + queue.pending(_users[i]);
            assets += a + queue.underlyingOf(_users[i]);
        }
    }

    function _queue(bool redeeming) private view returns (LctsQueue) {
        return redeeming ? redeemQueue : subscribeQueue;
    }

    /// Entering pays what was claimable before.
    function _before(LctsQueue queue, address user) private {
        (uint256 reward, uint256 assets) = queue.finalized(user);
        _paid(queue, reward + queue.pending(user), assets);
    }

    function _paid(LctsQueue queue, uint256 reward, uint256 assets) private {
        _books[queue].claimed += reward;
        _books[queue].returned += assets;
        _books[queue].roundings += 1;
    }

    function _book(LctsQueue queue, uint256 converted, uint256 reward) private {
        _books[queue].converted += converted;
        _books[queue].rewarded += reward;
        _books[queue].roundings += 1;
    }

    function _count(ISrUsdsFacet.Settlement memory done, uint256 day, uint256 before) private {
        ++settlements;
        if (day > before + 1 || done.time > day * 1 days + 16 hours) ++lateOrSkipped;
        if (done.haircut != 0) ++haircuts;
        if (done.fallbackUsed) ++fallbacks;
        if (done.netted != 0) ++nettings;
    }

    function _checkBacklog(ISrUsdsFacet.Settlement memory done) private {
        if (!done.subscribeSettled || !done.redeemSettled) return;
        // A wei that is worth nothing on the other side may stay.
        bool left = subscribeQueue.totalUnderlying() > 2 && redeemQueue.totalUnderlying() * done.rateAfter / 1e18 > 2;
        if (left) bothKeptABacklog = true;
    }

    function _isCurrent(LctsQueue queue, address user) private view returns (bool) {
        (uint256 gen,,) = queue.positions(user);
        return gen == queue.gen() && queue.status() != ILctsQueue.Status.Dormant;
    }

    /// What every generation before the current one ended with.
    function _last(LctsQueue queue) private returns (bytes32 all) {
        uint256 gens = queue.gen();
        for (uint256 gen = 1; gen < gens; ++gen) {
            bytes32 found = keccak256(abi.encode(queue.finalRewardPerToken(gen), queue.finalUnderlyingPerToken(gen)));
            if (_finals[queue][gen] == 0) _finals[queue][gen] = found;
            else if (_finals[queue][gen] != found) generationChanged = true;
            all ^= found;
        }
    }

    /// From a wei to a hundred million, on all scales.
    function _size(uint256 seed) private pure returns (uint256) {
        uint256 scale = 10 ** (seed % 27);
        return 1 + (seed / 27) % scale;
    }
}
