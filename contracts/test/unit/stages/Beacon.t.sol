// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeacon} from "../../../src/interfaces/IBeacon.sol";
import {IController} from "../../../src/interfaces/IController.sol";
import {IEnumerableIntegrations} from "../../../src/interfaces/IEnumerableIntegrations.sol";
import {Beacon} from "../../../src/stages/dispatch/Beacon.sol";
import {Base} from "../../Base.sol";

contract BeaconTest is Base {
    bytes32 private constant ID = "SOME_FACET";
    bytes32 private constant OTHER = "OTHER_FACET";

    address private admin = makeAddr("admin");
    address private stranger = makeAddr("stranger");
    // Any contract: a Beacon runs no facet.
    address private facet = address(this);

    Beacon private beacon;

    function setUp() public {
        beacon = new Beacon(admin);
    }

    function test_beginsWithOneAdminAndNoIntegration() public {
        assertEq(beacon.getRoleMember(beacon.DEFAULT_ADMIN_ROLE(), 0), admin);
        assertEq(beacon.integrations().length, 0);
        vm.expectRevert(IBeacon.ZeroAdmin.selector);
        new Beacon(address(0));
    }

    function test_setsAnIntegration() public {
        IEnumerableIntegrations.Config memory config = _config(0xaaaaaaaa, 0xbbbbbbbb);
        vm.expectEmit(address(beacon));
        emit IEnumerableIntegrations.IntegrationSet(ID, config);
        _set(ID, config);
        _expectConfig(ID, config);
        assertEq(beacon.integrations().length, 1);
        assertEq(beacon.integrations()[0].id, ID);
        assertEq(abi.encode(beacon.integrations()[0].config), abi.encode(config));
        assertEq(beacon.getDispatch(0xaaaaaaaa).facet, facet);
        assertEq(bytes32(beacon.getDispatch(0xaaaaaaaa).delegateSelector), bytes32(bytes4(0x11111111)));
        assertEq(bytes32(beacon.getDispatch(0xbbbbbbbb).delegateSelector), bytes32(bytes4(0x22222222)));
    }

    function test_replacesAnIntegrationAsAWhole() public {
        _set(ID, _config(0xaaaaaaaa, 0xbbbbbbbb));
        IEnumerableIntegrations.Config memory config = _config(0xbbbbbbbb, 0xcccccccc);
        _set(ID, config);
        _expectConfig(ID, config);
        assertEq(beacon.integrations().length, 1);
        assertEq(beacon.getDispatch(0xaaaaaaaa).facet, address(0));
        assertEq(bytes32(beacon.getDispatch(0xbbbbbbbb).delegateSelector), bytes32(bytes4(0x11111111)));
    }

    function test_removesAnIntegration() public {
        _set(ID, _config(0xaaaaaaaa, 0xbbbbbbbb));
        _set(OTHER, _config(0xcccccccc, 0xdddddddd));
        vm.expectEmit(address(beacon));
        emit IEnumerableIntegrations.IntegrationRemoved(ID);
        vm.prank(admin);
        beacon.removeIntegration(ID);
        assertEq(beacon.integrations().length, 1);
        assertEq(beacon.integrations()[0].id, OTHER);
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (bytes4(0xaaaaaaaa), bytes4(0xdddddddd));
        IEnumerableIntegrations.Dispatch[] memory dispatches = beacon.getDispatches(selectors);
        assertEq(dispatches[0].facet, address(0));
        assertEq(dispatches[1].facet, facet);
    }

    function test_anIdThatIsNotThereHasAnEmptyConfigurationAndIsNotRemoved() public {
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = ID;
        assertEq(beacon.getConfig(ID).facet, address(0));
        assertEq(beacon.getConfigs(ids)[0].wires.length, 0);
        vm.prank(admin);
        expectRevertData(abi.encodeWithSelector(IEnumerableIntegrations.IntegrationNotFound.selector, ID));
        beacon.removeIntegration(ID);
    }

    function test_onlyTheAdminSetsAndRemoves() public {
        bytes32 role = beacon.DEFAULT_ADMIN_ROLE();
        vm.startPrank(stranger);
        expectMissingRole(stranger, role);
        beacon.setIntegration(ID, _config(0xaaaaaaaa, 0xbbbbbbbb));
        expectMissingRole(stranger, role);
        beacon.removeIntegration(ID);
    }

    function test_refusesAFacetThatIsNone() public {
        IEnumerableIntegrations.Config memory config = _config(0xaaaaaaaa, 0xbbbbbbbb);
        config.facet = address(0);
        _refuses(ID, config, abi.encodePacked(IBeacon.ZeroFacet.selector));
        config.facet = stranger;
        _refuses(ID, config, abi.encodePacked(IEnumerableIntegrations.EmptyFacet.selector));
        config.facet = facet;
        config.wires = new IEnumerableIntegrations.Wire[](0);
        _refuses(ID, config, abi.encodePacked(IEnumerableIntegrations.EmptyArray.selector));
    }

    function test_refusesASelectorTwice() public {
        _refuses(ID, _config(0xaaaaaaaa, 0xaaaaaaaa), _wired(0xaaaaaaaa));
        _set(OTHER, _config(0xaaaaaaaa, 0xbbbbbbbb));
        _refuses(ID, _config(0xcccccccc, 0xbbbbbbbb), _wired(0xbbbbbbbb));
        assertEq(beacon.integrations().length, 1);
    }

    function test_refusesWhatAControllerAnswersItself() public {
        bytes4[11] memory own = [
            IEnumerableIntegrations.integrations.selector,
            IEnumerableIntegrations.getConfig.selector,
            IEnumerableIntegrations.getConfigs.selector,
            IEnumerableIntegrations.getDispatch.selector,
            IEnumerableIntegrations.getDispatches.selector,
            IController.accessControls.selector,
            IController.beacon.selector,
            IController.proxy.selector,
            IController.rateLimits.selector,
            IController.updateIntegrations.selector,
            IController.removeIntegrations.selector
        ];
        for (uint256 i; i < own.length; ++i) {
            bytes memory reason = abi.encodeWithSelector(IBeacon.CallSelectorHardcoded.selector, own[i]);
            _refuses(ID, _config(0xaaaaaaaa, own[i]), reason);
        }
    }

    function _config(bytes4 first, bytes4 second) private view returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(facet, new IEnumerableIntegrations.Wire[](2));
        config.wires[0] = IEnumerableIntegrations.Wire(first, 0x11111111);
        config.wires[1] = IEnumerableIntegrations.Wire(second, 0x22222222);
    }

    function _wired(bytes4 selector) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnumerableIntegrations.CallSelectorAlreadyWired.selector, selector);
    }

    function _set(bytes32 id, IEnumerableIntegrations.Config memory config) private {
        vm.prank(admin);
        beacon.setIntegration(id, config);
    }

    function _refuses(bytes32 id, IEnumerableIntegrations.Config memory config, bytes memory reason) private {
        vm.prank(admin);
        expectRevertData(reason);
        beacon.setIntegration(id, config);
    }

    function _expectConfig(bytes32 id, IEnumerableIntegrations.Config memory config) private view {
        bytes32[] memory ids = new bytes32[](1);
        ids[0] = id;
        assertEq(abi.encode(beacon.getConfig(id)), abi.encode(config));
        assertEq(abi.encode(beacon.getConfigs(ids)[0]), abi.encode(config));
    }
}
