// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../../src/interfaces/ILctsQueue.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {ISrUsdsFacet} from "../../src/interfaces/ISrUsdsFacet.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";

/// The stories of a settlement, played through the Diamond (DOMAIN.md §12).
contract SrUsdsSettlementTest is SrUsdsFixture {
    uint256 private constant NO_CHANGE = 1e18;

    // --- One side ---

    function test_fullConversion() public {
        _subscribe(ada, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 100 * WAD, NO_CHANGE);
        assertEq(done.subscribed, 100 * WAD);
        assertEq(done.minted, 100 * WAD);
        assertEq(done.netted, 0);
        assertEq(done.capacity, 100 * WAD);
        assertTrue(done.subscribeSettled);
        assertFalse(done.redeemSettled);
        assertFalse(done.fallbackUsed);
        subscribeQueue.claimFinalized(ada);
        assertEq(srUsds.balanceOf(ada), 100 * WAD);
        assertEq(sUsds.balanceOf(address(holding)), 100 * WAD);
        assertEq(_left(LIMIT_SRUSDS_MINT), 999_900 * WAD);
        _assertBacked();
    }

    function test_partialOverSeveralDays() public {
        _subscribe(ada, 100 * WAD);
        _subscribe(ben, 300 * WAD);
        assertEq(_day(today, 100 * WAD, NO_CHANGE).subscribed, 100 * WAD);
        assertEq(subscribeQueue.pending(ada), 25 * WAD);
        assertEq(_day(today + 1, 150 * WAD, NO_CHANGE).subscribed, 150 * WAD);
        assertEq(_day(today + 2, 1_000 * WAD, NO_CHANGE).subscribed, 150 * WAD);
        subscribeQueue.claimFinalized(ada);
        subscribeQueue.claimFinalized(ben);
        assertEq(srUsds.balanceOf(ada), 100 * WAD);
        assertEq(srUsds.balanceOf(ben), 300 * WAD);
        _assertBacked();
    }

    function test_mintLimitBindsBelowTheCapacity() public {
        _setLimit(generator, LIMIT_SRUSDS_MINT, 60 * WAD);
        _subscribe(ada, 100 * WAD);
        assertEq(_day(today, 100 * WAD, NO_CHANGE).subscribed, 60 * WAD);
        assertEq(_left(LIMIT_SRUSDS_MINT), 0);
        assertEq(subscribeQueue.underlyingOf(ada), 40 * WAD);
    }

    function test_limitsThatAreNotSetStopNothingButMintingAndPaying() public {
        vm.startPrank(admin);
        generator.limits.setRateLimitData(LIMIT_SRUSDS_MINT, 0, 0);
        generator.limits.setRateLimitData(LIMIT_SRUSDS_REDEEM, 0, 0);
        vm.stopPrank();
        _subscribe(ada, 100 * WAD);
        _redeem(ben, 30 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 100 * WAD, NO_CHANGE);
        assertEq(done.subscribed, 30 * WAD);
        assertEq(done.redeemed, 30 * WAD);
        _assertBacked();
    }

    function test_unlimitedLimitsClearBothSides() public {
        vm.startPrank(admin);
        generator.limits.setUnlimitedRateLimitData(LIMIT_SRUSDS_MINT);
        generator.limits.setUnlimitedRateLimitData(LIMIT_SRUSDS_REDEEM);
        vm.stopPrank();
        _redeem(ben, 30 * WAD);
        assertEq(_day(today, type(uint128).max, NO_CHANGE).paid, 30 * WAD);
        _subscribe(ada, 100 * WAD);
        assertEq(_day(today + 1, type(uint128).max, NO_CHANGE).subscribed, 100 * WAD);
        _assertBacked();
    }

    function test_redeemSide() public {
        _redeem(ada, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 0, NO_CHANGE);
        assertEq(done.redeemed, 100 * WAD);
        assertEq(done.paid, 100 * WAD);
        assertEq(_left(LIMIT_SRUSDS_REDEEM), 999_900 * WAD);
        redeemQueue.claimFinalized(ada);
        assertEq(sUsds.balanceOf(ada), 100 * WAD);
        assertEq(srUsds.totalSupply(), 0);
        assertEq(sUsds.balanceOf(address(holding)), 0);
        _assertBacked();
    }

    function test_redeemLimitLeavesABacklog() public {
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 40 * WAD);
        _redeem(ada, 100 * WAD);
        assertEq(_day(today, 0, NO_CHANGE).paid, 40 * WAD);
        assertEq(redeemQueue.pending(ada), 40 * WAD);
        (uint256 paid, uint256 back) = _exit(redeemQueue, ada);
        assertEq(paid, 40 * WAD);
        assertEq(back, 60 * WAD);
        _assertStatus(redeemQueue, ILctsQueue.Status.Dormant);
        _assertBacked();
    }

    function test_zeroCapacity() public {
        _subscribe(ada, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 0, NO_CHANGE);
        assertEq(done.subscribed, 0);
        assertTrue(done.subscribeSettled);
        assertFalse(done.fallbackUsed);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Active);
        (uint256 reward, uint256 assets) = _exit(subscribeQueue, ada);
        assertEq(reward, 0);
        assertEq(assets, 100 * WAD);
    }

    // --- Users ---

    function test_depositDuringLockIsRefused() public {
        _subscribe(ada, 100 * WAD);
        _lockOn(today);
        _giveSUsds(ben, WAD);
        vm.startPrank(ben);
        sUsds.approve(address(subscribeQueue), WAD);
        expectRevert("LctsQueue/locked");
        subscribeQueue.enter(WAD);
        vm.stopPrank();
        _settleOn(today);
        vm.prank(ben);
        subscribeQueue.enter(WAD);
    }

    function test_exitBetweenSettlements() public {
        _subscribe(ada, 100 * WAD);
        _subscribe(ben, 100 * WAD);
        _day(today, 100 * WAD, NO_CHANGE);
        (uint256 reward, uint256 assets) = _exit(subscribeQueue, ada);
        assertEq(reward, 50 * WAD);
        assertEq(assets, 50 * WAD);
        assertEq(_day(today + 1, 1_000 * WAD, NO_CHANGE).subscribed, 50 * WAD);
        subscribeQueue.claimFinalized(ben);
        assertEq(srUsds.balanceOf(ben), 100 * WAD);
        _assertBacked();
    }

    function test_lastExitThenDormantAndRestart() public {
        _subscribe(ada, 100 * WAD);
        _day(today, 10 * WAD, NO_CHANGE);
        _exit(subscribeQueue, ada);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        _lockOn(today + 1);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        assertFalse(_settleOn(today + 1).subscribeSettled);
        _subscribe(ben, 5 * WAD);
        assertEq(subscribeQueue.gen(), 2);
        assertEq(_day(today + 2, 10 * WAD, NO_CHANGE).subscribed, 5 * WAD);
        _assertBacked();
    }

    function test_severalGenerationsAtOnceForOneUser() public {
        _subscribe(ada, 100 * WAD);
        _redeem(ada, 50 * WAD);
        _day(today, 1_000 * WAD, NO_CHANGE);
        _subscribe(ben, 10 * WAD);
        _redeem(ben, 10 * WAD);
        _day(today + 1, 0, NO_CHANGE);
        // One position in each queue, each of a generation that ended before the last one.
        assertEq(subscribeQueue.gen(), 2);
        subscribeQueue.claimFinalized(ada);
        redeemQueue.claimFinalized(ada);
        assertEq(srUsds.balanceOf(ada), 100 * WAD);
        assertEq(sUsds.balanceOf(ada), 50 * WAD);
        _assertBacked();
    }

    // --- Rate ---

    function test_yieldIsBroughtAndRaisesTheRate() public {
        _giveSrUsds(ada, 1_000 * WAD);
        _giveSUsds(address(holding), 10 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 0, 1.01e18);
        assertEq(done.rateBefore, 1e18);
        assertEq(done.factor, 1.01e18);
        assertEq(done.rateAfter, 1.01e18);
        assertEq(done.haircut, 0);
        assertEq(holding.surplus(), 0);
        _assertBacked();
    }

    /// What waits for redemption carries the day, and what waits for subscription does not.
    function test_haircut() public {
        _redeem(ada, 100 * WAD);
        _giveSrUsds(ben, 900 * WAD);
        _subscribe(cleo, 90 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 1_000 * WAD, 0.9e18);
        assertEq(done.rateAfter, 0.9e18);
        assertEq(done.haircut, 100 * WAD);
        assertEq(sUsds.balanceOf(lossReceiver), 100 * WAD);
        assertEq(done.paid, 90 * WAD);
        assertEq(done.minted, 100 * WAD);
        assertEq(done.netted, 90 * WAD);
        redeemQueue.claimFinalized(ada);
        subscribeQueue.claimFinalized(cleo);
        assertEq(sUsds.balanceOf(ada), 90 * WAD);
        assertApproxEqAbs(srUsds.balanceOf(cleo), 100 * WAD, 1, "");
        assertEq(holding.surplus(), 0);
        _assertBacked();
    }

    function test_rateMovesOnlyAtASettlement() public {
        _giveSrUsds(ada, 1_000 * WAD);
        _publish(today, 0, 0.9e18);
        assertEq(holding.exchangeRate(), 1e18);
        _lockOn(today);
        assertEq(holding.exchangeRate(), 1e18);
        _settleOn(today);
        assertEq(holding.exchangeRate(), 0.9e18);
    }

    // --- Netting ---

    /// Hole 1: the queues hold different tokens, so that they are compared by value, at the new rate.
    function test_holeOne_nettingWithUnequalValues() public {
        _rateIs(1.05e18);
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 0);
        // 100 srUSDS are worth 105 sUSDS: more than 102, though 100 is less than 102.
        _redeem(ada, 100 * WAD);
        _giveSUsds(address(holding), 5 * WAD);
        _subscribe(ben, 102 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today + 1, 0, NO_CHANGE);
        assertEq(done.netted, 102 * WAD);
        assertEq(done.subscribed, 102 * WAD);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        assertEq(done.redeemed, 102 * WAD * 1e18 / 1.05e18);
        assertEq(redeemQueue.totalUnderlying(), 100 * WAD - done.redeemed);
        assertEq(_left(LIMIT_SRUSDS_MINT), 1_000_000 * WAD);
        _assertBacked();
    }

    function test_nettingUsesNoLimitAndAtMostOneQueueKeepsABacklog() public {
        _subscribe(ada, 500 * WAD);
        _redeem(ben, 200 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 100 * WAD, NO_CHANGE);
        assertEq(done.netted, 200 * WAD);
        assertEq(done.subscribed, 300 * WAD);
        assertEq(done.redeemed, 200 * WAD);
        assertEq(_left(LIMIT_SRUSDS_MINT), 999_900 * WAD);
        assertEq(_left(LIMIT_SRUSDS_REDEEM), 1_000_000 * WAD);
        _assertStatus(redeemQueue, ILctsQueue.Status.Dormant);
        assertEq(subscribeQueue.totalUnderlying(), 200 * WAD);
        _assertBacked();
    }

    function test_redemptionBeyondNettingUsesTheLimitForTheRestOnly() public {
        _subscribe(ada, 200 * WAD);
        _redeem(ben, 500 * WAD);
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 0, NO_CHANGE);
        assertEq(done.redeemed, 300 * WAD);
        assertEq(done.paid, 300 * WAD);
        assertEq(_left(LIMIT_SRUSDS_REDEEM), 0);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        assertEq(redeemQueue.totalUnderlying(), 200 * WAD);
        _assertBacked();
    }

    /// Hole 2: the side that is to be cleared is cleared, whatever converting its value back would come to.
    function test_holeTwo_theClearedSideKeepsNoWei(uint256 rate, uint256 amount) public {
        _rateIs(bound(rate, 0.5e18, 1.09e18));
        amount = bound(amount, 1e6, 1_000_000 * WAD);
        _giveSUsds(address(holding), 1_000_000 * WAD);
        _redeem(ada, amount);
        _subscribe(ben, 3_000_000 * WAD);
        _day(today + 1, 0, NO_CHANGE);
        _assertStatus(redeemQueue, ILctsQueue.Status.Dormant);
        assertEq(redeemQueue.unclaimedUnderlying(), 0);

        _giveSrUsds(cleo, 10_000_000 * WAD);
        _giveSUsds(address(holding), 10_000_000 * WAD);
        _enter(redeemQueue, cleo, 10_000_000 * WAD);
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 0);
        _day(today + 2, 0, NO_CHANGE);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        assertEq(subscribeQueue.unclaimedUnderlying(), 0);
        _assertBacked();
    }

    function test_oneWeiLeft() public {
        _subscribe(ada, 100 * WAD);
        _day(today, 100 * WAD - 1, NO_CHANGE);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Dormant);
        (uint256 reward, uint256 assets) = subscribeQueue.finalized(ada);
        assertEq(reward, 100 * WAD - 1);
        assertEq(assets, 1);
        _assertBacked();
    }

    /// An amount that is worth less than a wei of the other token waits; nobody gives something for nothing.
    function test_redemptionWorthLessThanAWeiWaits() public {
        _rateIs(0.5e18);
        _redeem(ada, 1);
        ISrUsdsFacet.Settlement memory done = _day(today + 1, 0, NO_CHANGE);
        assertTrue(done.redeemSettled);
        assertEq(done.redeemed, 0);
        assertEq(done.paid, 0);
        assertEq(redeemQueue.underlyingOf(ada), 1);
        _assertBacked();
    }

    function test_subscriptionWorthLessThanAWeiWaits() public {
        _rateIs(1.01e18);
        _subscribe(ada, 1);
        _giveSUsds(address(holding), 1_000 * WAD);
        _redeem(ben, 10 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today + 1, 10, NO_CHANGE);
        // The wei of netting has no taker; what Ben gets is within the limit.
        assertEq(done.subscribed, 0);
        assertEq(done.minted, 0);
        assertEq(subscribeQueue.underlyingOf(ada), 1);
        assertEq(done.netted, 0);
        assertEq(done.paid, 10.1e18);
        _assertBacked();
    }

    // --- Lock ---

    /// Hole 3: a queue that was dormant at the lock and was entered after it cannot be settled; the other is.
    function test_holeThree_dormantAtThirteenAndEnteredAtThirteenThirty() public {
        _redeem(ada, 100 * WAD);
        _publish(today, 1_000 * WAD, NO_CHANGE);
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 30 * WAD);
        _lockOn(today);
        skip(30 minutes);
        _subscribe(ben, 80 * WAD);
        ISrUsdsFacet.Settlement memory done = _settleOn(today);
        assertFalse(done.subscribeSettled);
        assertTrue(done.redeemSettled);
        // Its 80 do not count: only the limit lets anything out.
        assertEq(done.netted, 0);
        assertEq(done.paid, 30 * WAD);
        assertEq(done.subscribed, 0);
        assertEq(subscribeQueue.underlyingOf(ben), 80 * WAD);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Active);
        assertEq(_day(today + 1, 0, NO_CHANGE).netted, 70 * WAD);
        _assertBacked();
    }

    function test_holeThree_redeemQueueEnteredAfterTheLock() public {
        _subscribe(ben, 80 * WAD);
        _lockOn(today);
        skip(30 minutes);
        _redeem(ada, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _settleOn(today);
        assertTrue(done.subscribeSettled);
        assertFalse(done.redeemSettled);
        assertEq(done.netted, 0);
        assertEq(done.redeemed, 0);
        _assertStatus(redeemQueue, ILctsQueue.Status.Active);
        _assertBacked();
    }

    function test_emptyDayStillMovesTheRate() public {
        _giveSrUsds(ada, 100 * WAD);
        ISrUsdsFacet.Settlement memory done = _day(today, 0, 0.99e18);
        assertFalse(done.subscribeSettled);
        assertFalse(done.redeemSettled);
        assertEq(holding.exchangeRate(), 0.99e18);
    }

    // --- Failure ---

    function test_notLockedIsNotSettled() public {
        _subscribe(ada, 100 * WAD);
        vm.warp(today * 1 days + SETTLE_AT);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/not-locked");
        facet.settleQueues();
        _assertStatus(subscribeQueue, ILctsQueue.Status.Active);
        _exit(subscribeQueue, ada);
    }

    function test_lockedLateAndSettledAtOnce() public {
        _publish(today, 100 * WAD, NO_CHANGE);
        _subscribe(ada, 100 * WAD);
        vm.warp(today * 1 days + 17 hours);
        _lock();
        assertEq(subscribeQueue.lockedAt(), today * 1 days + 17 hours);
        assertEq(_settle().subscribed, 100 * WAD);
    }

    function test_settlementLate() public {
        _subscribe(ada, 100 * WAD);
        _publish(today, 100 * WAD, NO_CHANGE);
        _lockOn(today);
        vm.warp((today + 1) * 1 days + 2 hours);
        vm.expectEmit(true, false, false, false, address(facet));
        ISrUsdsFacet.Settlement memory any;
        emit ISrUsdsFacet.Settled(today, any);
        assertEq(_settle().subscribed, 100 * WAD);
        assertEq(_day(today + 1, 0, NO_CHANGE).subscribed, 0);
    }

    function test_settlementSkippedAndCoveredTheNextDay() public {
        _subscribe(ada, 100 * WAD);
        _publish(today, 10 * WAD, NO_CHANGE);
        _lockOn(today);
        _publish(today + 1, 40 * WAD, 0.95e18);
        vm.warp((today + 1) * 1 days + LOCK_AT);
        (bool subscribe,) = _lock();
        assertFalse(subscribe);
        _assertStatus(subscribeQueue, ILctsQueue.Status.Locked);
        vm.expectEmit(true, false, false, false, address(facet));
        ISrUsdsFacet.Settlement memory any;
        emit ISrUsdsFacet.Settled(today + 1, any);
        ISrUsdsFacet.Settlement memory done = _settleOn(today + 1);
        // What was published for the day that was skipped has lapsed.
        assertEq(done.subscribed, 40 * WAD);
        assertEq(done.rateAfter, 0.95e18);
        _assertBacked();
    }

    function test_settlementFailedAndRetried() public {
        _giveSrUsds(ben, 1_000 * WAD);
        _subscribe(ada, 100 * WAD);
        _publish(today, 100 * WAD, 1.01e18);
        _lockOn(today);
        vm.warp(today * 1 days + SETTLE_AT);
        vm.prank(operator);
        expectRevert("HoldingSystem/underbacked");
        facet.settleQueues();
        _assertStatus(subscribeQueue, ILctsQueue.Status.Locked);
        (, uint256 settledDay) = facet.settlementDays();
        assertEq(settledDay, today - 1);

        // Nothing is lost: the yield is brought, and the same settlement is made.
        _giveSUsds(address(holding), 10 * WAD);
        skip(40 minutes);
        ISrUsdsFacet.Settlement memory done = _settle();
        assertEq(done.rateAfter, 1.01e18);
        assertEq(done.minted, 100 * WAD * 1e18 / 1.01e18);
        _assertBacked();
    }

    function test_capacityMissingAtTheLockUsesTheFallback() public {
        _subscribe(ada, 100 * WAD);
        _redeem(ben, 30 * WAD);
        _lockOn(today);
        vm.prank(coreCouncil);
        expectRevert("SrUsdsFacet/too-late");
        facet.publishSettlement(today, uint128(1_000 * WAD), uint64(NO_CHANGE));
        ISrUsdsFacet.Settlement memory done = _settleOn(today);
        assertTrue(done.fallbackUsed);
        assertEq(done.factor, 1e18);
        assertEq(done.capacity, 0);
        assertEq(done.netted, 30 * WAD);
        assertEq(done.subscribed, 30 * WAD);
        assertEq(done.redeemed, 30 * WAD);
        _assertBacked();
    }

    function test_fallbackRedeemsNothingBeyondNetting() public {
        _subscribe(ada, 30 * WAD);
        _redeem(ben, 100 * WAD);
        _lockOn(today);
        ISrUsdsFacet.Settlement memory done = _settleOn(today);
        assertEq(done.paid, 30 * WAD);
        assertEq(_left(LIMIT_SRUSDS_REDEEM), 1_000_000 * WAD);
        assertEq(redeemQueue.totalUnderlying(), 70 * WAD);
        _assertBacked();
    }

    function test_everySettlementSaysWhatItDid() public {
        _subscribe(ada, 100 * WAD);
        _redeem(ben, 50 * WAD);
        _publish(today, 20 * WAD, 0.98e18);
        _lockOn(today);
        vm.warp(today * 1 days + SETTLE_AT);
        ISrUsdsFacet.Settlement memory expected = ISrUsdsFacet.Settlement({
            time: today * 1 days + SETTLE_AT,
            rateBefore: 1e18,
            factor: 0.98e18,
            rateAfter: 0.98e18,
            haircut: 1 * WAD,
            capacity: 20 * WAD,
            netted: 49 * WAD,
            subscribed: 69 * WAD,
            minted: 69 * WAD * 1e18 / 0.98e18,
            redeemed: 50 * WAD,
            paid: 49 * WAD,
            subscribeSettled: true,
            redeemSettled: true,
            fallbackUsed: false
        });
        vm.expectEmit(address(facet));
        emit ISrUsdsFacet.Settled(today, expected);
        assertEq(keccak256(abi.encode(_settle())), keccak256(abi.encode(expected)));
        _assertBacked();
    }

    // --- Helpers ---

    function _left(bytes32 key) private view returns (uint256) {
        return IRateLimits(address(generator.limits)).getCurrentRateLimit(key);
    }

    /// Today's settlement, of empty queues, sets the rate.
    function _rateIs(uint256 rate) private {
        _day(today, 0, rate);
    }
}
