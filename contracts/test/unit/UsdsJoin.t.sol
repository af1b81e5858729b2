// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IUsdsJoin} from "../../src/interfaces/IUsdsJoin.sol";
import {McdFixture} from "../McdFixture.sol";

contract UsdsJoinTest is McdFixture {
    address private alice = makeAddr("alice");
    address private bob = makeAddr("bob");

    /// Alice has a balance of 100 in the Vat and lets the join move it.
    function setUp() public override {
        super.setUp();
        vat.suck(vow, alice, 100 * RAD);
        vm.prank(alice);
        vat.hope(address(usdsJoin));
    }

    function test_showsItsWiring() public view {
        assertEq(usdsJoin.vat(), address(vat));
        assertEq(usdsJoin.usds(), address(usds));
        assertEq(usdsJoin.dai(), address(usds), "the name that the join of Dai has for it");
    }

    function test_exitsTheBalanceAndNotOneMore() public {
        vm.startPrank(alice);
        vm.expectRevert(bytes(""));
        usdsJoin.exit(bob, 100 * WAD + 1);
        vm.expectEmit(address(usdsJoin));
        emit IUsdsJoin.Exit(alice, bob, 100 * WAD);
        usdsJoin.exit(bob, 100 * WAD);
        assertEq(usds.balanceOf(bob), 100 * WAD);
        assertEq(vat.dai(alice), 0);
        assertEq(vat.dai(address(usdsJoin)), 100 * RAD);
    }

    function test_exitsOnlyWithConsentInTheVat() public {
        vm.startPrank(alice);
        vat.nope(address(usdsJoin));
        expectRevert("Vat/not-allowed");
        usdsJoin.exit(alice, 1);
    }

    function test_joinsTheTokensAndNotOneMore() public {
        vm.startPrank(alice);
        usdsJoin.exit(alice, 60 * WAD);
        usds.approve(address(usdsJoin), type(uint256).max);
        // The Vat comes first: the join has backing for 60 only.
        vm.expectRevert(bytes(""));
        usdsJoin.join(bob, 60 * WAD + 1);
        vm.expectEmit(address(usdsJoin));
        emit IUsdsJoin.Join(alice, bob, 60 * WAD);
        usdsJoin.join(bob, 60 * WAD);
        assertEq(usds.totalSupply(), 0);
        assertEq(vat.dai(bob), 60 * RAD);
        assertEq(vat.dai(address(usdsJoin)), 0);
    }

    function test_joinsOnlyOwnTokensWithinAnAllowance() public {
        vm.startPrank(alice);
        usdsJoin.exit(bob, 50 * WAD);
        usdsJoin.exit(alice, 50 * WAD);
        expectRevert("Usds/insufficient-allowance");
        usdsJoin.join(alice, 50 * WAD);
        usds.approve(address(usdsJoin), 50 * WAD);
        expectRevert("Usds/insufficient-balance");
        usdsJoin.join(alice, 50 * WAD + 1);
        usdsJoin.join(alice, 50 * WAD);
        assertEq(usds.balanceOf(bob), 50 * WAD);
    }

    function test_anAmountWithoutARadPanics() public {
        uint256 most = type(uint256).max / RAY;
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        usdsJoin.exit(alice, most + 1);
        vm.expectRevert(abi.encodeWithSignature("Panic(uint256)", 0x11));
        usdsJoin.join(alice, most + 1);
        vm.expectRevert(bytes(""));
        usdsJoin.exit(alice, most);
    }

    function test_mintsOnlyAsAWardOfTheToken() public {
        usds.deny(address(usdsJoin));
        vm.prank(alice);
        expectRevert("Usds/not-authorized");
        usdsJoin.exit(alice, 1);
    }

    /// Every token is backed by exactly 1e27 in the Vat, through any exits and joins.
    function testFuzz_everyTokenIsBackedToTheRad(uint256[8] calldata amounts) public {
        vm.startPrank(alice);
        usds.approve(address(usdsJoin), type(uint256).max);
        for (uint256 i; i < amounts.length; ++i) {
            usdsJoin.exit(alice, bound(amounts[i], 0, vat.dai(alice) / RAY));
            assertEq(usds.totalSupply() * RAY, vat.dai(address(usdsJoin)));
            usdsJoin.join(alice, bound(amounts[i] >> 128, 0, usds.balanceOf(alice)));
            assertEq(usds.totalSupply() * RAY, vat.dai(address(usdsJoin)));
            assertEq(vat.dai(alice) + vat.dai(address(usdsJoin)), 100 * RAD);
        }
    }
}
