// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamond} from "../interfaces/IDiamond.sol";

/// @title The function table of a Diamond, and the rules of EIP-2535 for changing it
library LibDiamond {
    string internal constant NAMESPACE = "pau.storage.Diamond";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.Diamond")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0xd4df60ce152cffa9cbf1c3023991460bfe91c686e56e40cc6490bec68d83cd00;

    struct Route {
        address facet;
        // Where the selector stands in the list of its facet.
        uint96 position;
    }

    struct FacetEntry {
        bytes4[] selectors;
        // Where the facet stands in `facets`.
        uint256 position;
    }

    /// @custom:storage-location erc7201:pau.storage.Diamond
    struct Layout {
        mapping(bytes4 selector => Route) routes;
        mapping(address facet => FacetEntry) entries;
        // Exactly the facets whose entry has selectors.
        address[] facets;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }

    /// @notice The facet that serves `selector`; zero if none does.
    function facetOf(bytes4 selector) internal view returns (address) {
        return state().routes[selector].facet;
    }

    /// @notice Makes the changes, emits their event, then runs `data` on `init`.
    function cut(IDiamond.FacetCut[] memory cuts, address init, bytes memory data) internal {
        for (uint256 i; i < cuts.length; ++i) {
            IDiamond.FacetCut memory change = cuts[i];
            bytes4[] memory selectors = change.functionSelectors;
            if (selectors.length == 0) revert IDiamond.NoSelectorsInCut(change.facetAddress);

            if (change.action == IDiamond.FacetCutAction.Add) {
                _addAll(change.facetAddress, selectors);
            } else if (change.action == IDiamond.FacetCutAction.Replace) {
                _replaceAll(change.facetAddress, selectors);
            } else {
                _removeAll(change.facetAddress, selectors);
            }
        }
        emit IDiamond.DiamondCut(cuts, init, data);
        _initialize(init, data);
    }

    function _addAll(address facet, bytes4[] memory selectors) private {
        _requireFacet(facet);
        for (uint256 i; i < selectors.length; ++i) {
            address present = facetOf(selectors[i]);
            if (present != address(0)) revert IDiamond.SelectorAlreadyPresent(selectors[i], present);
            _attach(facet, selectors[i]);
        }
    }

    function _replaceAll(address facet, bytes4[] memory selectors) private {
        _requireFacet(facet);
        for (uint256 i; i < selectors.length; ++i) {
            if (facetOf(selectors[i]) == facet) revert IDiamond.SelectorOnSameFacet(selectors[i], facet);
            _detach(selectors[i]);
            _attach(facet, selectors[i]);
        }
    }

    function _removeAll(address facet, bytes4[] memory selectors) private {
        if (facet != address(0)) revert IDiamond.RemovalNamesFacet(facet);
        for (uint256 i; i < selectors.length; ++i) {
            _detach(selectors[i]);
        }
    }

    // A selector that the Diamond routes to itself is served by a function of its own, which the fallback never sees.
    // Only a constructor can know that the function exists; later such a route could only be a loop without end.
    function _requireFacet(address facet) private view {
        if (facet == address(this)) {
            if (facet.code.length != 0) revert IDiamond.DiamondIsNoFacet();
        } else if (facet.code.length == 0) {
            revert IDiamond.FacetHasNoCode(facet);
        }
    }

    function _attach(address facet, bytes4 selector) private {
        Layout storage $ = state();
        FacetEntry storage entry = $.entries[facet];
        if (entry.selectors.length == 0) {
            entry.position = $.facets.length;
            $.facets.push(facet);
        }
        $.routes[selector] = Route(facet, uint96(entry.selectors.length));
        entry.selectors.push(selector);
    }

    // Fills the gap with the last element, in both lists.
    function _detach(bytes4 selector) private {
        Layout storage $ = state();
        Route memory route = $.routes[selector];
        if (route.facet == address(0)) revert IDiamond.SelectorNotPresent(selector);
        if (route.facet == address(this)) revert IDiamond.SelectorIsImmutable(selector);

        bytes4[] storage selectors = $.entries[route.facet].selectors;
        bytes4 last = selectors[selectors.length - 1];
        selectors[route.position] = last;
        $.routes[last].position = route.position;
        selectors.pop();
        delete $.routes[selector];

        if (selectors.length == 0) {
            uint256 position = $.entries[route.facet].position;
            address lastFacet = $.facets[$.facets.length - 1];
            $.facets[position] = lastFacet;
            $.entries[lastFacet].position = position;
            $.facets.pop();
            delete $.entries[route.facet];
        }
    }

    function _initialize(address init, bytes memory data) private {
        if (init == address(0)) return;
        if (init.code.length == 0) revert IDiamond.InitHasNoCode(init);

        (bool success, bytes memory result) = init.delegatecall(data);
        if (success) return;
        if (result.length == 0) revert IDiamond.InitReverted(init, data);
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }
}
