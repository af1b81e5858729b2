// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {LibLegacyMigration} from "./libraries/LibLegacyMigration.sol";

/// @title  The first wiring of the LegacyMigrationFacet
/// @notice Runs by delegatecall after the cut that adds the facet, so only who may cut can run it; what is set stays.
contract MigrationInit {
    /// @notice Sets who restores ceilings on a rollback, and what a cutover asks whether it raises them.
    /// @param  migrationMom The MigrationMom of this Diamond.
    /// @param  autoLine     The AutoLine.
    /// @dev    Reverts with `MigrationInit/already-initialized`, `/zero-address`, `/foreign-mom`.
    function init(address migrationMom, address autoLine) external {
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        require($.migrationMom == address(0), "MigrationInit/already-initialized");
        require(migrationMom != address(0) && autoLine != address(0), "MigrationInit/zero-address");
        require(IMigrationMom(migrationMom).diamond() == address(this), "MigrationInit/foreign-mom");

        $.migrationMom = migrationMom;
        $.autoLine = autoLine;
    }
}
