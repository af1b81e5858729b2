// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DispatchConfigs} from "../deploy/DispatchConfigs.sol";
import {IDispatchedPau} from "../src/interfaces/IDispatchedPau.sol";
import {AccessControls} from "../src/stages/dispatch/AccessControls.sol";
import {Beacon} from "../src/stages/dispatch/Beacon.sol";
import {Controller} from "../src/stages/dispatch/Controller.sol";
import {DispatchErc4626Facet} from "../src/stages/dispatch/DispatchErc4626Facet.sol";
import {DispatchSparkVaultFacet} from "../src/stages/dispatch/DispatchSparkVaultFacet.sol";
import {DispatchTransferAssetFacet} from "../src/stages/dispatch/DispatchTransferAssetFacet.sol";
import {DispatchUsdsFacet} from "../src/stages/dispatch/DispatchUsdsFacet.sol";
import {StagesFixture} from "./StagesFixture.sol";

/// The Prime of the StagesFixture with a production Controller that has all integrations of a Beacon.
abstract contract DispatchFixture is StagesFixture {
    struct DispatchFacets {
        DispatchUsdsFacet usds;
        DispatchErc4626Facet erc4626;
        DispatchSparkVaultFacet sparkVault;
        DispatchTransferAssetFacet transferAsset;
    }

    bytes32 internal constant ALLOCATOR_ROLE = keccak256("ALLOCATOR_ROLE");

    address internal beaconAdmin = makeAddr("beaconAdmin");

    Beacon internal beacon;
    DispatchFacets internal facets;
    AccessControls internal accessControls;
    Controller internal controller;

    function setUp() public virtual override {
        super.setUp();
        beacon = new Beacon(beaconAdmin);
        facets = DispatchFacets({
            usds: new DispatchUsdsFacet(address(usds)),
            erc4626: new DispatchErc4626Facet(),
            sparkVault: new DispatchSparkVaultFacet(),
            transferAsset: new DispatchTransferAssetFacet()
        });
        vm.startPrank(beaconAdmin);
        beacon.setIntegration(DispatchConfigs.USDS, DispatchConfigs.usds(address(facets.usds)));
        beacon.setIntegration(DispatchConfigs.ERC4626, DispatchConfigs.erc4626(address(facets.erc4626)));
        beacon.setIntegration(DispatchConfigs.SPARK_VAULT, DispatchConfigs.sparkVault(address(facets.sparkVault)));
        beacon.setIntegration(
            DispatchConfigs.TRANSFER_ASSET, DispatchConfigs.transferAsset(address(facets.transferAsset))
        );
        vm.stopPrank();

        accessControls = new AccessControls(admin);
        controller = new Controller(address(accessControls), address(beacon), address(starProxy), address(starLimits));
        _authorise(address(controller), starLimits);
        vm.startPrank(admin);
        controller.updateIntegrations(DispatchConfigs.ids());
        IDispatchedPau(address(controller)).usds_setVault(address(starAllocator));
        vm.stopPrank();
    }
}
