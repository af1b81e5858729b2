// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {BeaconInit} from "../../deploy/BeaconInit.sol";
import {DispatchInit} from "../../deploy/DispatchInit.sol";
import {FacetedInit} from "../../deploy/FacetedInit.sol";
import {MonolithicInit} from "../../deploy/MonolithicInit.sol";
import {Ownership} from "../../deploy/Ownership.sol";
import {StageDeploy} from "../../deploy/StageDeploy.sol";
import {BeaconInstance, DispatchInstance, FacetedInstance, MonolithicInstance} from "../../deploy/StageInstance.sol";
import {IAdministeredAgent} from "../../src/interfaces/IAdministeredAgent.sol";
import {IBeacon} from "../../src/interfaces/IBeacon.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IFacetedController} from "../../src/interfaces/IFacetedController.sol";
import {IMainnetController} from "../../src/interfaces/IMainnetController.sol";
import {StagesBase} from "./StagesBase.sol";

/// Wires a Prime at each stage, sees every check pass, breaks one wire after another and sees the check name it.
contract DeployStagesTest is StagesBase {
    bytes32 private constant ALLOCATOR_ROLE = keccak256("ALLOCATOR_ROLE");

    function test_everyStageIsInOrder() public view {
        this.checkBeacon();
        this.checkMonolithic();
        this.checkFaceted();
        this.checkOlder();
        this.checkNewer();
    }

    function test_everyStageIsHandedOver() public {
        (address self, address to) = (address(this), makeAddr("pause proxy"));
        BeaconInit.handOver(beacon, self, to);
        MonolithicInit.handOver(monolithic.pau, self, to);
        FacetedInit.handOver(faceted.pau, self, to);
        MonolithicInit.handOver(parallel.older, self, to);
        DispatchInit.handOver(parallel.newer, self, to);
        Ownership.moveAdmin(monolithic.pau.almProxy, self, to);
        Ownership.moveAdmin(faceted.pau.almProxy, self, to);
        Ownership.moveAdmin(parallel.newer.almProxy, self, to);

        BeaconInit.check(beacon, mcd.usds, to);
        MonolithicInit.check(mcd, monolithic.allocator, primeUnit, monolithic.pau, _pauConfig(), to);
        FacetedInit.check(mcd, faceted.allocator, primeUnit, prime.facets, faceted.pau, _pauConfig(), to);
        MonolithicInit.check(mcd, parallel.allocator, primeUnit, parallel.older, _pauConfig(), to);
        DispatchInit.check(parallel.allocator, primeUnit, beacon, parallel.newer, _pauConfig(), to);
        assertFalse(IAdministeredAgent(parallel.newer.agent).getIsAdmin(self));
    }

    function test_handingOverToOneselfChangesNothing() public {
        DispatchInit.handOver(parallel.newer, address(this), address(this));
        this.checkNewer();
    }

    // --- What Init refuses ---

    function test_whatBelongsElsewhereIsRefused() public {
        MonolithicInstance memory mono = _freshMonolithic();
        mono.rateLimits = stranger;
        expectRevert("MonolithicInit/rateLimits-mismatch");
        this.initMonolithic(mono);
        mono.almProxy = stranger;
        expectRevert("MonolithicInit/proxy-mismatch");
        this.initMonolithic(mono);
        expectRevert("MonolithicInit/vault-mismatch");
        this.initMonolithic(parallel.older);

        FacetedInstance memory facet = faceted.pau;
        facet.parameterRegistry = stranger;
        expectRevert("FacetedInit/parameterRegistry-mismatch");
        this.initFaceted(facet);
        facet.rateLimits = stranger;
        expectRevert("FacetedInit/rateLimits-mismatch");
        this.initFaceted(facet);
        facet.almProxy = stranger;
        expectRevert("FacetedInit/proxy-mismatch");
        this.initFaceted(facet);

        DispatchInstance memory newer = _freshDispatch();
        newer.accessControls = stranger;
        expectRevert("DispatchInit/accessControls-mismatch");
        this.initNewer(newer);
        newer.rateLimits = stranger;
        expectRevert("DispatchInit/rateLimits-mismatch");
        this.initNewer(newer);
        newer.almProxy = stranger;
        expectRevert("DispatchInit/proxy-mismatch");
        this.initNewer(newer);
        newer = StageDeploy.deployDispatch(address(this), parallel.newer.almProxy, stranger);
        expectRevert("DispatchInit/beacon-mismatch");
        this.initNewer(newer);

        BeaconInstance memory other = StageDeploy.deployBeacon(address(this), stranger);
        expectRevert("BeaconInit/usds-mismatch");
        this.initBeacon(other);
    }

    function test_whoeverHasAnotherAdminIsRefused() public {
        MonolithicInstance memory mono = _freshMonolithic();
        Ownership.grant(mono.controller, ADMIN, stranger);
        expectRevert("MonolithicInit/other-admin");
        this.initMonolithic(mono);

        FacetedInstance memory facet = StageDeploy.deployFaceted(
            address(this), faceted.pau.almProxy, prime.facets, _scope(primeUnit), faceted.allocator.vault
        );
        Ownership.grant(facet.controller, ADMIN, stranger);
        expectRevert("FacetedInit/other-admin");
        this.initFaceted(facet);

        DispatchInstance memory newer = _freshDispatch();
        IAdministeredAgent(newer.agent).addActor(stranger);
        expectRevert("DispatchInit/agent-has-actor");
        this.initNewer(newer);
        IAdministeredAgent(newer.agent).addAdmin(stranger);
        expectRevert("DispatchInit/agent-has-other-admin");
        this.initNewer(newer);
        Ownership.grant(newer.accessControls, ADMIN, stranger);
        expectRevert("DispatchInit/other-admin");
        this.initNewer(newer);

        BeaconInstance memory other = StageDeploy.deployBeacon(address(this), mcd.usds);
        Ownership.grant(other.beacon, ADMIN, stranger);
        expectRevert("BeaconInit/other-admin");
        this.initBeacon(other);
    }

    function test_whatIsWiredAlreadyIsRefused() public {
        MonolithicInstance memory mono = _freshMonolithic();
        Ownership.grant(mono.rateLimits, CONTROLLER, mono.controller);
        expectRevert("StageWires/controller-is-wired");
        this.initMonolithic(mono);
        Ownership.grant(mono.almProxy, CONTROLLER, mono.controller);
        expectRevert("StageWires/controller-is-wired");
        this.initMonolithic(mono);
    }

    // --- What a check names ---

    function test_wiresOfEveryStage() public {
        _wires(abi.encodeCall(this.checkMonolithic, ()), monolithic.pau);
        _wires(
            abi.encodeCall(this.checkFaceted, ()),
            MonolithicInstance(faceted.pau.controller, faceted.pau.almProxy, faceted.pau.rateLimits)
        );
        _wires(
            abi.encodeCall(this.checkNewer, ()),
            MonolithicInstance(parallel.newer.controller, parallel.newer.almProxy, parallel.newer.rateLimits)
        );
        // Of two controllers on one ALMProxy each has its own.
        _wires(abi.encodeCall(this.checkOlder, ()), parallel.older);
    }

    function _wires(bytes memory check, MonolithicInstance memory pau) private {
        address self = address(this);
        bytes memory fromAlmProxy = _revoke(CONTROLLER, pau.controller);
        _breaks(check, pau.almProxy, fromAlmProxy, "StageWires/controller-not-on-almProxy");
        _breaks(check, pau.rateLimits, fromAlmProxy, "StageWires/controller-not-on-rateLimits");
        bytes memory unitOut = _revoke(ADMIN, primeUnit.configurator);
        _breaks(check, pau.rateLimits, unitOut, "StageWires/configurator-no-admin-of-rateLimits");
        _breaks(check, pau.almProxy, _revoke(ADMIN, self), "StageWires/owner-no-admin-of-almProxy");
        _breaks(check, pau.rateLimits, _revoke(ADMIN, self), "StageWires/owner-no-admin-of-rateLimits");
        address state = primeUnit.beamState;
        bytes memory call = abi.encodeCall(IBeamState.delRateLimits, (pau.rateLimits));
        _breaks(check, state, call, "StageWires/rateLimits-not-registered");
        call = abi.encodeCall(IBeamState.delController, (pau.controller));
        _breaks(check, state, call, "StageWires/controller-not-registered");
    }

    function test_rolesOfStage1() public {
        bytes memory check = abi.encodeCall(this.checkMonolithic, ());
        address controller = monolithic.pau.controller;
        bytes memory unitOut = _revoke(ADMIN, primeUnit.configurator);
        _breaks(check, controller, unitOut, "MonolithicInit/admin-mismatch");
        _breaks(check, controller, _grant(ADMIN, stranger), "MonolithicInit/admin-mismatch");
        _breaks(check, controller, _grant(FREEZER, stranger), "MonolithicInit/freezer-mismatch");
        _breaks(check, controller, _revoke(FREEZER, freezer), "MonolithicInit/freezer-mismatch");
        _breaks(check, controller, _grant(RELAYER, stranger), "MonolithicInit/relayer-mismatch");
        bytes memory remove = abi.encodeCall(IMainnetController.removeRelayer, (relayer));
        _breaksFrom(freezer, check, controller, remove, "MonolithicInit/relayer-mismatch");
    }

    function test_rolesOfStage2() public {
        bytes memory check = abi.encodeCall(this.checkFaceted, ());
        address controller = faceted.pau.controller;
        _breaks(check, controller, _grant(ADMIN, stranger), "FacetedInit/admin-mismatch");
        _breaks(check, controller, _grant(CONFIGURATOR, stranger), "FacetedInit/configurator-mismatch");
        _breaks(check, controller, _grant(OPERATORS, stranger), "FacetedInit/operators-mismatch");
        bytes memory call = abi.encodeCall(IFacetedController.setFreezer, (stranger));
        _breaks(check, controller, call, "FacetedInit/freezer-mismatch");
        call = abi.encodeCall(IFacetedController.setRelayer, (stranger));
        _breaks(check, controller, call, "FacetedInit/relayer-mismatch");
        _breaks(check, controller, _grant(RELAYER, stranger), "FacetedInit/relayer-mismatch");
        address registry = faceted.pau.parameterRegistry;
        call = _revoke(CONTROLLER, controller);
        _breaks(check, registry, call, "FacetedInit/controller-not-on-parameterRegistry");
        call = _revoke(ADMIN, address(this));
        _breaks(check, registry, call, "FacetedInit/owner-no-admin-of-parameterRegistry");
    }

    function test_facetsOfStage2() public {
        _mocks(abi.encodeCall(IFacetedController.adminFacet, ()), "FacetedInit/adminFacet-mismatch");
        _mocks(abi.encodeCall(IFacetedController.usdsFacet, ()), "FacetedInit/usdsFacet-mismatch");
        _mocks(abi.encodeCall(IFacetedController.erc4626Facet, ()), "FacetedInit/erc4626Facet-mismatch");
        _mocks(abi.encodeCall(IFacetedController.sparkVaultFacet, ()), "FacetedInit/sparkVaultFacet-mismatch");
        _mocks(abi.encodeCall(IFacetedController.transferAssetFacet, ()), "FacetedInit/transferAssetFacet-mismatch");
        _mocks(abi.encodeCall(IFacetedController.freezeRegistry, ()), "FacetedInit/freezeRegistry-mismatch");
        _mocks(abi.encodeCall(IFacetedController.vault, ()), "FacetedInit/vault-mismatch");
        _mocks(abi.encodeCall(IFacetedController.buffer, ()), "FacetedInit/buffer-mismatch");
        _mocks(abi.encodeCall(IFacetedController.usds, ()), "FacetedInit/usds-mismatch");
    }

    function test_bufferAndTokenOfStage1() public {
        address controller = monolithic.pau.controller;
        vm.mockCall(controller, abi.encodeCall(IMainnetController.buffer, ()), abi.encode(stranger));
        expectRevert("MonolithicInit/buffer-mismatch");
        this.checkMonolithic();
        vm.clearMockedCalls();
        vm.mockCall(controller, abi.encodeCall(IMainnetController.usds, ()), abi.encode(stranger));
        expectRevert("MonolithicInit/usds-mismatch");
        this.checkMonolithic();
    }

    function test_rolesOfAProductionPau() public {
        bytes memory check = abi.encodeCall(this.checkNewer, ());
        DispatchInstance memory pau = parallel.newer;
        bytes memory unitOut = _revoke(ADMIN, primeUnit.configurator);
        _breaks(check, pau.accessControls, unitOut, "DispatchInit/admin-mismatch");
        _breaks(check, pau.accessControls, _grant(ADMIN, stranger), "DispatchInit/admin-mismatch");
        _breaks(check, pau.accessControls, _grant(ALLOCATOR_ROLE, stranger), "DispatchInit/allocator-mismatch");
        _breaks(check, pau.accessControls, _revoke(ALLOCATOR_ROLE, pau.agent), "DispatchInit/allocator-mismatch");

        bytes memory call = abi.encodeCall(IAdministeredAgent.addAdmin, (stranger));
        _breaks(check, pau.agent, call, "DispatchInit/agent-admin-mismatch");
        call = abi.encodeCall(IAdministeredAgent.addGrantor, (stranger));
        _breaks(check, pau.agent, call, "DispatchInit/agent-grantor-mismatch");
        call = abi.encodeCall(IAdministeredAgent.addRevoker, (stranger));
        _breaks(check, pau.agent, call, "DispatchInit/agent-revoker-mismatch");
        call = abi.encodeCall(IAdministeredAgent.removeRevoker, (freezer));
        _breaks(check, pau.agent, call, "DispatchInit/agent-revoker-mismatch");
        call = abi.encodeCall(IAdministeredAgent.addActor, (stranger));
        _breaks(check, pau.agent, call, "DispatchInit/agent-actor-mismatch");
        call = abi.encodeCall(IAdministeredAgent.removeActor, (relayer));
        _breaksFrom(freezer, check, pau.agent, call, "DispatchInit/agent-actor-mismatch");
    }

    function test_integrations() public {
        bytes memory check = abi.encodeCall(this.checkNewer, ());
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = "USDS_FACET";
        bytes memory call = abi.encodeWithSignature("removeIntegrations(bytes32[])", ids);
        _breaks(check, parallel.newer.controller, call, "DispatchInit/integration-mismatch");
        call = abi.encodeWithSignature("usds_setVault(address)", stranger);
        _breaks(check, parallel.newer.controller, call, "DispatchInit/vault-mismatch");

        check = abi.encodeCall(this.checkBeacon, ());
        call = abi.encodeCall(IBeacon.removeIntegration, ("USDS_FACET"));
        _breaks(check, beacon.beacon, call, "BeaconInit/integration-mismatch");
        _breaks(check, beacon.beacon, _grant(ADMIN, stranger), "BeaconInit/admin-mismatch");
        call = abi.encodeCall(IAccessControl.revokeRole, (ADMIN, address(this)));
        _breaks(check, beacon.beacon, call, "BeaconInit/admin-mismatch");
    }

    function _mocks(bytes memory data, string memory reason) private {
        vm.mockCall(faceted.pau.controller, data, abi.encode(stranger));
        expectRevert(reason);
        this.checkFaceted();
        vm.clearMockedCalls();
    }

    function _freshMonolithic() private returns (MonolithicInstance memory) {
        return StageDeploy.deployMonolithic(address(this), monolithic.pau.almProxy, monolithic.allocator.vault);
    }

    function _freshDispatch() private returns (DispatchInstance memory) {
        return StageDeploy.deployDispatch(address(this), parallel.newer.almProxy, beacon.beacon);
    }
}
