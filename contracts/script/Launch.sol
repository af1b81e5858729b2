// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {ConfiguratorConfig, ConfiguratorInit} from "../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../deploy/ConfiguratorInstance.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../deploy/GeneratorInit.sol";
import {GovernanceConfig, GovernanceInit} from "../deploy/GovernanceInit.sol";
import {GovernanceInstance} from "../deploy/GovernanceInstance.sol";
import {McdInit} from "../deploy/McdInit.sol";
import {McdInstance} from "../deploy/McdInstance.sol";
import {PauCuts} from "../deploy/PauCuts.sol";
import {PauParts} from "../deploy/PauParts.sol";
import {SrUsdsWires} from "../deploy/SrUsdsWires.sol";
import {IChainlog} from "../src/interfaces/IChainlog.sol";

/// @notice Everything without the Primes.
struct Core {
    McdInstance mcd;
    GovernanceInstance governance;
    // The scope of the Generator, and that of all Primes.
    ConfiguratorInstance unit;
    ConfiguratorInstance primeUnit;
    GeneratorInstance generator;
}

struct CoreConfig {
    GovernanceConfig governance;
    ConfiguratorConfig unit;
    ConfiguratorConfig primeUnit;
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

/// @notice First step: MCD, governance and the Configurator Units, once the Generator is known to be made of the right
///         code. Fees go to the pause proxy: there is no Vow here.
contract BeginSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        PauParts.check(core.generator.pau);
        address chainlog = core.mcd.chainlog;
        McdInit.init(core.mcd, core.governance.pauseProxy, core.governance.chief);
        GovernanceInit.init(chainlog, core.governance, PauCuts.code(core.generator.facets), cfg.governance);
        ConfiguratorInit.init(chainlog, core.unit, cfg.unit);
        ConfiguratorInit.init(chainlog, core.primeUnit, cfg.primeUnit);
    }
}

/// @notice Second step: the Generator.
contract BeginGeneratorSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        GeneratorInit.init(core.mcd, core.unit, core.governance.facetAllowlist, core.generator, cfg.generator);
    }
}

/// @notice Third step: srUSDS, which refuses unless each of its wires is as it should be. Nobody can change them later but
///         who gets its roles on the Diamond, and that the owner of the Diamond does.
contract SrUsdsSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        GeneratorInstance memory generator = core.generator;
        address usds = core.mcd.usds;
        SrUsdsWires.init(usds, generator.pau, generator.facets.srUsdsInit, generator.srUsds, cfg.generator.srUsds);
        SrUsdsWires.publish(IChainlog(core.mcd.chainlog), generator.srUsds);
        SrUsdsWires.check(usds, generator.pau, generator.srUsds, cfg.generator.srUsds);
    }
}

/// @notice Last step but one: hands the Generator over to the pause proxy, and refuses unless every wire and role is as
///         it should be.
contract EndGeneratorSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        address owner = core.governance.pauseProxy;
        GeneratorInit.handOver(core.generator, address(this), owner);
        GeneratorInit.check(core.mcd, core.unit, core.governance.facetAllowlist, core.generator, cfg.generator, owner);
    }
}

/// @notice Last step: hands over what is left, and refuses unless every wire and role is as it should be.
contract EndSpell {
    function execute(Core memory core, CoreConfig memory cfg) external {
        GovernanceInstance memory governance = core.governance;
        address owner = governance.pauseProxy;
        McdInit.handOver(core.mcd, address(this), owner);
        GovernanceInit.handOver(governance, address(this), owner);
        ConfiguratorInit.handOver(core.unit, address(this), owner);
        ConfiguratorInit.handOver(core.primeUnit, address(this), owner);

        McdInit.check(core.mcd, owner, governance.chief, owner);
        GovernanceInit.check(governance, PauCuts.code(core.generator.facets), cfg.governance, owner);
        ConfiguratorInit.check(core.unit, cfg.unit, owner);
        ConfiguratorInit.check(core.primeUnit, cfg.primeUnit, owner);
    }
}
