// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IAutoLine} from "../interfaces/IAutoLine.sol";
import {IBeamState} from "../interfaces/IBeamState.sol";
import {ILegacyMigrationFacet} from "../interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../interfaces/IMigrationActions.sol";
import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {IVat} from "../interfaces/IVat.sol";
import {MigrationMom} from "../mcd/MigrationMom.sol";

/// @notice See {IMigrationActions}. Without storage, as what runs in the proxy must be.
contract MigrationActions is IMigrationActions {
    /// @inheritdoc IMigrationActions
    function schedule(
        MigrationWiring calldata wiring,
        address prime,
        address vault,
        uint256 epoch,
        address[] calldata allocatorVaults
    ) external override {
        _relyMom(wiring);
        // What an earlier schedule listed and this one leaves out must not stay on the list.
        _delist(wiring, prime);
        // Otherwise a spell that is cast after its epoch could never run.
        ILegacyMigrationFacet(wiring.diamond)
            .scheduleMigration(prime, vault, Math.max(epoch, block.timestamp), allocatorVaults);
        _list(wiring, prime);
    }

    /// @inheritdoc IMigrationActions
    function startDualRun(MigrationWiring calldata wiring, address prime) external override {
        bytes32 role = IALMProxy(prime).CONTROLLER();
        if (!IAccessControl(prime).hasRole(role, wiring.diamond) && _administers(prime, role)) {
            IAccessControl(prime).grantRole(role, wiring.diamond);
        }
        ILegacyMigrationFacet(wiring.diamond).startDualRun(prime);
        _list(wiring, prime);
    }

    /// @inheritdoc IMigrationActions
    function recordCeilings(MigrationWiring calldata wiring, address prime) external override {
        ILegacyMigrationFacet(wiring.diamond).recordCeilings(prime);
        _list(wiring, prime);
    }

    /// @inheritdoc IMigrationActions
    function cutOver(MigrationWiring calldata wiring, address prime) external override {
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = ILegacyMigrationFacet(wiring.diamond).migration(prime).ilks;
        for (uint256 i; i < ilks.length; ++i) {
            IAutoLine(wiring.autoLine).remIlk(ilks[i].ilk);
            IMigrationMom(wiring.mom).close(ilks[i].ilk);
        }
        ILegacyMigrationFacet(wiring.diamond).cutOver(prime);
    }

    /// @inheritdoc IMigrationActions
    function retire(MigrationWiring calldata wiring, address prime) external override {
        ILegacyMigrationFacet(wiring.diamond).retire(prime);
        _endController(wiring.diamond, prime);
        _delist(wiring, prime);

        bytes32 approval = keccak256(abi.encodeCall(ILegacyMigrationFacet.rollback, (prime)));
        _disapprove(wiring, approval, wiring.diamond);
        _disapprove(wiring, approval, address(0));

        IVat vat = IVat(wiring.vat);
        if (_isOver(wiring.diamond) && vat.wards(wiring.mom) == 1) vat.deny(wiring.mom);
    }

    // --- The Prime's ALMProxy ---

    function _administers(address prime, bytes32 role) private view returns (bool) {
        IAccessControl proxy = IAccessControl(prime);
        return proxy.hasRole(proxy.getRoleAdmin(role), address(this));
    }

    function _endController(address diamond, address prime) private {
        bytes32 role = IALMProxy(prime).CONTROLLER();
        if (!IAccessControl(prime).hasRole(role, diamond)) return;
        if (_administers(prime, role)) IAccessControl(prime).revokeRole(role, diamond);
        else emit ControllerLeftToRevoke(prime, diamond);
    }

    // --- The Mom ---

    // No code but the known one, for this Vat and Diamond and of this owner, may file ceilings.
    function _relyMom(MigrationWiring calldata wiring) private {
        IVat vat = IVat(wiring.vat);
        if (vat.wards(wiring.mom) == 1) return;
        IMigrationMom mom = IMigrationMom(wiring.mom);
        require(
            wiring.mom.codehash == keccak256(type(MigrationMom).runtimeCode) && mom.vat() == wiring.vat
                && mom.diamond() == wiring.diamond && mom.owner() == address(this),
            "MigrationActions/foreign-mom"
        );
        vat.rely(wiring.mom);
    }

    // Whether every Prime that was scheduled is retired.
    function _isOver(address diamond) private view returns (bool) {
        ILegacyMigrationFacet.Migration[] memory all = ILegacyMigrationFacet(diamond).migrations();
        for (uint256 i; i < all.length; ++i) {
            if (all[i].phase != ILegacyMigrationFacet.Phase.Retired) return false;
        }
        return true;
    }

    // What is recorded is what may be restored; of an ilk that has no ceiling, nothing.
    function _list(MigrationWiring calldata wiring, address prime) private {
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = ILegacyMigrationFacet(wiring.diamond).migration(prime).ilks;
        IMigrationMom mom = IMigrationMom(wiring.mom);
        for (uint256 i; i < ilks.length; ++i) {
            uint256 listed = mom.ceilings(ilks[i].ilk);
            if (listed == ilks[i].ceiling) continue;
            if (ilks[i].ceiling != 0) mom.list(ilks[i].ilk, ilks[i].ceiling);
            else mom.delist(ilks[i].ilk);
        }
    }

    function _delist(MigrationWiring calldata wiring, address prime) private {
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = ILegacyMigrationFacet(wiring.diamond).migration(prime).ilks;
        IMigrationMom mom = IMigrationMom(wiring.mom);
        for (uint256 i; i < ilks.length; ++i) {
            if (mom.ceilings(ilks[i].ilk) != 0) mom.delist(ilks[i].ilk);
        }
    }

    function _disapprove(MigrationWiring calldata wiring, bytes32 approval, address controller) private {
        IBeamState beamState = IBeamState(wiring.beamState);
        if (beamState.initControllerActions(approval, controller)) {
            beamState.delInitControllerActions(approval, controller);
        }
    }
}
