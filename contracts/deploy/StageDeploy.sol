// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PauInit, PauWiring} from "../src/facets/PauInit.sol";
import {IFacetedController} from "../src/interfaces/IFacetedController.sol";
import {ALMProxy} from "../src/pau/ALMProxy.sol";
import {ParameterRegistry} from "../src/pau/ParameterRegistry.sol";
import {RateLimits} from "../src/pau/RateLimits.sol";
import {AccessControls} from "../src/stages/dispatch/AccessControls.sol";
import {AdministeredAgent} from "../src/stages/dispatch/AdministeredAgent.sol";
import {Beacon} from "../src/stages/dispatch/Beacon.sol";
import {Controller} from "../src/stages/dispatch/Controller.sol";
import {DispatchErc4626Facet} from "../src/stages/dispatch/DispatchErc4626Facet.sol";
import {DispatchSparkVaultFacet} from "../src/stages/dispatch/DispatchSparkVaultFacet.sol";
import {DispatchTransferAssetFacet} from "../src/stages/dispatch/DispatchTransferAssetFacet.sol";
import {DispatchUsdsFacet} from "../src/stages/dispatch/DispatchUsdsFacet.sol";
import {FacetedController} from "../src/stages/faceted/FacetedController.sol";
import {MainnetController} from "../src/stages/monolithic/MainnetController.sol";
import {PauFacets, PauScope} from "./PauInstance.sol";
import {BeaconInstance, DispatchInstance, FacetedInstance, MonolithicInstance} from "./StageInstance.sol";

/// @title  Creates the PAUs of Primes at the stages before a Diamond
/// @notice Each contract has `owner` as its only administrator from the start, and no other role. The ALMProxy is
///         created apart, so that two controllers can work with the same funds.
library StageDeploy {
    function deployAlmProxy(address owner) internal returns (address) {
        return address(new ALMProxy(owner));
    }

    function deployMonolithic(address owner, address almProxy, address allocatorVault)
        internal
        returns (MonolithicInstance memory pau)
    {
        pau.almProxy = almProxy;
        pau.rateLimits = address(new RateLimits(owner));
        pau.controller = address(new MainnetController(owner, almProxy, pau.rateLimits, allocatorVault));
    }

    function deployFaceted(
        address owner,
        address almProxy,
        PauFacets memory facets,
        PauScope memory scope,
        address allocatorVault
    ) internal returns (FacetedInstance memory pau) {
        pau.almProxy = almProxy;
        pau.rateLimits = address(new RateLimits(owner));
        pau.parameterRegistry = address(new ParameterRegistry(owner));
        PauWiring memory wiring = PauWiring({
            proxy: almProxy,
            rateLimits: pau.rateLimits,
            parameterRegistry: pau.parameterRegistry,
            beamState: scope.beamState,
            facetAllowlist: address(0),
            freezeRegistry: scope.freezeRegistry
        });
        IFacetedController.Facets memory named = IFacetedController.Facets({
            admin: facets.admin,
            usds: facets.usds,
            erc4626: facets.erc4626,
            sparkVault: facets.sparkVault,
            transferAsset: facets.transferAsset
        });
        bytes memory init = abi.encodeCall(PauInit.init, (wiring, allocatorVault));
        pau.controller = address(new FacetedController(named, owner, facets.pauInit, init));
    }

    function deployBeacon(address owner, address usds) internal returns (BeaconInstance memory instance) {
        instance.beacon = address(new Beacon(owner));
        instance.usds = address(new DispatchUsdsFacet(usds));
        instance.erc4626 = address(new DispatchErc4626Facet());
        instance.sparkVault = address(new DispatchSparkVaultFacet());
        instance.transferAsset = address(new DispatchTransferAssetFacet());
    }

    function deployDispatch(address owner, address almProxy, address beacon)
        internal
        returns (DispatchInstance memory pau)
    {
        pau.almProxy = almProxy;
        pau.rateLimits = address(new RateLimits(owner));
        pau.accessControls = address(new AccessControls(owner));
        pau.agent = address(new AdministeredAgent(owner));
        pau.controller = address(new Controller(pau.accessControls, beacon, almProxy, pau.rateLimits));
    }
}
