// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IAutoLine} from "../interfaces/IAutoLine.sol";
import {IBeamState} from "../interfaces/IBeamState.sol";
import {ILegacyMigrationFacet} from "../interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../interfaces/IMigrationActions.sol";
import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {IVat} from "../interfaces/IVat.sol";

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
        ILegacyMigrationFacet diamond = ILegacyMigrationFacet(wiring.diamond);
        // What an earlier schedule listed and this one leaves out must not stay on the list.
        _delist(wiring, prime);
        diamond.scheduleMigration(prime, vault, epoch, allocatorVaults);

        ILegacyMigrationFacet.LegacyIlk[] memory ilks = diamond.migration(prime).ilks;
        for (uint256 i; i < ilks.length; ++i) {
            if (ilks[i].ceiling != 0) IMigrationMom(wiring.mom).list(ilks[i].ilk, ilks[i].ceiling);
        }
    }

    /// @inheritdoc IMigrationActions
    function startDualRun(MigrationWiring calldata wiring, address prime) external override {
        IAccessControl(prime).grantRole(IALMProxy(prime).CONTROLLER(), wiring.diamond);
        ILegacyMigrationFacet(wiring.diamond).startDualRun(prime);
    }

    /// @inheritdoc IMigrationActions
    function cutOver(MigrationWiring calldata wiring, address prime) external override {
        IVat vat = IVat(wiring.vat);
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = ILegacyMigrationFacet(wiring.diamond).migration(prime).ilks;
        for (uint256 i; i < ilks.length; ++i) {
            bytes32 ilk = ilks[i].ilk;
            IAutoLine(wiring.autoLine).remIlk(ilk);
            (,,, uint256 line,) = vat.ilks(ilk);
            vat.file(ilk, "line", 0);
            vat.file("Line", vat.Line() - line);
        }
        ILegacyMigrationFacet(wiring.diamond).cutOver(prime);
    }

    /// @inheritdoc IMigrationActions
    function retire(MigrationWiring calldata wiring, address prime) external override {
        ILegacyMigrationFacet(wiring.diamond).retire(prime);
        IAccessControl(prime).revokeRole(IALMProxy(prime).CONTROLLER(), wiring.diamond);
        _delist(wiring, prime);

        bytes32 approval = keccak256(abi.encodeCall(ILegacyMigrationFacet.rollback, (prime)));
        _disapprove(wiring, approval, wiring.diamond);
        _disapprove(wiring, approval, address(0));
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
