// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Moves the debt of Primes from their legacy ilks to the Generator's (dual-run)
/// @notice A Prime is named by its ALMProxy. Its phase goes `Legacy -> DualRun -> CutOver -> Retired`, and a rollback
///         goes back from CutOver to DualRun. Except for `rollback`, every function that changes something refuses
///         inside the Processing Window, [13:00, 16:00) UTC. Reasons of reverts are strings `LegacyMigrationFacet/...`.
interface ILegacyMigrationFacet {
    enum Phase {
        Legacy,
        DualRun,
        CutOver,
        Retired
    }

    /// @param ilk            Name of the ilk.
    /// @param allocatorVault Its AllocatorVault, on which the Prime's ALMProxy draws and wipes.
    /// @param ceiling        Its ceiling when it was last recorded [rad], which is the most that a rollback restores. 0
    ///                       for an ilk that was already wound down, which a rollback leaves closed.
    struct LegacyIlk {
        bytes32 ilk;
        address allocatorVault;
        uint256 ceiling;
    }

    /// @param prime        ALMProxy of the Prime.
    /// @param vault        Its vault; zero for a Prime that was never scheduled.
    /// @param phase        Its phase.
    /// @param epoch        First second at which it may be cut over [unix s].
    /// @param scheduledAt  When it was last scheduled [unix s].
    /// @param dualRunAt    When its dual-run began [unix s]; 0 until then.
    /// @param cutOverAt    When it was last cut over [unix s]; 0 until then.
    /// @param rolledBackAt When it was last rolled back [unix s]; 0 if never.
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

    /// @notice A Prime was scheduled, or scheduled again before its dual-run.
    event MigrationScheduled(address indexed prime, address indexed vault, uint256 epoch, LegacyIlk[] ilks);

    /// @notice The Prime may use its legacy ilks and its vault side by side from now on.
    event DualRunStarted(address indexed prime);

    /// @notice The ceilings of the legacy ilks were recorded again.
    event CeilingsRecorded(address indexed prime, LegacyIlk[] ilks);

    /// @notice A rollback left an ilk closed although its ceiling is recorded, as governance took it off the Mom's
    ///         list.
    event CeilingNotRestored(address indexed prime, bytes32 indexed ilk);

    /// @notice `wad` of debt moved from a legacy ilk to the Generator's.
    event DebtMigrated(address indexed prime, bytes32 indexed ilk, uint256 wad);

    /// @notice `wad` of debt moved from the Generator's ilk back to a legacy one.
    event DebtMigratedBack(address indexed prime, bytes32 indexed ilk, uint256 wad);

    /// @notice The Prime gets new funds only through its vault from now on.
    event PrimeCutOver(address indexed prime);

    /// @notice The legacy ilks were reopened.
    event PrimeRolledBack(address indexed prime);

    /// @notice The legacy ilks have no debt, and the migration of the Prime has ended.
    event PrimeRetired(address indexed prime);

    /// @notice Name of the limit of `migrate` and `migrateBack`: `keccak256("LIMIT_LEGACY_MIGRATION")`. The key of a
    ///         Prime is `keccak256(abi.encode(LIMIT_LEGACY_MIGRATION, vault))`.
    function LIMIT_LEGACY_MIGRATION() external view returns (bytes32);

    /// @notice By which share of the debt a ceiling that a rollback restores must exceed the debt at the cutover [wad].
    function WAY_BACK_MARGIN() external view returns (uint256);

    /// @notice The MigrationMom, which restores ceilings on a rollback.
    function migrationMom() external view returns (address);

    /// @notice The AutoLine that the Chainlog names. It must not have the legacy ilks of a Prime that is cut over. Nor
    ///         must the AutoLine of the day on which the facet was wired in, as long as it is a ward of the Vat.
    function autoLine() external view returns (address);

    /// @notice The whole schedule and state of a Prime; `vault` is zero for one that was never scheduled.
    function migration(address prime) external view returns (Migration memory);

    /// @notice Schedule and state of every Prime that was ever scheduled, in the order in which they first were.
    function migrations() external view returns (Migration[] memory);

    /// @notice Records a Prime, its legacy ilks and their present ceilings. Records it again if it is still Legacy. A
    ///         vault or an ilk belongs to one Prime only. Only DEFAULT_ADMIN_ROLE.
    /// @param  prime           ALMProxy of the Prime.
    /// @param  vault           Its vault.
    /// @param  epoch           First second at which it may be cut over [unix s].
    /// @param  allocatorVaults The AllocatorVaults of the legacy ilks, on which the Prime may draw and wipe.
    /// @dev    Reverts with `/zero-address`, `/epoch-in-the-past`, `/no-legacy-ilks`, `/duplicate-ilk`,
    ///         `/foreign-allocator`, `/asset-mismatch`, `/vault-taken`, `/wrong-phase`, `/processing-window`.
    function scheduleMigration(address prime, address vault, uint256 epoch, address[] calldata allocatorVaults) external;

