// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ISrUsdsFacet} from "../../src/interfaces/ISrUsdsFacet.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";

/// Deliverable 4 of the document of Phase 6, and its acceptance criterion. The stories are in SrUsdsSettlement.t.sol.
contract Phase6SrUsdsTest is SrUsdsFixture {
    function test_deliverable4_srUsdsIsIssuedAndRedeemedThroughTheGenerator() public {
        assertEq(srUsds.minter(), address(generator.diamond));
        _subscribe(ada, 100 * WAD);
        _day(today, 100 * WAD, 1e18);
        subscribeQueue.claimFinalized(ada);
        assertEq(srUsds.balanceOf(ada), 100 * WAD);

        _enter(redeemQueue, ada, 100 * WAD);
        _day(today + 1, 0, 1e18);
        redeemQueue.claimFinalized(ada);
        assertEq(sUsds.balanceOf(ada), 100 * WAD);
        assertEq(srUsds.totalSupply(), 0);
        _assertBacked();
    }

    function test_deliverable4_itKeepsTheCadenceOfLockAndSettle() public {
        _subscribe(ada, 100 * WAD);
        vm.warp(today * 1 days + LOCK_AT - 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
        _lockOn(today);
        vm.warp(today * 1 days + SETTLE_AT - 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/too-early");
        facet.settleQueues();
        _settleOn(today);
    }

    function test_acceptance_issuanceAndSettlementStayCorrectAndStable() public {
        for (uint256 day = today; day < today + 14; ++day) {
            _subscribe(ada, 30 * WAD);
            if (srUsds.balanceOf(ada) > 10 * WAD) _enter(redeemQueue, ada, 10 * WAD);
            _giveSUsds(address(holding), WAD);
            ISrUsdsFacet.Settlement memory done = _day(day, 20 * WAD, 1.0001e18);
            assertEq(done.rateAfter, done.rateBefore * 1.0001e18 / 1e18);
            assertEq(done.time, day * 1 days + SETTLE_AT);
            _assertBacked();
        }
    }
}
