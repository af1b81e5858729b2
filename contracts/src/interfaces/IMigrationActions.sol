// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The governance steps of a migration, each with everything that belongs to it
/// @notice The pause proxy runs these by delegatecall, so the calls come from the proxy. All addresses are arguments,
///         so that the calldata of a spell name everything that it touches.
/// @dev    A Prime's ALMProxy may be administered by the SubProxy of its star and not by the pause proxy. Then the star
///         has to grant CONTROLLER on it to the Generator's Diamond before the dual-run, and to revoke it after the
///         retirement.
interface IMigrationActions {
    /// @param diamond   Diamond of the Generator.
    /// @param mom       Its MigrationMom, owned by the pause proxy.
    /// @param vat       The Vat.
    /// @param autoLine  The AutoLine.
    /// @param beamState BeamState of the Configurator Unit that the Diamond belongs to.
    struct MigrationWiring {
        address diamond;
        address mom;
        address vat;
        address autoLine;
        address beamState;
    }

    /// @notice The Diamond still holds CONTROLLER on the ALMProxy of a retired Prime. The administrator of that proxy,
    ///         which is the SubProxy of its star, has to revoke it.
    event ControllerLeftToRevoke(address indexed prime, address indexed diamond);

    /// @notice Schedules the migration of a Prime, or schedules it again if it is still Legacy, and lets the Mom
    ///         restore the ceilings of its legacy ilks. An ilk that was already wound down has no ceiling and is not
    ///         listed. Makes the Mom a ward of the Vat, if it is not one yet, after checking its code.
    /// @param  prime           ALMProxy of the Prime.
    /// @param  vault           Its vault.
    /// @param  epoch           First second at which it may be cut over [unix s]; the time of the cast if that is
    ///                         later.
    /// @param  allocatorVaults The AllocatorVaults of its legacy ilks.
    /// @dev    Reverts with `MigrationActions/foreign-mom`, and for the reasons of
    ///         `LegacyMigrationFacet.scheduleMigration`.
    function schedule(
        MigrationWiring calldata wiring,
        address prime,
        address vault,
        uint256 epoch,
        address[] calldata allocatorVaults
    ) external;

    /// @notice Gives the Diamond CONTROLLER on the Prime's ALMProxy, if it does not hold it and the pause proxy may
    ///         grant it. Then starts the dual-run, and lets the Mom restore the present ceilings.
    /// @dev    Reverts for the reasons of `LegacyMigrationFacet.startDualRun`, such as `/not-controller` where the star
    ///         had to grant CONTROLLER and has not.
    function startDualRun(MigrationWiring calldata wiring, address prime) external;

    /// @notice Records the ceilings of the legacy ilks again in the dual-run, and lets the Mom restore them.
    /// @dev    Reverts for the reasons of `LegacyMigrationFacet.recordCeilings`.
    function recordCeilings(MigrationWiring calldata wiring, address prime) external;

    /// @notice Takes the legacy ilks out of AutoLine and closes them through the Mom, which lowers `Vat.Line` by the
    ///         same amount. Then cuts the Prime over. Can be repeated after a rollback.
    /// @dev    Reverts for the reasons of `LegacyMigrationFacet.cutOver`.
    function cutOver(MigrationWiring calldata wiring, address prime) external;

    /// @notice Retires the Prime's legacy ilks and ends every permission of its migration. These are the Diamond's
    ///         CONTROLLER on the Prime's ALMProxy, if the pause proxy may revoke it; the ceilings that the Mom may
    ///         restore; and the approvals of the rollback, for the Diamond and for all controllers. After the last
    ///         Prime the Mom is no longer a ward of the Vat.
    /// @dev    Reverts for the reasons of `LegacyMigrationFacet.retire`.
    function retire(MigrationWiring calldata wiring, address prime) external;
}
