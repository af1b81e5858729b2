// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeacon} from "../src/interfaces/IBeacon.sol";
import {IDispatchUsdsFacet} from "../src/interfaces/IDispatchUsdsFacet.sol";
import {IEnumerableIntegrations} from "../src/interfaces/IEnumerableIntegrations.sol";
import {DispatchConfigs} from "./DispatchConfigs.sol";
import {Ownership} from "./Ownership.sol";
import {BeaconInstance} from "./StageInstance.sol";
import {StageWires} from "./StageWires.sol";

/// @title  Has a Beacon recommend the integrations of production PAUs
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library BeaconInit {
    function init(BeaconInstance memory instance, address usds) internal {
        require(IDispatchUsdsFacet(instance.usds).usds() == usds, "BeaconInit/usds-mismatch");
        StageWires.checkHolder(instance.beacon, Ownership.ADMIN, address(this), "BeaconInit/other-admin");
        bytes32[] memory ids = DispatchConfigs.ids();
        IEnumerableIntegrations.Config[] memory configs = recommended(instance);
        for (uint256 i; i < ids.length; ++i) {
            IBeacon(instance.beacon).setIntegration(ids[i], configs[i]);
        }
    }

    function handOver(BeaconInstance memory instance, address from, address to) internal {
        Ownership.moveAdmin(instance.beacon, from, to);
    }

    function check(BeaconInstance memory instance, address usds, address owner) internal view {
        require(IDispatchUsdsFacet(instance.usds).usds() == usds, "BeaconInit/usds-mismatch");
        StageWires.checkHolder(instance.beacon, Ownership.ADMIN, owner, "BeaconInit/admin-mismatch");
        checkIntegrations(instance.beacon, instance, "BeaconInit/integration-mismatch");
    }

    /// @notice A Beacon or a Controller has exactly the recommended integrations.
    function checkIntegrations(address target, BeaconInstance memory instance, string memory reason) internal view {
        bytes32[] memory ids = DispatchConfigs.ids();
        require(IEnumerableIntegrations(target).integrations().length == ids.length, reason);
        IEnumerableIntegrations.Config[] memory found = IEnumerableIntegrations(target).getConfigs(ids);
        require(keccak256(abi.encode(found)) == keccak256(abi.encode(recommended(instance))), reason);
    }

    /// @notice In the order of `DispatchConfigs.ids`.
    function recommended(BeaconInstance memory instance)
        internal
        pure
        returns (IEnumerableIntegrations.Config[] memory configs)
    {
        configs = new IEnumerableIntegrations.Config[](4);
        configs[0] = DispatchConfigs.usds(instance.usds);
        configs[1] = DispatchConfigs.erc4626(instance.erc4626);
        configs[2] = DispatchConfigs.sparkVault(instance.sparkVault);
        configs[3] = DispatchConfigs.transferAsset(instance.transferAsset);
    }
}
