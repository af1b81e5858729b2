// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {SrUsdsFacet} from "../../src/facets/SrUsdsFacet.sol";
import {SrUsdsInit, SrUsdsWiring} from "../../src/facets/SrUsdsInit.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {ISrUsdsFacet} from "../../src/interfaces/ISrUsdsFacet.sol";
import {HoldingSystem} from "../../src/srusds/HoldingSystem.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {SrUsds} from "../../src/srusds/SrUsds.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";

/// Who may lock, settle and publish, and when (DOMAIN.md §12). What a settlement does is in SrUsdsSettlement.t.sol.
contract SrUsdsFacetTest is SrUsdsFixture {
    // --- Wiring ---

    function test_wiring() public view {
        assertEq(facet.srUsdsToken(), address(srUsds));
        assertEq(facet.subscribeQueue(), address(subscribeQueue));
        assertEq(facet.redeemQueue(), address(redeemQueue));
        assertEq(facet.holdingSystem(), address(holding));
        assertEq(facet.LCTS_OPERATOR(), LCTS_OPERATOR);
        assertEq(facet.CORE_COUNCIL(), CORE_COUNCIL);
        assertEq(facet.LIMIT_SRUSDS_MINT(), LIMIT_SRUSDS_MINT);
        assertEq(facet.LIMIT_SRUSDS_REDEEM(), LIMIT_SRUSDS_REDEEM);
        (uint256 lockAt, uint256 settleAt) = facet.settlementTimes();
        assertEq(lockAt, 13 hours);
        assertEq(settleAt, 16 hours);
        // Wired at nine: the lock of the day before is not owed any more.
        (uint256 lockedDay, uint256 settledDay) = facet.settlementDays();
        assertEq(lockedDay, today - 1);
        assertEq(settledDay, today - 1);
    }

    function test_selectorsAreThoseOfTheInterface() public pure {
        bytes4[] memory selectors = FacetSelectors.srUsds();
        bytes4 id;
        for (uint256 i; i < selectors.length; ++i) {
            id ^= selectors[i];
        }
        assertEq(bytes32(id), bytes32(type(ISrUsdsFacet).interfaceId));
    }

    function test_aDiamondThatWasNotWiredIssuesNothing() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = _add(address(new SrUsdsFacet()), FacetSelectors.srUsds());
        address other = address(prime.diamond);
        vm.startPrank(admin);
        prime.diamond.diamondCut(cuts, address(0), "");
        prime.diamond.grantRole(LCTS_OPERATOR, operator);
        prime.diamond.grantRole(CORE_COUNCIL, coreCouncil);
        vm.stopPrank();

        assertEq(ISrUsdsFacet(other).srUsdsToken(), address(0));
        vm.prank(coreCouncil);
        expectRevert("SrUsdsFacet/not-issued");
        ISrUsdsFacet(other).publishSettlement(today, 0, 1e18);
        vm.startPrank(operator);
        expectRevert("SrUsdsFacet/not-issued");
        ISrUsdsFacet(other).lockQueues();
        expectRevert("SrUsdsFacet/not-issued");
        ISrUsdsFacet(other).settleQueues();
        vm.stopPrank();
    }

    // --- Init ---

    function test_initRefusesASecondTimeAndStrangers() public {
        address init = address(new SrUsdsInit());
        _expectInit(init, _srUsdsWiring(), "SrUsdsInit/already-initialized");
        SrUsdsWiring memory wiring = _srUsdsWiring();
        expectMissingRole(stranger, 0);
        vm.prank(stranger);
        SrUsdsInit(init).init(wiring);
    }

    function test_initRefusesTimesThatAreNotInOrder() public {
        address init = _fresh();
        SrUsdsWiring memory wiring = _srUsdsWiring();
        wiring.settleAt = LOCK_AT;
        _expectInit(init, wiring, "SrUsdsInit/invalid-times");
        wiring.settleAt = 1 days;
        _expectInit(init, wiring, "SrUsdsInit/invalid-times");
    }

    function test_initRefusesPartsOfAnother() public {
        address init = _fresh();
        address self = address(generator.diamond);
        (address s, address t, address h) = (address(sUsds), address(srUsds), address(holding));

        SrUsdsWiring memory wiring = _srUsdsWiring();
        wiring.token = address(new SrUsds(stranger));
        _expectInit(init, wiring, "SrUsdsInit/foreign-token");

        wiring = _srUsdsWiring();
        wiring.subscribeQueue = address(new LctsQueue(s, t, address(0), stranger, h));
        _expectInit(init, wiring, "SrUsdsInit/foreign-queue");
        wiring = _srUsdsWiring();
        wiring.redeemQueue = address(new LctsQueue(t, s, address(0), stranger, address(0)));
        _expectInit(init, wiring, "SrUsdsInit/foreign-queue");

        wiring = _srUsdsWiring();
        wiring.holdingSystem = address(new HoldingSystem(s, t, stranger, lossReceiver));
        _expectInit(init, wiring, "SrUsdsInit/foreign-holding");
        wiring.holdingSystem = address(new HoldingSystem(s, s, self, lossReceiver));
        _expectInit(init, wiring, "SrUsdsInit/token-mismatch");

        wiring = _srUsdsWiring();
        (wiring.subscribeQueue, wiring.redeemQueue) = (wiring.redeemQueue, wiring.subscribeQueue);
        _expectInit(init, wiring, "SrUsdsInit/token-mismatch");
        wiring = _srUsdsWiring();
        wiring.redeemQueue = wiring.subscribeQueue;
        _expectInit(init, wiring, "SrUsdsInit/token-mismatch");

        wiring = _srUsdsWiring();
        wiring.subscribeQueue = address(new LctsQueue(s, t, address(0), self, address(0)));
        _expectInit(init, wiring, "SrUsdsInit/holding-mismatch");
        wiring = _srUsdsWiring();
        wiring.redeemQueue = address(new LctsQueue(t, s, address(0), self, h));
        _expectInit(init, wiring, "SrUsdsInit/holding-mismatch");
    }

    // --- Roles ---

    function test_onlyTheOperatorLocksAndSettles() public {
        vm.warp(today * 1 days + LOCK_AT);
        address[3] memory others = [admin, relayer, coreCouncil];
        for (uint256 i; i < others.length; ++i) {
            expectMissingRole(others[i], LCTS_OPERATOR);
            vm.prank(others[i]);
            facet.lockQueues();
            expectMissingRole(others[i], LCTS_OPERATOR);
            vm.prank(others[i]);
            facet.settleQueues();
        }
        _lock();
    }

    function test_onlyTheCoreCouncilPublishes() public {
        address[3] memory others = [admin, relayer, operator];
        for (uint256 i; i < others.length; ++i) {
            expectMissingRole(others[i], CORE_COUNCIL);
            vm.prank(others[i]);
            facet.publishSettlement(today, 0, 1e18);
        }
    }

    function test_aFrozenOperatorDoesNothing() public {
        vm.warp(today * 1 days + LOCK_AT);
        freezeRegistry.freeze(operator);
        vm.startPrank(operator);
        expectRevert("SrUsdsFacet/operator-frozen");
        facet.lockQueues();
        expectRevert("SrUsdsFacet/operator-frozen");
        facet.settleQueues();
        vm.stopPrank();
        freezeRegistry.unfreeze(operator);
        _lock();
        // Somebody else settles while it is frozen.
        freezeRegistry.freeze(operator);
        vm.prank(admin);
        generator.diamond.grantRole(LCTS_OPERATOR, stranger);
        vm.warp(today * 1 days + SETTLE_AT);
        vm.prank(stranger);
        facet.settleQueues();
    }

    // --- Times of the lock ---

    function test_lockOfTheDayIsDueAtThirteenAndNotBefore() public {
        vm.warp(today * 1 days + LOCK_AT - 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
        vm.warp(today * 1 days + LOCK_AT);
        vm.expectEmit(address(facet));
        emit ISrUsdsFacet.QueuesLocked(today, block.timestamp, false, false);
        _lock();
        (uint256 lockedDay, uint256 settledDay) = facet.settlementDays();
        assertEq(lockedDay, today);
        assertEq(settledDay, today - 1);
    }

    function test_aDayIsLockedOnce() public {
        _subscribe(ada, WAD);
        _lockOn(today);
        vm.startPrank(operator);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
        vm.warp((today + 1) * 1 days + LOCK_AT - 1);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
        vm.stopPrank();
    }

    function test_aLockTheNextMorningIsThatOfTheDayBefore() public {
        vm.warp((today + 1) * 1 days + LOCK_AT - 1);
        vm.expectEmit(address(facet));
        emit ISrUsdsFacet.QueuesLocked(today, block.timestamp, false, false);
        _lock();
        vm.expectEmit(true, false, false, false, address(facet));
        ISrUsdsFacet.Settlement memory any;
        emit ISrUsdsFacet.Settled(today, any);
        _settle();
        // The next is due a second later.
        skip(1);
        _lock();
    }

    function test_aDayThatWasSettledIsNotLockedAgain() public {
        _lockOn(today);
        _settleOn(today);
        vm.startPrank(operator);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
        vm.stopPrank();
    }

    /// A settlement at 16:00 the next day covers that day, though nobody had locked again.
    function test_aDayThatWasCoveredIsNotLockedAgain() public {
        _lockOn(today);
        _settleOn(today + 1);
        (uint256 lockedDay, uint256 settledDay) = facet.settlementDays();
        assertEq(lockedDay, today);
        assertEq(settledDay, today + 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/already-locked");
        facet.lockQueues();
    }

    // --- Times of the settlement ---

    function test_settlementIsDueAtSixteenAndNotBefore() public {
        _lockOn(today);
        vm.warp(today * 1 days + SETTLE_AT - 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/too-early");
        facet.settleQueues();
        _settleOn(today);
    }

    function test_eachLockIsSettledOnce() public {
        vm.warp(today * 1 days + SETTLE_AT);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/not-locked");
        facet.settleQueues();
        _lock();
        _settle();
        vm.prank(operator);
        expectRevert("SrUsdsFacet/not-locked");
        facet.settleQueues();
    }

    function test_afterTheNextLockItsSettlementIsWaitedFor() public {
        _lockOn(today);
        _lockOn(today + 1);
        vm.warp((today + 1) * 1 days + SETTLE_AT - 1);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/too-early");
        facet.settleQueues();
        _settleOn(today + 1);
    }

    // --- Publication ---

    function test_publicationIsForOneDayAndBeforeItsLock() public {
        vm.expectEmit(address(facet));
        emit ISrUsdsFacet.SettlementPublished(today, 5, 1.1e18);
        _publish(today, 5, 1.1e18);
        ISrUsdsFacet.Publication memory found = facet.publication(today);
        assertTrue(found.published);
        assertEq(found.capacity, 5);
        assertEq(found.factor, 1.1e18);
        assertFalse(facet.publication(today + 1).published);

        vm.warp(today * 1 days + LOCK_AT - 1);
        _publish(today, 6, 1e18);
        assertEq(facet.publication(today).capacity, 6);
        vm.warp(today * 1 days + LOCK_AT);
        vm.prank(coreCouncil);
        expectRevert("SrUsdsFacet/too-late");
        facet.publishSettlement(today, 7, 1e18);
        _publish(today + 1, 8, 1e18);
        assertEq(facet.publication(today).capacity, 6);
    }

    function test_factorIsBounded() public {
        vm.startPrank(coreCouncil);
        expectRevert("SrUsdsFacet/invalid-factor");
        facet.publishSettlement(today, 0, 0);
        expectRevert("SrUsdsFacet/invalid-factor");
        facet.publishSettlement(today, 0, 1.1e18 + 1);
        facet.publishSettlement(today, 0, 1.1e18);
        facet.publishSettlement(today, 0, 1);
        vm.stopPrank();
    }

    function test_aRateThatIsTooLowIsRefusedAndTheNextDayMends() public {
        _publish(today, 0, 1e9 - 1);
        _lockOn(today);
        vm.warp(today * 1 days + SETTLE_AT);
        vm.prank(operator);
        expectRevert("SrUsdsFacet/rate-too-low");
        facet.settleQueues();
        _publish(today + 1, 0, 1e9);
        assertEq(_settleOn(today + 1).rateAfter, 1e9);
        assertEq(holding.exchangeRate(), 1e9);
    }

    /// A Diamond whose facet is not wired yet, with the parts of this one made for it.
    function _fresh() private returns (address init) {
        super.setUp();
        // What `init` set is undone, so that it can run again.
        bytes32 slot = 0x21c857022c3e10c74d3529e895551d2c709cc04ca4fdaad93abd206859687400;
        vm.store(address(generator.diamond), slot, 0);
        assertEq(facet.srUsdsToken(), address(0));
        init = address(new SrUsdsInit());
    }

    function _expectInit(address init, SrUsdsWiring memory wiring, string memory reason) private {
        vm.prank(admin);
        expectRevert(reason);
        generator.diamond.diamondCut(new IDiamond.FacetCut[](0), init, abi.encodeCall(SrUsdsInit.init, (wiring)));
    }
}
