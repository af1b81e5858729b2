// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {IFreezeRegistry} from "../../src/interfaces/IFreezeRegistry.sol";
import {Base} from "../Base.sol";

contract FreezeRegistryTest is Base {
    FreezeRegistry private registry;
    address private beam = makeAddr("BEAM");
    address private stranger = makeAddr("stranger");

    function setUp() public {
        registry = new FreezeRegistry();
    }

    function test_deployerIsTheFirstWard() public {
        vm.expectEmit();
        emit IFreezeRegistry.Rely(address(this));
        FreezeRegistry fresh = new FreezeRegistry();
        assertEq(fresh.wards(address(this)), 1);
        assertEq(fresh.wards(stranger), 0);
    }

    function test_everythingIsForWardsOnly() public {
        bytes[4] memory calls = [
            abi.encodeCall(registry.rely, (stranger)),
            abi.encodeCall(registry.deny, (address(this))),
            abi.encodeCall(registry.freeze, (beam)),
            abi.encodeCall(registry.unfreeze, (beam))
        ];
        for (uint256 i; i < calls.length; ++i) {
            vm.prank(stranger);
            (bool ok, bytes memory ret) = address(registry).call(calls[i]);
            assertFalse(ok);
            assertEq(ret, abi.encodeWithSignature("Error(string)", "FreezeRegistry/not-authorized"));
            (ok,) = address(registry).call(calls[i]);
            assertTrue(ok);
            registry = new FreezeRegistry();
        }
    }

    function test_relyAndDeny() public {
        vm.expectEmit();
        emit IFreezeRegistry.Rely(stranger);
        registry.rely(stranger);
        assertEq(registry.wards(stranger), 1);

        vm.expectEmit();
        emit IFreezeRegistry.Deny(address(this));
        vm.prank(stranger);
        registry.deny(address(this));
        assertEq(registry.wards(address(this)), 0);
    }

    function test_freezesAreCountedWhereTheyChangeSomething() public {
        assertFalse(registry.frozen(beam));
        assertEq(registry.freezeCount(beam), 0);
        for (uint256 i = 1; i < 3; ++i) {
            vm.expectEmit();
            emit IFreezeRegistry.Freeze(beam);
            registry.freeze(beam);
            registry.freeze(beam);
            assertTrue(registry.frozen(beam));
            assertEq(registry.freezeCount(beam), i);
            vm.expectEmit();
            emit IFreezeRegistry.Unfreeze(beam);
            registry.unfreeze(beam);
            registry.unfreeze(beam);
            assertFalse(registry.frozen(beam));
            assertEq(registry.freezeCount(beam), i);
        }
        assertFalse(registry.frozen(stranger));
    }
}
