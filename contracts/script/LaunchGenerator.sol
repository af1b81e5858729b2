// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorInit} from "../deploy/ConfiguratorInit.sol";
import {GeneratorInit} from "../deploy/GeneratorInit.sol";
import {Ownership} from "../deploy/Ownership.sol";
import {PauParts} from "../deploy/PauParts.sol";
import {PrimeConfig, PrimeInit} from "../deploy/PrimeInit.sol";
import {Core, CoreConfig} from "./Launch.sol";

/// @notice A Prime that another Generator funds already, and what its vault between it and this Generator is to be.
struct SharedPrime {
    address almProxy;
    string vaultName;
    string vaultSymbol;
    // Its legacy ilks stay those of the other Generator.
    PrimeConfig config;
}

/// @title  Steps of a second Generator, between the Primes and the end of the launch
/// @notice `core` is that of the launch, but for Unit and Generator, which are the second ones. The last step is
///         `EndUnitSpell`, after `EndGeneratorSpell`.
contract SecondUnitSpell {
    /// @notice Wires its Unit, once the Generator is known to be made of the right code.
    function execute(Core memory core, CoreConfig memory cfg) external {
        PauParts.check(core.generator.pau);
        ConfiguratorInit.init(core.mcd.chainlog, core.unit, cfg.unit);
    }
}

/// @notice Last step: hands the Unit over, and refuses unless every wire and role is as it should be.
contract EndUnitSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        address owner = core.governance.pauseProxy;
        ConfiguratorInit.handOver(core.unit, address(this), owner);
        ConfiguratorInit.check(core.unit, cfg.unit, owner);
    }
}

/// @notice Wires the Generator.
contract SecondGeneratorSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        GeneratorInit.wire(core.mcd, core.unit, core.governance.facetAllowlist, core.generator, cfg.generator);
    }
}

/// @notice Puts a vault between the Generator and a Prime that another one funds too, and hands it over.
contract SharedVaultSpell {
    function execute(Core memory core, address vault, SharedPrime memory prime) external {
        address owner = core.governance.pauseProxy;
        PrimeInit.initVault(core.generator.pau, vault, prime.almProxy, prime.config);
        Ownership.moveAdmin(vault, address(this), owner);
        PrimeInit.checkVault(core.generator.pau, vault, prime.almProxy, prime.config, owner);
    }
}
