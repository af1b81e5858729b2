// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {FacetAllowlist} from "../../src/governance/FacetAllowlist.sol";
import {IFacetAllowlist} from "../../src/interfaces/IFacetAllowlist.sol";
import {Base} from "../Base.sol";

contract FacetAllowlistTest is Base {
    FacetAllowlist private list = new FacetAllowlist();
    address private facet = address(new FacetAllowlist());
    address private stranger = makeAddr("stranger");

    function test_startsEnforcedAndEmptyWithItsDeployerAsWard() public {
        vm.expectEmit();
        emit IFacetAllowlist.Rely(address(this));
        vm.expectEmit();
        emit IFacetAllowlist.SetEnforced(true);
        FacetAllowlist fresh = new FacetAllowlist();
        assertEq(fresh.wards(address(this)), 1);
        assertTrue(fresh.enforced());
        assertFalse(fresh.isAllowed(facet));
    }

    function test_wardsHandPowerOverAndTakeItAway() public {
        vm.expectEmit(address(list));
        emit IFacetAllowlist.Rely(stranger);
        list.rely(stranger);
        vm.expectEmit(address(list));
        emit IFacetAllowlist.Deny(address(this));
        vm.prank(stranger);
        list.deny(address(this));
        assertEq(list.wards(stranger), 1);
        assertEq(list.wards(address(this)), 0);
    }

    function testFuzz_onlyWardsDoAnything(address caller, bytes32 codeHash) public {
        vm.assume(caller != address(this));
        vm.startPrank(caller);
        expectRevert("FacetAllowlist/not-authorized");
        list.rely(caller);
        expectRevert("FacetAllowlist/not-authorized");
        list.deny(address(this));
        expectRevert("FacetAllowlist/not-authorized");
        list.approve(codeHash);
        expectRevert("FacetAllowlist/not-authorized");
        list.revoke(codeHash);
        expectRevert("FacetAllowlist/not-authorized");
        list.approveInit(codeHash);
        expectRevert("FacetAllowlist/not-authorized");
        list.revokeInit(codeHash);
        expectRevert("FacetAllowlist/not-authorized");
        list.setEnforced(false);
    }

    function testFuzz_allowsWhatIsApproved(bytes calldata code, bytes calldata otherCode) public {
        vm.assume(code.length != 0 && code[0] != 0xef && keccak256(code) != keccak256(otherCode));
        vm.etch(stranger, code);
        vm.expectEmit(address(list));
        emit IFacetAllowlist.Approve(keccak256(code));
        list.approve(keccak256(code));
        assertTrue(list.approved(keccak256(code)));
        assertTrue(list.isApproved(stranger));
        assertTrue(list.isAllowed(stranger));
        assertFalse(list.isApproved(facet));
        assertFalse(list.isAllowed(facet));

        // The approval is of the code, and of no address.
        vm.etch(stranger, otherCode);
        assertFalse(list.isAllowed(stranger));
    }

    function test_revokingEndsAnApproval() public {
        list.approve(facet.codehash);
        vm.expectEmit(address(list));
        emit IFacetAllowlist.Revoke(facet.codehash);
        list.revoke(facet.codehash);
        assertFalse(list.approved(facet.codehash));
        assertFalse(list.isAllowed(facet));
    }

    /// A hash is approved for one of the two, so that a slip of the hand does not make a function of an init.
    function test_aFacetAndAnInitAreApprovedApart() public {
        vm.expectEmit(address(list));
        emit IFacetAllowlist.ApproveInit(facet.codehash);
        list.approveInit(facet.codehash);
        assertTrue(list.approvedInits(facet.codehash));
        assertTrue(list.isInitAllowed(facet));
        assertFalse(list.approved(facet.codehash));
        assertFalse(list.isAllowed(facet));
        assertFalse(list.isInitAllowed(stranger));
        expectRevert("FacetAllowlist/is-init");
        list.approve(facet.codehash);

        vm.expectEmit(address(list));
        emit IFacetAllowlist.RevokeInit(facet.codehash);
        list.revokeInit(facet.codehash);
        assertFalse(list.isInitAllowed(facet));
        list.approve(facet.codehash);
        expectRevert("FacetAllowlist/is-facet");
        list.approveInit(facet.codehash);
        assertFalse(list.isInitAllowed(facet));
    }

    function test_nothingIsNoCodeToApprove() public {
        expectRevert("FacetAllowlist/no-code");
        list.approveInit(bytes32(0));
        expectRevert("FacetAllowlist/no-code");
        list.approveInit(keccak256(""));
        expectRevert("FacetAllowlist/no-code");
        list.approve(bytes32(0));
        expectRevert("FacetAllowlist/no-code");
        list.approve(keccak256(""));
        // An account with ether but without code has the hash of empty code, one that was never used the hash 0.
        vm.deal(stranger, 1);
        assertEq(stranger.codehash, keccak256(""));
        assertEq(makeAddr("unused").codehash, bytes32(0));
        assertFalse(list.isAllowed(stranger));
        assertFalse(list.isAllowed(makeAddr("unused")));
    }

    function testFuzz_switchedOffItAllowsEverything(address target) public {
        vm.expectEmit(address(list));
        emit IFacetAllowlist.SetEnforced(false);
        list.setEnforced(false);
        assertFalse(list.enforced());
        assertTrue(list.isAllowed(target));
        assertTrue(list.isInitAllowed(target));
        assertFalse(list.isApproved(target));

        list.setEnforced(true);
        assertFalse(list.isAllowed(target));
    }
}
