// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {DispatchConfigs} from "../../../deploy/DispatchConfigs.sol";
import {IController} from "../../../src/interfaces/IController.sol";
import {IDispatchedPau} from "../../../src/interfaces/IDispatchedPau.sol";
import {IEnumerableIntegrations} from "../../../src/interfaces/IEnumerableIntegrations.sol";
import {Controller} from "../../../src/stages/dispatch/Controller.sol";
import {DispatchUsdsFacet} from "../../../src/stages/dispatch/DispatchUsdsFacet.sol";
import {DispatchFixture} from "../../DispatchFixture.sol";
import {CallsBackToken} from "../../Tokens.sol";

/// A facet that gives back all that it was called with.
contract EchoFacet {
    error Refused(bytes data);

    function ping(bytes calldata) external payable returns (bytes memory) {
        return msg.data;
    }

    function pong(bytes calldata) external pure {
        revert Refused(msg.data);
    }

    function silent() external pure {
        assembly {
            revert(0, 0)
        }
    }
}

interface IEcho {
    function echo_ping(bytes calldata data) external payable returns (bytes memory);
    function echo_pong(bytes calldata data) external;
    function echo_silent() external;
}

contract ControllerTest is DispatchFixture {
    bytes32 private constant ECHO = "ECHO_FACET";

    EchoFacet private echo;

    function setUp() public override {
        super.setUp();
        echo = new EchoFacet();
        _recommend(ECHO, _echoConfig());
    }

    // --- What it is ---

    function test_namesItsWires() public view {
        assertEq(controller.accessControls(), address(accessControls));
        assertEq(controller.beacon(), address(beacon));
        assertEq(controller.proxy(), address(starProxy));
        assertEq(controller.rateLimits(), address(starLimits));
    }

    function test_noWireIsZero() public {
        address some = address(beacon);
        vm.expectRevert(IController.ZeroAccessControls.selector);
        new Controller(address(0), some, some, some);
        vm.expectRevert(IController.ZeroBeacon.selector);
        new Controller(some, address(0), some, some);
        vm.expectRevert(IController.ZeroProxy.selector);
        new Controller(some, some, address(0), some);
        vm.expectRevert(IController.ZeroRateLimits.selector);
        new Controller(some, some, some, address(0));
    }

    function test_listsItsIntegrationsWithTheirWires() public view {
        IEnumerableIntegrations.Integration[] memory all = controller.integrations();
        assertEq(all.length, 4);
        assertEq(all[0].id, DispatchConfigs.USDS);
        assertEq(abi.encode(all[0].config), abi.encode(DispatchConfigs.usds(address(facets.usds))));
        bytes memory erc4626 = abi.encode(DispatchConfigs.erc4626(address(facets.erc4626)));
        assertEq(abi.encode(controller.getConfig(DispatchConfigs.ERC4626)), erc4626);
        assertEq(abi.encode(controller.getConfigs(DispatchConfigs.ids())[1]), erc4626);
        bytes4[] memory selectors = new bytes4[](2);
        (selectors[0], selectors[1]) = (IDispatchedPau.sparkVault_take.selector, IEcho.echo_ping.selector);
        assertEq(controller.getDispatches(selectors)[0].facet, address(facets.sparkVault));
        assertEq(controller.getDispatches(selectors)[1].facet, address(0));
        assertEq(controller.getDispatch(selectors[0]).facet, address(facets.sparkVault));
    }

    // --- Dispatch ---

    function testFuzz_replacesTheSelectorAndNothingElse(bytes calldata data) public {
        _update(ECHO);
        bytes memory called = abi.encodeCall(IEcho.echo_ping, (data));
        (bool success, bytes memory result) = address(controller).call(called);
        assertTrue(success);
        assertEq(abi.decode(result, (bytes)), abi.encodeCall(EchoFacet.ping, (data)));
    }

    function test_passesEtherAndRefusalsOn() public {
        _update(ECHO);
        vm.deal(address(this), 1);
        IEcho(address(controller)).echo_ping{value: 1}("");
        assertEq(address(controller).balance, 1);
        expectRevertData(abi.encodeWithSelector(EchoFacet.Refused.selector, abi.encodeCall(EchoFacet.pong, ("x"))));
        IEcho(address(controller)).echo_pong("x");
        (bool success, bytes memory result) = address(controller).call(abi.encodeCall(IEcho.echo_silent, ()));
        assertFalse(success);
        assertEq(result.length, 0);
    }

    function test_refusesASelectorThatNobodyServes() public {
        expectRevertData(abi.encodeWithSelector(IController.CallSelectorNotWired.selector, IEcho.echo_ping.selector));
        IEcho(address(controller)).echo_ping("");
        // A delegate selector is not one that the Controller is called by.
        (bool success,) = address(controller).call(abi.encodeWithSignature("mint(uint256)", 1));
        assertFalse(success);
    }

    function test_refusesCallsTooShortForASelector() public {
        for (uint256 i; i < 4; ++i) {
            (bool success, bytes memory result) = address(controller).call(new bytes(i));
            assertFalse(success);
            assertEq(result, abi.encodeWithSelector(IController.InvalidCallDataLength.selector, i));
        }
    }

    // --- Changing integrations ---

    function test_copiesFromTheBeacon() public {
        IEnumerableIntegrations.Config memory config = _echoConfig();
        vm.expectEmit(address(controller));
        emit IEnumerableIntegrations.IntegrationSet(ECHO, config);
        _update(ECHO);
        assertEq(abi.encode(controller.getConfig(ECHO)), abi.encode(config));
        assertEq(controller.integrations().length, 5);
    }

    function test_isBehindTheBeaconUntilItCopies() public {
        DispatchUsdsFacet next = new DispatchUsdsFacet(address(usds));
        _recommend(DispatchConfigs.USDS, DispatchConfigs.usds(address(next)));
        assertEq(controller.getConfig(DispatchConfigs.USDS).facet, address(facets.usds));
        _update(DispatchConfigs.USDS);
        assertEq(controller.getConfig(DispatchConfigs.USDS).facet, address(next));
        // What the facet stored is the Controller's.
        assertEq(IDispatchedPau(address(controller)).usds_vault(), address(starAllocator));
    }

    function test_keepsWhatTheBeaconRemoved() public {
        vm.prank(beaconAdmin);
        beacon.removeIntegration(DispatchConfigs.USDS);
        assertEq(controller.getConfig(DispatchConfigs.USDS).facet, address(facets.usds));
        _refusesUpdate(DispatchConfigs.USDS, _notFound(DispatchConfigs.USDS));
    }

    function test_removesIntegrations() public {
        vm.expectEmit(address(controller));
        emit IEnumerableIntegrations.IntegrationRemoved(DispatchConfigs.USDS);
        vm.prank(admin);
        controller.removeIntegrations(_one(DispatchConfigs.USDS));
        assertEq(controller.integrations().length, 3);
        assertEq(controller.getConfig(DispatchConfigs.USDS).wires.length, 0);
        expectRevertData(
            abi.encodeWithSelector(IController.CallSelectorNotWired.selector, IDispatchedPau.usds_mint.selector)
        );
        IDispatchedPau(address(controller)).usds_mint(1);
    }

    function test_onlyTheAdminOfTheAccessControlsChangesIntegrations() public {
        address[3] memory others = [beaconAdmin, starRelayer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectRevertData(abi.encodeWithSelector(IController.NotAdmin.selector, others[i]));
            controller.updateIntegrations(_one(ECHO));
            expectRevertData(abi.encodeWithSelector(IController.NotAdmin.selector, others[i]));
            controller.removeIntegrations(_one(DispatchConfigs.USDS));
            vm.stopPrank();
        }
    }

    function test_refusesAnEmptyListAndAnUnknownId() public {
        vm.startPrank(admin);
        vm.expectRevert(IEnumerableIntegrations.EmptyArray.selector);
        controller.updateIntegrations(new bytes32[](0));
        vm.expectRevert(IEnumerableIntegrations.EmptyArray.selector);
        controller.removeIntegrations(new bytes32[](0));
        expectRevertData(_notFound("NO_FACET"));
        controller.removeIntegrations(_one("NO_FACET"));
        vm.stopPrank();
        _refusesUpdate("NO_FACET", _notFound("NO_FACET"));
    }

    /// A Beacon is trusted with the wiring, and still not with these.
    function test_refusesWhatABeaconMayNotRecommend() public {
        IEnumerableIntegrations.Config[] memory configs = new IEnumerableIntegrations.Config[](1);
        configs[0] = _echoConfig();
        configs[0].facet = stranger;
        vm.mockCall(address(beacon), abi.encodeCall(beacon.getConfigs, (_one(ECHO))), abi.encode(configs));
        _refusesUpdate(ECHO, abi.encodePacked(IEnumerableIntegrations.EmptyFacet.selector));
        configs[0] = _echoConfig();
        configs[0].wires = new IEnumerableIntegrations.Wire[](0);
        vm.mockCall(address(beacon), abi.encodeCall(beacon.getConfigs, (_one(ECHO))), abi.encode(configs));
        _refusesUpdate(ECHO, abi.encodePacked(IEnumerableIntegrations.EmptyArray.selector));
    }

    /// Two ids that the Beacon gave one selector after the other.
    function test_refusesASelectorThatAnotherIntegrationHas() public {
        _update(ECHO);
        vm.prank(beaconAdmin);
        beacon.removeIntegration(ECHO);
        _recommend("ECHO_AGAIN", _echoConfig());
        _refusesUpdate(
            "ECHO_AGAIN",
            abi.encodeWithSelector(IEnumerableIntegrations.CallSelectorAlreadyWired.selector, IEcho.echo_ping.selector)
        );
        vm.prank(admin);
        controller.removeIntegrations(_one(ECHO));
        _update("ECHO_AGAIN");
    }

    function test_isNotEnteredAgain() public {
        CallsBackToken token = new CallsBackToken();
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", address(token), stranger), 1);
        vm.startPrank(admin);
        accessControls.grantRole(ALLOCATOR_ROLE, starRelayer);
        accessControls.grantRole(accessControls.DEFAULT_ADMIN_ROLE(), address(token));
        vm.stopPrank();
        bytes[2] memory calls = [
            abi.encodeCall(controller.updateIntegrations, (_one(ECHO))),
            abi.encodeCall(controller.removeIntegrations, (_one(DispatchConfigs.USDS)))
        ];
        for (uint256 i; i < calls.length; ++i) {
            token.setCallback(address(controller), calls[i]);
            vm.prank(starRelayer);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            IDispatchedPau(address(controller)).transferAsset_transfer(address(token), stranger, 1);
        }
    }

    function _echoConfig() private view returns (IEnumerableIntegrations.Config memory config) {
        config = IEnumerableIntegrations.Config(address(echo), new IEnumerableIntegrations.Wire[](3));
        config.wires[0] = IEnumerableIntegrations.Wire(IEcho.echo_ping.selector, EchoFacet.ping.selector);
        config.wires[1] = IEnumerableIntegrations.Wire(IEcho.echo_pong.selector, EchoFacet.pong.selector);
        config.wires[2] = IEnumerableIntegrations.Wire(IEcho.echo_silent.selector, EchoFacet.silent.selector);
    }

    function _recommend(bytes32 id, IEnumerableIntegrations.Config memory config) private {
        vm.prank(beaconAdmin);
        beacon.setIntegration(id, config);
    }

    function _update(bytes32 id) private {
        vm.prank(admin);
        controller.updateIntegrations(_one(id));
    }

    function _refusesUpdate(bytes32 id, bytes memory reason) private {
        vm.prank(admin);
        expectRevertData(reason);
        controller.updateIntegrations(_one(id));
    }

    function _notFound(bytes32 id) private pure returns (bytes memory) {
        return abi.encodeWithSelector(IEnumerableIntegrations.IntegrationNotFound.selector, id);
    }

    function _one(bytes32 id) private pure returns (bytes32[] memory ids) {
        ids = new bytes32[](1);
        ids[0] = id;
    }
}
