// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {ConfiguratorConfig, ConfiguratorInit} from "../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../deploy/ConfiguratorInstance.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../deploy/GeneratorInit.sol";
import {McdInit} from "../deploy/McdInit.sol";
import {McdInstance} from "../deploy/McdInstance.sol";

/// @notice Everything without the Primes.
struct Core {
    McdInstance mcd;
    ConfiguratorInstance unit;
    GeneratorInstance generator;
}

struct CoreConfig {
    // Governance, which owns everything in the end.
    address owner;
    // Where the fees go.
    address vow;
    ConfiguratorConfig unit;
    GeneratorConfig generator;
}

/// @title  Stands in for governance during a launch
/// @notice Owns what was deployed and runs the steps below as spells are run, by delegatecall. When the last step has
///         passed it owns nothing.
contract Launch {
    address private immutable _operator = msg.sender;

    /// @notice Runs a step. Passes a revert on as it is.
    function exec(address spell, bytes memory data) external {
        require(msg.sender == _operator, "Launch/not-operator");
        Address.functionDelegateCall(spell, data);
    }
}

/// @notice First step: MCD, the Configurator Unit and the Generator.
contract BeginSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        McdInit.init(core.mcd, cfg.vow);
        ConfiguratorInit.init(core.mcd.chainlog, core.unit, cfg.unit);
        GeneratorInit.init(core.mcd, core.unit, core.generator, cfg.generator);
    }
}

/// @notice Last step: hands the core over, and refuses unless every wire and role is as it should be.
contract EndSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        McdInit.handOver(core.mcd, address(this), cfg.owner);
        ConfiguratorInit.handOver(core.unit, address(this), cfg.owner);
        GeneratorInit.handOver(core.generator, address(this), cfg.owner);

        McdInit.check(core.mcd, cfg.vow, cfg.owner);
        ConfiguratorInit.check(core.unit, cfg.unit, cfg.owner);
        GeneratorInit.check(core.mcd, core.unit, core.generator, cfg.generator, cfg.owner);
    }
}
