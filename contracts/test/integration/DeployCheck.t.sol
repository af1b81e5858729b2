// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PauCuts} from "../../deploy/PauCuts.sol";
import {PauCode} from "../../deploy/PauInstance.sol";
import {IBEAMTimeLock} from "../../src/interfaces/IBEAMTimeLock.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IDSPause} from "../../src/interfaces/IDSPause.sol";
import {IFacetAllowlist} from "../../src/interfaces/IFacetAllowlist.sol";
import {IGuardianCouncil} from "../../src/interfaces/IGuardianCouncil.sol";
import {ILineMom} from "../../src/interfaces/ILineMom.sol";
import {IPASMom} from "../../src/interfaces/IPASMom.sol";
import {IVat} from "../../src/interfaces/IVat.sol";
import {DeployCheckBase} from "./DeployCheckBase.sol";

/// Breaks one wire after another of MCD, governance and the Configurator Units, and sees the check name it.
contract DeployCheckTest is DeployCheckBase {
    function test_aSystemInOrderPasses() public view {
        this.checkMcd();
        this.checkGovernance();
        this.checkConfigurator();
        this.checkPrimeConfigurator();
        this.checkGenerator();
        this.checkPrime();
    }

    function test_mcd() public {
        bytes memory check = abi.encodeCall(this.checkMcd, ());
        address self = address(this);
        _breaks(check, mcd.usds, _deny(mcd.usdsJoin), "McdInit/usdsJoin-no-ward-of-usds");
        _breaks(check, mcd.vat, _deny(mcd.jug), "McdInit/jug-no-ward-of-vat");
        _breaks(check, mcd.vat, _deny(mcd.autoLine), "McdInit/autoLine-no-ward-of-vat");
        _breaks(check, mcd.vat, _deny(mcd.lineMom), "McdInit/lineMom-no-ward-of-vat");
        _breaks(check, mcd.autoLine, _deny(mcd.lineMom), "McdInit/lineMom-no-ward-of-autoLine");
        _breaks(
            check,
            mcd.lineMom,
            abi.encodeCall(ILineMom.file, ("autoLine", stranger)),
            "McdInit/lineMom-autoLine-mismatch"
        );
        _breaks(
            check,
            mcd.jug,
            abi.encodeWithSignature("file(bytes32,address)", bytes32("vow"), stranger),
            "McdInit/jug-vow-mismatch"
        );
        _breaks(
            check, mcd.lineMom, abi.encodeCall(ILineMom.setAuthority, (stranger)), "McdInit/lineMom-authority-mismatch"
        );
        _breaks(check, mcd.vat, abi.encodeCall(IVat.cage, ()), "McdInit/vat-not-live");
        _breaks(check, mcd.vat, _deny(self), "McdInit/owner-no-ward-of-vat");
        _breaks(check, mcd.jug, _deny(self), "McdInit/owner-no-ward-of-jug");
        _breaks(check, mcd.usds, _deny(self), "McdInit/owner-no-ward-of-usds");
        _breaks(check, mcd.autoLine, _deny(self), "McdInit/owner-no-ward-of-autoLine");
        _breaks(check, mcd.chainlog, _deny(self), "McdInit/owner-no-ward-of-chainlog");
        _breaks(check, mcd.allocatorRegistry, _deny(self), "McdInit/owner-no-ward-of-registry");
        _breaks(check, mcd.allocatorRoles, _deny(self), "McdInit/owner-no-ward-of-roles");
        _breaks(check, mcd.lineMom, abi.encodeCall(ILineMom.setOwner, (stranger)), "McdInit/lineMom-owner-mismatch");
    }

    function test_governance() public {
        bytes memory check = abi.encodeCall(this.checkGovernance, ());
        (address pause, address proxy, address list) =
            (governance.pause, governance.pauseProxy, governance.facetAllowlist);
        _breaksFrom(
            proxy, check, pause, abi.encodeCall(IDSPause.setDelay, (1 hours)), "GovernanceInit/pause-delay-mismatch"
        );
        _breaksFrom(
            proxy, check, pause, abi.encodeCall(IDSPause.setOwner, (stranger)), "GovernanceInit/pause-has-owner"
        );
        _breaksFrom(
            proxy,
            check,
            pause,
            abi.encodeCall(IDSPause.setAuthority, (stranger)),
            "GovernanceInit/pause-authority-mismatch"
        );
        _breaksFrom(votes, check, governance.chief, _deny(votes), "GovernanceInit/votes-no-ward-of-chief");
        _breaks(
            check,
            list,
            abi.encodeCall(IFacetAllowlist.setEnforced, (false)),
            "GovernanceInit/facetAllowlist-not-enforced"
        );
        PauCode memory code = PauCuts.code(generator.facets);
        for (uint256 i; i < code.facets.length; ++i) {
            _breaks(
                check,
                list,
                abi.encodeCall(IFacetAllowlist.revoke, (code.facets[i].codehash)),
                "GovernanceInit/code-not-approved"
            );
        }
        for (uint256 i; i < code.inits.length; ++i) {
            _breaks(
                check,
                list,
                abi.encodeCall(IFacetAllowlist.revokeInit, (code.inits[i].codehash)),
                "GovernanceInit/init-not-approved"
            );
        }
        _breaks(check, list, _deny(address(this)), "GovernanceInit/owner-no-ward-of-facetAllowlist");
    }

    /// What a plan could do to the proxy by its delegatecall, which the pause notices only when it ran by it.
    function test_aPauseProxyThatFollowsAnother() public {
        vm.store(governance.pauseProxy, bytes32(0), bytes32(uint256(uint160(stranger))));
        expectRevert("GovernanceInit/pauseProxy-owner-mismatch");
        this.checkGovernance();
    }

    function test_configuratorUnit() public {
        bytes memory check = abi.encodeCall(this.checkConfigurator, ());
        address self = address(this);
        (address state, address timelock) = (unit.beamState, unit.timelock);
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (1, IBeamState.start.selector, false)),
            "ConfiguratorInit/delayed-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (2, IBeamState.start.selector, true)),
            "ConfiguratorInit/delayed-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (2, IBeamState.stop.selector, false)),
            "ConfiguratorInit/immediate-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setUserRole, (timelock, 1, false)),
            "ConfiguratorInit/timelock-role-mismatch"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setUserRole, (coreCouncil, 1, true)),
            "ConfiguratorInit/coreCouncil-role-mismatch"
        );
        _breaks(check, state, abi.encodeCall(IBeamState.setHop, (address(0), 1)), "ConfiguratorInit/hop-mismatch");
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setMaxChange, (address(0), 2e18)),
            "ConfiguratorInit/maxChange-mismatch"
        );
        _breaks(check, state, abi.encodeCall(IBeamState.delCBeam, (cBeam)), "ConfiguratorInit/cBeam-missing");
        _breaks(check, state, abi.encodeCall(IBeamState.stop, ()), "ConfiguratorInit/stopped");
        _breaks(check, state, _deny(unit.mom), "ConfiguratorInit/mom-no-ward-of-beamState");
        _breaks(check, state, _deny(self), "ConfiguratorInit/owner-no-ward-of-beamState");
        _breaks(
            check,
            timelock,
            _revoke(keccak256("PROPOSER_ROLE"), coreCouncil),
            "ConfiguratorInit/coreCouncil-no-proposer"
        );
        _breaks(
            check,
            timelock,
            _revoke(keccak256("CANCELLER_ROLE"), coreCouncil),
            "ConfiguratorInit/coreCouncil-no-canceller"
        );
        _breaks(check, timelock, _revoke(keccak256("EXECUTOR_ROLE"), address(0)), "ConfiguratorInit/execution-not-open");
        _breaks(check, timelock, _revoke(keccak256("PAUSER_ROLE"), pauser), "ConfiguratorInit/pauser-missing");
        _breaks(check, timelock, _revoke(keccak256("PAUSER_ROLE"), unit.mom), "ConfiguratorInit/mom-no-pauser");
        _breaks(check, timelock, _revoke(ADMIN, self), "ConfiguratorInit/owner-no-admin-of-timelock");
        _breaks(check, timelock, _grant(ADMIN, timelock), "ConfiguratorInit/timelock-administers-itself");
        _breaks(
            check,
            timelock,
            abi.encodeCall(IBEAMTimeLock.updateDelayImmediately, (1)),
            "ConfiguratorInit/timelock-minDelay-mismatch"
        );
        _breaks(check, unit.mom, abi.encodeCall(IPASMom.setOwner, (stranger)), "ConfiguratorInit/mom-owner-mismatch");
        _breaks(
            check, unit.mom, abi.encodeCall(IPASMom.setAuthority, (stranger)), "ConfiguratorInit/mom-authority-mismatch"
        );
    }

    function test_guardians() public {
        bytes memory check = abi.encodeCall(this.checkConfigurator, ());
        (address state, address council) = (unit.beamState, unit.guardianCouncil);
        address registry = unit.freezeRegistry;
        _breaks(check, state, _deny(council), "ConfiguratorInit/guardianCouncil-no-ward-of-beamState");
        _breaks(check, registry, _deny(council), "ConfiguratorInit/guardianCouncil-no-ward-of-freezeRegistry");
        _breaks(check, registry, _deny(address(this)), "ConfiguratorInit/owner-no-ward-of-freezeRegistry");
        _breaks(
            check,
            unit.timelock,
            _revoke(keccak256("CANCELLER_ROLE"), council),
            "ConfiguratorInit/guardianCouncil-no-canceller"
        );
        _breaks(check, council, _deny(address(this)), "ConfiguratorInit/owner-no-ward-of-guardianCouncil");
    }

    function test_guardiansWhoRemovedOneOfThem() public {
        address[] memory guardians = _unitConfig().guardians;
        for (uint256 i = 1; i <= 16; ++i) {
            vm.prank(guardians[i]);
            IGuardianCouncil(unit.guardianCouncil).removeGuardian(guardians[0]);
        }
        expectRevert("ConfiguratorInit/guardians-mismatch");
        this.checkConfigurator();
    }
}
