// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../diamond/LibRoles.sol";
import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {LibLegacyMigration} from "./libraries/LibLegacyMigration.sol";

/// @title  The first wiring of the LegacyMigrationFacet
/// @notice Runs by delegatecall after the cut that adds the facet, so only who may cut can run it; what is set stays.
contract MigrationInit {
    /// @notice Sets who restores ceilings on a rollback, and who names the AutoLine that a cutover asks.
    /// @param  migrationMom The MigrationMom of this Diamond.
    /// @param  chainlog     The Chainlog.
    /// @dev    Refuses all but the admin, even where it was wired in as a facet by mistake. Reverts with
    ///         `MigrationInit/already-initialized`, `/zero-address`, `/foreign-mom`, and as the Chainlog.
    function init(address migrationMom, address chainlog) external {
        LibRoles.requireRole(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender);
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        require($.migrationMom == address(0), "MigrationInit/already-initialized");
        require(migrationMom != address(0) && chainlog != address(0), "MigrationInit/zero-address");
        require(IMigrationMom(migrationMom).diamond() == address(this), "MigrationInit/foreign-mom");

        $.migrationMom = migrationMom;
        $.chainlog = chainlog;
        $.firstAutoLine = LibLegacyMigration.autoLine();
    }
}
