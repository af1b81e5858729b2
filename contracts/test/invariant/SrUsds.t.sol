// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";
import {SrUsdsHandler} from "./SrUsdsHandler.sol";

/// What holds for srUSDS after any order of users, days, late and skipped settlements, yields and haircuts (DOMAIN.md §12).
contract SrUsdsInvariant is SrUsdsFixture {
    SrUsdsHandler private handler;

    function setUp() public override {
        super.setUp();
        handler = new SrUsdsHandler(facet, generator.limits, operator, coreCouncil, admin);
        usds.rely(address(handler));
        // Somebody holds srUSDS from the start.
        _giveSrUsds(makeAddr("user 0"), 1_000_000 * WAD);
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](16);
        selectors[0] = SrUsdsHandler.subscribe.selector;
        selectors[1] = SrUsdsHandler.redeem.selector;
        selectors[2] = SrUsdsHandler.claim.selector;
        selectors[3] = SrUsdsHandler.exit.selector;
        selectors[4] = SrUsdsHandler.claimFinalized.selector;
        selectors[5] = SrUsdsHandler.publish.selector;
        selectors[6] = SrUsdsHandler.bring.selector;
        selectors[7] = SrUsdsHandler.donate.selector;
        selectors[8] = SrUsdsHandler.setLimit.selector;
        selectors[9] = SrUsdsHandler.wait.selector;
        selectors[10] = SrUsdsHandler.waitForTheHour.selector;
        selectors[11] = SrUsdsHandler.waitForTheHour.selector;
        selectors[12] = SrUsdsHandler.lock.selector;
        selectors[13] = SrUsdsHandler.lock.selector;
        selectors[14] = SrUsdsHandler.settle.selector;
        selectors[15] = SrUsdsHandler.settle.selector;
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 48
    /// forge-config: default.invariant.depth = 96
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_whatIsOwedIsThere() public view {
        _assertBacked();
        assertFalse(handler.settledTwice(), "settled twice");
        assertFalse(handler.rateMovedBetweenSettlements(), "rate moved");
        assertFalse(handler.rateIsNotThatOfTheEvent(), "rate of the event");
        assertFalse(handler.generationChanged(), "a finalized generation changed");
        assertFalse(handler.bothKeptABacklog(), "both kept a backlog");
        _assertConserved(handler.subscribeQueue());
        _assertConserved(handler.redeemQueue());
    }

    /// Whatever the invariant is held against does happen.
    function test_theHandlerComesToEverythingThatMatters() public {
        bytes4[] memory selectors = targetSelectors()[0].selectors;
        uint256 random = 1;
        for (uint256 i; i < 3_000; ++i) {
            random = uint256(keccak256(abi.encode(random)));
            uint256 next = uint256(keccak256(abi.encode(random, i)));
            bytes4 selector = selectors[random % selectors.length];
            uint256 first = random / selectors.length;
            if (_beginsWithAQueue(selector)) first %= 2;
            (bool done,) = address(handler).call(abi.encodePacked(selector, first, next, next >> 255));
            assertTrue(done, "the handler reverted");
            if (i % 50 == 0) this.invariant_whatIsOwedIsThere();
        }
        assertGt(handler.settlements(), 50, "settlements");
        assertGt(handler.lateOrSkipped(), 10, "late or skipped");
        assertGt(handler.haircuts(), 5, "haircuts");
        assertGt(handler.fallbacks(), 5, "fallbacks");
        assertGt(handler.nettings(), 5, "nettings");
        assertGt(subscribeQueue.gen(), 5, "generations");
        assertGt(redeemQueue.gen(), 5, "generations");
    }

    function _beginsWithAQueue(bytes4 selector) private pure returns (bool) {
        return selector == SrUsdsHandler.claim.selector || selector == SrUsdsHandler.exit.selector
            || selector == SrUsdsHandler.claimFinalized.selector || selector == SrUsdsHandler.donate.selector
            || selector == SrUsdsHandler.setLimit.selector;
    }

    /// All that was claimed or can be claimed is what was received, but for a unit a user and settlement; so are the assets.
    function _assertConserved(LctsQueue queue) private view {
        SrUsdsHandler.Books memory books = handler.books(queue);
        (uint256 reward, uint256 assets) = handler.claimable(queue);
        // Each of six users may lose a unit by what is rounded now.
        uint256 slack = books.roundings + 6;

        uint256 rewards = books.claimed + reward + queue.undistributed();
        assertLe(rewards, books.rewarded, "more rewards than were received");
        assertLe(books.rewarded - rewards, slack, "rewards were lost");
        assertEq(books.rewarded - books.claimed, queue.unclaimedReward(), "unclaimed rewards");

        uint256 all = books.returned + books.converted + assets;
        assertLe(all, books.entered, "more assets than were put in");
        assertLe(books.entered - all, slack + queue.gen(), "assets were lost");
        assertEq(
            books.entered - books.returned - books.converted,
            queue.totalUnderlying() + queue.unclaimedUnderlying(),
            "unclaimed assets"
        );
        assertLe(queue.totalShares() / 1e9, queue.totalUnderlying(), "thin");
        assertGe(queue.totalShares(), queue.totalUnderlying(), "a share is worth more than an asset");
    }
}
