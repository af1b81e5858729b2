// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibController} from "../facets/libraries/LibController.sol";
import {IDiamondCut} from "../interfaces/IDiamondCut.sol";
import {IFacetAllowlist} from "../interfaces/IFacetAllowlist.sol";
import {LibDiamond} from "./LibDiamond.sol";
import {LibRoles} from "./LibRoles.sol";

/// @notice See {IDiamondCut}.
contract DiamondCutFacet is IDiamondCut {
    /// @inheritdoc IDiamondCut
    function diamondCut(FacetCut[] calldata diamondCut_, address init, bytes calldata data) external override {
        LibRoles.requireRole(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender);
        _requireApproved(diamondCut_, init);
        LibDiamond.cut(diamondCut_, init, data);
    }

    // All code that the cut brings in; what it takes out needs no approval.
    function _requireApproved(FacetCut[] calldata cuts, address init) private view {
        IFacetAllowlist list = IFacetAllowlist(LibController.state().facetAllowlist);
        if (address(list) == address(0)) return;
        for (uint256 i; i < cuts.length; ++i) {
            if (cuts[i].action == FacetCutAction.Remove) continue;
            address facet = cuts[i].facetAddress;
            if (!list.isAllowed(facet)) revert CodeNotApproved(facet, facet.codehash);
        }
        if (init != address(0) && !list.isInitAllowed(init)) revert CodeNotApproved(init, init.codehash);
    }
}
