// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "../Base.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";

contract BeamStateTest is Base {
    uint8 internal constant ROLE = 7;
    bytes32 internal constant KEY = keccak256("LIMIT_TEST");

    BeamState internal state;
    address internal operator = makeAddr("operator");
    address internal stranger = makeAddr("stranger");
    address internal limits = makeAddr("rateLimits");
    address internal controller = makeAddr("controller");
    address internal cBeam = makeAddr("cBeam");

    function setUp() public {
        state = new BeamState();
        state.setUserRole(operator, ROLE, true);
    }

    /// Every function that is guarded by a role, with arguments that let it pass on registered addresses.
    function _roleCalls() internal view returns (bytes[] memory calls) {
        calls = new bytes[](18);
        calls[0] = abi.encodeCall(state.stop, ());
        calls[1] = abi.encodeCall(state.start, ());
        calls[2] = abi.encodeCall(state.setHop, (limits, 1));
        calls[3] = abi.encodeCall(state.setMaxChange, (limits, WAD));
        calls[4] = abi.encodeCall(state.addRateLimits, (limits));
        calls[5] = abi.encodeCall(state.addController, (controller));
        calls[6] = abi.encodeCall(state.addCBeam, (cBeam));
        calls[7] = abi.encodeCall(state.setCBeamForRateLimits, (limits, cBeam));
        calls[8] = abi.encodeCall(state.setCBeamForController, (controller, cBeam));
        calls[9] = abi.encodeCall(state.unsetCBeamForRateLimits, (limits, cBeam));
        calls[10] = abi.encodeCall(state.unsetCBeamForController, (controller, cBeam));
        calls[11] = abi.encodeCall(state.delRateLimits, (limits));
        calls[12] = abi.encodeCall(state.delController, (controller));
        calls[13] = abi.encodeCall(state.delCBeam, (cBeam));
        calls[14] = abi.encodeCall(state.addInitRateLimits, (KEY, limits, 1, 1));
        calls[15] = abi.encodeCall(state.delInitRateLimits, (KEY, limits));
        calls[16] = abi.encodeCall(state.addInitControllerActions, (hex"12", controller));
        calls[17] = abi.encodeCall(state.delInitControllerActions, (keccak256(hex"12"), controller));
    }

    function _callAs(address caller, bytes memory data) internal returns (bool ok, bytes memory ret) {
        vm.prank(caller);
        (ok, ret) = address(state).call(data);
    }

    function _reason(string memory reason) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", reason);
    }

    // --- Authority ---

    function test_deployerIsTheFirstWard() public {
        vm.expectEmit();
        emit IBeamState.Rely(address(this));
        BeamState fresh = new BeamState();
        assertEq(fresh.wards(address(this)), 1);
    }

    function test_administrationIsForWardsOnly() public {
        bytes[4] memory calls = [
            abi.encodeCall(state.rely, (stranger)),
            abi.encodeCall(state.deny, (address(this))),
            abi.encodeCall(state.setUserRole, (stranger, ROLE, true)),
            abi.encodeCall(state.setRoleAction, (ROLE, state.stop.selector, true))
        ];
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory ret) = _callAs(operator, calls[i]);
            assertFalse(ok);
            assertEq(ret, _reason("BeamState/not-authorized"));
        }
    }

    function test_relyAndDeny() public {
        vm.expectEmit();
        emit IBeamState.Rely(stranger);
        state.rely(stranger);
        assertEq(state.wards(stranger), 1);

        vm.expectEmit();
        emit IBeamState.Deny(address(this));
        vm.prank(stranger);
        state.deny(address(this));
        assertEq(state.wards(address(this)), 0);
    }

    function test_everyRoleFunctionRefusesWithoutTheRoleAndPassesWithIt() public {
        bytes[] memory calls = _roleCalls();
        for (uint256 i; i < calls.length; ++i) {
            (bool ok, bytes memory ret) = _callAs(operator, calls[i]);
            assertFalse(ok, "passed before its action was given to the role");
            assertEq(ret, _reason("BeamState/role-not-authorized"));

            state.setRoleAction(ROLE, bytes4(calls[i]), true);
            (ok,) = _callAs(operator, calls[i]);
            assertTrue(ok, "refused the holder of the role");
            (ok, ret) = _callAs(stranger, calls[i]);
            assertFalse(ok, "passed for a stranger");
            assertEq(ret, _reason("BeamState/role-not-authorized"));
        }
    }

    function test_aWardNeedsNoRole() public {
        bytes[] memory calls = _roleCalls();
        for (uint256 i; i < calls.length; ++i) {
            (bool ok,) = address(state).call(calls[i]);
            assertTrue(ok);
        }
    }

    function testFuzz_oneRoleDoesNotTouchAnother(uint8 role, uint8 other, bytes4 sig) public {
        vm.assume(role != other && role != ROLE && other != ROLE);
        vm.expectEmit();
        emit IBeamState.SetUserRole(operator, role, true);
        state.setUserRole(operator, role, true);
        vm.expectEmit();
        emit IBeamState.SetRoleAction(role, sig, true);
        state.setRoleAction(role, sig, true);

        assertTrue(state.hasUserRole(operator, role));
        assertTrue(state.hasUserRole(operator, ROLE), "role given before is lost");
        assertFalse(state.hasUserRole(operator, other));
        assertTrue(state.isActionInRole(sig, role));
        assertFalse(state.isActionInRole(sig, other));
        assertEq(state.actionsRoles(sig), bytes32(uint256(1) << role));

        state.setUserRole(operator, role, false);
        state.setRoleAction(role, sig, false);
        assertFalse(state.hasUserRole(operator, role));
        assertTrue(state.hasUserRole(operator, ROLE), "another role went with it");
        assertFalse(state.isActionInRole(sig, role));
    }

    // --- Switch ---

    function test_stopAndStart() public {
        vm.expectEmit();
        emit IBeamState.Stop();
        state.stop();
        assertTrue(state.stopped());

        vm.expectEmit();
        emit IBeamState.Start();
        state.start();
        assertFalse(state.stopped());
    }

    // --- Specific over general, zero falls back ---

    function test_hopFallsBackToTheGeneralEntry() public {
        assertEq(state.getHop(limits), 0);
        state.setHop(address(0), 18 hours);
        assertEq(state.getHop(limits), 18 hours);

        vm.expectEmit();
        emit IBeamState.SetHop(limits, 16 hours);
        state.setHop(limits, 16 hours);
        assertEq(state.getHop(limits), 16 hours);
        assertEq(state.getHop(stranger), 18 hours);

        state.setHop(limits, 0);
        assertEq(state.getHop(limits), 18 hours);
        assertEq(state.hop(limits), 0);
    }

    function test_maxChangeFallsBackToTheGeneralEntry() public {
        assertEq(state.getMaxChange(limits), 0);
        state.setMaxChange(address(0), 1.25e18);
        assertEq(state.getMaxChange(limits), 1.25e18);

        vm.expectEmit();
        emit IBeamState.SetMaxChange(limits, 1.2e18);
        state.setMaxChange(limits, 1.2e18);
        assertEq(state.getMaxChange(limits), 1.2e18);
        assertEq(state.getMaxChange(stranger), 1.25e18);
    }

    function test_maxChangeIsAtLeastOne() public {
        expectRevert("BeamState/maxChange-below-1x");
        state.setMaxChange(limits, WAD - 1);
        state.setMaxChange(limits, WAD);
        assertEq(state.maxChange(limits), WAD);
    }

    function _assertInit(uint256 maxAmount, uint256 slope) internal view {
        IBeamState.DefaultRateLimits memory init = state.getInitRateLimits(KEY, limits);
        assertEq(init.maxAmount, maxAmount);
        assertEq(init.slope, slope);
    }

    function test_initLimitsFallBackOnlyFromZeroZero() public {
        _assertInit(0, 0);
        state.addInitRateLimits(KEY, address(0), 100, 10);
        _assertInit(100, 10);

        vm.expectEmit();
        emit IBeamState.AddInitRateLimits(KEY, limits, 50, 0);
        state.addInitRateLimits(KEY, limits, 50, 0);
        _assertInit(50, 0);
        state.addInitRateLimits(KEY, limits, 0, 5);
        _assertInit(0, 5);
        state.addInitRateLimits(KEY, limits, 0, 0);
        _assertInit(100, 10);

        state.addInitRateLimits(KEY, limits, type(uint256).max, 0);
        _assertInit(type(uint256).max, 0);
        vm.expectEmit();
        emit IBeamState.DelInitRateLimits(KEY, limits);
        state.delInitRateLimits(KEY, limits);
        _assertInit(100, 10);
    }

    function test_controllerActionsAreEnabledByEitherEntry() public {
        bytes memory data = hex"deadbeef";
        bytes32 key = keccak256(data);
        assertFalse(state.isControllerActionEnabled(key, controller));

        vm.expectEmit();
        emit IBeamState.AddInitControllerActions(key, controller);
        assertEq(state.addInitControllerActions(data, controller), key);
        assertTrue(state.isControllerActionEnabled(key, controller));
        assertFalse(state.isControllerActionEnabled(key, stranger));

        state.addInitControllerActions(data, address(0));
        assertTrue(state.isControllerActionEnabled(key, stranger));
        vm.expectEmit();
        emit IBeamState.DelInitControllerActions(key, controller);
        state.delInitControllerActions(key, controller);
        assertTrue(state.isControllerActionEnabled(key, controller), "the general entry still enables it");

        state.delInitControllerActions(key, address(0));
        assertFalse(state.isControllerActionEnabled(key, controller));
    }

    // --- Registrations and pairs ---

    function test_aPairNeedsBothRegistered() public {
        expectRevert("BeamState/not-existing-rateLimits");
        state.setCBeamForRateLimits(limits, cBeam);
        expectRevert("BeamState/not-existing-controller");
        state.setCBeamForController(controller, cBeam);

        vm.expectEmit();
        emit IBeamState.AddRateLimits(limits);
        state.addRateLimits(limits);
        vm.expectEmit();
        emit IBeamState.AddController(controller);
        state.addController(controller);
        expectRevert("BeamState/not-existing-cBeam");
        state.setCBeamForRateLimits(limits, cBeam);
        expectRevert("BeamState/not-existing-cBeam");
        state.setCBeamForController(controller, cBeam);

        vm.expectEmit();
        emit IBeamState.AddCBeam(cBeam);
        state.addCBeam(cBeam);
        vm.expectEmit();
        emit IBeamState.SetCBeamForRateLimits(limits, cBeam);
        state.setCBeamForRateLimits(limits, cBeam);
        vm.expectEmit();
        emit IBeamState.SetCBeamForController(controller, cBeam);
        state.setCBeamForController(controller, cBeam);
        assertEq(state.rateLimitsCBeams(limits, cBeam), 1);
        assertEq(state.controllersCBeams(controller, cBeam), 1);
    }

    function test_pairsSurviveDeletionUntilTheyAreUnset() public {
        state.addRateLimits(limits);
        state.addController(controller);
        state.addCBeam(cBeam);
        state.setCBeamForRateLimits(limits, cBeam);
        state.setCBeamForController(controller, cBeam);

        state.delRateLimits(limits);
        state.delController(controller);
        state.delCBeam(cBeam);
        assertEq(state.rateLimitsCBeams(limits, cBeam), 1, "pair gone with its registration");
        assertEq(state.controllersCBeams(controller, cBeam), 1, "pair gone with its registration");

        expectRevert("BeamState/not-existing-rateLimits");
        state.setCBeamForRateLimits(limits, cBeam);
        expectRevert("BeamState/not-existing-controller");
        state.setCBeamForController(controller, cBeam);

        vm.expectEmit();
        emit IBeamState.UnsetCBeamForRateLimits(limits, cBeam);
        state.unsetCBeamForRateLimits(limits, cBeam);
        vm.expectEmit();
        emit IBeamState.UnsetCBeamForController(controller, cBeam);
        state.unsetCBeamForController(controller, cBeam);
        assertEq(state.rateLimitsCBeams(limits, cBeam), 0);
        assertEq(state.controllersCBeams(controller, cBeam), 0);
    }
}
