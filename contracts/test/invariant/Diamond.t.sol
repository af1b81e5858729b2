// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../../src/diamond/DiamondLoupeFacet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {LoupeChecks} from "./LoupeChecks.sol";

/// Answers any selector with its own address, so that a call shows where it went.
contract EchoFacet {
    address private immutable self = address(this);

    fallback(bytes calldata) external returns (bytes memory) {
        return abi.encode(self);
    }
}

/// Makes random cuts of a few facets and selectors, and keeps a table of the facets that the Diamond must show.
contract CutHandler {
    uint256 public constant SELECTORS = 12;

    address public diamond;
    address[] public echoes;
    mapping(bytes4 selector => address) public expected;
    uint256 public made;
    uint256 public refused;

    constructor() {
        for (uint256 i; i < 4; ++i) {
            echoes.push(address(new EchoFacet()));
        }
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](2);
        cuts[0] =
            IDiamond.FacetCut(address(new DiamondCutFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondCut());
        cuts[1] = IDiamond.FacetCut(
            address(new DiamondLoupeFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondLoupe()
        );
        diamond = address(new Diamond(cuts, address(this), address(0), ""));
    }

    function selector(uint256 i) public pure returns (bytes4) {
        return bytes4(keccak256(abi.encode("selector", i % SELECTORS)));
    }

    /// Cuts two selectors at once. The table alone predicts whether the Diamond accepts the cut.
    function cut(uint256 kind, uint256 facetSeed, uint256 first, uint256 second) external {
        IDiamond.FacetCutAction action = IDiamond.FacetCutAction(kind % 3);
        bool removes = action == IDiamond.FacetCutAction.Remove;
        address facet = removes ? address(0) : echoes[facetSeed % echoes.length];

        bytes4[] memory selectors = new bytes4[](2);
        selectors[0] = selector(first);
        selectors[1] = selector(second);
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, action, selectors);

        bool allowed = selectors[0] != selectors[1] && _allowed(action, facet, selectors[0])
            && _allowed(action, facet, selectors[1]);
        try IDiamondCut(diamond).diamondCut(cuts, address(0), "") {
            require(allowed, "CutHandler/took-a-bad-cut");
            expected[selectors[0]] = facet;
            expected[selectors[1]] = facet;
            ++made;
        } catch {
            require(!allowed, "CutHandler/refused-a-good-cut");
            ++refused;
        }
    }

    function _allowed(IDiamond.FacetCutAction action, address facet, bytes4 sig) private view returns (bool) {
        if (action == IDiamond.FacetCutAction.Add) return expected[sig] == address(0);
        return expected[sig] != address(0) && expected[sig] != facet;
    }
}

contract DiamondInvariant is LoupeChecks {
    CutHandler private handler;
    IDiamondLoupe private loupe;

    function setUp() public {
        handler = new CutHandler();
        loupe = IDiamondLoupe(handler.diamond());
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = CutHandler.cut.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_theTableIsWhatTheCutsMadeIt() public {
        uint256 expectedCount = FacetSelectors.diamondCut().length + FacetSelectors.diamondLoupe().length;
        for (uint256 i; i < handler.SELECTORS(); ++i) {
            bytes4 selector = handler.selector(i);
            address facet = handler.expected(selector);
            assertEq(loupe.facetAddress(selector), facet);
            if (facet != address(0)) ++expectedCount;

            (bool success, bytes memory result) = address(loupe).call(abi.encodePacked(selector));
            assertEq(success, facet != address(0));
            if (success) assertEq(abi.decode(result, (address)), facet);
        }
        // The loupe lists as many selectors as there are and routes each to its facet, so it lists each once.
        assertEq(_listed(loupe), expectedCount);
    }

    /// A run without a cut, or without a refused cut, proves nothing.
    function afterInvariant() public view {
        assertGt(handler.made(), 0);
        assertGt(handler.refused(), 0);
    }
}
