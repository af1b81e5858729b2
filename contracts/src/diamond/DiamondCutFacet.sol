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
            if (cuts[i].action != FacetCutAction.Remove) _requireAllowed(list, cuts[i].facetAddress);
        }
        if (init != address(0)) _requireAllowed(list, init);
    }

    function _requireAllowed(IFacetAllowlist list, address target) private view {
        if (!list.isAllowed(target)) revert CodeNotApproved(target, target.codehash);
    }
}
