// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorConfig, AllocatorInit} from "../../deploy/AllocatorInit.sol";
import {BeaconInit} from "../../deploy/BeaconInit.sol";
import {DispatchInit} from "../../deploy/DispatchInit.sol";
import {FacetedInit} from "../../deploy/FacetedInit.sol";
import {McdDeploy} from "../../deploy/McdDeploy.sol";
import {AllocatorInstance} from "../../deploy/McdInstance.sol";
import {MonolithicInit} from "../../deploy/MonolithicInit.sol";
import {StageDeploy} from "../../deploy/StageDeploy.sol";
import {BeaconInstance, DispatchInstance, FacetedInstance, MonolithicInstance} from "../../deploy/StageInstance.sol";
import {DeployCheckBase} from "./DeployCheckBase.sol";

/// A system with a Prime at each stage besides its Diamonds: one monolithic, one faceted, and one whose older monolithic
/// controller and new production Controller work with the same funds. Each draws on an ilk of its own.
abstract contract StagesBase is DeployCheckBase {
    struct Monolithic {
        AllocatorInstance allocator;
        MonolithicInstance pau;
    }

    struct Faceted {
        AllocatorInstance allocator;
        FacetedInstance pau;
    }

    struct Parallel {
        AllocatorInstance allocator;
        MonolithicInstance older;
        DispatchInstance newer;
    }

    BeaconInstance internal beacon;
    Monolithic internal monolithic;
    Faceted internal faceted;
    Parallel internal parallel;

    function setUp() public virtual override {
        super.setUp();
        _deployStages();
        this.initBeacon(beacon);
        this.initMonolithic(monolithic.pau);
        this.initFaceted(faceted.pau);
        this.initOlder(parallel.older);
        this.initNewer(parallel.newer);
    }

    function _deployStages() internal {
        address self = address(this);
        beacon = StageDeploy.deployBeacon(self, mcd.usds);

        address almProxy = StageDeploy.deployAlmProxy(self);
        monolithic.allocator = _deployIlk("ALLOCATOR-MONOLITHIC-A", almProxy);
        monolithic.pau = StageDeploy.deployMonolithic(self, almProxy, monolithic.allocator.vault);

        almProxy = StageDeploy.deployAlmProxy(self);
        faceted.allocator = _deployIlk("ALLOCATOR-FACETED-A", almProxy);
        faceted.pau =
            StageDeploy.deployFaceted(self, almProxy, prime.facets, _scope(primeUnit), faceted.allocator.vault);

        almProxy = StageDeploy.deployAlmProxy(self);
        parallel.allocator = _deployIlk("ALLOCATOR-PARALLEL-A", almProxy);
        parallel.older = StageDeploy.deployMonolithic(self, almProxy, parallel.allocator.vault);
        parallel.newer = StageDeploy.deployDispatch(self, almProxy, beacon.beacon);
    }

    function _deployIlk(bytes32 ilk, address almProxy) private returns (AllocatorInstance memory allocator) {
        allocator = McdDeploy.deployAllocator(mcd, address(this), address(this), ilk);
        AllocatorConfig memory cfg = _allocatorConfig(almProxy);
        AllocatorInit.init(mcd, allocator, cfg);
    }

    // --- Init and check as calls, so that a refusal is a revert of theirs ---

    function initBeacon(BeaconInstance memory beacon_) external {
        BeaconInit.init(beacon_, mcd.usds);
    }

    function checkBeacon() external view {
        BeaconInit.check(beacon, mcd.usds, address(this));
    }

    function initMonolithic(MonolithicInstance memory pau) external {
        MonolithicInit.init(mcd, monolithic.allocator, primeUnit, pau, _pauConfig());
    }

    function checkMonolithic() external view {
        MonolithicInit.check(mcd, monolithic.allocator, primeUnit, monolithic.pau, _pauConfig(), address(this));
    }

    function initFaceted(FacetedInstance memory pau) external {
        FacetedInit.init(mcd, faceted.allocator, primeUnit, prime.facets, pau, _pauConfig());
    }

    function checkFaceted() external view {
        FacetedInit.check(mcd, faceted.allocator, primeUnit, prime.facets, faceted.pau, _pauConfig(), address(this));
    }

    function initOlder(MonolithicInstance memory pau) external {
        MonolithicInit.init(mcd, parallel.allocator, primeUnit, pau, _pauConfig());
    }

    function checkOlder() external view {
        MonolithicInit.check(mcd, parallel.allocator, primeUnit, parallel.older, _pauConfig(), address(this));
    }

    function initNewer(DispatchInstance memory pau) external {
        DispatchInit.init(parallel.allocator, primeUnit, beacon, pau, _pauConfig());
    }

    function checkNewer() external view {
        DispatchInit.check(parallel.allocator, primeUnit, beacon, parallel.newer, _pauConfig(), address(this));
    }
}
