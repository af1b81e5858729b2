// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {ISparkVaultFacet} from "../../src/interfaces/ISparkVaultFacet.sol";
import {ITransferAssetFacet} from "../../src/interfaces/ITransferAssetFacet.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {PauFixture} from "../PauFixture.sol";

contract DiamondLoupeTest is PauFixture {
    function test_interfaceIdsAreThoseOfTheStandard() public pure {
        assertEq(bytes32(type(IDiamondCut).interfaceId), bytes32(bytes4(0x1f931c1c)));
        assertEq(bytes32(type(IDiamondLoupe).interfaceId), bytes32(bytes4(0x48e2b093)));
        assertEq(bytes32(type(IERC165).interfaceId), bytes32(bytes4(0x01ffc9a7)));
    }

    function test_claimsTheInterfacesThatItHas() public view {
        assertTrue(generator.diamond.supportsInterface(0x01ffc9a7));
        assertTrue(generator.diamond.supportsInterface(0x1f931c1c));
        assertTrue(generator.diamond.supportsInterface(0x48e2b093));
        assertFalse(generator.diamond.supportsInterface(0xffffffff));
        assertFalse(generator.diamond.supportsInterface(0x7965db0b));
    }

    function test_noLongerClaimsARemovedCut() public {
        _remove(FacetSelectors.diamondCut());
        assertFalse(generator.diamond.supportsInterface(0x1f931c1c));
        assertTrue(generator.diamond.supportsInterface(0x48e2b093));
    }

    function test_noLongerClaimsALoupeThatMissesAFunction() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IDiamondLoupe.facetAddresses.selector;
        _remove(selectors);
        assertFalse(generator.diamond.supportsInterface(0x48e2b093));
        assertTrue(generator.diamond.supportsInterface(0x1f931c1c));
    }

    /// An interface id is the exclusive or of all selectors, so a list that misses one cannot match.
    function test_selectorListsAreCompleteInterfaces() public pure {
        _assertInterface(FacetSelectors.diamondCut(), type(IDiamondCut).interfaceId);
        _assertInterface(FacetSelectors.diamondLoupe(), type(IDiamondLoupe).interfaceId ^ type(IERC165).interfaceId);
        _assertInterface(FacetSelectors.admin(), type(IAdminFacet).interfaceId);
        _assertInterface(FacetSelectors.usds(), type(IUsdsFacet).interfaceId);
        _assertInterface(FacetSelectors.erc4626(), type(IErc4626Facet).interfaceId);
        _assertInterface(FacetSelectors.sparkVault(), type(ISparkVaultFacet).interfaceId);
        _assertInterface(FacetSelectors.transferAsset(), type(ITransferAssetFacet).interfaceId);
        _assertInterface(FacetSelectors.legacyMigration(), type(ILegacyMigrationFacet).interfaceId);
    }

    function test_showsEveryFacetWithItsSelectors() public view {
        IDiamondLoupe.Facet[] memory facets = generator.diamond.facets();
        address[] memory addresses = generator.diamond.facetAddresses();
        assertEq(facets.length, 7);
        assertEq(addresses.length, 7);

        uint256 selectorCount;
        for (uint256 i; i < facets.length; ++i) {
            assertEq(addresses[i], facets[i].facetAddress);
            bytes4[] memory selectors = generator.diamond.facetFunctionSelectors(addresses[i]);
            assertEq(keccak256(abi.encode(selectors)), keccak256(abi.encode(facets[i].functionSelectors)));
            for (uint256 j; j < selectors.length; ++j) {
                assertEq(generator.diamond.facetAddress(selectors[j]), addresses[i]);
            }
            selectorCount += selectors.length;
        }
        assertEq(selectorCount, 42);
    }

    function test_showsNothingForAStranger() public view {
        assertEq(generator.diamond.facetFunctionSelectors(stranger).length, 0);
        assertEq(generator.diamond.facetAddress(0xdeadbeef), address(0));
    }

    function _remove(bytes4[] memory selectors) private {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(address(0), IDiamond.FacetCutAction.Remove, selectors);
        vm.prank(admin);
        generator.diamond.diamondCut(cuts, address(0), "");
    }

    function _assertInterface(bytes4[] memory selectors, bytes4 interfaceId) private pure {
        bytes4 all;
        for (uint256 i; i < selectors.length; ++i) {
            all ^= selectors[i];
        }
        assertEq(bytes32(all), bytes32(interfaceId));
    }
}
