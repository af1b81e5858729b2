// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {McdDeploy} from "../deploy/McdDeploy.sol";
import {AllocatorInstance, McdInstance} from "../deploy/McdInstance.sol";
import {PauDeploy} from "../deploy/PauDeploy.sol";
import {PauFacets, PauScope} from "../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../deploy/PrimeInit.sol";
import {Core} from "./Launch.sol";

/// @notice What is to be deployed. The ALMProxies in it are not known yet and are filled in.
struct PrimePlan {
    string vaultName;
    string vaultSymbol;
    bytes32[] legacyIlks;
    PrimeConfig config;
}

/// @title  Middle step: Primes
/// @notice Creates each, wires it, hands it over, and refuses unless every wire and role is as it should be.
contract PrimeSpell {
    address private immutable _createPau;
    address private immutable _createVault;

    event PrimeLaunched(PrimeInstance prime);

    constructor(address createPau, address createVault) {
        _createPau = createPau;
        _createVault = createVault;
    }

    /// @param owner Governance, which owns each Prime in the end
    function execute(Core memory core, address owner, PrimePlan[] memory plans) external {
        for (uint256 i; i < plans.length; ++i) {
            PrimeInstance memory prime = _create(core, plans[i]);
            PrimeConfig memory cfg = plans[i].config;
            for (uint256 j; j < cfg.legacy.length; ++j) {
                cfg.legacy[j].almProxy = prime.pau.almProxy;
            }
            PrimeInit.init(core.mcd, core.unit, core.generator.pau, prime, cfg);
            PrimeInit.handOver(prime, address(this), owner);
            PrimeInit.check(core.mcd, core.unit, core.generator.pau, prime, cfg, owner);
            emit PrimeLaunched(prime);
        }
    }

    function _create(Core memory core, PrimePlan memory plan) private returns (PrimeInstance memory prime) {
        bytes memory created = Address.functionDelegateCall(
            _createPau,
            abi.encodeCall(
                CreatePauSpell.execute,
                (core.mcd, core.generator.facets, PauScope(core.unit.beamState, address(0)), plan.legacyIlks)
            )
        );
        prime = abi.decode(created, (PrimeInstance));
        created = Address.functionDelegateCall(
            _createVault, abi.encodeCall(CreateVaultSpell.execute, (core.mcd.usds, plan.vaultName, plan.vaultSymbol))
        );
        prime.vault = abi.decode(created, (address));
    }
}

/// @notice Creates the allocators and the PAU of a Prime. Apart from the others, whose code leaves no room for it.
contract CreatePauSpell {
    function execute(McdInstance memory mcd, PauFacets memory facets, PauScope memory scope, bytes32[] memory ilks)
        external
        returns (PrimeInstance memory prime)
    {
        prime.facets = facets;
        prime.legacy = new AllocatorInstance[](ilks.length);
        for (uint256 i; i < ilks.length; ++i) {
            prime.legacy[i] = McdDeploy.deployAllocator(mcd, address(this), address(this), ilks[i]);
        }
        prime.pau = PauDeploy.deployPrime(address(this), facets, scope, prime.legacy[0].vault);
    }
}

/// @notice Creates the vault of a Prime.
contract CreateVaultSpell {
    function execute(address usds, string memory name, string memory symbol) external returns (address) {
        return PauDeploy.deployVault(address(this), usds, name, symbol);
    }
}
