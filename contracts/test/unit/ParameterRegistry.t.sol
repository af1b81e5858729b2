// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IParameterRegistry} from "../../src/interfaces/IParameterRegistry.sol";
import {ParameterRegistry} from "../../src/pau/ParameterRegistry.sol";
import {Base} from "../Base.sol";

contract ParameterRegistryTest is Base {
    bytes32 private constant KEY = keccak256("KEY");

    ParameterRegistry private registry;
    address private admin = makeAddr("admin");
    address private controller = makeAddr("controller");
    address private stranger = makeAddr("stranger");

    function setUp() public {
        registry = new ParameterRegistry(admin);
        bytes32 role = registry.CONTROLLER();
        vm.prank(admin);
        registry.grantRole(role, controller);
    }

    function test_theFirstAdminIsTheOnlyOne() public view {
        assertEq(registry.CONTROLLER(), keccak256("CONTROLLER"));
        assertTrue(registry.hasRole(0, admin));
        assertFalse(registry.hasRole(0, address(this)));
    }

    function test_aParameterIsZeroUntilItIsSet() public view {
        assertEq(registry.getParameter(KEY), 0);
    }

    function testFuzz_aParameterIsWhatWasSetLast(bytes32 key, bytes32 other, uint256 first, uint256 second) public {
        vm.assume(key != other);
        vm.startPrank(controller);
        registry.setParameter(key, first);
        assertEq(registry.getParameter(key), first);
        vm.expectEmit(address(registry));
        emit IParameterRegistry.ParameterSet(key, second);
        registry.setParameter(key, second);
        assertEq(registry.getParameter(key), second);
        assertEq(registry.getParameter(other), 0);
    }

    function test_onlyAControllerSets() public {
        address[2] memory others = [admin, stranger];
        for (uint256 i; i < others.length; ++i) {
            bytes32 role = registry.CONTROLLER();
            vm.prank(others[i]);
            expectMissingRole(others[i], role);
            registry.setParameter(KEY, 1);
        }
    }

    function test_onlyTheAdminGivesRoles() public {
        bytes32 role = registry.CONTROLLER();
        vm.prank(controller);
        expectMissingRole(controller, 0);
        registry.grantRole(role, stranger);
    }
}