    /// @notice Takes a Prime from Legacy to DualRun. Only DEFAULT_ADMIN_ROLE. The Diamond must hold CONTROLLER on the
    ///         Prime's ALMProxy. Records the ceilings of the legacy ilks again, as those that a rollback restores.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/not-controller`, `/not-taker`, `/processing-window`.
    function startDualRun(address prime) external;

    /// @notice Records the ceilings of the legacy ilks again in DualRun, as the debt may have grown past a recorded
    ///         one. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/processing-window`.
    function recordCeilings(address prime) external;

    /// @notice Moves debt to the Generator in one step: the Generator draws and deposits, the Prime takes and wipes.
    ///         Policy and buffer of the vault do not bind it. Only RELAYER, in DualRun or CutOver. Uses the migration
    ///         limit and no other. The new debt is drawn before the old is repaid, so a step needs room below the
    ///         ceiling of the Generator's ilk and below `Vat.Line`.
    /// @param  wad   The most to move [wad]. Where the debt is less, all of it is moved.
    /// @return moved What was moved, including fees up to now [wad].
    /// @dev    Do not leave a rest of a few wei: as shares round down, it may only buy shares above the highest
    ///         accepted exchange rate. Reverts with `/unknown-prime`, `/wrong-phase`, `/unknown-ilk`, `/zero-amount`,
    ///         `/processing-window`, `/max-exchange-rate-not-set`, `/exchange-rate-too-high`, and for the reasons of
    ///         the contracts that it calls.
    function migrate(address prime, bytes32 ilk, uint256 wad) external returns (uint256 moved);

    /// @notice Moves debt back in one step: the Prime draws and returns, the Generator withdraws and wipes. Only
    ///         RELAYER, in DualRun. Uses the migration limit too.
    /// @param  wad   The most to move [wad]. Less is moved where the Generator owes less, where its shares in the vault
    ///               are worth less, or where the Prime has less out of the vault. So the total debt of the Prime never
    ///               grows.
    /// @return moved What was moved [wad].
    /// @dev    Reverts for the reasons of `migrate` that apply to it.
    function migrateBack(address prime, bytes32 ilk, uint256 wad) external returns (uint256 moved);

    /// @notice Takes a Prime from DualRun to CutOver, from its epoch on. Only DEFAULT_ADMIN_ROLE. It closes nothing
    ///         itself, but verifies that the legacy ilks are closed and that the way back is open now: the rollback is
    ///         approved, somebody may call it, and the Mom can restore. For every ilk with a recorded ceiling it
    ///         verifies that the ceiling exceeds the debt, including fees up to now, by WAY_BACK_MARGIN, or by the
    ///         smallest draw where that is more; that the Prime may draw on the ilk and move what it drew out of the
    ///         buffer; and that collateral and `Vat.Line` leave room.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/before-epoch`, `/ceiling-not-zero`, `/in-auto-line`,
    ///         `/rollback-not-approved`, `/rollback-not-possible`, `/vat-not-live`, `/not-controller`,
    ///         `/legacy-right-missing`, `/legacy-allowance-too-low`, `/ceiling-too-low`, `/legacy-collateral-too-low`,
    ///         `/total-ceiling-too-low`, `/processing-window`.
    function cutOver(address prime) external;

    /// @notice Takes a Prime from CutOver back to DualRun, at any hour, and restores the recorded ceilings of its
    ///         legacy ilks. Two kinds of ilks stay closed: those with a recorded ceiling of 0, as they were already
    ///         wound down, and those that the Mom no longer lists. Only DEFAULT_ADMIN_ROLE, or CONFIGURATOR on behalf
    ///         of a cBEAM whose call was approved before.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, with `/nothing-to-restore` where the Mom lists no ilk
    ///         that has a recorded ceiling, and for the reasons of `MigrationMom.restore`.
    function rollback(address prime) external;

    /// @notice Takes a Prime from CutOver to Retired. Only DEFAULT_ADMIN_ROLE. Verifies that the legacy ilks are still
    ///         closed and have no debt.
    /// @dev    Reverts with `/unknown-prime`, `/wrong-phase`, `/ceiling-not-zero`, `/in-auto-line`,
    ///         `/legacy-debt-left`, `/processing-window`.
    function retire(address prime) external;
}
