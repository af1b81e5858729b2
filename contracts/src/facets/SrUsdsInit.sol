// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../diamond/LibRoles.sol";
import {IHoldingSystem} from "../interfaces/IHoldingSystem.sol";
import {ILctsQueue} from "../interfaces/ILctsQueue.sol";
import {ISrUsds} from "../interfaces/ISrUsds.sol";
import {LibSrUsds} from "./libraries/LibSrUsds.sol";

/// @param token          srUSDS.
/// @param subscribeQueue Queue from sUSDS to srUSDS.
/// @param redeemQueue    Queue from srUSDS to sUSDS.
/// @param holdingSystem  Holder of the sUSDS behind srUSDS.
/// @param lockAt         When the lock is due [s of the day, UTC].
/// @param settleAt       When the settlement is due, later on the same day [s of the day, UTC].
struct SrUsdsWiring {
    address token;
    address subscribeQueue;
    address redeemQueue;
    address holdingSystem;
    uint32 lockAt;
    uint32 settleAt;
}

/// @title  The first wiring of the SrUsdsFacet
/// @notice Runs by delegatecall after the cut that adds the facet, so only who may cut can run it; what is set stays.
contract SrUsdsInit {
    /// @notice Sets the contracts that the facet works with, each of which obeys this Diamond alone, and the times. The
    ///         first lock is the next that is due.
    /// @dev    Refuses all but the admin, even where it was wired in as a facet by mistake. Reverts with
    ///         `SrUsdsInit/already-initialized`, `/invalid-times`, `/foreign-token`, `/foreign-queue`, `/foreign-holding`,
    ///         `/token-mismatch`, `/holding-mismatch`.
    function init(SrUsdsWiring calldata wiring) external {
        LibRoles.requireRole(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender);
        LibSrUsds.Layout storage $ = LibSrUsds.state();
        require($.token == address(0), "SrUsdsInit/already-initialized");
        require(wiring.lockAt < wiring.settleAt && wiring.settleAt < 1 days, "SrUsdsInit/invalid-times");
        _checkParts(
            wiring.token,
            ILctsQueue(wiring.subscribeQueue),
            ILctsQueue(wiring.redeemQueue),
            IHoldingSystem(wiring.holdingSystem)
        );

        $.token = wiring.token;
        $.subscribeQueue = wiring.subscribeQueue;
        $.redeemQueue = wiring.redeemQueue;
        $.holdingSystem = wiring.holdingSystem;
        $.lockAt = wiring.lockAt;
        $.settleAt = wiring.settleAt;
        $.lockedDay = $.settledDay = uint64(LibSrUsds.lastDay(wiring.lockAt));
    }

    function _checkParts(address token, ILctsQueue subscribe, ILctsQueue redeem, IHoldingSystem holding) private view {
        require(ISrUsds(token).minter() == address(this), "SrUsdsInit/foreign-token");
        require(subscribe.operator() == address(this) && redeem.operator() == address(this), "SrUsdsInit/foreign-queue");
        require(holding.controller() == address(this), "SrUsdsInit/foreign-holding");
        address underlying = holding.asset();
        require(holding.srUsds() == token, "SrUsdsInit/token-mismatch");
        require(subscribe.asset() == underlying && subscribe.reward() == token, "SrUsdsInit/token-mismatch");
        require(redeem.asset() == token && redeem.reward() == underlying, "SrUsdsInit/token-mismatch");
        require(
            subscribe.holdingSystem() == address(holding) && redeem.holdingSystem() == address(0),
            "SrUsdsInit/holding-mismatch"
        );
    }
}
