// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {LibRoles} from "../diamond/LibRoles.sol";
import {IFreezeRegistry} from "../interfaces/IFreezeRegistry.sol";
import {IHoldingSystem} from "../interfaces/IHoldingSystem.sol";
import {ILctsQueue} from "../interfaces/ILctsQueue.sol";
import {ISrUsds} from "../interfaces/ISrUsds.sol";
import {ISrUsdsFacet} from "../interfaces/ISrUsdsFacet.sol";
import {Facet} from "./Facet.sol";
import {LibController} from "./libraries/LibController.sol";
import {LibSrUsds} from "./libraries/LibSrUsds.sol";

/// @notice See {ISrUsdsFacet}.
contract SrUsdsFacet is ISrUsdsFacet, Facet {
    uint256 private constant WAD = 1e18;

    /// @dev A slip of a digit in a factor shows here, and not in the rate.
    uint256 private constant MAX_FACTOR = 1.1e18;

    /// @dev Below it a rate has too few digits to settle by.
    uint256 private constant MIN_RATE = 1e9;

    /// @inheritdoc ISrUsdsFacet
    bytes32 public constant override LCTS_OPERATOR = LibSrUsds.LCTS_OPERATOR;

    /// @inheritdoc ISrUsdsFacet
    bytes32 public constant override CORE_COUNCIL = LibSrUsds.CORE_COUNCIL;

    /// @inheritdoc ISrUsdsFacet
    bytes32 public constant override LIMIT_SRUSDS_MINT = keccak256("LIMIT_SRUSDS_MINT");

    /// @inheritdoc ISrUsdsFacet
    bytes32 public constant override LIMIT_SRUSDS_REDEEM = keccak256("LIMIT_SRUSDS_REDEEM");

    /// @dev What of both queues a settlement is about.
    struct Sides {
        // What waits in them: sUSDS, srUSDS, and what that is worth in sUSDS. 0 where a queue is not locked.
        uint256 subscribing;
        uint256 redeeming;
        uint256 redeemingValue;
        // What the one gives to the other [sUSDS].
        uint256 netted;
    }

    modifier onlyOperator() {
        LibRoles.requireRole(LCTS_OPERATOR, msg.sender);
        address registry = LibController.state().freezeRegistry;
        require(registry == address(0) || !IFreezeRegistry(registry).frozen(msg.sender), "SrUsdsFacet/operator-frozen");
        _;
    }

    modifier whenIssued() {
        require(LibSrUsds.state().token != address(0), "SrUsdsFacet/not-issued");
        _;
    }

    // --- Core Council ---

    /// @inheritdoc ISrUsdsFacet
    function publishSettlement(uint256 day, uint128 capacity, uint64 factor)
        external
        override
        nonReentrant
        onlyRole(CORE_COUNCIL)
        whenIssued
    {
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        require(day > LibSrUsds.lastDay($.lockAt), "SrUsdsFacet/too-late");
        require(factor != 0 && factor <= MAX_FACTOR, "SrUsdsFacet/invalid-factor");

        $.publications[day] = Publication({published: true, capacity: capacity, factor: factor});
        emit SettlementPublished(day, capacity, factor);
    }

    // --- LCTS operator ---

    /// @inheritdoc ISrUsdsFacet
    function lockQueues() external override nonReentrant onlyOperator whenIssued returns (bool subscribe, bool redeem) {
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        uint256 day = LibSrUsds.lastDay($.lockAt);
        require(day > $.lockedDay && day > $.settledDay, "SrUsdsFacet/already-locked");

        $.lockedDay = uint64(day);
        subscribe = ILctsQueue($.subscribeQueue).lock();
        redeem = ILctsQueue($.redeemQueue).lock();
        emit QueuesLocked(day, block.timestamp, subscribe, redeem);
    }

    /// @inheritdoc ISrUsdsFacet
    function settleQueues()
        external
        override
        nonReentrant
        onlyOperator
        whenIssued
        returns (Settlement memory settlement)
    {
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        require($.lockedDay > $.settledDay, "SrUsdsFacet/not-locked");
        uint256 day = LibSrUsds.lastDay($.settleAt);
        require(day >= $.lockedDay, "SrUsdsFacet/too-early");
        $.settledDay = uint64(day);
        settlement.time = block.timestamp;

        _moveRate($, $.publications[day], settlement);
        Sides memory sides = _sidesOf($, settlement);
        _settleSubscriptions($, sides, settlement);
        _settleRedemptions($, sides, settlement);
        // Where an amount was too small to be worth a wei of the other token, its queue gave nothing.
        if (settlement.subscribed != 0 && settlement.redeemed != 0) settlement.netted = sides.netted;
        emit Settled(day, settlement);
    }

    // --- Views ---

    /// @inheritdoc ISrUsdsFacet
    function srUsdsToken() external view override returns (address) {
        return LibSrUsds.state().token;
    }

    /// @inheritdoc ISrUsdsFacet
    function subscribeQueue() external view override returns (address) {
        return LibSrUsds.state().subscribeQueue;
    }

    /// @inheritdoc ISrUsdsFacet
    function redeemQueue() external view override returns (address) {
        return LibSrUsds.state().redeemQueue;
    }

    /// @inheritdoc ISrUsdsFacet
    function holdingSystem() external view override returns (address) {
        return LibSrUsds.state().holdingSystem;
    }

    /// @inheritdoc ISrUsdsFacet
    function settlementTimes() external view override returns (uint256 lockAt, uint256 settleAt) {
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        return ($.lockAt, $.settleAt);
    }

    /// @inheritdoc ISrUsdsFacet
    function settlementDays() external view override returns (uint256 lockedDay, uint256 settledDay) {
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        return ($.lockedDay, $.settledDay);
    }

    /// @inheritdoc ISrUsdsFacet
    function publication(uint256 day) external view override returns (Publication memory) {
        return LibSrUsds.state().publications[day];
    }

    // --- Settlement ---

    /// @dev The rate comes first, so that what waits for redemption carries the day.
    function _moveRate(LibSrUsds.Layout storage $, Publication memory publication_, Settlement memory settlement)
        private
    {
        IHoldingSystem holding = IHoldingSystem($.holdingSystem);
        settlement.fallbackUsed = !publication_.published;
        settlement.factor = publication_.published ? publication_.factor : WAD;
        settlement.capacity = publication_.capacity;
        settlement.rateBefore = holding.exchangeRate();
        settlement.rateAfter = Math.mulDiv(settlement.rateBefore, settlement.factor, WAD);
        require(settlement.rateAfter >= MIN_RATE, "SrUsdsFacet/rate-too-low");
        if (settlement.rateAfter != settlement.rateBefore) {
            settlement.haircut = holding.setExchangeRate(settlement.rateAfter);
        }
    }

    /// @dev A queue that was entered after the lock is not locked: nothing of it counts.
    function _sidesOf(LibSrUsds.Layout storage $, Settlement memory settlement)
        private
        view
        returns (Sides memory sides)
    {
        settlement.subscribeSettled = _isLocked($.subscribeQueue);
        settlement.redeemSettled = _isLocked($.redeemQueue);
        if (settlement.subscribeSettled) sides.subscribing = ILctsQueue($.subscribeQueue).totalUnderlying();
        if (settlement.redeemSettled) sides.redeeming = ILctsQueue($.redeemQueue).totalUnderlying();
        sides.redeemingValue = Math.mulDiv(sides.redeeming, settlement.rateAfter, WAD);
        sides.netted = Math.min(sides.subscribing, sides.redeemingValue);
    }

    function _settleSubscriptions(LibSrUsds.Layout storage $, Sides memory sides, Settlement memory settlement)
        private
    {
        if (!settlement.subscribeSettled) return;
        uint256 most = Math.min(settlement.capacity, _limitNow(settlement, LIMIT_SRUSDS_MINT));
        uint256 assets = sides.netted + Math.min(sides.subscribing - sides.netted, most);
        uint256 minted = Math.mulDiv(assets, WAD, settlement.rateAfter);
        if (minted == 0) assets = 0;

        _useBeyond(LIMIT_SRUSDS_MINT, assets, sides.netted);
        if (minted != 0) ISrUsds($.token).mint($.subscribeQueue, minted);
        settlement.minted = minted;
        settlement.subscribed = ILctsQueue($.subscribeQueue).settle(assets, minted);
    }

    /// @dev Burns before it pays, since the HoldingSystem does not pay out what backs the rest.
    function _settleRedemptions(LibSrUsds.Layout storage $, Sides memory sides, Settlement memory settlement) private {
        if (!settlement.redeemSettled) return;
        uint256 most = _limitNow(settlement, LIMIT_SRUSDS_REDEEM);
        // All of it, or a part of it; all of it never as a number that was converted back.
        uint256 amount = sides.redeemingValue - sides.netted <= most
            ? sides.redeeming
            : Math.mulDiv(sides.netted + most, WAD, settlement.rateAfter);
        uint256 paid = Math.mulDiv(amount, settlement.rateAfter, WAD);
        if (paid == 0) amount = 0;

        _useBeyond(LIMIT_SRUSDS_REDEEM, paid, sides.netted);
        if (paid != 0) {
            ISrUsds($.token).burn($.redeemQueue, amount);
            IHoldingSystem($.holdingSystem).pay($.redeemQueue, paid);
        }
        settlement.paid = paid;
        settlement.redeemed = ILctsQueue($.redeemQueue).settle(amount, paid);
    }

    function _isLocked(address queue) private view returns (bool) {
        return ILctsQueue(queue).status() == ILctsQueue.Status.Locked;
    }

    /// @dev With the fallback nothing goes beyond netting.
    function _limitNow(Settlement memory settlement, bytes32 key) private view returns (uint256) {
        return settlement.fallbackUsed ? 0 : _rateLimits().getCurrentRateLimit(key);
    }

    function _useBeyond(bytes32 key, uint256 amount, uint256 netted) private {
        if (amount > netted) _useLimit(key, amount - netted);
    }
}
