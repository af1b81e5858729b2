// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The governance steps of a migration, each whole
/// @notice The pause proxy runs these by delegatecall, so the calls come from the proxy. All addresses are arguments, so
///         that the calldata of a spell say all that it touches.
interface IMigrationActions {
    /// @param diamond   Diamond of the Generator.
    /// @param mom       Its MigrationMom, owned by the pause proxy.
    /// @param vat       The Vat.
    /// @param autoLine  The AutoLine.
    /// @param beamState BeamState in whose scope the Diamond is.
    struct MigrationWiring {
        address diamond;
        address mom;
        address vat;
        address autoLine;
        address beamState;
    }

    /// @notice Schedules the migration of a Prime, or schedules it anew while it is Legacy, and lets the Mom restore the
    ///         ceilings of its legacy ilks. An ilk that was wound down already has none, and is not listed.
    /// @param  prime           ALMProxy of the Prime.
    /// @param  vault           Its vault.
    /// @param  epoch           First second at which it may be cut over [unix s].
    /// @param  allocatorVaults The AllocatorVaults of its legacy ilks.
    /// @dev    Reverts as `LegacyMigrationFacet.scheduleMigration`.
    function schedule(
        MigrationWiring calldata wiring,
        address prime,
        address vault,
        uint256 epoch,
        address[] calldata allocatorVaults
    ) external;

    /// @notice Gives the Diamond CONTROLLER on the Prime's ALMProxy, and starts the dual-run.
    /// @dev    Reverts as `LegacyMigrationFacet.startDualRun`.
    function startDualRun(MigrationWiring calldata wiring, address prime) external;

    /// @notice Takes the legacy ilks out of AutoLine, sets their ceilings to zero and lowers `Vat.Line` by as much, then
    ///         cuts the Prime over. Works again after a rollback.
    /// @dev    Reverts as `LegacyMigrationFacet.cutOver`.
    function cutOver(MigrationWiring calldata wiring, address prime) external;

    /// @notice Retires the Prime's legacy ilks and ends every permission of its migration: the Diamond's CONTROLLER on its
    ///         ALMProxy, what the Mom may restore, and the approval of the rollback, also one for every controller.
    /// @dev    Reverts as `LegacyMigrationFacet.retire`.
    function retire(MigrationWiring calldata wiring, address prime) external;
}
