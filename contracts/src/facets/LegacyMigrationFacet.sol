// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {LibRoles} from "../diamond/LibRoles.sol";
import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IAllocatorVault} from "../interfaces/IAllocatorVault.sol";
import {IAutoLine} from "../interfaces/IAutoLine.sol";
import {IJug} from "../interfaces/IJug.sol";
import {ILegacyMigrationFacet} from "../interfaces/ILegacyMigrationFacet.sol";
import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {IParameterRegistry} from "../interfaces/IParameterRegistry.sol";
import {IPrimeVault} from "../interfaces/IPrimeVault.sol";
import {IVat} from "../interfaces/IVat.sol";
import {RayMath} from "../mcd/RayMath.sol";
import {Facet} from "./Facet.sol";
import {LibAllocator} from "./libraries/LibAllocator.sol";
import {LibExchangeRate} from "./libraries/LibExchangeRate.sol";
import {LibLegacyMigration} from "./libraries/LibLegacyMigration.sol";
import {LibLimitKeys} from "./libraries/LibLimitKeys.sol";
import {LibProxyToken} from "./libraries/LibProxyToken.sol";
import {LibProxyVault} from "./libraries/LibProxyVault.sol";
import {LibUsds} from "./libraries/LibUsds.sol";
import {LibWayBack} from "./libraries/LibWayBack.sol";

