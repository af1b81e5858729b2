// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {Base} from "../Base.sol";

/// Checks that the answers of a loupe agree with each other.
abstract contract LoupeChecks is Base {
    /// How many selectors the loupe lists. Compares its answers with each other on the way.
    function _listed(IDiamondLoupe loupe) internal view returns (uint256 count) {
        IDiamondLoupe.Facet[] memory facets = loupe.facets();
        address[] memory addresses = loupe.facetAddresses();
        assertEq(facets.length, addresses.length);

        for (uint256 i; i < facets.length; ++i) {
            assertEq(facets[i].facetAddress, addresses[i]);
            assertGt(facets[i].functionSelectors.length, 0, "a facet without selectors is still listed");
            for (uint256 k; k < i; ++k) {
                assertTrue(addresses[k] != addresses[i], "a facet is listed twice");
            }
            for (uint256 j; j < facets[i].functionSelectors.length; ++j) {
                assertEq(loupe.facetAddress(facets[i].functionSelectors[j]), addresses[i]);
            }
            count += facets[i].functionSelectors.length;
        }
    }
}
