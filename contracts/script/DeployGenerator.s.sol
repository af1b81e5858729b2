// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorDeploy} from "../deploy/ConfiguratorDeploy.sol";
import {McdDeploy} from "../deploy/McdDeploy.sol";
import {PauDeploy} from "../deploy/PauDeploy.sol";
import {PauScope} from "../deploy/PauInstance.sol";
import {Vm} from "./Deploy.s.sol";
import {Core, CoreConfig, EndGeneratorSpell, Launch} from "./Launch.sol";
import {
    EndUnitSpell,
    SecondGeneratorSpell,
    SecondUnitSpell,
    SharedPrime,
    SharedVaultSpell
} from "./LaunchGenerator.sol";

/// @notice A second Generator: `core` with its own Unit and Generator, and the vault of the Prime that both fund.
struct SecondGenerator {
    Core core;
    address vault;
}

/// @title  Deploys and launches a second Generator beside the first, with a Unit of its own
/// @notice Run as `Deploy` is, once the Primes are there and before the launch ends.
contract DeployGenerator {
    bytes32 internal constant ILK = "ALLOCATOR-RESERVE-A";

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @param deployer Pays for everything and owns nothing afterwards
    /// @param launch   Owns everything until it is handed over
    /// @param core     What stands; its facets are shared
    /// @param config   Of the Unit and the Generator; addresses that are not known yet are filled in
    /// @param shared   The Prime that both fund
    /// @return second A `SecondGenerator`, encoded: Forge prints bytes as they are, but structs as a text of its own
    function run(address deployer, Launch launch, Core memory core, CoreConfig memory config, SharedPrime memory shared)
        external
        returns (bytes memory second)
    {
        vm.startBroadcast(deployer);
        second = abi.encode(_run(deployer, launch, core, config, shared));
        vm.stopBroadcast();
    }

    function _run(
        address deployer,
        Launch launch,
        Core memory core,
        CoreConfig memory config,
        SharedPrime memory shared
    ) private returns (SecondGenerator memory second) {
        address owner = address(launch);
        config.unit.chief = core.governance.chief;
        core.unit = ConfiguratorDeploy.deploy(deployer, owner, config.unit);
        core.generator.allocator = McdDeploy.deployAllocator(core.mcd, deployer, owner, ILK);
        core.generator.pau = PauDeploy.deployGenerator(
            owner,
            core.generator.facets,
            PauScope(core.unit.beamState, core.governance.facetAllowlist, core.unit.freezeRegistry),
            core.generator.allocator.vault
        );
        core.generator.migrationMom = PauDeploy.deployMigrationMom(owner, core.mcd.vat, core.generator.pau.diamond);
        // It issues no srUSDS.
        delete core.generator.srUsds;
        config.generator.allocator.almProxy = core.generator.pau.almProxy;
        config.generator.allocator.ilkAdmin = core.governance.pauseProxy;
        second.core = core;
        second.vault = PauDeploy.deployVault(owner, core.mcd.usds, shared.vaultName, shared.vaultSymbol);

        launch.exec(address(new SecondUnitSpell()), abi.encodeCall(SecondUnitSpell.execute, (core, config)));
        launch.exec(address(new SecondGeneratorSpell()), abi.encodeCall(SecondGeneratorSpell.execute, (core, config)));
        launch.exec(
            address(new SharedVaultSpell()), abi.encodeCall(SharedVaultSpell.execute, (core, second.vault, shared))
        );
        launch.exec(address(new EndGeneratorSpell()), abi.encodeCall(EndGeneratorSpell.execute, (core, config)));
        launch.exec(address(new EndUnitSpell()), abi.encodeCall(EndUnitSpell.execute, (core, config)));
    }
}
