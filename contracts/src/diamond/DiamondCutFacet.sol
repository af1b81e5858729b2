// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamondCut} from "../interfaces/IDiamondCut.sol";
import {LibDiamond} from "./LibDiamond.sol";
import {LibRoles} from "./LibRoles.sol";

/// @notice See {IDiamondCut}.
contract DiamondCutFacet is IDiamondCut {
    /// @inheritdoc IDiamondCut
    function diamondCut(FacetCut[] calldata diamondCut_, address init, bytes calldata data) external override {
        LibRoles.requireRole(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender);
        LibDiamond.cut(diamondCut_, init, data);
    }
}
