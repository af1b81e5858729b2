// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../src/configurator/BEAMTimeLock.sol";
import {IBeamState} from "../src/interfaces/IBeamState.sol";
import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {IConfigurator} from "../src/interfaces/IConfigurator.sol";
import {IControllerOperators} from "../src/interfaces/IControllerOperators.sol";
import {IFreezeRegistry} from "../src/interfaces/IFreezeRegistry.sol";
import {IGuardianCouncil} from "../src/interfaces/IGuardianCouncil.sol";
import {IPASMom} from "../src/interfaces/IPASMom.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {Ownership} from "./Ownership.sol";

struct ConfiguratorConfig {
    // What the names of its contracts begin with in the Chainlog: "PAS_" in the scope of the Primes, as on mainnet.
    string chainlogPrefix;
    // The Chief: its hat may stop the unit besides governance.
    address chief;
    // Delay of the timelock [s].
    uint256 minDelay;
    // General time between two increases [s].
    uint256 hop;
    // General factor of one increase [wad].
    uint256 maxChange;
    // aBEAM: schedules and cancels, and acts at once where that only takes power away or pairs what is registered.
    address coreCouncil;
    // Emergency wallets that pause the timelock.
    address[] pausers;
    // Operators of PAUs, registered here, paired by the Core Council.
    address[] cBeams;
    // Each of them freezes a BEAM at once.
    address[] guardians;
}