/// @notice See {ILegacyMigrationFacet}.
contract LegacyMigrationFacet is ILegacyMigrationFacet, Facet {
    using LibAllocator for IALMProxy;
    using LibExchangeRate for IParameterRegistry;
    using LibProxyToken for IALMProxy;
    using LibProxyVault for IALMProxy;

    /// @dev The Processing Window, as time of the day in UTC: from the first second on, the second not included.
    uint256 private constant WINDOW_START = 13 hours;
    uint256 private constant WINDOW_END = 16 hours;

    /// @inheritdoc ILegacyMigrationFacet
    bytes32 public constant override LIMIT_LEGACY_MIGRATION = keccak256("LIMIT_LEGACY_MIGRATION");

    /// @inheritdoc ILegacyMigrationFacet
    uint256 public constant override WAY_BACK_MARGIN = LibWayBack.MARGIN;

    modifier outsideProcessingWindow() {
        uint256 time = block.timestamp % 1 days;
        require(time < WINDOW_START || time >= WINDOW_END, "LegacyMigrationFacet/processing-window");
        _;
    }

    // --- Governance ---

    /// @inheritdoc ILegacyMigrationFacet
    function scheduleMigration(address prime, address vault, uint256 epoch, address[] calldata allocatorVaults)
        external
        override
        nonReentrant
        onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)
        outsideProcessingWindow
    {
        require(prime != address(0) && vault != address(0), "LegacyMigrationFacet/zero-address");
        require(epoch >= block.timestamp, "LegacyMigrationFacet/epoch-in-the-past");
        require(allocatorVaults.length != 0, "LegacyMigrationFacet/no-legacy-ilks");

        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        Migration storage migration_ = $.migrations[prime];
        require(migration_.phase == Phase.Legacy, "LegacyMigrationFacet/wrong-phase");
        if (migration_.vault == address(0)) $.primes.push(prime);
        else _forget(migration_);

        _claimVault(prime, vault);
        migration_.prime = prime;
        migration_.vault = vault;
        migration_.epoch = SafeCast.toUint64(epoch);
        migration_.scheduledAt = uint64(block.timestamp);
        for (uint256 i; i < allocatorVaults.length; ++i) {
            migration_.ilks.push(_claimIlk(prime, allocatorVaults[i]));
        }
        emit MigrationScheduled(prime, vault, epoch, migration_.ilks);
    }

    /// @inheritdoc ILegacyMigrationFacet
    function startDualRun(address prime)
        external
        override
        nonReentrant
        onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)
        outsideProcessingWindow
    {
        Migration storage migration_ = _inPhase(prime, Phase.Legacy);
        require(LibWayBack.isController(prime), "LegacyMigrationFacet/not-controller");
        IPrimeVault vault = IPrimeVault(migration_.vault);
        require(vault.hasRole(vault.TAKER_ROLE(), prime), "LegacyMigrationFacet/not-taker");

        migration_.phase = Phase.DualRun;
        migration_.dualRunAt = uint64(block.timestamp);
        emit DualRunStarted(prime);
        _recordCeilings(migration_);
    }

    /// @inheritdoc ILegacyMigrationFacet
    function recordCeilings(address prime)
        external
        override
        nonReentrant
        onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)
        outsideProcessingWindow
    {
        _recordCeilings(_inPhase(prime, Phase.DualRun));
    }

    /// @inheritdoc ILegacyMigrationFacet
    function cutOver(address prime)
        external
        override
        nonReentrant
        onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)
        outsideProcessingWindow
    {
        Migration storage migration_ = _inPhase(prime, Phase.DualRun);
        require(block.timestamp >= migration_.epoch, "LegacyMigrationFacet/before-epoch");
        _requireClosed(migration_.ilks);
        LibWayBack.requireOpen(prime, migration_.ilks);

        migration_.phase = Phase.CutOver;
        migration_.cutOverAt = uint64(block.timestamp);
        emit PrimeCutOver(prime);
    }

    /// @inheritdoc ILegacyMigrationFacet
    function retire(address prime)
        external
        override
        nonReentrant
        onlyRole(LibRoles.DEFAULT_ADMIN_ROLE)
        outsideProcessingWindow
    {
        Migration storage migration_ = _inPhase(prime, Phase.CutOver);
        IVat vat = LibLegacyMigration.vat();
        LegacyIlk[] storage ilks = migration_.ilks;
        _requireClosed(ilks);
        for (uint256 i; i < ilks.length; ++i) {
            (uint256 art,,,,) = vat.ilks(ilks[i].ilk);
            require(art == 0, "LegacyMigrationFacet/legacy-debt-left");
        }

        migration_.phase = Phase.Retired;
        migration_.retiredAt = uint64(block.timestamp);
        emit PrimeRetired(prime);
    }

    // --- Pre-approved emergency ---

    /// @inheritdoc ILegacyMigrationFacet
    function rollback(address prime) external override nonReentrant onlyAdminOrConfigurator {
        Migration storage migration_ = _inPhase(prime, Phase.CutOver);
        migration_.phase = Phase.DualRun;
        migration_.rolledBackAt = uint64(block.timestamp);

        _restoreCeilings(prime, migration_.ilks);
        emit PrimeRolledBack(prime);
    }

    // --- Relayer ---

    /// @inheritdoc ILegacyMigrationFacet
    function migrate(address prime, bytes32 ilk, uint256 wad)
        external
        override
        nonReentrant
        onlyRelayer
        outsideProcessingWindow
        returns (uint256 moved)
    {
        Migration storage migration_ = _known(prime);
        require(
            migration_.phase == Phase.DualRun || migration_.phase == Phase.CutOver, "LegacyMigrationFacet/wrong-phase"
        );
        IAllocatorVault legacy = _allocatorOf(migration_.ilks, ilk);
        moved = Math.min(wad, _debtOf(legacy));
        _useMigrationLimit(migration_.vault, moved);
        migration_.migrated += moved;

        LibUsds.Layout storage own = LibUsds.state();
        _proxy().draw(own.vault, own.buffer, own.usds, moved);
        _deposit(migration_.vault, own.usds, moved);
        _grantCredit(migration_.vault, moved);
        IALMProxy(prime).doCall(migration_.vault, abi.encodeCall(IPrimeVault.take, (moved)));
        IALMProxy(prime).wipe(address(legacy), legacy.buffer(), own.usds, moved);
        emit DebtMigrated(prime, ilk, moved);
    }

    /// @inheritdoc ILegacyMigrationFacet
    function migrateBack(address prime, bytes32 ilk, uint256 wad)
        external
        override
        nonReentrant
        onlyRelayer
        outsideProcessingWindow
        returns (uint256 moved)
    {
        Migration storage migration_ = _inPhase(prime, Phase.DualRun);
        IAllocatorVault legacy = _allocatorOf(migration_.ilks, ilk);
        LibUsds.Layout storage own = LibUsds.state();
        moved = Math.min(wad, _debtOf(IAllocatorVault(own.vault)));
        moved = Math.min(moved, _recallable(IPrimeVault(migration_.vault)));
        _useMigrationLimit(migration_.vault, moved);
        migration_.migratedBack += moved;

        IALMProxy(prime).draw(address(legacy), legacy.buffer(), own.usds, moved);
        IALMProxy(prime).transfer(own.usds, migration_.vault, moved);
        _proxy().withdraw(migration_.vault, moved);
        _proxy().wipe(own.vault, own.buffer, own.usds, moved);
        emit DebtMigratedBack(prime, ilk, moved);
    }

    // --- Views ---

    /// @inheritdoc ILegacyMigrationFacet
    function migrationMom() external view override returns (address) {
        return LibLegacyMigration.state().migrationMom;
    }

    /// @inheritdoc ILegacyMigrationFacet
    function autoLine() external view override returns (address) {
        return LibLegacyMigration.autoLine();
    }

    /// @inheritdoc ILegacyMigrationFacet
    function migration(address prime) external view override returns (Migration memory) {
        return LibLegacyMigration.state().migrations[prime];
    }

    /// @inheritdoc ILegacyMigrationFacet
    function migrations() external view override returns (Migration[] memory all) {
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        all = new Migration[]($.primes.length);
        for (uint256 i; i < all.length; ++i) {
            all[i] = $.migrations[$.primes[i]];
        }
    }

    // --- Schedule ---

    function _forget(Migration storage migration_) private {
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        delete $.primeOfVault[migration_.vault];
        for (uint256 i; i < migration_.ilks.length; ++i) {
            delete $.primeOfIlk[migration_.ilks[i].ilk];
        }
        delete migration_.ilks;
    }

    function _claimVault(address prime, address vault) private {
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        require($.primeOfVault[vault] == address(0), "LegacyMigrationFacet/vault-taken");
        require(
            vault.code.length != 0 && IERC4626(vault).asset() == LibUsds.state().usds,
            "LegacyMigrationFacet/asset-mismatch"
        );
        $.primeOfVault[vault] = prime;
    }

    function _claimIlk(address prime, address allocatorVault) private returns (LegacyIlk memory) {
        require(allocatorVault != address(0), "LegacyMigrationFacet/zero-address");
        require(
            allocatorVault.code.length != 0 && _isLegacyOf(prime, IAllocatorVault(allocatorVault)),
            "LegacyMigrationFacet/foreign-allocator"
        );
        LibLegacyMigration.Layout storage $ = LibLegacyMigration.state();
        bytes32 ilk = IAllocatorVault(allocatorVault).ilk();
        require($.primeOfIlk[ilk] == address(0), "LegacyMigrationFacet/duplicate-ilk");
        $.primeOfIlk[ilk] = prime;

        (,,, uint256 ceiling,) = LibLegacyMigration.vat().ilks(ilk);
        return LegacyIlk({ilk: ilk, allocatorVault: allocatorVault, ceiling: ceiling});
    }

    /// @dev Of the same MCD as the Generator's, of another ilk, and one that the Prime may draw on and repay.
    function _isLegacyOf(address prime, IAllocatorVault legacy) private view returns (bool) {
        IAllocatorVault own = IAllocatorVault(LibUsds.state().vault);
        bytes32 ilk = legacy.ilk();
        if (ilk == own.ilk() || legacy.vat() != own.vat() || legacy.usds() != own.usds()) return false;
        return LibWayBack.mayDraw(prime, legacy);
    }

    // --- Ceilings ---

    function _recordCeilings(Migration storage migration_) private {
        IVat vat = LibLegacyMigration.vat();
        LegacyIlk[] storage ilks = migration_.ilks;
        for (uint256 i; i < ilks.length; ++i) {
            (,,, ilks[i].ceiling,) = vat.ilks(ilks[i].ilk);
        }
        emit CeilingsRecorded(migration_.prime, ilks);
    }

    /// @dev A ceiling as high as the debt would not do: whoever repaid could draw again. An AutoLine that was replaced
    ///      still raises ceilings while the Vat lets it.
    function _requireClosed(LegacyIlk[] storage ilks) private view {
        IVat vat = LibLegacyMigration.vat();
        address today = LibLegacyMigration.autoLine();
        address first = LibLegacyMigration.state().firstAutoLine;
        bool both = first != today && vat.wards(first) == 1;
        for (uint256 i; i < ilks.length; ++i) {
            (,,, uint256 line,) = vat.ilks(ilks[i].ilk);
            require(line == 0, "LegacyMigrationFacet/ceiling-not-zero");
            _requireOutOf(today, ilks[i].ilk);
            if (both) _requireOutOf(first, ilks[i].ilk);
        }
    }

    function _requireOutOf(address autoLine_, bytes32 ilk) private view {
        (uint256 highest,,,,) = IAutoLine(autoLine_).ilks(ilk);
        require(highest == 0, "LegacyMigrationFacet/in-auto-line");
    }

    /// @dev An ilk that was wound down before has no ceiling to restore, and governance may have delisted one since:
    ///      neither stands in the way of the others.
    function _restoreCeilings(address prime, LegacyIlk[] storage ilks) private {
        IMigrationMom mom = IMigrationMom(LibLegacyMigration.state().migrationMom);
        bool due;
        bool restored;
        for (uint256 i; i < ilks.length; ++i) {
            bytes32 ilk = ilks[i].ilk;
            uint256 ceiling = ilks[i].ceiling;
            if (ceiling == 0) continue;
            due = true;
            if (mom.ceilings(ilk) == 0) {
                emit CeilingNotRestored(prime, ilk);
            } else {
                mom.restore(ilk, ceiling);
                restored = true;
            }
        }
        require(restored || !due, "LegacyMigrationFacet/nothing-to-restore");
    }

    // --- Steps ---

    /// @dev What repays all of it, fees up to now included, rounded up as `wipe` demands [wad].
    function _debtOf(IAllocatorVault allocator) private returns (uint256) {
        bytes32 ilk = allocator.ilk();
        uint256 rate = IJug(allocator.jug()).drip(ilk);
        (, uint256 art) = IVat(allocator.vat()).urns(ilk, address(allocator));
        return RayMath.divUp(art * rate, RayMath.RAY);
    }

    function _useMigrationLimit(address vault, uint256 moved) private {
        require(moved != 0, "LegacyMigrationFacet/zero-amount");
        _useLimit(LibLimitKeys.forAddress(LIMIT_LEGACY_MIGRATION, vault), moved);
    }

    /// @dev More than the Prime has out would be debt for which it gets nothing: the Generator withdraws what is idle.
    function _recallable(IPrimeVault vault) private view returns (uint256) {
        return Math.min(vault.assetsOf(address(_proxy())), vault.assetsOutstanding());
    }

    function _deposit(address vault, address usds, uint256 assets) private {
        uint256 maxExchangeRate = _parameterRegistry().maxExchangeRate(vault);
        require(maxExchangeRate != 0, "LegacyMigrationFacet/max-exchange-rate-not-set");
        uint256 shares = _proxy().deposit(vault, usds, assets);
        require(
            LibExchangeRate.exchangeRate(shares, assets) <= maxExchangeRate,
            "LegacyMigrationFacet/exchange-rate-too-high"
        );
    }

    /// @dev A vault without guardrails, as the deployed one, holds nothing back and knows no credit.
    function _grantCredit(address vault, uint256 assets) private {
        if (!IERC165(vault).supportsInterface(IPrimeVault.guardrails.selector)) return;
        _proxy().doCall(vault, abi.encodeCall(IPrimeVault.grantCredit, (assets)));
    }

    // --- Records ---

    function _known(address prime) private view returns (Migration storage migration_) {
        migration_ = LibLegacyMigration.state().migrations[prime];
        require(migration_.vault != address(0), "LegacyMigrationFacet/unknown-prime");
    }

    function _inPhase(address prime, Phase phase) private view returns (Migration storage migration_) {
        migration_ = _known(prime);
        require(migration_.phase == phase, "LegacyMigrationFacet/wrong-phase");
    }

    function _allocatorOf(LegacyIlk[] storage ilks, bytes32 ilk) private view returns (IAllocatorVault) {
        for (uint256 i; i < ilks.length; ++i) {
            if (ilks[i].ilk == ilk) return IAllocatorVault(ilks[i].allocatorVault);
        }
        revert("LegacyMigrationFacet/unknown-ilk");
    }
}
