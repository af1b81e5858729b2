// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorInit} from "../deploy/ConfiguratorInit.sol";
import {BEAMTimeLock} from "../src/configurator/BEAMTimeLock.sol";
import {BeamState} from "../src/configurator/BeamState.sol";
import {Configurator} from "../src/configurator/Configurator.sol";
import {ControllerOperators} from "../src/configurator/ControllerOperators.sol";
import {FreezeRegistry} from "../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../src/configurator/GuardianCouncil.sol";
import {Base} from "./Base.sol";

/// Whole Configurator Units, each with its guardians, administered by the test.
abstract contract UnitFixture is Base {
    struct Unit {
        BeamState state;
        Configurator configurator;
        ControllerOperators operators;
        BEAMTimeLock timelock;
        FreezeRegistry registry;
        GuardianCouncil council;
        address coreCouncil;
    }

    uint256 internal constant DELAY = 14 days;
    uint256 internal constant THRESHOLD = 16;

    /// @param state    Of which the test is a ward
    /// @param registry As the state
    function _deployUnit(BeamState state, FreezeRegistry registry, address coreCouncil, address[] memory guardians)
        internal
        returns (Unit memory unit)
    {
        (unit.state, unit.registry) = (state, registry);
        unit.coreCouncil = coreCouncil;
        unit.configurator = new Configurator(address(state));
        unit.operators = new ControllerOperators(address(state));
        unit.timelock = new BEAMTimeLock(DELAY, address(this));
        unit.council = new GuardianCouncil(guardians, address(state), address(registry), address(unit.timelock));

        bytes4[8] memory delayed = ConfiguratorInit.delayedActions();
        for (uint256 i; i < delayed.length; ++i) {
            state.setRoleAction(ConfiguratorInit.DELAYED, delayed[i], true);
        }
        bytes4[10] memory immediate = ConfiguratorInit.immediateActions();
        for (uint256 i; i < immediate.length; ++i) {
            state.setRoleAction(ConfiguratorInit.IMMEDIATE, immediate[i], true);
        }
        state.setUserRole(address(unit.timelock), ConfiguratorInit.DELAYED, true);
        state.setUserRole(coreCouncil, ConfiguratorInit.IMMEDIATE, true);
        state.rely(address(unit.council));
        registry.rely(address(unit.council));
        unit.timelock.grantRole(unit.timelock.PROPOSER_ROLE(), coreCouncil);
        unit.timelock.grantRole(unit.timelock.CANCELLER_ROLE(), coreCouncil);
        unit.timelock.grantRole(unit.timelock.CANCELLER_ROLE(), address(unit.council));
    }

    function _makeGuardians(uint256 count) internal returns (address[] memory guardians) {
        guardians = new address[](count);
        for (uint256 i; i < count; ++i) {
            guardians[i] = makeAddr(string.concat("guardian ", vm.toString(i)));
        }
    }

    /// A freeze of a BEAM without any pair.
    function _noPairs() internal pure returns (address[] memory) {
        return new address[](0);
    }

    function _list(address one) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = one;
    }

    /// The first so many of today's guardians speak for lifting a freeze.
    function _voteToLift(Unit memory unit, address beam, uint256 count) internal {
        address[] memory guardians = unit.council.guardians();
        for (uint256 i; i < count; ++i) {
            vm.prank(guardians[i]);
            unit.council.lift(beam);
        }
    }

    /// A batch of one call.
    function _batch(address target, bytes memory payload)
        internal
        pure
        returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads)
    {
        targets = new address[](1);
        values = new uint256[](1);
        payloads = new bytes[](1);
        targets[0] = target;
        payloads[0] = payload;
    }

    function _schedule(Unit memory unit, address target, bytes memory payload) internal returns (bytes32 id) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(target, payload);
        vm.prank(unit.coreCouncil);
        unit.timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        id = unit.timelock.hashOperationBatch(targets, values, payloads, 0, 0);
    }
}
