// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {FacetSelectors} from "../src/facets/FacetSelectors.sol";
import {SrUsdsFacet} from "../src/facets/SrUsdsFacet.sol";
import {SrUsdsInit, SrUsdsWiring} from "../src/facets/SrUsdsInit.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {ILctsQueue} from "../src/interfaces/ILctsQueue.sol";
import {ISrUsdsFacet} from "../src/interfaces/ISrUsdsFacet.sol";
import {SUsds} from "../src/mcd/SUsds.sol";
import {HoldingSystem} from "../src/srusds/HoldingSystem.sol";
import {LctsQueue} from "../src/srusds/LctsQueue.sol";
import {SrUsds} from "../src/srusds/SrUsds.sol";
import {PauFixture} from "./PauFixture.sol";

/// A Generator that issues srUSDS: locked at 13:00, settled at 16:00.
abstract contract SrUsdsFixture is PauFixture {
    bytes32 internal constant LCTS_OPERATOR = keccak256("LCTS_OPERATOR");
    bytes32 internal constant CORE_COUNCIL = keccak256("CORE_COUNCIL");
    bytes32 internal constant LIMIT_SRUSDS_MINT = keccak256("LIMIT_SRUSDS_MINT");
    bytes32 internal constant LIMIT_SRUSDS_REDEEM = keccak256("LIMIT_SRUSDS_REDEEM");

    uint32 internal constant LOCK_AT = 13 hours;
    uint32 internal constant SETTLE_AT = 16 hours;

    address internal operator = makeAddr("LCTS operator");
    address internal coreCouncil = makeAddr("Core Council");
    address internal lossReceiver = makeAddr("receiver of losses");
    address internal ada = makeAddr("Ada");
    address internal ben = makeAddr("Ben");
    address internal cleo = makeAddr("Cleo");

    SUsds internal sUsds;
    SrUsds internal srUsds;
    HoldingSystem internal holding;
    LctsQueue internal subscribeQueue;
    LctsQueue internal redeemQueue;
    ISrUsdsFacet internal facet;

    /// Day with which the tests begin, at 09:00.
    uint256 internal today;

    function setUp() public virtual override {
        super.setUp();
        today = block.timestamp / 1 days + 1;
        vm.warp(today * 1 days + 9 hours);

        address diamond_ = address(generator.diamond);
        facet = ISrUsdsFacet(diamond_);
        sUsds = new SUsds(address(usds));
        srUsds = new SrUsds(diamond_);
        holding = new HoldingSystem(address(sUsds), address(srUsds), diamond_, lossReceiver);
        subscribeQueue = new LctsQueue(address(sUsds), address(srUsds), address(usds), diamond_, address(holding));
        redeemQueue = new LctsQueue(address(srUsds), address(sUsds), address(0), diamond_, address(0));

        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = _add(address(new SrUsdsFacet()), FacetSelectors.srUsds());
        address init = address(new SrUsdsInit());
        vm.startPrank(admin);
        generator.diamond.diamondCut(cuts, init, abi.encodeCall(SrUsdsInit.init, (_srUsdsWiring())));
        generator.diamond.grantRole(LCTS_OPERATOR, operator);
        generator.diamond.grantRole(CORE_COUNCIL, coreCouncil);
        vm.stopPrank();
        _setLimit(generator, LIMIT_SRUSDS_MINT, 1_000_000 * WAD);
        _setLimit(generator, LIMIT_SRUSDS_REDEEM, 1_000_000 * WAD);
    }

    function _srUsdsWiring() internal view returns (SrUsdsWiring memory) {
        return SrUsdsWiring({
            token: address(srUsds),
            subscribeQueue: address(subscribeQueue),
            redeemQueue: address(redeemQueue),
            holdingSystem: address(holding),
            lockAt: LOCK_AT,
            settleAt: SETTLE_AT
        });
    }

    // --- Funds ---

    function _giveSUsds(address to, uint256 amount) internal {
        usds.mint(address(this), amount);
        usds.approve(address(sUsds), amount);
        sUsds.deposit(amount, to);
    }

    /// srUSDS at one for one, with the sUSDS behind it, as if it had been subscribed long ago.
    function _giveSrUsds(address to, uint256 amount) internal {
        _giveSUsds(address(holding), amount);
        vm.prank(address(generator.diamond));
        srUsds.mint(to, amount);
    }

    function _subscribe(address user, uint256 amount) internal {
        _giveSUsds(user, amount);
        _enter(subscribeQueue, user, amount);
    }

    function _redeem(address user, uint256 amount) internal {
        _giveSrUsds(user, amount);
        _enter(redeemQueue, user, amount);
    }

    function _enter(LctsQueue queue, address user, uint256 amount) internal {
        vm.startPrank(user);
        SrUsds(queue.asset()).approve(address(queue), amount);
        queue.enter(amount);
        vm.stopPrank();
    }

    function _exit(LctsQueue queue, address user) internal returns (uint256 reward, uint256 assets) {
        vm.prank(user);
        (reward, assets) = queue.claimAndExit();
    }

    // --- Days ---

    /// Publishes for a day that is still to be locked.
    function _publish(uint256 day, uint256 capacity, uint256 factor) internal {
        vm.prank(coreCouncil);
        facet.publishSettlement(day, uint128(capacity), uint64(factor));
    }

    function _lock() internal returns (bool subscribe, bool redeem) {
        vm.prank(operator);
        (subscribe, redeem) = facet.lockQueues();
    }

    function _settle() internal returns (ISrUsdsFacet.Settlement memory settlement) {
        vm.prank(operator);
        settlement = facet.settleQueues();
    }

    function _lockOn(uint256 day) internal {
        vm.warp(day * 1 days + LOCK_AT);
        _lock();
    }

    function _settleOn(uint256 day) internal returns (ISrUsdsFacet.Settlement memory) {
        vm.warp(day * 1 days + SETTLE_AT);
        return _settle();
    }

    /// Publishes, locks and settles on time.
    function _day(uint256 day, uint256 capacity, uint256 factor) internal returns (ISrUsdsFacet.Settlement memory) {
        _publish(day, capacity, factor);
        _lockOn(day);
        return _settleOn(day);
    }

    // --- What holds ---

    /// The identities of DOMAIN.md §12.
    function _assertBacked() internal view {
        assertGe(
            sUsds.balanceOf(address(holding)) * WAD, srUsds.totalSupply() * holding.exchangeRate(), "holding system"
        );
        _assertCovered(subscribeQueue);
        _assertCovered(redeemQueue);
        assertEq(sUsds.balanceOf(address(generator.proxy)), 0, "ALMProxy");
        assertEq(srUsds.balanceOf(address(generator.proxy)), 0, "ALMProxy");
    }

    function _assertCovered(LctsQueue queue) internal view {
        assertGe(
            SUsds(queue.asset()).balanceOf(address(queue)),
            queue.totalUnderlying() + queue.unclaimedUnderlying(),
            "assets of a queue"
        );
        assertGe(SUsds(queue.reward()).balanceOf(address(queue)), queue.unclaimedReward(), "rewards of a queue");
    }

    function _assertStatus(LctsQueue queue, ILctsQueue.Status status) internal view {
        assertEq(uint256(queue.status()), uint256(status), "status");
    }
}
