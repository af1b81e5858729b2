// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Chief} from "../../src/governance/Chief.sol";
import {IChief} from "../../src/interfaces/IChief.sol";
import {Base} from "../Base.sol";

contract ChiefTest is Base {
    Chief private chief = new Chief();
    address private spell = makeAddr("spell");
    address private stranger = makeAddr("stranger");

    function test_deployerIsTheFirstWard() public {
        vm.expectEmit();
        emit IChief.Rely(address(this));
        Chief fresh = new Chief();
        assertEq(fresh.wards(address(this)), 1);
        assertEq(fresh.hat(), address(0));
    }

    function test_wardsHandPowerOverAndTakeItAway() public {
        vm.expectEmit(address(chief));
        emit IChief.Rely(stranger);
        chief.rely(stranger);
        assertEq(chief.wards(stranger), 1);

        vm.expectEmit(address(chief));
        emit IChief.Deny(address(this));
        vm.prank(stranger);
        chief.deny(address(this));
        expectRevert("Chief/not-authorized");
        chief.lift(spell);
    }

    function testFuzz_onlyWardsDoAnything(address caller) public {
        vm.assume(caller != address(this));
        vm.startPrank(caller);
        expectRevert("Chief/not-authorized");
        chief.rely(caller);
        expectRevert("Chief/not-authorized");
        chief.deny(address(this));
        expectRevert("Chief/not-authorized");
        chief.lift(caller);
    }

    function testFuzz_theHatAndNobodyElseMayCall(address hat, address other, address dst, bytes4 sig) public {
        vm.assume(hat != other);
        vm.expectEmit(address(chief));
        emit IChief.Lift(hat);
        chief.lift(hat);
        assertEq(chief.hat(), hat);
        assertTrue(chief.canCall(hat, dst, sig));
        assertFalse(chief.canCall(other, dst, sig));

        chief.lift(other);
        assertFalse(chief.canCall(hat, dst, sig));
    }
}
