// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The governance steps of a migration, each whole
/// @notice The pause proxy runs these by delegatecall, so the calls come from the proxy. All addresses are arguments, so
///         that the calldata of a spell say all that it touches.
/// @dev    Where a Prime's ALMProxy is administered by the SubProxy of its star and not by the pause proxy, CONTROLLER of the
///         Generator's Diamond on it is the star's to grant before the dual-run starts and to revoke after the retirement.
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

    /// @notice The Diamond still holds CONTROLLER on the ALMProxy of a retired Prime. Who administers that proxy, its star's
    ///         SubProxy, has to revoke it.
    event ControllerLeftToRevoke(address indexed prime, address indexed diamond);

    /// @notice Schedules the migration of a Prime, or schedules it anew while it is Legacy, and lets the Mom restore the
    ///         ceilings of its legacy ilks. An ilk that was wound down already has none, and is not listed. Makes the Mom a
    ///         ward of the Vat where it is none, after its code was compared.
    /// @param  prime           ALMProxy of the Prime.
    /// @param  vault           Its vault.
    /// @param  epoch           First second at which it may be cut over [unix s]; the time of the cast where that is later.
    /// @param  allocatorVaults The AllocatorVaults of its legacy ilks.
    /// @dev    Reverts with `MigrationActions/foreign-mom`, and as `LegacyMigrationFacet.scheduleMigration`.
    function schedule(
        MigrationWiring calldata wiring,
        address prime,
        address vault,
        uint256 epoch,
        address[] calldata allocatorVaults
    ) external;

    /// @notice Gives the Diamond CONTROLLER on the Prime's ALMProxy, where it does not hold it and the pause proxy may, starts
    ///         the dual-run, and lets the Mom restore the ceilings of this moment.
    /// @dev    Reverts as `LegacyMigrationFacet.startDualRun`: with `/not-controller` where the star has not granted it.
    function startDualRun(MigrationWiring calldata wiring, address prime) external;

    /// @notice Records the ceilings of the legacy ilks once more in the dual-run, and lets the Mom restore them.
    /// @dev    Reverts as `LegacyMigrationFacet.recordCeilings`.
    function recordCeilings(MigrationWiring calldata wiring, address prime) external;

    /// @notice Takes the legacy ilks out of AutoLine and closes them through the Mom, which lowers `Vat.Line` by as much, then
    ///         cuts the Prime over. Works again after a rollback.
    /// @dev    Reverts as `LegacyMigrationFacet.cutOver`.
    function cutOver(MigrationWiring calldata wiring, address prime) external;

    /// @notice Retires the Prime's legacy ilks and ends every permission of its migration: the Diamond's CONTROLLER on its
    ///         ALMProxy, where the pause proxy may revoke it, what the Mom may restore, and the approval of the rollback, also
    ///         one for every controller. After the last Prime the Mom is no ward of the Vat any more.
    /// @dev    Reverts as `LegacyMigrationFacet.retire`.
    function retire(MigrationWiring calldata wiring, address prime) external;
}
