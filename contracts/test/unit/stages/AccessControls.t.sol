// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IAccessControls} from "../../../src/interfaces/IAccessControls.sol";
import {AccessControls} from "../../../src/stages/dispatch/AccessControls.sol";
import {Base} from "../../Base.sol";

contract AccessControlsTest is Base {
    bytes32 private constant ADMIN = 0x00;
    bytes32 private constant ALLOCATOR_ROLE = keccak256("ALLOCATOR_ROLE");
    bytes32 private constant FREEZER_ROLE = keccak256("FREEZER_ROLE");

    address private admin = makeAddr("admin");
    address private agent = makeAddr("agent");
    address private freezer = makeAddr("freezer");
    address private stranger = makeAddr("stranger");

    AccessControls private controls;

    function setUp() public {
        controls = new AccessControls(admin);
        vm.startPrank(admin);
        controls.grantRole(ALLOCATOR_ROLE, agent);
        controls.grantRole(FREEZER_ROLE, freezer);
        vm.stopPrank();
    }

    function test_beginsWithOneAdmin() public {
        assertEq(controls.getRoleMemberCount(ADMIN), 1);
        assertEq(controls.getRoleMember(ADMIN, 0), admin);
        vm.expectRevert(IAccessControls.ZeroAdmin.selector);
        new AccessControls(address(0));
    }

    function test_rolesCanBeListed() public {
        vm.prank(admin);
        controls.grantRole(ALLOCATOR_ROLE, stranger);
        address[] memory members = controls.getRoleMembers(ALLOCATOR_ROLE);
        assertEq(members.length, 2);
        assertEq(members[0], agent);
        assertEq(members[1], stranger);
    }

    function test_onlyTheAdminGrants() public {
        vm.startPrank(admin);
        controls.setRoleRevoker(ALLOCATOR_ROLE, FREEZER_ROLE);
        vm.expectEmit(address(controls));
        emit IAccessControl.RoleGranted(ALLOCATOR_ROLE, stranger, admin);
        controls.grantRole(ALLOCATOR_ROLE, stranger);
        vm.stopPrank();
        // OpenZeppelin would let the admin role of the role, which here is only its revoker.
        vm.prank(freezer);
        expectMissingRole(freezer, ADMIN);
        controls.grantRole(ALLOCATOR_ROLE, freezer);
    }

    function test_theRevokerOfARoleRevokesAndSoDoesTheAdmin() public {
        vm.prank(admin);
        vm.expectEmit(address(controls));
        emit IAccessControl.RoleAdminChanged(ALLOCATOR_ROLE, ADMIN, FREEZER_ROLE);
        controls.setRoleRevoker(ALLOCATOR_ROLE, FREEZER_ROLE);
        assertEq(controls.getRoleRevoker(ALLOCATOR_ROLE), FREEZER_ROLE);
        assertEq(controls.getRoleAdmin(ALLOCATOR_ROLE), FREEZER_ROLE);

        vm.expectEmit(address(controls));
        emit IAccessControl.RoleRevoked(ALLOCATOR_ROLE, agent, freezer);
        vm.prank(freezer);
        controls.revokeRole(ALLOCATOR_ROLE, agent);
        assertEq(controls.getRoleMemberCount(ALLOCATOR_ROLE), 0);

        vm.startPrank(admin);
        controls.grantRole(ALLOCATOR_ROLE, agent);
        controls.revokeRole(ALLOCATOR_ROLE, agent);
        assertFalse(controls.hasRole(ALLOCATOR_ROLE, agent));
    }

    function test_nobodyElseRevokes() public {
        vm.prank(freezer);
        expectRevertData(_notRevoker(freezer, ADMIN));
        controls.revokeRole(ALLOCATOR_ROLE, agent);
        vm.prank(admin);
        controls.setRoleRevoker(ALLOCATOR_ROLE, FREEZER_ROLE);
        vm.prank(agent);
        expectRevertData(_notRevoker(agent, FREEZER_ROLE));
        controls.revokeRole(ALLOCATOR_ROLE, agent);
    }

    function test_whatIsNotHeldIsNotRevoked() public {
        vm.prank(admin);
        expectRevertData(abi.encodeWithSelector(IAccessControls.RoleNotGranted.selector, stranger, ALLOCATOR_ROLE));
        controls.revokeRole(ALLOCATOR_ROLE, stranger);
    }

    function test_onlyTheAdminSetsRevokers() public {
        vm.prank(freezer);
        expectMissingRole(freezer, ADMIN);
        controls.setRoleRevoker(ALLOCATOR_ROLE, FREEZER_ROLE);
    }

    function _notRevoker(address caller, bytes32 revoker) private pure returns (bytes memory) {
        bytes4 selector = IAccessControls.NotRoleAdminOrDefaultAdmin.selector;
        return abi.encodeWithSelector(selector, caller, ALLOCATOR_ROLE, revoker);
    }
}
