// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {FacetSelectors} from "../src/facets/FacetSelectors.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {PauCode, PauFacets} from "./PauInstance.sol";

/// @title The facets of each kind of PAU, as the cuts that create it and as what a check expects
library PauCuts {
    function generator(PauFacets memory facets) internal pure returns (IDiamond.FacetCut[] memory cuts) {
        cuts = new IDiamond.FacetCut[](7);
        _common(cuts, facets);
        cuts[4] = _add(facets.erc4626, FacetSelectors.erc4626());
        cuts[5] = _add(facets.legacyMigration, FacetSelectors.legacyMigration());
        cuts[6] = _add(facets.srUsds, FacetSelectors.srUsds());
    }

    function prime(PauFacets memory facets) internal pure returns (IDiamond.FacetCut[] memory cuts) {
        cuts = new IDiamond.FacetCut[](6);
        _common(cuts, facets);
        cuts[4] = _add(facets.sparkVault, FacetSelectors.sparkVault());
        cuts[5] = _add(facets.transferAsset, FacetSelectors.transferAsset());
    }

    /// @notice Whose code may be wired into PAUs: the facets of every kind; and what runs after a cut.
    function code(PauFacets memory facets) internal pure returns (PauCode memory code_) {
        code_.facets = new address[](9);
        code_.facets[0] = facets.diamondCut;
        code_.facets[1] = facets.diamondLoupe;
        code_.facets[2] = facets.admin;
        code_.facets[3] = facets.usds;
        code_.facets[4] = facets.erc4626;
        code_.facets[5] = facets.sparkVault;
        code_.facets[6] = facets.transferAsset;
        code_.facets[7] = facets.legacyMigration;
        code_.facets[8] = facets.srUsds;
        code_.inits = new address[](3);
        code_.inits[0] = facets.pauInit;
        code_.inits[1] = facets.migrationInit;
        code_.inits[2] = facets.srUsdsInit;
    }

    function _common(IDiamond.FacetCut[] memory cuts, PauFacets memory facets) private pure {
        cuts[0] = _add(facets.diamondCut, FacetSelectors.diamondCut());
        cuts[1] = _add(facets.diamondLoupe, FacetSelectors.diamondLoupe());
        cuts[2] = _add(facets.admin, FacetSelectors.admin());
        cuts[3] = _add(facets.usds, FacetSelectors.usds());
    }

    function _add(address facet, bytes4[] memory selectors) private pure returns (IDiamond.FacetCut memory) {
        return IDiamond.FacetCut(facet, IDiamond.FacetCutAction.Add, selectors);
    }
}
