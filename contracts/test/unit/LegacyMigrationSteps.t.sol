// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The step of a relayer that moves debt to the Generator.
contract LegacyMigrationStepsTest is MigrationFixture {
    address private spark;
    PrimeVault private vault;

    function setUp() public override {
        super.setUp();
        spark = _prime(SPARK);
        vault = sides[SPARK].vault;
        _startDualRun(SPARK);
        _startDualRun(GROVE);
    }

    // --- What it does ---

    /// Who rounds, rounds for the system: the legacy debt falls by a unit less at most, the new one grows by a unit more.
    function test_movesDebtToTheGenerator() public {
        uint256 owed = _owed(PRIME_ILK);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.DebtMigrated(spark, PRIME_ILK, 10 * MILLION);
        assertEq(_migrate(SPARK, PRIME_ILK, 10 * MILLION), 10 * MILLION);

        assertApproxEqAbs(_owed(PRIME_ILK), owed - 10 * MILLION, 1);
        assertApproxEqAbs(_owed(GENERATOR_ILK), 10 * MILLION, 1);
        assertApproxEqAbs(vault.assetsOf(address(generator.proxy)), 10 * MILLION, 1);
        assertEq(usds.balanceOf(address(generator.proxy)), 0);
        assertEq(usds.balanceOf(generator.vault.buffer()), 0);
        assertEq(usds.balanceOf(address(vault)), 0);
        assertEq(usds.balanceOf(spark), SPARK_DEBT);
        assertEq(usds.allowance(address(generator.proxy), address(vault)), 0);
    }

    /// DOMAIN.md §11, identity 4, at any amount and after any time: what one ilk loses the other gains, to less than the
    /// two rates.
    function testFuzz_neitherCreatesNorLosesDebt(uint256 amount, uint256 time) public {
        skip(bound(time, 0, 3 * 365) * 1 days);
        amount = bound(amount, 1e6, 2 * SPARK_DEBT);
        uint256 before = _debtNow(PRIME_ILK) + _debtNow(GENERATOR_ILK);
        uint256 legacy = _debtNow(PRIME_ILK);

        uint256 moved = _migrate(SPARK, PRIME_ILK, amount);
        (, uint256 legacyRate,,,) = vat.ilks(PRIME_ILK);
        (, uint256 rate,,,) = vat.ilks(GENERATOR_ILK);
        uint256 grown = _debtNow(PRIME_ILK) + _debtNow(GENERATOR_ILK) - before;
        assertLt(grown, rate + legacyRate);
        uint256 gained = _debtNow(GENERATOR_ILK);
        assertGe(gained, moved * RAY);
        assertLt(gained, moved * RAY + rate);
        uint256 lost = legacy - _debtNow(PRIME_ILK);
        assertLe(lost, moved * RAY);
        assertLt(moved * RAY, lost + legacyRate);
    }

    function test_movesAllOfTheDebtAndNotOneMore() public {
        skip(30 days);
        uint256 owed = _owed(PRIME_ILK);
        assertGt(owed, SPARK_DEBT);
        uint256 id = vm.snapshotState();
        assertEq(_migrate(SPARK, PRIME_ILK, owed), owed);
        assertEq(_art(PRIME_ILK), 0);

        vm.revertToState(id);
        assertEq(_migrate(SPARK, PRIME_ILK, owed + 1), owed);
        assertEq(_art(PRIME_ILK), 0);

        vm.revertToState(id);
        assertEq(_migrate(SPARK, PRIME_ILK, owed - 1), owed - 1);
        assertEq(_art(PRIME_ILK), 1);
    }

    function test_paysTheFeesUpToNow() public {
        skip(365 days);
        _migrate(SPARK, PRIME_ILK, type(uint256).max);
        (, uint256 rho) = jug.ilks(PRIME_ILK);
        assertEq(rho, vm.getBlockTimestamp());
        assertEq(_art(PRIME_ILK), 0);
        assertGt(_owed(GENERATOR_ILK), SPARK_DEBT * 104 / 100);
    }

    function test_movesEachIlkOfAPrimeApart() public {
        _migrate(GROVE, BLOOM_ILK, type(uint256).max);
        assertEq(_art(BLOOM_ILK), 0);
        assertGt(_art(GROVE_ILK), 0);
        _migrate(GROVE, GROVE_ILK, type(uint256).max);
        assertEq(_art(GROVE_ILK), 0);
    }

    function test_countsWhatWasMoved() public {
        _migrate(SPARK, PRIME_ILK, 3 * MILLION);
        _migrate(SPARK, PRIME_ILK, 4 * MILLION);
        assertEq(diamond.migration(spark).migrated, 7 * MILLION);
        assertEq(diamond.migration(spark).migratedBack, 0);
    }

    // --- When and what it refuses ---

    function test_needsAPrimeThatIsKnownAndInItsMigration() public {
        expectRevert("LegacyMigrationFacet/unknown-prime");
        vm.prank(relayer);
        diamond.migrate(stranger, PRIME_ILK, 1);

        _cutOver(SPARK);
        _migrateAll(SPARK);
        _retire(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _migrate(SPARK, PRIME_ILK, 1);
    }

    function test_goesOnAfterTheCutover() public {
        _cutOver(SPARK);
        assertEq(_migrate(SPARK, PRIME_ILK, 1 * MILLION), 1 * MILLION);
    }

    function test_needsAnIlkOfThePrime() public {
        expectRevert("LegacyMigrationFacet/unknown-ilk");
        _migrate(SPARK, GROVE_ILK, 1 * MILLION);
        expectRevert("LegacyMigrationFacet/unknown-ilk");
        _migrate(SPARK, GENERATOR_ILK, 1 * MILLION);
        expectRevert("LegacyMigrationFacet/unknown-ilk");
        _migrate(SPARK, bytes32(0), 1 * MILLION);
    }

    function test_refusesToMoveNothing() public {
        expectRevert("LegacyMigrationFacet/zero-amount");
        _migrate(SPARK, PRIME_ILK, 0);
        _migrateAll(SPARK);
        expectRevert("LegacyMigrationFacet/zero-amount");
        _migrate(SPARK, PRIME_ILK, type(uint256).max);
    }

    // --- Limits ---

    function test_movesTheLimitAndNotOneMore() public {
        _setLimit(generator, _migrationKey(SPARK), 5 * MILLION);
        expectRevert("RateLimits/rate-limit-exceeded");
        _migrate(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _migrate(SPARK, PRIME_ILK, 5 * MILLION);
        assertEq(generator.limits.getCurrentRateLimit(_migrationKey(SPARK)), 0);
        expectRevert("RateLimits/rate-limit-exceeded");
        _migrate(SPARK, PRIME_ILK, 1);
    }

    function test_usesOfTheLimitWhatMovesAndNotWhatIsAskedFor() public {
        _setLimit(generator, _migrationKey(SPARK), _owed(PRIME_ILK));
        _migrate(SPARK, PRIME_ILK, type(uint256).max);
        assertEq(generator.limits.getCurrentRateLimit(_migrationKey(SPARK)), 0);
        assertEq(_art(PRIME_ILK), 0);
    }

    function test_eachVaultHasALimitOfItsOwnAndNoneIsNone() public {
        _setLimit(generator, _migrationKey(SPARK), 0);
        expectRevert("RateLimits/zero-maxAmount");
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
        _migrate(GROVE, GROVE_ILK, 1 * MILLION);
    }

    /// Minting, depositing and taking have limits of their own, which a step must neither need nor use.
    function test_usesNoOtherLimit() public {
        _setLimit(generator, _key("LIMIT_USDS_MINT"), 0);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", address(vault)), 0);
        _setLimit(generator, _key("LIMIT_4626_WITHDRAW", address(vault)), 0);
        _setLimit(sides[SPARK].pau, _key("LIMIT_USDS_MINT"), 0);
        _setLimit(sides[SPARK].pau, _key("LIMIT_SPARK_VAULT_TAKE", address(vault)), 0);
        _migrate(SPARK, PRIME_ILK, 2 * MILLION);
        _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);

        _setLimit(generator, _key("LIMIT_USDS_MINT"), 9);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", address(vault)), 9);
        _migrate(SPARK, PRIME_ILK, 2 * MILLION);
        assertEq(generator.limits.getCurrentRateLimit(_key("LIMIT_USDS_MINT")), 9);
        assertEq(generator.limits.getCurrentRateLimit(_key("LIMIT_4626_DEPOSIT", address(vault))), 9);
    }

    // --- Exchange rate, as on a deposit ---

    function test_depositsAtTheHighestRateAndNotAboveIt() public {
        skip(30 days);
        uint256 shares = vault.previewDeposit(1 * MILLION);
        _setMaxExchangeRate(0, 0);
        expectRevert("LegacyMigrationFacet/max-exchange-rate-not-set");
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
        _setMaxExchangeRate(shares, 1 * MILLION - 1);
        expectRevert("LegacyMigrationFacet/exchange-rate-too-high");
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
        _setMaxExchangeRate(shares, 1 * MILLION);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
    }

    /// Shares round down, so a few wei buy too few or none. There are two ways on: the Prime repays by itself, or debt
    /// moves back first and then all of it at once.
    function test_aRestOfAFewWeiIsNotMovedAlone() public {
        skip(30 days);
        _setMaxExchangeRate(1e18, 1.1e18);
        _migrate(SPARK, PRIME_ILK, _owed(PRIME_ILK) - 1);
        assertEq(_art(PRIME_ILK), 1);
        expectRevert("LegacyMigrationFacet/exchange-rate-too-high");
        _migrate(SPARK, PRIME_ILK, type(uint256).max);
        expectRevert("LegacyMigrationFacet/exchange-rate-too-high");
        _migrate(SPARK, PRIME_ILK, 1);

        uint256 id = vm.snapshotState();
        uint256 rest = _owed(PRIME_ILK);
        vm.prank(primeRelayer);
        sides[SPARK].pau.diamond.burnUSDS(rest);
        assertEq(_art(PRIME_ILK), 0);

        vm.revertToState(id);
        _migrateBack(SPARK, PRIME_ILK, 1 * WAD);
        _migrateAll(SPARK);
        assertEq(_art(PRIME_ILK), 0);
    }

    // --- Room ---

    function test_needsRoomBelowTheCeilingOfTheGenerator() public {
        autoLine.remIlk(GENERATOR_ILK);
        vat.file(GENERATOR_ILK, "line", 5 * MILLION * RAY);
        expectRevert("Vat/ceiling-exceeded");
        _migrate(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _toTheTopOf(5 * MILLION);
    }

    /// The new debt is drawn before the old is repaid.
    function test_needsRoomBelowTheTotalCeiling() public {
        jug.drip(PRIME_ILK);
        jug.drip(GENERATOR_ILK);
        vat.file("Line", vat.debt() + 5 * MILLION * RAY);
        expectRevert("Vat/ceiling-exceeded");
        _migrate(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _toTheTopOf(5 * MILLION);
    }

    /// `draw` rounds the normalised debt up, so the last unit may not fit although it is below the ceiling.
    function _toTheTopOf(uint256 room) private {
        uint256 rate = jug.drip(GENERATOR_ILK);
        _migrate(SPARK, PRIME_ILK, room * RAY / rate * rate / RAY);
    }

    function test_needsRoomBelowTheDepositCap() public {
        vm.prank(admin);
        vault.setDepositCap(5 * MILLION);
        expectRevert("SparkVault/deposit-cap-exceeded");
        _migrate(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _migrate(SPARK, PRIME_ILK, 5 * MILLION);
    }

    // --- Roles along the way ---

    function test_stopsWithAnyPermissionOfItsWay() public {
        uint256 id = vm.snapshotState();
        vm.prank(admin);
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
        expectMissingRole(address(diamond), CONTROLLER);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);

        vm.revertToState(id);
        vm.prank(admin);
        generator.proxy.revokeRole(CONTROLLER, address(diamond));
        expectMissingRole(address(diamond), CONTROLLER);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);

        vm.revertToState(id);
        bytes32 taker = vault.TAKER_ROLE();
        vm.prank(admin);
        vault.revokeRole(taker, spark);
        expectMissingRole(spark, taker);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);

        vm.revertToState(id);
        roles.setUserRole(PRIME_ILK, spark, OPERATOR_ROLE, false);
        expectRevert("AllocatorVault/not-authorized");
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
    }

    function _setMaxExchangeRate(uint256 shares, uint256 assets) private {
        vm.prank(admin);
        generator.diamond.setMaxExchangeRate(address(vault), shares, assets);
    }
}
