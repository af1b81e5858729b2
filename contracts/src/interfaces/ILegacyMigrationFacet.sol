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
    /// @param ceiling        Its ceiling when it was recorded last [rad]: the most that a rollback restores. 0 for an ilk that
    ///                       was wound down by then: a rollback leaves it closed.
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

    /// @notice The ceilings of the legacy ilks were recorded anew.
    event CeilingsRecorded(address indexed prime, LegacyIlk[] ilks);

    /// @notice A rollback left an ilk closed that has a recorded ceiling, as governance took it off the Mom's list.
    event CeilingNotRestored(address indexed prime, bytes32 indexed ilk);

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

    /// @notice By how much of the debt a ceiling that a rollback restores has to exceed it at the cutover [wad].
    function WAY_BACK_MARGIN() external view returns (uint256);

    /// @notice Who restores ceilings on a rollback.
    function migrationMom() external view returns (address);

    /// @notice The AutoLine by the Chainlog, which must not raise the ceilings of a Prime that is cut over. The one of the
    ///         day on which the facet was wired in must not either, while it is a ward of the Vat.
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
    ///         Records the ceilings of the legacy ilks anew: from now on they are what a rollback restores.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/not-controller`, `/not-taker`, `/processing-window`.
    function startDualRun(address prime) external;

    /// @notice Records the ceilings of the legacy ilks once more, in DualRun: for one that the debt has grown past since. Only
    ///         DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/processing-window`.
    function recordCeilings(address prime) external;

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
    ///         the legacy ilks are closed, and of this moment that the way back is open: the rollback is approved, somebody
    ///         may call it, the Mom can restore, and for every ilk with a recorded ceiling that this exceeds the debt, fees up
    ///         to now included, by WAY_BACK_MARGIN, that the Prime may draw on it and move what it drew out of its buffer, and
    ///         that collateral and `Vat.Line` leave room.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/before-epoch`, `/ceiling-not-zero`, `/in-auto-line`,
    ///         `/rollback-not-approved`, `/rollback-not-possible`, `/vat-not-live`, `/not-controller`,
    ///         `/legacy-right-missing`, `/legacy-allowance-too-low`, `/ceiling-too-low`, `/legacy-collateral-too-low`,
    ///         `/total-ceiling-too-low`, `/processing-window`.
    function cutOver(address prime) external;

    /// @notice CutOver to DualRun, at any hour; the ceilings of the legacy ilks are restored to the recorded ones. An ilk
    ///         that had none then, as it was wound down before, and one that the Mom lists no longer stay closed. Only
    ///         CONFIGURATOR, on behalf of a cBEAM and of a call that was approved before, or DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/nothing-to-restore` where the Mom lists none of those that have
    ///         a recorded ceiling, and as `MigrationMom.restore`.
    function rollback(address prime) external;

    /// @notice CutOver to Retired. Only DEFAULT_ADMIN_ROLE. Verifies that the legacy ilks are still closed, and without debt.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/ceiling-not-zero`, `/in-auto-line`, `/legacy-debt-left`,
    ///         `/processing-window`.
    function retire(address prime) external;
}
