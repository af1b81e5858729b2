// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Moves the debt of Primes from their legacy ilks to the Generator's (dual-run)
/// @notice A Prime is named by its ALMProxy. Its phase goes `Legacy -> DualRun -> CutOver -> Retired`, and back from
///         CutOver to DualRun by a rollback. Every function that changes something but `rollback` refuses inside the
///         Processing Window, [13:00, 16:00) UTC. Failures are strings `LegacyMigrationFacet/...`.
interface ILegacyMigrationFacet {
    enum Phase {
        Legacy,
        DualRun,
        CutOver,
        Retired
    }

    /// @param ilk            Name of the ilk.
    /// @param allocatorVault Its AllocatorVault, on which the Prime's ALMProxy draws and wipes.
    /// @param ceiling        Its ceiling when the migration was scheduled [rad]: the most that a rollback restores.
    struct LegacyIlk {
        bytes32 ilk;
        address allocatorVault;
        uint256 ceiling;
    }

    /// @param prime        ALMProxy of the Prime.
    /// @param vault        Its vault; zero for a Prime that was never scheduled.
    /// @param phase        Where it stands.
    /// @param epoch        First second at which it may be cut over [unix s].
    /// @param scheduledAt  When it was scheduled last [unix s].
    /// @param dualRunAt    When its dual-run began [unix s]; 0 until then.
    /// @param cutOverAt    When it was cut over last [unix s]; 0 until then.
    /// @param rolledBackAt When it was rolled back last [unix s]; 0 if never.
    /// @param retiredAt    When its legacy ilks were retired [unix s]; 0 until then.
    /// @param migrated     Debt moved to the Generator in all [wad].
    /// @param migratedBack Debt moved back in all [wad].
    /// @param ilks         Its legacy ilks.
    struct Migration {
        address prime;
        address vault;
        Phase phase;
        uint64 epoch;
        uint64 scheduledAt;
        uint64 dualRunAt;
        uint64 cutOverAt;
        uint64 rolledBackAt;
        uint64 retiredAt;
        uint256 migrated;
        uint256 migratedBack;
        LegacyIlk[] ilks;
    }

    /// @notice A Prime was scheduled, or scheduled anew before its dual-run.
    event MigrationScheduled(address indexed prime, address indexed vault, uint256 epoch, LegacyIlk[] ilks);

    /// @notice Old and new surface run side by side from now on.
    event DualRunStarted(address indexed prime);

    /// @notice `wad` of debt moved from a legacy ilk to the Generator's.
    event DebtMigrated(address indexed prime, bytes32 indexed ilk, uint256 wad);

    /// @notice `wad` of debt moved back.
    event DebtMigratedBack(address indexed prime, bytes32 indexed ilk, uint256 wad);

    /// @notice New flows go only through the vault from now on.
    event PrimeCutOver(address indexed prime);

    /// @notice The legacy surface was reopened.
    event PrimeRolledBack(address indexed prime);

    /// @notice The legacy ilks have no debt, and the migration of the Prime has ended.
    event PrimeRetired(address indexed prime);

    /// @notice Name of the limit of both steps: `keccak256("LIMIT_LEGACY_MIGRATION")`; the key is that with the vault.
    function LIMIT_LEGACY_MIGRATION() external view returns (bytes32);

    /// @notice Who restores ceilings on a rollback.
    function migrationMom() external view returns (address);

    /// @notice The AutoLine, which must not raise the ceilings of a Prime that is cut over.
    function autoLine() external view returns (address);

    /// @notice The whole schedule and state of a Prime; `vault` is zero for one that was never scheduled.
    function migration(address prime) external view returns (Migration memory);

    /// @notice The same of every Prime that was ever scheduled, in the order of their first schedule.
    function migrations() external view returns (Migration[] memory);

    /// @notice Records a Prime, its legacy ilks and their ceilings of this moment, or records it anew while it is
    ///         Legacy. A vault and an ilk belong to one Prime. Only DEFAULT_ADMIN_ROLE.
    /// @param  prime           ALMProxy of the Prime.
    /// @param  vault           Its vault.
    /// @param  epoch           First second at which it may be cut over [unix s].
    /// @param  allocatorVaults The AllocatorVaults of the legacy ilks, on which the Prime may draw and wipe.
    /// @dev    Reverts with `/zero-address`, `/epoch-in-the-past`, `/no-legacy-ilks`, `/duplicate-ilk`,
    ///         `/foreign-allocator`, `/asset-mismatch`, `/vault-taken`, `/wrong-phase`, `/processing-window`.
    function scheduleMigration(address prime, address vault, uint256 epoch, address[] calldata allocatorVaults) external;

    /// @notice Legacy to DualRun. Only DEFAULT_ADMIN_ROLE. The Diamond has to hold CONTROLLER on the Prime's ALMProxy.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/not-controller`, `/not-taker`, `/processing-window`.
    function startDualRun(address prime) external;

    /// @notice Moves debt to the Generator in one step: it draws and deposits, the Prime takes and wipes, whatever policy
    ///         and buffer of the vault. Only RELAYER,
    ///         in DualRun or CutOver. Uses the limit of the migration and no other. The new debt is drawn before the old
    ///         is repaid, so it needs room below the ceiling of the Generator's ilk and below `Vat.Line`.
    /// @param  wad   What to move at most; all of it where the debt is less.
    /// @return moved What was moved, the fees up to now included [wad].
    /// @dev    A few wei may buy shares only above the highest accepted exchange rate, as shares round down: leave no
    ///         such rest. Reverts with `/unknown-prime`, `/wrong-phase`, `/unknown-ilk`, `/zero-amount`, `/processing-window`,
    ///         `/max-exchange-rate-not-set`, `/exchange-rate-too-high`, and as the contracts that it calls.
    function migrate(address prime, bytes32 ilk, uint256 wad) external returns (uint256 moved);

    /// @notice The reverse step: the Prime draws and returns, the Generator withdraws and wipes. Only RELAYER, in
    ///         DualRun. Uses the same limit.
    /// @param  wad   What to move at most; less where the Generator owes less, where its shares in the vault are worth
    ///               less, or where the Prime has less out: so it never owes more for it in all.
    /// @return moved What was moved [wad].
    /// @dev    Reverts as `migrate`.
    function migrateBack(address prime, bytes32 ilk, uint256 wad) external returns (uint256 moved);

    /// @notice DualRun to CutOver, from the epoch on. Only DEFAULT_ADMIN_ROLE. Closes nothing itself, but verifies that
    ///         the legacy ilks are closed and that the way back is open.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/before-epoch`, `/ceiling-not-zero`, `/in-auto-line`,
    ///         `/rollback-not-approved`, `/rollback-not-possible`, `/processing-window`.
    function cutOver(address prime) external;

    /// @notice CutOver to DualRun, at any hour; the ceilings of the legacy ilks are restored to those of the schedule. An
    ///         ilk that had none then, as it was wound down before, stays closed. Only CONFIGURATOR, on behalf of a cBEAM
    ///         and of a call that was approved before, or DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, and as `MigrationMom.restore`.
    function rollback(address prime) external;

    /// @notice CutOver to Retired. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/legacy-debt-left`, `/processing-window`.
    function retire(address prime) external;
}
