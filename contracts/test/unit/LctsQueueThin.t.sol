// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../../src/interfaces/ILctsQueue.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {LctsFixture} from "../LctsFixture.sol";

/// A generation of which next to nothing is left ends, so that shares never grow out of proportion (DOMAIN.md §12).
contract LctsQueueThinTest is LctsFixture {
    function test_oneWeiLeftEndsTheGenerationAndGoesBack() public {
        _enter(ada, 1_000_000 * WAD);
        uint256 all = queue.totalUnderlying();
        queue.lock();
        srUsds.mint(address(queue), all - 1);
        vm.expectEmit(address(queue));
        emit ILctsQueue.Settle(1, all - 1, all - 1, 1, true);
        queue.settle(all - 1, all - 1);

        _assertStatus(ILctsQueue.Status.Dormant);
        assertEq(queue.totalUnderlying(), 0);
        assertEq(queue.unclaimedUnderlying(), 1);
        _assertFinalized(ada, all - 1, 1);
        queue.claimFinalized(ada);
        assertEq(sUsds.balanceOf(ada), 1);
        assertEq(queue.unclaimedUnderlying(), 0);
        // The next one begins with as many shares as assets.
        assertEq(_enter(ben, 5 * WAD), 5 * WAD);
    }

    /// Without the end of thin generations the second conversion would be divided by 1e48 shares, and paid to nobody.
    function test_holeTwo_rewardAfterOneWeiLeftIsPaidToSomebody() public {
        _enter(ada, 1_000_000 * WAD);
        _settle(queue.totalUnderlying() - 1);
        _enter(ben, 1_000_000 * WAD);
        _clear();
        _assertFinalized(ben, 1_000_000 * WAD, 0);
    }

    /// 99 % converted and refilled every day: nothing truncates and nothing overflows, for as long as one likes.
    function test_holeTwo_ninetyNinePercentConvertedAndRefilledForAMonth() public {
        uint256 received;
        uint256 generations;
        for (uint256 day; day < 30; ++day) {
            uint256 before = queue.gen();
            _enter(ada, 10_000_000 * WAD);
            _enter(ben, 5_000_000 * WAD);
            if (queue.gen() != before) ++generations;
            uint256 converted = queue.totalUnderlying() * 99 / 100;
            _settle(converted);
            received += converted;
            assertLe(queue.totalShares() / 1e9, queue.totalUnderlying());
        }
        assertGt(generations, 4);
        _take(ada);
        _take(ben);
        uint256 paid = srUsds.balanceOf(ada) + srUsds.balanceOf(ben);
        assertLe(paid, received);
        // A unit for each user and settlement, and what was too little for all shares.
        assertLe(received - paid, 60 + queue.undistributed());
        assertLe(queue.undistributed(), queue.totalShares() / 1e27 + 1);
    }

    function test_boundary_aBillionSharesForEachAssetAreKeptAndOneMoreEndsIt() public {
        _enter(ada, 1e18);
        _settle(1e18 - 1e9);
        _assertStatus(ILctsQueue.Status.Active);
        assertEq(queue.totalUnderlying(), 1e9);

        queue.lock();
        queue.settle(0, 0);
        _assertStatus(ILctsQueue.Status.Active);

        // One share more, over as many assets.
        setUp();
        _enter(ada, 1e18 + 1);
        _settle(1e18 + 1 - 1e9);
        _assertStatus(ILctsQueue.Status.Dormant);
        (uint256 reward, uint256 assets) = queue.finalized(ada);
        assertApproxEqAbs(reward, 1e18 + 1 - 1e9, 1, "reward");
        assertApproxEqAbs(assets, 1e9, 1, "assets");
    }

    function test_whatIsLeftGoesBackInProportion() public {
        _enter(ada, 3e27);
        _enter(ben, 1e27);
        _settle(4e27 - 4000);
        _assertStatus(ILctsQueue.Status.Dormant);
        assertEq(queue.finalUnderlyingPerToken(1), 1000);
        _assertFinalized(ada, 3e27 - 3000, 3000);
        _assertFinalized(ben, 1e27 - 1000, 1000);
        // It does not mix with what waits in the next generation.
        _enter(cleo, 50);
        assertEq(queue.totalUnderlying(), 50);
        queue.claimFinalized(ada);
        queue.claimFinalized(ben);
        assertEq(sUsds.balanceOf(address(queue)), 50);
        assertEq(queue.unclaimedUnderlying(), 0);
    }

    /// Reward, shares and assets whose products are far beyond 256 bits.
    function test_holeTwo_productsBeyond256Bits() public {
        _enter(ada, 1e40);
        _settle(1e40 - 2e31, 1e38);
        _enter(ben, 1e45);
        assertGt(_shares(ben), 1e53);
        _settle(1e45, 1e39);
        _assertStatus(ILctsQueue.Status.Dormant);
        (uint256 first,) = queue.finalized(ada);
        (uint256 second,) = queue.finalized(ben);
        assertApproxEqAbs(first + second + queue.undistributed(), 1.1e39, 3, "");
    }

    function test_assetsThatAreMissingStopASettlement() public {
        // A queue whose operator burns what is converted, and burned more than that.
        LctsQueue redeem = new LctsQueue(address(srUsds), address(sUsds), address(0), address(this), address(0));
        srUsds.mint(ada, 100);
        vm.startPrank(ada);
        srUsds.approve(address(redeem), 100);
        redeem.enter(100);
        vm.stopPrank();
        redeem.lock();
        _fund(address(redeem), 40);
        srUsds.burn(address(redeem), 41);
        expectRevert("LctsQueue/assets-missing");
        redeem.settle(40, 40);
        srUsds.mint(address(redeem), 1);
        redeem.settle(40, 40);
        assertEq(redeem.pending(ada), 40);
        assertEq(redeem.underlyingOf(ada), 60);
    }

    function test_redeemQueueTakesNoUsds() public {
        LctsQueue redeem = new LctsQueue(address(srUsds), address(sUsds), address(0), address(this), address(0));
        vm.prank(ada);
        expectRevert("LctsQueue/usds-not-accepted");
        redeem.enterUsds(1);
    }

    function _take(address user) private {
        (, uint256 assets) = queue.finalized(user);
        if (queue.pending(user) != 0) _claim(user);
        else if (assets != 0) queue.claimFinalized(user);
    }
}
