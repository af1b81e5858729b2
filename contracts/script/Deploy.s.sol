// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorDeploy} from "../deploy/ConfiguratorDeploy.sol";
import {GovernanceDeploy} from "../deploy/GovernanceDeploy.sol";
import {McdDeploy} from "../deploy/McdDeploy.sol";
import {PauDeploy} from "../deploy/PauDeploy.sol";
import {PauFacets, PauScope} from "../deploy/PauInstance.sol";
import {SrUsdsDeploy} from "../deploy/SrUsdsDeploy.sol";
import {CallsAction} from "../src/governance/CallsAction.sol";
import {MigrationActions} from "../src/governance/MigrationActions.sol";
import {SUsds} from "../src/mcd/SUsds.sol";
import {Erc4626FacetV1} from "./Erc4626FacetV1.sol";
import {
    BeginGeneratorSpell,
    BeginSpell,
    Core,
    CoreConfig,
    EndGeneratorSpell,
    EndSpell,
    Launch,
    SrUsdsSpell
} from "./Launch.sol";
import {CheckPrimeSpell, CreatePauSpell, CreateVaultSpell, PrimeSpell} from "./LaunchPrimes.sol";

interface Vm {
    function startBroadcast(address sender) external;
    function stopBroadcast() external;
}

struct Deployment {
    Core core;
    // The facet that is to take the place of the older one with which the Generator starts.
    address currentErc4626Facet;
    // What the spells to come run.
    address callsAction;
    address migrationActions;
    // Owns everything until its last step; the deployer has it run the steps that remain, in this order.
    address launch;
    address primeSpell;
    address endGeneratorSpell;
    address endSpell;
}

/// @title  Deploys and launches a Generator on a local chain, ready for its Primes
/// @notice `forge script contracts/script/Deploy.s.sol --broadcast --slow --unlocked --rpc-url <url> --sig <calldata>`.
///         What remains is `PrimeSpell`, for as many Primes at a time as a transaction holds, and then the
///         two that end the launch.
contract Deploy {
    bytes32 internal constant GENERATOR_ILK = "ALLOCATOR-GENERATOR-A";

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @param deployer Pays for everything and owns nothing afterwards
    /// @param config What is to be deployed; the Chief, the ALMProxy, the administrator of the ilk and the receiver
    ///        of losses in it are not known yet and are filled in
    /// @return deployment A `Deployment`, encoded: Forge prints bytes as they are, but structs as a text of its own
    function run(address deployer, CoreConfig memory config) external returns (bytes memory deployment) {
        vm.startBroadcast(deployer);
        deployment = abi.encode(_run(deployer, config));
        vm.stopBroadcast();
    }

    function _run(address deployer, CoreConfig memory config) private returns (Deployment memory d) {
        Launch launch = new Launch();
        address owner = address(launch);
        d.launch = owner;

        d.core.mcd = McdDeploy.deploy(deployer, owner);
        d.core.governance = GovernanceDeploy.deploy(deployer, owner, config.governance);
        config.unit.chief = config.primeUnit.chief = d.core.governance.chief;
        d.core.unit = ConfiguratorDeploy.deploy(deployer, owner, config.unit);
        d.core.primeUnit = ConfiguratorDeploy.deploy(deployer, owner, config.primeUnit);
        PauFacets memory facets = PauDeploy.deployFacets();
        d.currentErc4626Facet = facets.erc4626;
        facets.erc4626 = address(new Erc4626FacetV1());

        d.core.generator.facets = facets;
        d.core.generator.allocator = McdDeploy.deployAllocator(d.core.mcd, deployer, owner, GENERATOR_ILK);
        d.core.generator.pau = PauDeploy.deployGenerator(
            owner,
            facets,
            PauScope(d.core.unit.beamState, d.core.governance.facetAllowlist, d.core.unit.freezeRegistry),
            d.core.generator.allocator.vault
        );
        d.core.generator.migrationMom =
            PauDeploy.deployMigrationMom(owner, d.core.mcd.vat, d.core.generator.pau.diamond);
        config.generator.allocator.almProxy = d.core.generator.pau.almProxy;
        config.generator.allocator.ilkAdmin = d.core.governance.pauseProxy;
        config.generator.srUsds.lossReceiver = d.core.governance.pauseProxy;
        d.core.generator.srUsds = SrUsdsDeploy.deploy(
            address(new SUsds(d.core.mcd.usds)), d.core.generator.pau.diamond, d.core.governance.pauseProxy
        );
        launch.exec(address(new BeginSpell()), abi.encodeCall(BeginSpell.execute, (d.core, config)));
        launch.exec(address(new BeginGeneratorSpell()), abi.encodeCall(BeginGeneratorSpell.execute, (d.core, config)));
        launch.exec(address(new SrUsdsSpell()), abi.encodeCall(SrUsdsSpell.execute, (d.core, config)));

        d.primeSpell = address(
            new PrimeSpell(
                address(new CreatePauSpell()), address(new CreateVaultSpell()), address(new CheckPrimeSpell())
            )
        );
        d.endGeneratorSpell = address(new EndGeneratorSpell());
        d.endSpell = address(new EndSpell());
        d.callsAction = address(new CallsAction());
        d.migrationActions = address(new MigrationActions());
    }
}
