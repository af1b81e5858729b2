// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorRegistry} from "../../src/interfaces/IAllocatorRegistry.sol";
import {IAllocatorRoles} from "../../src/interfaces/IAllocatorRoles.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {RayMath} from "../../src/mcd/RayMath.sol";
import {McdFixture} from "../McdFixture.sol";

contract AllocatorTest is McdFixture {
    bytes32 private constant ILK = "ALLOCATOR-TEST-A";

    address private operator = makeAddr("operator");
    address private alice = makeAddr("alice");
    AllocatorVault private vault;
    AllocatorBuffer private buffer;

    function setUp() public override {
        super.setUp();
        vault = _deployAllocator(ILK, operator);
        buffer = AllocatorBuffer(vault.buffer());
    }

    // --- Vault ---

    function test_vaultShowsItsWiring() public view {
        assertEq(vault.ilk(), ILK);
        assertEq(vault.vat(), address(vat));
        assertEq(vault.jug(), address(jug));
        assertEq(vault.roles(), address(roles));
        assertEq(vault.usds(), address(usds));
        assertEq(vault.usdsJoin(), address(usdsJoin));
        assertEq(registry.buffers(ILK), address(buffer));
    }

    function test_vaultRefusesWhoHasNeitherRoleNorWard() public {
        vm.startPrank(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.draw(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.wipe(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.rely(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.deny(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.file("jug", alice);
    }

    function test_aRoleOpensOnlyItsFunctions() public {
        vm.startPrank(operator);
        vault.draw(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.rely(operator);
    }

    function test_aWardMayDrawToo() public {
        vault.draw(WAD);
        vault.rely(alice);
        vm.startPrank(alice);
        vault.draw(WAD);
        vault.deny(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.draw(WAD);
    }

    function test_vaultFilesTheJugOnly() public {
        expectRevert("AllocatorVault/file-unrecognized-param");
        vault.file("vat", alice);
    }

    function test_drawsToTheBuffer() public {
        vm.prank(operator);
        vault.draw(1000 * WAD);
        assertEq(usds.balanceOf(address(buffer)), 1000 * WAD);
        (, uint256 art) = vat.urns(ILK, address(vault));
        assertEq(art, 1000 * WAD);
    }

    function test_aDebtThatDoesNotFitASignedNumberIsRefused() public {
        vat.fold(ILK, vow, 1 - int256(RAY));
        uint256 fits = uint256(type(int256).max) / RAY;
        expectRevert("AllocatorVault/overflow");
        vault.draw(fits + 1);
        expectRevert("Vat/ceiling-exceeded");
        vault.draw(fits);
    }

    /// A full wipe takes ceil(art * rate / RAY), one unit more reverts without a reason.
    function test_aFullWipeTakesTheCeiling() public {
        vm.prank(operator);
        vault.draw(1000 * WAD);
        skip(123_456_789);
        uint256 owed = RayMath.divUp(_debtNow(ILK), RAY);
        vat.suck(vow, address(this), 1000 * RAD);
        vat.hope(address(usdsJoin));
        usdsJoin.exit(address(buffer), 1000 * WAD);

        vm.startPrank(operator);
        vm.expectRevert(bytes(""));
        vault.wipe(owed + 1);
        vault.wipe(owed);
        (, uint256 art) = vat.urns(ILK, address(vault));
        assertEq(art, 0);
        // What was rounded up stays in the Vat, with the vault.
        assertLt(vat.dai(address(vault)), RAY);
    }

    /// Drawing rounds the debt up and wiping rounds it down, each by less than one unit of normalised debt.
    function testFuzz_roundsInFavourOfTheSystem(uint256 wait, uint256 amount, uint256 part) public {
        wait = bound(wait, 1, 20 * 365 days);
        amount = bound(amount, 1, 1_000_000 * WAD);
        part = bound(part, 0, amount);
        skip(wait);

        vm.startPrank(operator);
        vault.draw(amount);
        (, uint256 rate,,,) = vat.ilks(ILK);
        (, uint256 art) = vat.urns(ILK, address(vault));
        assertGe(art * rate, amount * RAY);
        assertLt(art * rate - amount * RAY, rate);

        vault.wipe(part);
        (, uint256 left) = vat.urns(ILK, address(vault));
        uint256 repaid = (art - left) * rate;
        assertLe(repaid, part * RAY);
        assertLt(part * RAY - repaid, rate);

        (uint256 total,,,,) = vat.ilks(ILK);
        assertEq(left, total);
    }

    // --- Buffer ---

    function test_bufferAnswersToItsWardsOnly() public {
        vm.startPrank(alice);
        expectRevert("AllocatorBuffer/not-authorized");
        buffer.approve(address(usds), alice, 1);
        expectRevert("AllocatorBuffer/not-authorized");
        buffer.rely(alice);
        expectRevert("AllocatorBuffer/not-authorized");
        buffer.deny(alice);
        vm.stopPrank();

        buffer.rely(alice);
        vm.startPrank(alice);
        buffer.approve(address(usds), alice, 5);
        assertEq(usds.allowance(address(buffer), alice), 5);
        buffer.deny(alice);
        assertEq(buffer.wards(alice), 0);
    }

    // --- Roles ---

    function test_rolesAreSetByTheAdminOfTheIlk() public {
        vm.startPrank(alice);
        expectRevert("AllocatorRoles/not-authorized");
        roles.setIlkAdmin(ILK, alice);
        expectRevert("AllocatorRoles/not-authorized");
        roles.rely(alice);
        expectRevert("AllocatorRoles/not-authorized");
        roles.deny(alice);
        expectRevert("AllocatorRoles/ilk-not-authorized");
        roles.setUserRole(ILK, alice, 1, true);
        expectRevert("AllocatorRoles/ilk-not-authorized");
        roles.setRoleAction(ILK, 1, alice, 0x12345678, true);
    }

    function testFuzz_aCallNeedsOneSharedRole(uint8 userRole, uint8 actionRole) public {
        roles.setUserRole(ILK, alice, userRole, true);
        vm.expectEmit(address(roles));
        emit IAllocatorRoles.SetRoleAction(ILK, actionRole, alice, 0x12345678, true);
        roles.setRoleAction(ILK, actionRole, alice, 0x12345678, true);
        assertTrue(roles.hasUserRole(ILK, alice, userRole));
        assertTrue(roles.hasActionRole(ILK, alice, 0x12345678, actionRole));
        assertEq(roles.canCall(ILK, alice, alice, 0x12345678), userRole == actionRole);
        assertFalse(roles.canCall("OTHER", alice, alice, 0x12345678));
        assertFalse(roles.canCall(ILK, alice, alice, 0x12345679));

        roles.setUserRole(ILK, alice, userRole, false);
        assertFalse(roles.canCall(ILK, alice, alice, 0x12345678));
    }

    // --- Registry ---

    function test_registryAnswersToItsWardsOnly() public {
        vm.startPrank(alice);
        expectRevert("AllocatorRegistry/not-authorized");
        registry.file(ILK, "buffer", alice);
        expectRevert("AllocatorRegistry/not-authorized");
        registry.rely(alice);
        expectRevert("AllocatorRegistry/not-authorized");
        registry.deny(alice);
        vm.stopPrank();

        expectRevert("AllocatorRegistry/file-unrecognized-param");
        registry.file(ILK, "vault", alice);
        registry.rely(alice);
        vm.startPrank(alice);
        vm.expectEmit(address(registry));
        emit IAllocatorRegistry.File(ILK, "buffer", alice);
        registry.file(ILK, "buffer", alice);
        registry.deny(address(this));
        assertEq(registry.buffers(ILK), alice);
    }
}
