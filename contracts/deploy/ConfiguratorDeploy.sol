// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../src/configurator/BEAMTimeLock.sol";
import {BeamState} from "../src/configurator/BeamState.sol";
import {Configurator} from "../src/configurator/Configurator.sol";
import {ControllerOperators} from "../src/configurator/ControllerOperators.sol";
import {FreezeRegistry} from "../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../src/configurator/GuardianCouncil.sol";
import {PASMom} from "../src/configurator/PASMom.sol";
import {ConfiguratorConfig} from "./ConfiguratorInit.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {Ownership} from "./Ownership.sol";

/// @title Creates a Configurator Unit. Nobody can act through it until `ConfiguratorInit` wires it.
library ConfiguratorDeploy {
    /// @param deployer Who creates; it owns nothing afterwards
    function deploy(address deployer, address owner, ConfiguratorConfig memory cfg)
        internal
        returns (ConfiguratorInstance memory unit)
    {
        unit.beamState = address(new BeamState());
        unit.configurator = address(new Configurator(unit.beamState));
        unit.operators = address(new ControllerOperators(unit.beamState));
        unit.timelock = address(new BEAMTimeLock(cfg.minDelay, owner));
        unit.mom = address(new PASMom(unit.beamState, unit.timelock));
        unit.freezeRegistry = address(new FreezeRegistry());
        unit.guardianCouncil =
            address(new GuardianCouncil(cfg.guardians, unit.beamState, unit.freezeRegistry, unit.timelock));
        Ownership.moveWard(unit.beamState, deployer, owner);
        Ownership.moveWard(unit.freezeRegistry, deployer, owner);
        Ownership.moveWard(unit.guardianCouncil, deployer, owner);
        PASMom(unit.mom).setOwner(owner);
    }
}
