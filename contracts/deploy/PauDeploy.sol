// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../src/diamond/DiamondLoupeFacet.sol";
import {AdminFacet} from "../src/facets/AdminFacet.sol";
import {Erc4626Facet} from "../src/facets/Erc4626Facet.sol";
import {LegacyMigrationFacet} from "../src/facets/LegacyMigrationFacet.sol";
import {MigrationInit} from "../src/facets/MigrationInit.sol";
import {PauInit, PauWiring} from "../src/facets/PauInit.sol";
import {SparkVaultFacet} from "../src/facets/SparkVaultFacet.sol";
import {SrUsdsFacet} from "../src/facets/SrUsdsFacet.sol";
import {SrUsdsInit} from "../src/facets/SrUsdsInit.sol";
import {TransferAssetFacet} from "../src/facets/TransferAssetFacet.sol";
import {UsdsFacet} from "../src/facets/UsdsFacet.sol";
import {MigrationMom} from "../src/mcd/MigrationMom.sol";
import {ALMProxy} from "../src/pau/ALMProxy.sol";
import {ParameterRegistry} from "../src/pau/ParameterRegistry.sol";
import {RateLimits} from "../src/pau/RateLimits.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {PauCuts} from "./PauCuts.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {PauFacets, PauInstance, PauScope} from "./PauInstance.sol";

/// @title  Creates PAUs and the vaults between them
/// @notice Each contract has `owner` as its only administrator from the start, and no other role.
library PauDeploy {
    function deployFacets() internal returns (PauFacets memory facets) {
        facets.diamondCut = address(new DiamondCutFacet());
        facets.diamondLoupe = address(new DiamondLoupeFacet());
        facets.admin = address(new AdminFacet());
        facets.usds = address(new UsdsFacet());
        facets.erc4626 = address(new Erc4626Facet());
        facets.sparkVault = address(new SparkVaultFacet());
        facets.transferAsset = address(new TransferAssetFacet());
        facets.legacyMigration = address(new LegacyMigrationFacet());
        facets.srUsds = address(new SrUsdsFacet());
        facets.pauInit = address(new PauInit());
        facets.migrationInit = address(new MigrationInit());
        facets.srUsdsInit = address(new SrUsdsInit());
    }

    function deployGenerator(address owner, PauFacets memory facets, PauScope memory scope, address allocatorVault)
        internal
        returns (PauInstance memory)
    {
        return _deploy(owner, PauCuts.generator(facets), facets.pauInit, scope, allocatorVault);
    }

    function deployPrime(address owner, PauFacets memory facets, PauScope memory scope, address allocatorVault)
        internal
        returns (PauInstance memory)
    {
        return _deploy(owner, PauCuts.prime(facets), facets.pauInit, scope, allocatorVault);
    }

    /// @notice What restores ceilings when the Diamond of a Generator asks.
    function deployMigrationMom(address owner, address vat, address diamond) internal returns (address) {
        MigrationMom mom = new MigrationMom(vat, diamond);
        mom.setOwner(owner);
        return address(mom);
    }

    /// @notice The vault between the Generator and one Prime.
    function deployVault(address owner, address usds, string memory name, string memory symbol)
        internal
        returns (address)
    {
        return address(new PrimeVault(usds, name, symbol, owner));
    }

    function _deploy(
        address owner,
        IDiamond.FacetCut[] memory cuts,
        address pauInit,
        PauScope memory scope,
        address allocatorVault
    ) private returns (PauInstance memory pau) {
        pau.almProxy = address(new ALMProxy(owner));
        pau.rateLimits = address(new RateLimits(owner));
        pau.parameterRegistry = address(new ParameterRegistry(owner));
        PauWiring memory wiring = PauWiring({
            proxy: pau.almProxy,
            rateLimits: pau.rateLimits,
            parameterRegistry: pau.parameterRegistry,
            beamState: scope.beamState,
            facetAllowlist: scope.facetAllowlist,
            freezeRegistry: scope.freezeRegistry
        });
        pau.diamond = address(new Diamond(cuts, owner, pauInit, abi.encodeCall(PauInit.init, (wiring, allocatorVault))));
    }
}
