// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {IDiamondCut} from "../interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../interfaces/IDiamondLoupe.sol";
import {LibDiamond} from "./LibDiamond.sol";

/// @notice See {IDiamondLoupe}.
contract DiamondLoupeFacet is IDiamondLoupe, IERC165 {
    /// @inheritdoc IDiamondLoupe
    function facets() external view override returns (Facet[] memory facets_) {
        LibDiamond.Layout storage $ = LibDiamond.state();
        uint256 count = $.facets.length;
        facets_ = new Facet[](count);
        for (uint256 i; i < count; ++i) {
            address facet = $.facets[i];
            facets_[i] = Facet(facet, $.entries[facet].selectors);
        }
    }

    /// @inheritdoc IDiamondLoupe
    function facetFunctionSelectors(address facet)
        external
        view
        override
        returns (bytes4[] memory facetFunctionSelectors_)
    {
        return LibDiamond.state().entries[facet].selectors;
    }

    /// @inheritdoc IDiamondLoupe
    function facetAddresses() external view override returns (address[] memory facetAddresses_) {
        return LibDiamond.state().facets;
    }

    /// @inheritdoc IDiamondLoupe
    function facetAddress(bytes4 functionSelector) external view override returns (address facetAddress_) {
        return LibDiamond.facetOf(functionSelector);
    }

    /// @notice Whether the Diamond has an interface (ERC-165). Read from the function table, so that a removed
    ///         `diamondCut` is no longer claimed.
    function supportsInterface(bytes4 interfaceId) external view override returns (bool) {
        if (interfaceId == type(IERC165).interfaceId) return true;
        if (interfaceId == type(IDiamondCut).interfaceId) return _present(IDiamondCut.diamondCut.selector);
        if (interfaceId != type(IDiamondLoupe).interfaceId) return false;
        return _present(IDiamondLoupe.facets.selector) && _present(IDiamondLoupe.facetFunctionSelectors.selector)
            && _present(IDiamondLoupe.facetAddresses.selector) && _present(IDiamondLoupe.facetAddress.selector);
    }

    function _present(bytes4 selector) private view returns (bool) {
        return LibDiamond.facetOf(selector) != address(0);
    }
}
