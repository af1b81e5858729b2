// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

import {SrUsdsInit, SrUsdsWiring} from "../src/facets/SrUsdsInit.sol";
import {LibSrUsds} from "../src/facets/libraries/LibSrUsds.sol";
import {IAdminFacet} from "../src/interfaces/IAdminFacet.sol";
import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../src/interfaces/IDiamondCut.sol";
import {IHoldingSystem} from "../src/interfaces/IHoldingSystem.sol";
import {ILctsQueue} from "../src/interfaces/ILctsQueue.sol";
import {ISrUsds} from "../src/interfaces/ISrUsds.sol";
import {ISrUsdsFacet} from "../src/interfaces/ISrUsdsFacet.sol";
import {Ownership} from "./Ownership.sol";
import {PauInstance} from "./PauInstance.sol";
import {SrUsdsConfig, SrUsdsInstance} from "./SrUsdsInstance.sol";

/// @title  srUSDS of a Generator, with those who run its settlement
/// @notice Run by the owner of the Diamond; see `McdInit` for `init` and `check`. Limits are not set here: a new srUSDS nets
///         its queues and does nothing else until they are. A Generator may issue none; then nobody holds its roles.
library SrUsdsWires {
    uint256 private constant WAD = 1e18;

    function init(
        address usds,
        PauInstance memory pau,
        address srUsdsInit,
        SrUsdsInstance memory srUsds,
        SrUsdsConfig memory cfg
    ) internal {
        _checkNobody(pau.diamond);
        if (srUsds.token == address(0)) return;
        _checkParts(usds, pau.diamond, srUsds, cfg);
        _checkUntouched(srUsds);

        IDiamondCut(pau.diamond)
            .diamondCut(
                new IDiamond.FacetCut[](0),
                srUsdsInit,
                abi.encodeCall(
                    SrUsdsInit.init,
                    (SrUsdsWiring({
                        token: srUsds.token,
                        subscribeQueue: srUsds.subscribeQueue,
                        redeemQueue: srUsds.redeemQueue,
                        holdingSystem: srUsds.holdingSystem,
                        lockAt: cfg.lockAt,
                        settleAt: cfg.settleAt
                    }))
                )
            );
        Ownership.grant(pau.diamond, LibSrUsds.LCTS_OPERATOR, cfg.operator);
        Ownership.grant(pau.diamond, LibSrUsds.CORE_COUNCIL, cfg.coreCouncil);
    }

    /// @notice Names in the Chainlog.
    function publish(IChainlog chainlog, SrUsdsInstance memory srUsds) internal {
        if (srUsds.token == address(0)) return;
        chainlog.setAddress("SRUSDS", srUsds.token);
        chainlog.setAddress("SRUSDS_SUBSCRIBE_QUEUE", srUsds.subscribeQueue);
        chainlog.setAddress("SRUSDS_REDEEM_QUEUE", srUsds.redeemQueue);
        chainlog.setAddress("SRUSDS_HOLDING_SYSTEM", srUsds.holdingSystem);
    }

    function check(address usds, PauInstance memory pau, SrUsdsInstance memory srUsds, SrUsdsConfig memory cfg)
        internal
        view
    {
        ISrUsdsFacet facet = ISrUsdsFacet(pau.diamond);
        require(facet.srUsdsToken() == srUsds.token, "SrUsdsWires/diamond-token-mismatch");
        if (srUsds.token == address(0)) return _checkNobody(pau.diamond);
        _checkParts(usds, pau.diamond, srUsds, cfg);

        require(facet.subscribeQueue() == srUsds.subscribeQueue, "SrUsdsWires/diamond-subscribeQueue-mismatch");
        require(facet.redeemQueue() == srUsds.redeemQueue, "SrUsdsWires/diamond-redeemQueue-mismatch");
        require(facet.holdingSystem() == srUsds.holdingSystem, "SrUsdsWires/diamond-holdingSystem-mismatch");
        (uint256 lockAt, uint256 settleAt) = facet.settlementTimes();
        require(lockAt == cfg.lockAt && settleAt == cfg.settleAt, "SrUsdsWires/diamond-times-mismatch");
        _checkOnly(pau.diamond, LibSrUsds.LCTS_OPERATOR, cfg.operator, "SrUsdsWires/operator-mismatch");
        _checkOnly(pau.diamond, LibSrUsds.CORE_COUNCIL, cfg.coreCouncil, "SrUsdsWires/coreCouncil-mismatch");
    }

    /// @dev What the parts say of themselves, which they can never change.
    function _checkParts(address usds, address diamond, SrUsdsInstance memory srUsds, SrUsdsConfig memory cfg)
        private
        view
    {
        require(IERC4626(srUsds.underlying).asset() == usds, "SrUsdsWires/underlying-asset-mismatch");
        require(ISrUsds(srUsds.token).minter() == diamond, "SrUsdsWires/token-minter-mismatch");

        IHoldingSystem holding = IHoldingSystem(srUsds.holdingSystem);
        require(holding.asset() == srUsds.underlying, "SrUsdsWires/holdingSystem-asset-mismatch");
        require(holding.srUsds() == srUsds.token, "SrUsdsWires/holdingSystem-srUsds-mismatch");
        require(holding.controller() == diamond, "SrUsdsWires/holdingSystem-controller-mismatch");
        require(holding.lossReceiver() == cfg.lossReceiver, "SrUsdsWires/holdingSystem-lossReceiver-mismatch");

        ILctsQueue queue = ILctsQueue(srUsds.subscribeQueue);
        require(queue.asset() == srUsds.underlying, "SrUsdsWires/subscribeQueue-asset-mismatch");
        require(queue.reward() == srUsds.token, "SrUsdsWires/subscribeQueue-reward-mismatch");
        require(queue.usds() == usds, "SrUsdsWires/subscribeQueue-usds-mismatch");
        require(queue.operator() == diamond, "SrUsdsWires/subscribeQueue-operator-mismatch");
        require(queue.holdingSystem() == srUsds.holdingSystem, "SrUsdsWires/subscribeQueue-holdingSystem-mismatch");

        queue = ILctsQueue(srUsds.redeemQueue);
        require(queue.asset() == srUsds.token, "SrUsdsWires/redeemQueue-asset-mismatch");
        require(queue.reward() == srUsds.underlying, "SrUsdsWires/redeemQueue-reward-mismatch");
        require(queue.usds() == address(0), "SrUsdsWires/redeemQueue-usds-mismatch");
        require(queue.operator() == diamond, "SrUsdsWires/redeemQueue-operator-mismatch");
        require(queue.holdingSystem() == address(0), "SrUsdsWires/redeemQueue-holdingSystem-mismatch");
    }

    /// @dev A token that exists before its settlements is backed by nobody's word. Users may wait already.
    function _checkUntouched(SrUsdsInstance memory srUsds) private view {
        require(ISrUsds(srUsds.token).totalSupply() == 0, "SrUsdsWires/token-minted");
        require(IHoldingSystem(srUsds.holdingSystem).exchangeRate() == WAD, "SrUsdsWires/holdingSystem-rate-moved");
    }

    function _checkNobody(address diamond) private view {
        IAdminFacet roles = IAdminFacet(diamond);
        require(roles.getRoleMemberCount(LibSrUsds.LCTS_OPERATOR) == 0, "SrUsdsWires/diamond-has-operator");
        require(roles.getRoleMemberCount(LibSrUsds.CORE_COUNCIL) == 0, "SrUsdsWires/diamond-has-coreCouncil");
    }

    function _checkOnly(address diamond, bytes32 role, address holder, string memory reason) private view {
        IAdminFacet roles = IAdminFacet(diamond);
        require(roles.getRoleMemberCount(role) == 1 && roles.getRoleMember(role, 0) == holder, reason);
    }
}