/// @title  Wires a Configurator Unit
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library ConfiguratorInit {
    uint8 internal constant DELAYED = 1;
    uint8 internal constant IMMEDIATE = 2;

    function init(address chainlog, ConfiguratorInstance memory unit, ConfiguratorConfig memory cfg) internal {
        _checkImmutables(unit, cfg);
        IBeamState state = IBeamState(unit.beamState);

        bytes4[8] memory delayed = delayedActions();
        for (uint256 i; i < delayed.length; ++i) {
            state.setRoleAction(DELAYED, delayed[i], true);
        }
        bytes4[10] memory immediate = immediateActions();
        for (uint256 i; i < immediate.length; ++i) {
            state.setRoleAction(IMMEDIATE, immediate[i], true);
        }
        state.setUserRole(unit.timelock, DELAYED, true);
        state.setUserRole(cfg.coreCouncil, IMMEDIATE, true);
        state.setHop(address(0), cfg.hop);
        state.setMaxChange(address(0), cfg.maxChange);
        for (uint256 i; i < cfg.cBeams.length; ++i) {
            state.addCBeam(cfg.cBeams[i]);
        }

        BEAMTimeLock timelock = BEAMTimeLock(payable(unit.timelock));
        timelock.grantRole(timelock.PROPOSER_ROLE(), cfg.coreCouncil);
        timelock.grantRole(timelock.CANCELLER_ROLE(), cfg.coreCouncil);
        for (uint256 i; i < cfg.pausers.length; ++i) {
            timelock.grantRole(timelock.PAUSER_ROLE(), cfg.pausers[i]);
        }

        // PASMom stops as a ward; its own code lets it do nothing else.
        state.rely(unit.mom);
        timelock.grantRole(timelock.PAUSER_ROLE(), unit.mom);
        IPASMom(unit.mom).setAuthority(cfg.chief);

        // The council takes what a BEAM has as a ward, and gives it back; its own code lets it do nothing else.
        state.rely(unit.guardianCouncil);
        IFreezeRegistry(unit.freezeRegistry).rely(unit.guardianCouncil);
        timelock.grantRole(timelock.CANCELLER_ROLE(), unit.guardianCouncil);
        _setNames(IChainlog(chainlog), unit, cfg.chainlogPrefix);
    }

    function handOver(ConfiguratorInstance memory unit, address from, address to) internal {
        Ownership.moveWard(unit.beamState, from, to);
        Ownership.moveAdmin(unit.timelock, from, to);
        Ownership.moveWard(unit.freezeRegistry, from, to);
        Ownership.moveWard(unit.guardianCouncil, from, to);
        IPASMom(unit.mom).setOwner(to);
    }

    function check(ConfiguratorInstance memory unit, ConfiguratorConfig memory cfg, address owner) internal view {
        _checkImmutables(unit, cfg);
        _checkBeamState(unit, cfg);

        BEAMTimeLock timelock = BEAMTimeLock(payable(unit.timelock));
        require(timelock.hasRole(timelock.PROPOSER_ROLE(), cfg.coreCouncil), "ConfiguratorInit/coreCouncil-no-proposer");
        require(
            timelock.hasRole(timelock.CANCELLER_ROLE(), cfg.coreCouncil), "ConfiguratorInit/coreCouncil-no-canceller"
        );
        require(timelock.hasRole(timelock.EXECUTOR_ROLE(), address(0)), "ConfiguratorInit/execution-not-open");
        for (uint256 i; i < cfg.pausers.length; ++i) {
            require(timelock.hasRole(timelock.PAUSER_ROLE(), cfg.pausers[i]), "ConfiguratorInit/pauser-missing");
        }
        require(timelock.hasRole(timelock.PAUSER_ROLE(), unit.mom), "ConfiguratorInit/mom-no-pauser");

        require(Ownership.isWard(unit.beamState, unit.mom), "ConfiguratorInit/mom-no-ward-of-beamState");
        require(Ownership.isWard(unit.beamState, owner), "ConfiguratorInit/owner-no-ward-of-beamState");
        require(Ownership.holds(unit.timelock, Ownership.ADMIN, owner), "ConfiguratorInit/owner-no-admin-of-timelock");
        require(
            !Ownership.holds(unit.timelock, Ownership.ADMIN, unit.timelock),
            "ConfiguratorInit/timelock-administers-itself"
        );
        require(IPASMom(unit.mom).owner() == owner, "ConfiguratorInit/mom-owner-mismatch");
        require(IPASMom(unit.mom).authority() == cfg.chief, "ConfiguratorInit/mom-authority-mismatch");
        _checkCouncil(unit, owner);
    }

    /// @notice What only the timelock may do.
    function delayedActions() internal pure returns (bytes4[8] memory) {
        return [
            IBeamState.start.selector,
            IBeamState.setHop.selector,
            IBeamState.setMaxChange.selector,
            IBeamState.addRateLimits.selector,
            IBeamState.addController.selector,
            IBeamState.addCBeam.selector,
            IBeamState.addInitRateLimits.selector,
            IBeamState.addInitControllerActions.selector
        ];
    }

    /// @notice What the Core Council may do at once.
    function immediateActions() internal pure returns (bytes4[10] memory) {
        return [
            IBeamState.stop.selector,
            IBeamState.delRateLimits.selector,
            IBeamState.delController.selector,
            IBeamState.delCBeam.selector,
            IBeamState.setCBeamForRateLimits.selector,
            IBeamState.unsetCBeamForRateLimits.selector,
            IBeamState.setCBeamForController.selector,
            IBeamState.unsetCBeamForController.selector,
            IBeamState.delInitRateLimits.selector,
            IBeamState.delInitControllerActions.selector
        ];
    }

    function _setNames(IChainlog chainlog, ConfiguratorInstance memory unit, string memory prefix) private {
        chainlog.setAddress(_name(prefix, "STATE"), unit.beamState);
        chainlog.setAddress(_name(prefix, "CONFIGURATOR"), unit.configurator);
        chainlog.setAddress(_name(prefix, "OPERATORS"), unit.operators);
        chainlog.setAddress(_name(prefix, "TIMELOCK"), unit.timelock);
        chainlog.setAddress(_name(prefix, "MOM"), unit.mom);
        chainlog.setAddress(_name(prefix, "FREEZE_REGISTRY"), unit.freezeRegistry);
        chainlog.setAddress(_name(prefix, "GUARDIAN_COUNCIL"), unit.guardianCouncil);
    }

    function _name(string memory prefix, string memory name) private pure returns (bytes32) {
        bytes memory text = bytes(string.concat(prefix, name));
        require(text.length <= 32, "ConfiguratorInit/name-too-long");
        return bytes32(text);
    }

    function _checkCouncil(ConfiguratorInstance memory unit, address owner) private view {
        require(
            Ownership.isWard(unit.beamState, unit.guardianCouncil),
            "ConfiguratorInit/guardianCouncil-no-ward-of-beamState"
        );
        require(
            Ownership.isWard(unit.freezeRegistry, unit.guardianCouncil),
            "ConfiguratorInit/guardianCouncil-no-ward-of-freezeRegistry"
        );
        require(Ownership.isWard(unit.freezeRegistry, owner), "ConfiguratorInit/owner-no-ward-of-freezeRegistry");
        BEAMTimeLock timelock = BEAMTimeLock(payable(unit.timelock));
        require(
            timelock.hasRole(timelock.CANCELLER_ROLE(), unit.guardianCouncil),
            "ConfiguratorInit/guardianCouncil-no-canceller"
        );
        require(Ownership.isWard(unit.guardianCouncil, owner), "ConfiguratorInit/owner-no-ward-of-guardianCouncil");
    }

    function _checkBeamState(ConfiguratorInstance memory unit, ConfiguratorConfig memory cfg) private view {
        IBeamState state = IBeamState(unit.beamState);
        bytes4[8] memory delayed = delayedActions();
        for (uint256 i; i < delayed.length; ++i) {
            require(state.actionsRoles(delayed[i]) == bytes32(uint256(1 << DELAYED)), "ConfiguratorInit/delayed-action");
        }
        bytes4[10] memory immediate = immediateActions();
        for (uint256 i; i < immediate.length; ++i) {
            require(
                state.actionsRoles(immediate[i]) == bytes32(uint256(1 << IMMEDIATE)),
                "ConfiguratorInit/immediate-action"
            );
        }
        require(
            state.userRoles(unit.timelock) == bytes32(uint256(1 << DELAYED)), "ConfiguratorInit/timelock-role-mismatch"
        );
        require(
            state.userRoles(cfg.coreCouncil) == bytes32(uint256(1 << IMMEDIATE)),
            "ConfiguratorInit/coreCouncil-role-mismatch"
        );
        require(state.hop(address(0)) == cfg.hop, "ConfiguratorInit/hop-mismatch");
        require(state.maxChange(address(0)) == cfg.maxChange, "ConfiguratorInit/maxChange-mismatch");
        for (uint256 i; i < cfg.cBeams.length; ++i) {
            require(state.cBeams(cfg.cBeams[i]) == 1, "ConfiguratorInit/cBeam-missing");
        }
        require(!state.stopped(), "ConfiguratorInit/stopped");
    }

    function _checkImmutables(ConfiguratorInstance memory unit, ConfiguratorConfig memory cfg) private view {
        require(
            IConfigurator(unit.configurator).beamState() == unit.beamState,
            "ConfiguratorInit/configurator-beamState-mismatch"
        );
        require(
            IControllerOperators(unit.operators).beamState() == unit.beamState,
            "ConfiguratorInit/operators-beamState-mismatch"
        );
        require(
            BEAMTimeLock(payable(unit.timelock)).getMinDelay() == cfg.minDelay,
            "ConfiguratorInit/timelock-minDelay-mismatch"
        );
        require(IPASMom(unit.mom).beamState() == unit.beamState, "ConfiguratorInit/mom-beamState-mismatch");
        require(IPASMom(unit.mom).timelock() == unit.timelock, "ConfiguratorInit/mom-timelock-mismatch");
        IGuardianCouncil council = IGuardianCouncil(unit.guardianCouncil);
        require(council.beamState() == unit.beamState, "ConfiguratorInit/guardianCouncil-beamState-mismatch");
        require(
            council.freezeRegistry() == unit.freezeRegistry, "ConfiguratorInit/guardianCouncil-freezeRegistry-mismatch"
        );
        require(council.timelock() == unit.timelock, "ConfiguratorInit/guardianCouncil-timelock-mismatch");
        require(council.guardians().length == cfg.guardians.length, "ConfiguratorInit/guardians-mismatch");
        for (uint256 i; i < cfg.guardians.length; ++i) {
            require(council.isGuardian(cfg.guardians[i]), "ConfiguratorInit/guardians-mismatch");
        }
    }
}
