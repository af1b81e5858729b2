// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The two steps of a relayer: `migrate` and `migrateBack`.
contract LegacyMigrationStepsTest is MigrationFixture {
    function setUp() public override {
        super.setUp();
        _startDualRun(SPARK);
        _startDualRun(GROVE);
    }

    /// Who rounds, rounds for the system: the legacy debt falls by a unit less at most, the new one grows by a unit more.
    function test_migrateMovesDebtToTheGenerator() public {
        uint256 owed = _owed(PRIME_ILK);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.DebtMigrated(_prime(SPARK), PRIME_ILK, 10 * MILLION);
        assertEq(_migrate(SPARK, PRIME_ILK, 10 * MILLION), 10 * MILLION);

        assertApproxEqAbs(_owed(PRIME_ILK), owed - 10 * MILLION, 1);
        assertApproxEqAbs(_owed(GENERATOR_ILK), 10 * MILLION, 1);
        assertEq(usds.balanceOf(address(generator.proxy)), 0);
        assertEq(usds.balanceOf(address(sides[SPARK].vault)), 0);
        assertEq(usds.balanceOf(_prime(SPARK)), SPARK_DEBT);
        assertEq(diamond.migration(_prime(SPARK)).migrated, 10 * MILLION);
    }
}
