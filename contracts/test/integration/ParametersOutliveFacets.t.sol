// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Erc4626FacetV1} from "../../script/Erc4626FacetV1.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {IParameterRegistry} from "../../src/interfaces/IParameterRegistry.sol";
import {PauFixture} from "../PauFixture.sol";

/// What a PAU was configured with does not live in its facets.
contract ParametersOutliveFacetsTest is PauFixture {
    address private token;
    bytes32 private rateKey;

    function setUp() public override {
        super.setUp();
        token = address(primeVault);
        rateKey = _key("MAX_EXCHANGE_RATE", token);
        _setLimit(generator, _key("LIMIT_USDS_MINT"), 1000 * WAD);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", token), 1000 * WAD);
        _mint(generator, relayer, 1000 * WAD);
    }

    function test_theMaximumLiesInTheRegistryUnderItsKey() public {
        assertEq(generator.parameters.getParameter(rateKey), 1.1e36);
        vm.expectEmit(address(generator.parameters));
        emit IParameterRegistry.ParameterSet(rateKey, 1.2e36);
        vm.expectEmit(address(generator.diamond));
        emit IErc4626Facet.MaxExchangeRateSet(token, 1.2e36);
        vm.prank(admin);
        generator.diamond.setMaxExchangeRate(token, 1e18, 1.2e18);
        assertEq(generator.diamond.maxExchangeRates(token), 1.2e36);
        assertEq(prime.diamond.maxExchangeRates(token), 0, "the registry of another PAU");
    }

    function test_theMaximumSurvivesTheReplacementOfTheFacet() public {
        _replaceFacet(address(new Erc4626FacetV1()));
        assertEq(generator.diamond.maxExchangeRates(token), 1.1e36);
        vm.prank(relayer);
        generator.diamond.depositERC4626(token, 100 * WAD, 0);

        // What the new facet sets, the facet after it reads.
        vm.prank(admin);
        generator.diamond.setMaxExchangeRate(token, 1e18, 0.9e18);
        _replaceFacet(address(new Erc4626FacetV1()));
        assertEq(generator.diamond.maxExchangeRates(token), 0.9e36);
        vm.prank(relayer);
        expectRevert("Erc4626Facet/exchange-rate-too-high");
        generator.diamond.depositERC4626(token, 100 * WAD, 0);
    }

    function test_theMaximumSurvivesTheRemovalOfTheFacet() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(address(0), IDiamond.FacetCutAction.Remove, FacetSelectors.erc4626());
        _cut(cuts);
        cuts[0] = _add(address(new Erc4626FacetV1()), FacetSelectors.erc4626());
        _cut(cuts);
        assertEq(generator.diamond.maxExchangeRates(token), 1.1e36);
    }

    function test_theDiamondNeedsItsRoleOnTheRegistry() public {
        vm.startPrank(admin);
        generator.parameters.revokeRole(CONTROLLER, address(generator.diamond));
        expectMissingRole(address(generator.diamond), CONTROLLER);
        generator.diamond.setMaxExchangeRate(token, 1e18, 1e18);
    }

    function _replaceFacet(address facet) private {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, IDiamond.FacetCutAction.Replace, FacetSelectors.erc4626());
        _cut(cuts);
        assertEq(generator.diamond.facetAddress(IErc4626Facet.maxExchangeRates.selector), facet);
    }

    function _cut(IDiamond.FacetCut[] memory cuts) private {
        vm.prank(admin);
        generator.diamond.diamondCut(cuts, address(0), "");
    }
}
