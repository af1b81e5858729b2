// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorRegistry} from "../../src/interfaces/IAllocatorRegistry.sol";
import {IAllocatorRoles} from "../../src/interfaces/IAllocatorRoles.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {McdFixture} from "../McdFixture.sol";

contract AllocatorTest is McdFixture {
    bytes32 private constant ILK = "ALLOCATOR-TEST-A";

    address private operator = makeAddr("operator");
    address private alice = makeAddr("alice");
    address private bob = makeAddr("bob");
    AllocatorVault private vault;
    AllocatorBuffer private buffer;

    function setUp() public override {
        super.setUp();
        vault = _deployAllocator(ILK, operator);
        buffer = AllocatorBuffer(vault.buffer());
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

    /// For any sets of roles of a user and a function: one role in common is enough, and one is needed.
    function testFuzz_aCallNeedsAnyOneSharedRoleOfTheirSets(uint256 userSet, uint256 actionSet) public {
        for (uint256 i; i < 256; i += 17) {
            roles.setUserRole(ILK, alice, uint8(i), userSet >> i & 1 == 1);
            roles.setRoleAction(ILK, uint8(i), alice, 0x12345678, actionSet >> i & 1 == 1);
        }
        uint256 user = uint256(roles.userRoles(ILK, alice));
        uint256 action = uint256(roles.actionsRoles(ILK, alice, 0x12345678));
        bool shared;
        for (uint256 i; i < 256; i += 17) {
            assertEq(user >> i & 1, userSet >> i & 1);
            assertEq(action >> i & 1, actionSet >> i & 1);
            shared = shared || (userSet & actionSet) >> i & 1 == 1;
        }
        assertEq(roles.canCall(ILK, alice, alice, 0x12345678), shared);
    }

    function test_anAdminOfAnIlkHasNoSayInAnother() public {
        vm.expectEmit(address(roles));
        emit IAllocatorRoles.SetIlkAdmin("OTHER-A", alice);
        roles.setIlkAdmin("OTHER-A", alice);
        vm.startPrank(alice);
        vm.expectEmit(address(roles));
        emit IAllocatorRoles.SetUserRole("OTHER-A", bob, 3, true);
        roles.setUserRole("OTHER-A", bob, 3, true);
        expectRevert("AllocatorRoles/ilk-not-authorized");
        roles.setUserRole(ILK, bob, 3, true);
        vm.stopPrank();
        // A ward sets who administers, and is no administrator by that.
        expectRevert("AllocatorRoles/ilk-not-authorized");
        roles.setUserRole("OTHER-A", bob, 4, true);
    }

    /// A relayer whose role is taken away is out at once, although the vault was not told.
    function test_aRoleThatIsTakenAwayClosesTheVault() public {
        vm.prank(operator);
        vault.draw(1);
        roles.setRoleAction(ILK, OPERATOR_ROLE, address(vault), AllocatorVault.draw.selector, false);
        vm.startPrank(operator);
        expectRevert("AllocatorVault/not-authorized");
        vault.draw(1);
        vault.wipe(1);
        vm.stopPrank();
        roles.setUserRole(ILK, operator, OPERATOR_ROLE, false);
        vm.prank(operator);
        expectRevert("AllocatorVault/not-authorized");
        vault.wipe(0);
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
