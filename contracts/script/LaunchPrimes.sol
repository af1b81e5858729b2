// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {GovernanceInstance} from "../deploy/GovernanceInstance.sol";
import {McdDeploy} from "../deploy/McdDeploy.sol";
import {AllocatorInstance, McdInstance} from "../deploy/McdInstance.sol";
import {PauDeploy} from "../deploy/PauDeploy.sol";
import {PauFacets, PauScope} from "../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../deploy/PrimeInit.sol";
import {Core} from "./Launch.sol";

/// @notice What is to be deployed. The ALMProxies and the owner in it are not known yet and are filled in.
struct PrimePlan {
    string vaultName;
    string vaultSymbol;
    bytes32[] legacyIlks;
    PrimeConfig config;
}

/// @title  Middle step: Primes
/// @notice Creates each, wires it, hands it over to the pause proxy, and refuses unless every wire and role is as it
///         should be.
contract PrimeSpell {
    address private immutable _createPau;
    address private immutable _createVault;
    address private immutable _check;

    event PrimeLaunched(PrimeInstance prime);

    constructor(address createPau, address createVault, address check) {
        _createPau = createPau;
        _createVault = createVault;
        _check = check;
    }

    function execute(Core memory core, PrimePlan[] memory plans) external {
        address owner = core.governance.pauseProxy;
        address list = core.governance.facetAllowlist;
        for (uint256 i; i < plans.length; ++i) {
            PrimeInstance memory prime = _create(core, plans[i]);
            PrimeConfig memory cfg = plans[i].config;
            for (uint256 j; j < cfg.legacy.length; ++j) {
                cfg.legacy[j].almProxy = prime.pau.almProxy;
                cfg.legacy[j].ilkAdmin = owner;
            }
            PrimeInit.init(core.mcd, core.primeUnit, list, core.generator.pau, prime, cfg);
            PrimeInit.handOver(prime, address(this), owner);
            Address.functionDelegateCall(_check, abi.encodeCall(CheckPrimeSpell.execute, (core, prime, cfg)));
            emit PrimeLaunched(prime);
        }
    }

    function _create(Core memory core, PrimePlan memory plan) private returns (PrimeInstance memory prime) {
        PauScope memory scope =
            PauScope(core.primeUnit.beamState, core.governance.facetAllowlist, core.primeUnit.freezeRegistry);
        bytes memory created = Address.functionDelegateCall(
            _createPau,
            abi.encodeCall(CreatePauSpell.execute, (core.mcd, core.generator.facets, scope, plan.legacyIlks))
        );
        prime = abi.decode(created, (PrimeInstance));
        created = Address.functionDelegateCall(
            _createVault, abi.encodeCall(CreateVaultSpell.execute, (core.mcd.usds, plan.vaultName, plan.vaultSymbol))
        );
        prime.vault = abi.decode(created, (address));
    }
}

/// @notice Creates the allocators and the PAU of a Prime. A contract of its own, for the others have no room for it.
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

/// @notice Refuses unless every wire and role of a Prime is as it should be.
contract CheckPrimeSpell {
    function execute(Core memory core, PrimeInstance memory prime, PrimeConfig memory cfg) external view {
        GovernanceInstance memory governance = core.governance;
        PrimeInit.check(
            core.mcd, core.primeUnit, governance.facetAllowlist, core.generator.pau, prime, cfg, governance.pauseProxy
        );
    }
}
