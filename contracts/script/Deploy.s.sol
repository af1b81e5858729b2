// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorDeploy} from "../deploy/ConfiguratorDeploy.sol";
import {McdDeploy} from "../deploy/McdDeploy.sol";
import {AllocatorInstance} from "../deploy/McdInstance.sol";
import {PauDeploy} from "../deploy/PauDeploy.sol";
import {PauFacets} from "../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInstance} from "../deploy/PrimeInit.sol";
import {Erc4626FacetV1} from "./Erc4626FacetV1.sol";
import {BeginSpell, Core, CoreConfig, EndSpell, Launch, PrimeSpell} from "./Launch.sol";

interface Vm {
    function startBroadcast(address sender) external;
    function stopBroadcast() external;
}

/// @notice What is to be deployed. The ALMProxies in it are not known yet and are filled in.
struct Plan {
    CoreConfig core;
    PrimePlan[] primes;
}

struct PrimePlan {
    string vaultName;
    string vaultSymbol;
    bytes32[] legacyIlks;
    PrimeConfig config;
}

struct Deployment {
    Core core;
    PrimeInstance[] primes;
    // The facet that is to take the place of the older one with which the Generator starts.
    address currentErc4626Facet;
}

/// @title  Deploys and launches a Generator with its Primes on a local chain
/// @notice `forge script contracts/script/Deploy.s.sol --broadcast --slow --unlocked --rpc-url <url> --sig <calldata>`
contract Deploy {
    bytes32 internal constant GENERATOR_ILK = "ALLOCATOR-GENERATOR-A";

    Vm internal constant vm = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    /// @param deployer Pays for everything and owns nothing afterwards
    /// @return deployment A `Deployment`, encoded: Forge prints bytes as they are, but structs as a text of its own
    function run(address deployer, Plan memory plan) external returns (bytes memory deployment) {
        vm.startBroadcast(deployer);
        deployment = abi.encode(_run(deployer, plan));
        vm.stopBroadcast();
    }

    function _run(address deployer, Plan memory plan) private returns (Deployment memory d) {
        Launch launch = new Launch();
        address owner = address(launch);

        d.core.mcd = McdDeploy.deploy(deployer, owner);
        d.core.unit = ConfiguratorDeploy.deploy(deployer, owner, plan.core.unit.minDelay);
        PauFacets memory facets = PauDeploy.deployFacets();
        d.currentErc4626Facet = facets.erc4626;
        facets.erc4626 = address(new Erc4626FacetV1());

        d.core.generator.facets = facets;
        d.core.generator.allocator = McdDeploy.deployAllocator(d.core.mcd, deployer, owner, GENERATOR_ILK);
        d.core.generator.pau = PauDeploy.deployGenerator(owner, facets, d.core.generator.allocator.vault);
        plan.core.generator.allocator.almProxy = d.core.generator.pau.almProxy;
        launch.exec(address(new BeginSpell()), abi.encodeCall(BeginSpell.execute, (d.core, plan.core)));

        PrimeSpell primeSpell = new PrimeSpell();
        d.primes = new PrimeInstance[](plan.primes.length);
        for (uint256 i; i < plan.primes.length; ++i) {
            d.primes[i] = _prime(owner, deployer, d.core, plan.primes[i]);
            bytes memory data =
                abi.encodeCall(PrimeSpell.execute, (d.core, plan.core.owner, d.primes[i], plan.primes[i].config));
            launch.exec(address(primeSpell), data);
        }
        launch.exec(address(new EndSpell()), abi.encodeCall(EndSpell.execute, (d.core, plan.core)));
    }

    function _prime(address owner, address deployer, Core memory core, PrimePlan memory plan)
        private
        returns (PrimeInstance memory prime)
    {
        uint256 count = plan.legacyIlks.length;
        prime.facets = core.generator.facets;
        prime.legacy = new AllocatorInstance[](count);
        for (uint256 i; i < count; ++i) {
            prime.legacy[i] = McdDeploy.deployAllocator(core.mcd, deployer, owner, plan.legacyIlks[i]);
        }
        prime.pau = PauDeploy.deployPrime(owner, prime.facets, prime.legacy[0].vault);
        prime.vault = PauDeploy.deployVault(owner, core.mcd.usds, plan.vaultName, plan.vaultSymbol);
        for (uint256 i; i < count; ++i) {
            plan.config.legacy[i].almProxy = prime.pau.almProxy;
        }
    }
}
