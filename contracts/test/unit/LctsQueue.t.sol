// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../../src/interfaces/ILctsQueue.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {LctsFixture} from "../LctsFixture.sol";

/// The life of a queue: entering, waiting, being converted, claiming and leaving (DOMAIN.md §12).
contract LctsQueueTest is LctsFixture {
    // --- Wiring ---

    function test_wiring() public view {
        assertEq(queue.asset(), address(sUsds));
        assertEq(queue.reward(), address(srUsds));
        assertEq(queue.usds(), address(usds));
        assertEq(queue.operator(), address(this));
        assertEq(queue.holdingSystem(), holding);
        assertEq(queue.gen(), 0);
        assertEq(queue.lockedAt(), 0);
        _assertStatus(ILctsQueue.Status.Dormant);
    }

    function test_constructorRefusesWhatCannotWork() public {
        (address a, address r) = (address(sUsds), address(srUsds));
        _refuses(address(0), r, address(0), address(this), "LctsQueue/zero-address");
        _refuses(a, address(0), address(0), address(this), "LctsQueue/zero-address");
        _refuses(a, r, address(0), address(0), "LctsQueue/zero-address");
        _refuses(a, a, address(0), address(this), "LctsQueue/same-token");
        _refuses(a, r, a, address(this), "LctsQueue/usds-mismatch");
        this.create(a, r, address(0), address(this));
    }

    function test_onlyTheOperatorLocksAndSettles() public {
        _enter(ada, 100);
        vm.prank(stranger);
        expectRevert("LctsQueue/not-operator");
        queue.lock();
        queue.lock();
        vm.prank(stranger);
        expectRevert("LctsQueue/not-operator");
        queue.settle(0, 0);
    }

    // --- Entering ---

    function test_theFirstGetsAsManySharesAsAssets() public {
        _fund(ada, 100);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Enter(ada, 1, 100, 100);
        vm.prank(ada);
        assertEq(queue.enter(100), 100);

        assertEq(queue.gen(), 1);
        assertEq(queue.totalShares(), 100);
        assertEq(queue.totalUnderlying(), 100);
        assertEq(sUsds.balanceOf(address(queue)), 100);
        assertEq(sUsds.balanceOf(ada), 0);
        _assertStatus(ILctsQueue.Status.Active);
        (uint256 gen, uint256 shares, uint256 debt) = queue.positions(ada);
        assertEq(gen, 1);
        assertEq(shares, 100);
        assertEq(debt, 0);
        assertEq(queue.underlyingOf(ada), 100);
    }

    function test_oneWhoComesAfterAConversionGetsSharesInProportionRoundedDown() public {
        _enter(ada, 100);
        _settle(70);
        // 100 shares stand over 30 assets.
        assertEq(_enter(ben, 1), 3);
        assertEq(_enter(cleo, 10), 33);
        assertEq(queue.totalShares(), 136);
        assertEq(queue.totalUnderlying(), 41);
    }

    function test_nothingCannotEnter() public {
        vm.prank(ada);
        expectRevert("LctsQueue/zero-amount");
        queue.enter(0);
        vm.prank(ada);
        expectRevert("LctsQueue/zero-amount");
        queue.enterUsds(0);
    }

    /// A share is never worth more than an asset, so nobody gets none; a queue in which one were would refuse.
    function test_noSharesIsRefused() public {
        _enter(ada, 3);
        _enter(ben, 4);
        _settle(2);
        // What the exit is rounded down by stays for the others.
        _exit(ada);
        assertEq(queue.totalShares(), 4);
        assertEq(queue.totalUnderlying(), 3);

        vm.store(address(queue), bytes32(uint256(3)), bytes32(uint256(5)));
        assertEq(queue.totalUnderlying(), 5);
        _fund(cleo, 1);
        vm.prank(cleo);
        expectRevert("LctsQueue/zero-shares");
        queue.enter(1);
    }

    function test_usdsIsTurnedIntoTheAsset() public {
        // An sUSDS is worth two USDS.
        _fund(cleo, 100 * WAD);
        usds.mint(address(sUsds), 100 * WAD);
        usds.mint(ada, 50 * WAD);
        vm.startPrank(ada);
        usds.approve(address(queue), 50 * WAD);
        uint256 shares = queue.enterUsds(50 * WAD);
        vm.stopPrank();
        assertEq(shares, sUsds.convertToShares(50 * WAD));
        assertApproxEqAbs(shares, 25 * WAD, 1, "");
        assertEq(queue.totalUnderlying(), shares);
        assertEq(sUsds.balanceOf(address(queue)), shares);
        assertEq(usds.balanceOf(address(queue)), 0);
        assertEq(usds.allowance(address(queue), address(sUsds)), 0);
    }

    function test_enteringAgainPaysWhatIsPendingFirst() public {
        _enter(ada, 100);
        _settle(40);
        _fund(ada, 30);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Claim(ada, 1, 40);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Enter(ada, 1, 30, 50);
        vm.prank(ada);
        queue.enter(30);
        assertEq(srUsds.balanceOf(ada), 40);
        assertEq(queue.pending(ada), 0);
        assertEq(_shares(ada), 150);
        assertEq(queue.underlyingOf(ada), 90);
    }

    function test_depositDuringLockIsRefused() public {
        _enter(ada, 100);
        queue.lock();
        _fund(ben, 100);
        vm.prank(ben);
        expectRevert("LctsQueue/locked");
        queue.enter(100);

        usds.mint(ben, 1 * WAD);
        vm.startPrank(ben);
        usds.approve(address(queue), 1 * WAD);
        expectRevert("LctsQueue/locked");
        queue.enterUsds(1 * WAD);
        vm.stopPrank();
    }

    // --- Lock ---

    function test_lockStopsEverybodyUntilItIsSettled() public {
        _enter(ada, 100);
        _settle(10);
        vm.warp(1_900_000_000);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Lock(1, 100, 90);
        assertTrue(queue.lock());
        assertEq(queue.lockedAt(), 1_900_000_000);
        _assertStatus(ILctsQueue.Status.Locked);

        vm.startPrank(ada);
        expectRevert("LctsQueue/not-active");
        queue.claim();
        expectRevert("LctsQueue/not-active");
        queue.claimAndExit();
        vm.stopPrank();
        assertEq(queue.pending(ada), 10);
    }

    function test_lockLeavesADormantAndALockedQueueAsItIs() public {
        assertFalse(queue.lock());
        assertEq(queue.lockedAt(), 0);
        _enter(ada, 100);
        queue.lock();
        skip(1);
        assertFalse(queue.lock());
        assertEq(queue.lockedAt(), 1_800_000_000);
    }

    function test_onlyALockedQueueIsSettled() public {
        expectRevert("LctsQueue/not-locked");
        queue.settle(0, 0);
        _enter(ada, 100);
        expectRevert("LctsQueue/not-locked");
        queue.settle(0, 0);
        _settle(10);
        expectRevert("LctsQueue/not-locked");
        queue.settle(0, 0);
    }

    // --- Settlement ---

    function test_fullConversion() public {
        _enter(ada, 100);
        _enter(ben, 300);
        queue.lock();
        srUsds.mint(address(queue), 200);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Settle(1, 400, 200, 0, true);
        assertEq(queue.settle(400, 200), 400);

        _assertStatus(ILctsQueue.Status.Dormant);
        assertEq(sUsds.balanceOf(holding), 400);
        assertEq(queue.totalShares(), 0);
        assertEq(queue.rewardPerToken(), 0);
        assertEq(queue.finalRewardPerToken(1), 0.5e27);
        assertEq(queue.finalUnderlyingPerToken(1), 0);
        _assertFinalized(ada, 50, 0);

        vm.expectEmit(address(queue));
        emit ILctsQueue.ClaimFinalized(ada, 1, 50, 0);
        queue.claimFinalized(ada);
        queue.claimFinalized(ben);
        assertEq(srUsds.balanceOf(ada), 50);
        assertEq(srUsds.balanceOf(ben), 150);
        assertEq(queue.unclaimedReward(), 0);
        (uint256 gen, uint256 shares,) = queue.positions(ada);
        assertEq(gen, 0);
        assertEq(shares, 0);
    }

    function test_partialOverSeveralDays() public {
        _enter(ada, 100);
        _enter(ben, 300);
        _settle(200);
        assertEq(queue.pending(ada), 50);
        assertEq(queue.underlyingOf(ada), 50);
        assertEq(_claim(ada), 50);
        assertEq(queue.pending(ada), 0);
        assertEq(_claim(ada), 0);

        _settle(100, 50);
        assertEq(queue.pending(ada), 12);
        assertEq(queue.pending(ben), 187);
        _clear();
        _assertFinalized(ada, 37, 0);
        _assertFinalized(ben, 262, 0);
        queue.claimFinalized(ada);
        queue.claimFinalized(ben);
        assertEq(srUsds.balanceOf(ada) + srUsds.balanceOf(ben) + 1, 350);
    }

    function test_capAboveWhatWaitsConvertsWhatWaits() public {
        _enter(ada, 100);
        assertEq(_settle(101, 100), 100);
        assertEq(sUsds.balanceOf(holding), 100);
    }

    function test_zeroCapacityLeavesAllAsItWas() public {
        _enter(ada, 100);
        _settle(30);
        uint256 perToken = queue.rewardPerToken();
        queue.lock();
        vm.expectEmit(address(queue));
        emit ILctsQueue.Settle(1, 0, 0, 70, false);
        assertEq(queue.settle(0, 0), 0);
        _assertStatus(ILctsQueue.Status.Active);
        assertEq(queue.rewardPerToken(), perToken);
        assertEq(queue.totalShares(), 100);
        assertEq(queue.totalUnderlying(), 70);
        assertEq(queue.pending(ada), 30);
    }

    function test_rewardHasToFitAndToArrive() public {
        _enter(ada, 100);
        queue.lock();
        expectRevert("LctsQueue/reward-mismatch");
        queue.settle(0, 1);
        expectRevert("LctsQueue/reward-mismatch");
        queue.settle(1, 0);
        srUsds.mint(address(queue), 9);
        expectRevert("LctsQueue/reward-not-received");
        queue.settle(10, 10);
        srUsds.mint(address(queue), 1);
        queue.settle(10, 10);

        // What was not claimed is nobody's second reward.
        queue.lock();
        expectRevert("LctsQueue/reward-not-received");
        queue.settle(10, 1);
    }

    function test_rewardThatCannotBeDividedWaitsForTheNextSettlement() public {
        _enter(ada, 3);
        _settle(1, 1);
        // 3 shares cannot get a third each in full: a wei is rounded up against them and kept.
        assertEq(queue.rewardPerToken(), uint256(1e27) / 3);
        assertEq(queue.undistributed(), 0);
        assertEq(queue.pending(ada), 0);
        _enter(ben, 4e27);
        _settle(1, 1);
        assertEq(queue.undistributed(), 1);
        assertEq(queue.unclaimedReward(), 2);
        _settle(1, 10e27);
        assertGt(queue.pending(ben), 9e27);
        assertLe(queue.pending(ada) + queue.pending(ben) + queue.undistributed(), queue.unclaimedReward());
    }

    /// Not even with fewer shares, among which it could be divided by now, if nothing is converted.
    function test_rewardThatWaitsMovesNothingByItself() public {
        _enter(ada, 30);
        _enter(ben, 4e27);
        _settle(1, 1);
        assertEq(queue.undistributed(), 1);
        _exit(ben);
        uint256 perToken = queue.rewardPerToken();
        _settle(0, 0);
        assertEq(queue.rewardPerToken(), perToken);
        assertEq(queue.undistributed(), 1);
        _settle(10, 10);
        assertEq(queue.undistributed(), 0);
        assertApproxEqAbs(queue.pending(ada), 11, 1, "");
    }

    // --- Leaving ---

    function test_exitBetweenSettlements() public {
        _enter(ada, 100);
        _enter(ben, 300);
        _settle(200);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Exit(ada, 1, 50, 50);
        (uint256 reward, uint256 assets) = _exit(ada);
        assertEq(reward, 50);
        assertEq(assets, 50);
        assertEq(srUsds.balanceOf(ada), 50);
        assertEq(sUsds.balanceOf(ada), 50);
        assertEq(queue.totalShares(), 300);
        assertEq(queue.totalUnderlying(), 150);
        assertEq(queue.underlyingOf(ben), 150);
        assertEq(_shares(ada), 0);
        vm.prank(ada);
        expectRevert("LctsQueue/no-position");
        queue.claimAndExit();
    }

    function test_lastExitMakesTheQueueDormant() public {
        _enter(ada, 100);
        _enter(ben, 200);
        _settle(33);
        _exit(ada);
        _assertStatus(ILctsQueue.Status.Active);
        (uint256 reward, uint256 assets) = _exit(ben);
        assertEq(assets + sUsds.balanceOf(ada), 267);
        assertApproxEqAbs(reward + srUsds.balanceOf(ada), 33, 1, "");
        _assertStatus(ILctsQueue.Status.Dormant);
        assertEq(queue.totalShares(), 0);
        assertEq(queue.totalUnderlying(), 0);
        assertEq(sUsds.balanceOf(address(queue)), 0);
        assertFalse(queue.lock());
    }

    function test_dormantAndRestart() public {
        _enter(ada, 100);
        _exit(ada);
        assertEq(_enter(ben, 7), 7);
        assertEq(queue.gen(), 2);
        _clear();
        assertEq(_enter(cleo, 9), 9);
        assertEq(queue.gen(), 3);
        assertEq(queue.rewardPerToken(), 0);
        assertEq(queue.totalUnderlying(), 9);
        // Ben's generation is as it was.
        _settle(9, 18);
        _assertFinalized(ben, 7, 0);
        _assertFinalized(cleo, 18, 0);
    }

    function test_severalGenerationsForOneUser() public {
        _enter(ada, 100);
        _clear();
        _enter(ben, 50);
        _settle(20);
        // Ada's comes from the first generation, and she enters the second.
        _fund(ada, 30);
        vm.expectEmit(address(queue));
        emit ILctsQueue.ClaimFinalized(ada, 1, 100, 0);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Enter(ada, 2, 30, 50);
        vm.prank(ada);
        queue.enter(30);
        assertEq(srUsds.balanceOf(ada), 100);
        _clear();
        _enter(ben, 1);
        assertEq(queue.gen(), 3);
        assertEq(srUsds.balanceOf(ben), 50);
        _assertFinalized(ada, 30, 0);
        queue.claimFinalized(ada);
        assertEq(srUsds.balanceOf(ada), 130);
    }

    function test_finalizedIsClaimedAlsoWhileTheQueueIsLocked() public {
        _enter(ada, 100);
        _clear();
        _enter(ben, 50);
        queue.lock();
        vm.prank(stranger);
        queue.claimFinalized(ada);
        assertEq(srUsds.balanceOf(ada), 100);
        assertEq(srUsds.balanceOf(stranger), 0);
    }

    function test_eachClaimIsForItsOwnPositions() public {
        vm.prank(ada);
        expectRevert("LctsQueue/not-active");
        queue.claim();
        expectRevert("LctsQueue/nothing-finalized");
        queue.claimFinalized(ada);
        _enter(ada, 100);
        expectRevert("LctsQueue/nothing-finalized");
        queue.claimFinalized(ada);
        vm.prank(ben);
        expectRevert("LctsQueue/no-position");
        queue.claim();
        _clear();
        vm.startPrank(ada);
        expectRevert("LctsQueue/generation-finalized");
        queue.claim();
        expectRevert("LctsQueue/generation-finalized");
        queue.claimAndExit();
        vm.stopPrank();
        assertEq(queue.pending(ada), 0);
        assertEq(queue.underlyingOf(ada), 0);
        _enter(ben, 5);
        vm.prank(ada);
        expectRevert("LctsQueue/generation-finalized");
        queue.claim();
        queue.claimFinalized(ada);
        expectRevert("LctsQueue/nothing-finalized");
        queue.claimFinalized(ada);
    }

    /// A position of a generation that ended is worth nothing in the one after it.
    function test_viewsOfAFinalizedPositionKeepToItsGeneration() public {
        _enter(ada, 100);
        _settle(50, 25);
        _clear();
        _enter(ben, 1000);
        _settle(10, 999);
        assertEq(queue.pending(ada), 0);
        assertEq(queue.underlyingOf(ada), 0);
        _assertFinalized(ada, 75, 0);
        _assertFinalized(ben, 0, 0);
    }

    /// As a call, so that a refusal is a revert of it.
    function create(address asset, address reward, address usds_, address operator) external {
        new LctsQueue(asset, reward, usds_, operator, holding);
    }

    function _refuses(address asset, address reward, address usds_, address operator, string memory reason) private {
        expectRevert(reason);
        this.create(asset, reward, usds_, operator);
    }
}
