// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../../src/diamond/DiamondLoupeFacet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {PauInit, PauWiring} from "../../src/facets/PauInit.sol";
import {FacetAllowlist} from "../../src/governance/FacetAllowlist.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {Base} from "../Base.sol";

contract FirstFacet {
    function first() external pure returns (uint256) {
        return 1;
    }

    function extra() external pure returns (uint256) {
        return 1;
    }
}

contract SecondFacet {
    function first() external pure returns (uint256) {
        return 2;
    }
}

contract AfterCut {
    event Ran();

    function run() external {
        emit Ran();
    }
}

/// What the allowlist of a PAU lets into its Diamond.
contract DiamondCutAllowlistTest is Base {
    bytes4 private constant FIRST = FirstFacet.first.selector;
    bytes4 private constant EXTRA = FirstFacet.extra.selector;

    FacetAllowlist private list = new FacetAllowlist();
    address private admin = makeAddr("admin");
    address private facet = address(new FirstFacet());
    address private otherFacet = address(new SecondFacet());
    address private init = address(new AfterCut());
    address private diamond;

    function setUp() public {
        diamond = _diamond(address(list));
    }

    function _diamond(address list_) private returns (address) {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](2);
        cuts[0] =
            IDiamond.FacetCut(address(new DiamondCutFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondCut());
        cuts[1] = IDiamond.FacetCut(
            address(new DiamondLoupeFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondLoupe()
        );
        PauWiring memory wiring = PauWiring(address(1), address(2), address(3), address(4), list_, address(0));
        return
            address(new Diamond(cuts, admin, address(new PauInit()), abi.encodeCall(PauInit.initController, (wiring))));
    }

    // --- What is brought in ---

    function test_whatIsNotApprovedIsNotAdded() public {
        _refuse(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0), facet);
        list.approve(facet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0));
        assertEq(FirstFacet(diamond).first(), 1);
    }

    function test_whatIsNotApprovedReplacesNothing() public {
        list.approve(facet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0));
        _refuse(_cut(IDiamond.FacetCutAction.Replace, otherFacet, FIRST), address(0), otherFacet);
        assertEq(FirstFacet(diamond).first(), 1);

        list.approve(otherFacet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Replace, otherFacet, FIRST), address(0));
        assertEq(FirstFacet(diamond).first(), 2);
    }

    function test_whatIsNotApprovedIsNotRunAfterACut() public {
        list.approve(facet.codehash);
        _refuse(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), init, init);
        _refuse(new IDiamond.FacetCut[](0), init, init);
        assertEq(IDiamondLoupe(diamond).facetAddress(FIRST), address(0));

        list.approveInit(init.codehash);
        vm.expectEmit(diamond);
        emit AfterCut.Ran();
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), init);
    }

    /// What sets up a Diamond asks nobody who calls: as a function of the Diamond it would be everybody's.
    function test_anInitIsNoFacetAndAFacetNoInit() public {
        list.approveInit(init.codehash);
        list.approve(facet.codehash);
        _refuse(_cut(IDiamond.FacetCutAction.Add, init, AfterCut.run.selector), address(0), init);
        _refuse(new IDiamond.FacetCut[](0), facet, facet);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), init);
    }

    function test_everyChangeOfACutIsLookedAt() public {
        list.approve(facet.codehash);
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](2);
        cuts[0] = _cut(IDiamond.FacetCutAction.Add, facet, FIRST)[0];
        cuts[1] = _cut(IDiamond.FacetCutAction.Add, otherFacet, EXTRA)[0];
        _refuse(cuts, address(0), otherFacet);
        assertEq(IDiamondLoupe(diamond).facetAddress(FIRST), address(0));
    }

    function test_approvalIsOfCodeSoACopyIsAllowed() public {
        list.approve(facet.codehash);
        address copy = address(new FirstFacet());
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, copy, FIRST), address(0));
        assertEq(IDiamondLoupe(diamond).facetAddress(FIRST), copy);
    }

    function test_anAddressWithoutCodeIsNeverApproved() public {
        address nothing = makeAddr("nothing");
        _refuse(_cut(IDiamond.FacetCutAction.Add, nothing, FIRST), address(0), nothing);
        _refuse(new IDiamond.FacetCut[](0), nothing, nothing);
    }

    // --- What is taken out, and what is in ---

    function test_aRemovalNeedsNoApproval() public {
        list.approve(facet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0));
        list.revoke(facet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Remove, address(0), FIRST), address(0));
        assertEq(IDiamondLoupe(diamond).facetAddress(FIRST), address(0));
    }

    function test_revokingLeavesWhatIsWiredIn() public {
        list.approve(facet.codehash);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0));
        list.revoke(facet.codehash);
        assertEq(FirstFacet(diamond).first(), 1);
        _refuse(_cut(IDiamond.FacetCutAction.Add, facet, EXTRA), address(0), facet);
    }

    // --- Without a list ---

    function test_aListThatIsSwitchedOffHoldsNothingBack() public {
        list.setEnforced(false);
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), init);
        list.setEnforced(true);
        _refuse(_cut(IDiamond.FacetCutAction.Add, facet, EXTRA), address(0), facet);
    }

    function test_aPauWithoutAListIsHeldToNone() public {
        diamond = _diamond(address(0));
        _cutAsAdmin(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), init);
        assertEq(FirstFacet(diamond).first(), 1);
    }

    function test_whoMayNotCutIsToldThatFirst() public {
        expectMissingRole(address(this), bytes32(0));
        IDiamondCut(diamond).diamondCut(_cut(IDiamond.FacetCutAction.Add, facet, FIRST), address(0), "");
    }

    function testFuzz_aCutPassesExactlyWhenAllItBringsInIsAllowed(bool enforced, bool[3] calldata approved) public {
        if (approved[0]) list.approve(facet.codehash);
        if (approved[1]) list.approve(otherFacet.codehash);
        if (approved[2]) list.approveInit(init.codehash);
        list.setEnforced(enforced);
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](2);
        cuts[0] = _cut(IDiamond.FacetCutAction.Add, facet, EXTRA)[0];
        cuts[1] = _cut(IDiamond.FacetCutAction.Add, otherFacet, FIRST)[0];

        vm.prank(admin);
        (bool passed,) =
            diamond.call(abi.encodeCall(IDiamondCut.diamondCut, (cuts, init, abi.encodeCall(AfterCut.run, ()))));
        assertEq(passed, !enforced || (approved[0] && approved[1] && approved[2]));
    }

    function _cut(IDiamond.FacetCutAction action, address facet_, bytes4 selector)
        private
        pure
        returns (IDiamond.FacetCut[] memory cuts)
    {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet_, action, selectors);
    }

    function _cutAsAdmin(IDiamond.FacetCut[] memory cuts, address init_) private {
        vm.prank(admin);
        IDiamondCut(diamond).diamondCut(cuts, init_, abi.encodeCall(AfterCut.run, ()));
    }

    function _refuse(IDiamond.FacetCut[] memory cuts, address init_, address target) private {
        vm.expectRevert(abi.encodeWithSelector(IDiamond.CodeNotApproved.selector, target, target.codehash));
        _cutAsAdmin(cuts, init_);
    }
}
