// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ControllerOperators} from "../../src/configurator/ControllerOperators.sol";
import {IControllerOperators} from "../../src/interfaces/IControllerOperators.sol";
import {ConfiguratorBase, Controller} from "./ConfiguratorBase.sol";

contract ControllerOperatorsTest is ConfiguratorBase {
    ControllerOperators private operators;

    function setUp() public override {
        super.setUp();
        operators = new ControllerOperators(address(state));
    }

    function test_namesTheBeamStateThatItAsks() public view {
        assertEq(operators.beamState(), address(state));
    }

    function test_relayerAndFreezerReachTheController() public {
        vm.startPrank(cBeam);
        vm.expectEmit();
        emit IControllerOperators.SetRelayer(address(controller), stranger);
        operators.setRelayer(address(controller), stranger);
        vm.expectEmit();
        emit IControllerOperators.SetFreezer(address(controller), cBeam);
        operators.setFreezer(address(controller), cBeam);
        vm.stopPrank();
        assertEq(controller.relayer(), stranger);
        assertEq(controller.freezer(), cBeam);
    }

    function test_passesOnWhyTheControllerRefuses() public {
        vm.prank(cBeam);
        expectRevert("Controller/zero");
        operators.setRelayer(address(controller), address(0));
    }

    function test_everythingStopsWhileStopped() public {
        state.stop();
        vm.startPrank(cBeam);
        expectRevert("ControllerOperators/stopped");
        operators.setRelayer(address(controller), stranger);
        expectRevert("ControllerOperators/stopped");
        operators.setFreezer(address(controller), stranger);
        vm.stopPrank();

        state.start();
        vm.prank(cBeam);
        operators.setRelayer(address(controller), stranger);
    }

    /// A pair with the RateLimits, or with another controller, is not enough.
    function test_aCBeamReplacesOnlyWherePairedWithTheController() public {
        address other = address(new Controller());
        address[3] memory callers = [stranger, cBeam, address(this)];
        address[3] memory targets = [address(controller), other, address(controller)];
        for (uint256 i; i < callers.length; ++i) {
            vm.startPrank(callers[i]);
            expectRevert("ControllerOperators/not-authorized-controller-cBeam");
            operators.setRelayer(targets[i], stranger);
            expectRevert("ControllerOperators/not-authorized-controller-cBeam");
            operators.setFreezer(targets[i], stranger);
            vm.stopPrank();
        }
    }

    function test_onlyUnpairingRevokesACBeam() public {
        state.delCBeam(cBeam);
        state.delController(address(controller));
        vm.startPrank(cBeam);
        operators.setRelayer(address(controller), stranger);
        vm.stopPrank();

        state.unsetCBeamForController(address(controller), cBeam);
        vm.startPrank(cBeam);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        operators.setRelayer(address(controller), stranger);
    }
}
