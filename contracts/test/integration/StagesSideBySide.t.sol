// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DispatchConfigs} from "../../deploy/DispatchConfigs.sol";
import {DispatchInit} from "../../deploy/DispatchInit.sol";
import {StageDeploy} from "../../deploy/StageDeploy.sol";
import {DispatchInstance, MonolithicInstance} from "../../deploy/StageInstance.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {UsdsFacet} from "../../src/facets/UsdsFacet.sol";
import {FacetAllowlist} from "../../src/governance/FacetAllowlist.sol";
import {IAdministeredAgent} from "../../src/interfaces/IAdministeredAgent.sol";
import {IBeacon} from "../../src/interfaces/IBeacon.sol";
import {IConfigurator} from "../../src/interfaces/IConfigurator.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IController} from "../../src/interfaces/IController.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDispatchedPau} from "../../src/interfaces/IDispatchedPau.sol";
import {IMainnetController} from "../../src/interfaces/IMainnetController.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {DispatchUsdsFacet} from "../../src/stages/dispatch/DispatchUsdsFacet.sol";
import {StagesBase} from "./StagesBase.sol";

/// Primes at different stages in one system: what is done to one leaves the others as they are.
contract StagesSideBySideTest is StagesBase {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");
    uint256 private constant MAX = 1000 * WAD;

    struct Pau {
        string name;
        address controller;
        address rateLimits;
        address almProxy;
    }

    function setUp() public override {
        super.setUp();
        Pau[] memory paus = _paus();
        for (uint256 i; i < paus.length; ++i) {
            IRateLimits(paus[i].rateLimits).setRateLimitData(MINT, MAX, 0);
        }
    }

    // --- Upgrades ---

    function test_aDiamondCutLeavesTheOthersUntouched() public {
        bytes32[] memory before = _fingerprints();
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(address(new UsdsFacet()), IDiamond.FacetCutAction.Replace, FacetSelectors.usds());
        _approve(cuts[0].facetAddress);
        IDiamondCut(prime.pau.diamond).diamondCut(cuts, address(0), "");
        _expectUntouched(before);
        _everyoneMints();
    }

    function test_updatedIntegrationsLeaveTheOthersUntouched() public {
        bytes32[] memory before = _fingerprints();
        DispatchUsdsFacet next = new DispatchUsdsFacet(mcd.usds);
        IBeacon(beacon.beacon).setIntegration(DispatchConfigs.USDS, DispatchConfigs.usds(address(next)));
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = DispatchConfigs.USDS;
        IController(parallel.newer.controller).updateIntegrations(ids);
        _expectUntouched(before);
        _everyoneMints();
    }

    /// Two Controllers under one Beacon: the one is behind until its own admin says so.
    function test_aBeaconMovesNoController() public {
        DispatchInstance memory other = _secondDispatch();
        address facetBefore = IController(other.controller).getConfig(DispatchConfigs.USDS).facet;
        DispatchUsdsFacet next = new DispatchUsdsFacet(mcd.usds);
        IBeacon(beacon.beacon).setIntegration(DispatchConfigs.USDS, DispatchConfigs.usds(address(next)));
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = DispatchConfigs.USDS;
        IController(parallel.newer.controller).updateIntegrations(ids);
        assertEq(IController(other.controller).getConfig(DispatchConfigs.USDS).facet, facetBefore);
        assertEq(IController(parallel.newer.controller).getConfig(DispatchConfigs.USDS).facet, address(next));
    }

    function test_aSecondControllerOnOneAlmProxyLeavesTheOthersUntouched() public {
        bytes32[] memory before = _fingerprints();
        DispatchInstance memory second = _secondDispatch();
        this.initSecond(second);
        IRateLimits(second.rateLimits).setRateLimitData(MINT, MAX, 0);
        _expectUntouched(before);
        _everyoneMints();

        vm.prank(relayer);
        IAdministeredAgent(second.agent).call(second.controller, abi.encodeCall(IDispatchedPau.usds_mint, (MAX)));
        // Same funds, limits of its own: what the two may do adds up.
        assertEq(Usds(mcd.usds).balanceOf(monolithic.pau.almProxy), MAX + 1 * WAD);
    }

    // --- Two controllers, one ALMProxy ---

    function test_bothControllersWorkWithTheSameFundsUnderTheirOwnLimits() public {
        vm.startPrank(relayer);
        IMainnetController(parallel.older.controller).mintUSDS(MAX);
        _mintThroughAgent(MAX);
        vm.stopPrank();
        assertEq(Usds(mcd.usds).balanceOf(parallel.older.almProxy), 2 * MAX);
        assertEq(IRateLimits(parallel.older.rateLimits).getCurrentRateLimit(MINT), 0);
        assertEq(IRateLimits(parallel.newer.rateLimits).getCurrentRateLimit(MINT), 0);
    }

    function test_removingARelayerOnTheOneLeavesTheOtherAlive() public {
        vm.prank(freezer);
        IMainnetController(parallel.older.controller).removeRelayer(relayer);
        vm.startPrank(relayer);
        expectMissingRole(relayer, RELAYER);
        IMainnetController(parallel.older.controller).mintUSDS(1);
        _mintThroughAgent(MAX);
    }

    function test_removingAnActorOnTheOtherLeavesTheFirstAlive() public {
        vm.prank(freezer);
        IAdministeredAgent(parallel.newer.agent).removeActor(relayer);
        vm.startPrank(relayer);
        vm.expectRevert(IAdministeredAgent.NotActor.selector);
        IAdministeredAgent(parallel.newer.agent).call(parallel.newer.controller, "");
        IMainnetController(parallel.older.controller).mintUSDS(MAX);
    }

    /// The full stop is two calls of the freezer, or an admin's: the ALMProxy has no switch.
    function test_noSingleCallOfTheFreezerHaltsBoth() public {
        vm.startPrank(freezer);
        IMainnetController(parallel.older.controller).removeRelayer(relayer);
        IAdministeredAgent(parallel.newer.agent).removeActor(relayer);
        vm.stopPrank();
        assertEq(IAdministeredAgent(parallel.newer.agent).actorCount(), 0);
        vm.startPrank(relayer);
        expectMissingRole(relayer, RELAYER);
        IMainnetController(parallel.older.controller).mintUSDS(1);
        vm.expectRevert(IAdministeredAgent.NotActor.selector);
        IAdministeredAgent(parallel.newer.agent).call(parallel.newer.controller, "");
    }

    // --- The Configurator Unit ---

    function test_aPairedCBeamLowersALimitOfEachStage() public {
        Pau[] memory paus = _paus();
        for (uint256 i; i < paus.length; ++i) {
            vm.prank(coreCouncil);
            IBeamState(primeUnit.beamState).setCBeamForRateLimits(paus[i].rateLimits, cBeam);
            vm.prank(cBeam);
            IConfigurator(primeUnit.configurator).setRateLimit(paus[i].rateLimits, MINT, MAX / 2, 0);
            assertEq(IRateLimits(paus[i].rateLimits).getRateLimitData(MINT).maxAmount, MAX / 2, paus[i].name);
        }
    }

    /// A controller action of a production PAU: the Configurator is an admin of its AccessControls.
    function test_aPairedCBeamRunsAnApprovedActionOfAProductionPau() public {
        address controller = parallel.newer.controller;
        bytes memory data = abi.encodeCall(IDispatchedPau.erc4626_setMaxExchangeRate, (prime.vault, 1, 2));
        IBeamState(primeUnit.beamState).addInitControllerActions(data, controller);
        vm.prank(coreCouncil);
        IBeamState(primeUnit.beamState).setCBeamForController(controller, cBeam);
        vm.prank(cBeam);
        IConfigurator(primeUnit.configurator).callControllerAction(controller, data);
        assertEq(IDispatchedPau(controller).erc4626_getMaxExchangeRate(prime.vault), 2e36);
    }

    // --- Helpers ---

    function initSecond(DispatchInstance memory pau) external {
        DispatchInit.init(monolithic.allocator, primeUnit, beacon, pau, _pauConfig());
    }

    function _approve(address facet) private {
        FacetAllowlist(governance.facetAllowlist).approve(facet.codehash);
    }

    function _paus() private view returns (Pau[] memory paus) {
        paus = new Pau[](5);
        paus[0] = Pau("diamond", prime.pau.diamond, prime.pau.rateLimits, prime.pau.almProxy);
        MonolithicInstance memory mono = monolithic.pau;
        paus[1] = Pau("monolithic", mono.controller, mono.rateLimits, mono.almProxy);
        paus[2] = Pau("faceted", faceted.pau.controller, faceted.pau.rateLimits, faceted.pau.almProxy);
        mono = parallel.older;
        paus[3] = Pau("older", mono.controller, mono.rateLimits, mono.almProxy);
        DispatchInstance memory newer = parallel.newer;
        paus[4] = Pau("newer", newer.controller, newer.rateLimits, newer.almProxy);
    }

    /// Of every PAU: its code, its wires and the whole of its limits' state that an upgrade could move.
    function _fingerprints() private view returns (bytes32[] memory prints) {
        Pau[] memory paus = _paus();
        prints = new bytes32[](paus.length);
        for (uint256 i; i < paus.length; ++i) {
            Pau memory pau = paus[i];
            prints[i] = keccak256(
                abi.encode(
                    pau.controller.codehash,
                    IController(pau.controller).proxy(),
                    IController(pau.controller).rateLimits(),
                    IRateLimits(pau.rateLimits).getRateLimitData(MINT),
                    Usds(mcd.usds).balanceOf(pau.almProxy)
                )
            );
        }
    }

    function _expectUntouched(bytes32[] memory before) private view {
        bytes32[] memory prints = _fingerprints();
        Pau[] memory paus = _paus();
        for (uint256 i; i < prints.length; ++i) {
            assertEq(prints[i], before[i], paus[i].name);
        }
    }

    /// Whatever stage it is at, each still works.
    function _everyoneMints() private {
        vm.startPrank(relayer);
        IMainnetController(prime.pau.diamond).mintUSDS(1 * WAD);
        IMainnetController(monolithic.pau.controller).mintUSDS(1 * WAD);
        IMainnetController(faceted.pau.controller).mintUSDS(1 * WAD);
        IMainnetController(parallel.older.controller).mintUSDS(1 * WAD);
        _mintThroughAgent(1 * WAD);
        vm.stopPrank();
        Pau[] memory paus = _paus();
        for (uint256 i; i < paus.length; ++i) {
            uint256 left = IRateLimits(paus[i].rateLimits).getCurrentRateLimit(MINT);
            assertEq(left, MAX - 1 * WAD, paus[i].name);
        }
    }

    function _mintThroughAgent(uint256 amount) private {
        bytes memory data = abi.encodeCall(IDispatchedPau.usds_mint, (amount));
        IAdministeredAgent(parallel.newer.agent).call(parallel.newer.controller, data);
    }

    /// Not wired yet, on the funds of the Prime that has a monolithic controller only.
    function _secondDispatch() private returns (DispatchInstance memory second) {
        second = StageDeploy.deployDispatch(address(this), monolithic.pau.almProxy, beacon.beacon);
        IController(second.controller).updateIntegrations(DispatchConfigs.ids());
    }
}
