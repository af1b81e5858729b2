// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// In the place of a vault: all that it does, but without guardrails, as the deployed one.
contract WithoutGuardrails {
    address private immutable original;

    constructor(address original_) {
        original = original_;
    }

    fallback() external {
        require(msg.sig != IPrimeVault.grantCredit.selector && msg.sig != IPrimeVault.guardrails.selector);
        if (msg.sig == IERC165.supportsInterface.selector) {
            bool guarded = abi.decode(msg.data[4:], (bytes4)) == IPrimeVault.guardrails.selector;
            assembly {
                mstore(0, iszero(guarded))
                return(0, 32)
            }
        }
        (bool success, bytes memory result) = original.delegatecall(msg.data);
        assembly {
            switch success
            case 0 { revert(add(result, 0x20), mload(result)) }
            default { return(add(result, 0x20), mload(result)) }
        }
    }
}

/// The reverse step of a relayer, and what the guardrails of a vault mean for both steps.
contract LegacyMigrationBackTest is MigrationFixture {
    uint256 private constant MOVED = 20 * MILLION;

    address private spark;
    PrimeVault private vault;

    function setUp() public override {
        super.setUp();
        spark = _prime(SPARK);
        vault = sides[SPARK].vault;
        _startDualRun(SPARK);
        _startDualRun(GROVE);
        _migrate(SPARK, PRIME_ILK, MOVED);
        _migrate(GROVE, GROVE_ILK, MOVED);
    }

    // --- What it does ---

    function test_movesDebtBackToTheLegacyIlk() public {
        uint256 legacy = _owed(PRIME_ILK);
        uint256 owed = _owed(GENERATOR_ILK);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.DebtMigratedBack(spark, PRIME_ILK, 5 * MILLION);
        assertEq(_migrateBack(SPARK, PRIME_ILK, 5 * MILLION), 5 * MILLION);

        assertApproxEqAbs(_owed(PRIME_ILK), legacy + 5 * MILLION, 1);
        assertApproxEqAbs(_owed(GENERATOR_ILK), owed - 5 * MILLION, 1);
        assertApproxEqAbs(vault.assetsOf(address(generator.proxy)), MOVED - 5 * MILLION, 2);
        assertEq(usds.balanceOf(address(generator.proxy)), 0);
        assertEq(usds.balanceOf(generator.vault.buffer()), 0);
        assertEq(usds.balanceOf(sides[SPARK].pau.vault.buffer()), 0);
        assertEq(usds.balanceOf(address(vault)), 0);
        assertEq(usds.balanceOf(spark), SPARK_DEBT);
    }

    function testFuzz_neitherCreatesNorLosesDebt(uint256 amount, uint256 time) public {
        skip(bound(time, 0, 365) * 1 days);
        amount = bound(amount, 1, 2 * MOVED);
        uint256 before = _debtNow(PRIME_ILK) + _debtNow(GENERATOR_ILK);
        uint256 moved = _migrateBack(SPARK, PRIME_ILK, amount);
        assertGt(moved, 0);

        (, uint256 legacyRate,,,) = vat.ilks(PRIME_ILK);
        (, uint256 rate,,,) = vat.ilks(GENERATOR_ILK);
        assertLt(_debtNow(PRIME_ILK) + _debtNow(GENERATOR_ILK) - before, rate + legacyRate);
    }

    /// The yield of the shares is as high as the fees here, so what comes back is what was moved with both.
    function test_movesBackAllThatTheSharesAreWorthAndNotOneMore() public {
        skip(90 days);
        uint256 worth = vault.assetsOf(address(generator.proxy));
        assertLt(worth, _owed(GENERATOR_ILK));
        uint256 id = vm.snapshotState();
        assertEq(_migrateBack(SPARK, PRIME_ILK, worth), worth);
        vm.revertToState(id);
        assertEq(_migrateBack(SPARK, PRIME_ILK, worth + 1), worth);
        vm.revertToState(id);
        assertEq(_migrateBack(SPARK, PRIME_ILK, type(uint256).max), worth);
        assertEq(vault.assetsOf(address(generator.proxy)), 0);
    }

    /// What the Generator repays is all of its debt where that is less than its shares are worth.
    function test_movesBackAllOfTheGeneratorsDebtAndNotOneMore() public {
        _migrateBack(GROVE, GROVE_ILK, type(uint256).max);
        vm.prank(admin);
        vault.setVsr(1.00000000302226598009738765e27);
        skip(90 days);
        uint256 owed = _owed(GENERATOR_ILK);
        assertGt(vault.assetsOf(address(generator.proxy)), owed);

        uint256 id = vm.snapshotState();
        assertEq(_migrateBack(SPARK, PRIME_ILK, owed + 1), owed);
        assertEq(_art(GENERATOR_ILK), 0);
        vm.revertToState(id);
        assertEq(_migrateBack(SPARK, PRIME_ILK, owed - 1), owed - 1);
        assertEq(_art(GENERATOR_ILK), 1);
    }

    /// Idle 20 million and nothing out. To move it back would be debt for which the Prime gets nothing.
    function test_aPrimeThatHasNothingOutOwesNoMore() public {
        uint256 out = vault.assetsOutstanding();
        vm.prank(spark);
        usds.transfer(address(vault), out);
        uint256 legacy = _owed(PRIME_ILK);
        expectRevert("LegacyMigrationFacet/zero-amount");
        _migrateBack(SPARK, PRIME_ILK, MOVED);

        // Nor by rounds of deposits, which a relayer repeats up to the ceiling.
        for (uint256 i; i < 3; ++i) {
            vm.startPrank(relayer);
            generator.diamond.mintUSDS(10 * MILLION);
            generator.diamond.depositERC4626(address(vault), 10 * MILLION, 0);
            expectRevert("LegacyMigrationFacet/zero-amount");
            diamond.migrateBack(spark, PRIME_ILK, 10 * MILLION);
            vm.stopPrank();
        }
        assertEq(_owed(PRIME_ILK), legacy);
    }

    function test_movesBackWhatThePrimeHasOutAndNotOneMore() public {
        vm.prank(spark);
        usds.transfer(address(vault), 15 * MILLION);
        uint256 out = vault.assetsOutstanding();
        uint256 id = vm.snapshotState();
        assertEq(_migrateBack(SPARK, PRIME_ILK, out - 1), out - 1);
        vm.revertToState(id);
        assertEq(_migrateBack(SPARK, PRIME_ILK, out + 1), out);
        vm.revertToState(id);
        assertEq(_migrateBack(SPARK, PRIME_ILK, type(uint256).max), out);
        assertEq(vault.assetsOutstanding(), 0);
        // What is idle stays for the Generator to withdraw.
        assertEq(usds.balanceOf(address(vault)), 15 * MILLION);
        vm.prank(relayer);
        generator.diamond.withdrawERC4626(address(vault), 15 * MILLION - 1, type(uint256).max);
    }

    function test_countsWhatWasMovedBack() public {
        _migrateBack(SPARK, PRIME_ILK, 3 * MILLION);
        _migrateBack(SPARK, PRIME_ILK, 4 * MILLION);
        assertEq(diamond.migration(spark).migratedBack, 7 * MILLION);
        assertEq(diamond.migration(spark).migrated, MOVED);
    }

    // --- What it refuses ---

    function test_needsAPrimeAndAnIlkThatAreKnown() public {
        expectRevert("LegacyMigrationFacet/unknown-prime");
        vm.prank(relayer);
        diamond.migrateBack(stranger, PRIME_ILK, 1);
        expectRevert("LegacyMigrationFacet/unknown-ilk");
        _migrateBack(SPARK, GROVE_ILK, 1);
    }

    function test_refusesToMoveNothing() public {
        expectRevert("LegacyMigrationFacet/zero-amount");
        _migrateBack(SPARK, PRIME_ILK, 0);
        _migrateBack(SPARK, PRIME_ILK, type(uint256).max);
        expectRevert("LegacyMigrationFacet/zero-amount");
        _migrateBack(SPARK, PRIME_ILK, 1);
    }

    /// Both directions draw on one limit, and neither gives back.
    function test_movesTheLimitAndNotOneMore() public {
        _setLimit(generator, _migrationKey(SPARK), 5 * MILLION);
        expectRevert("RateLimits/rate-limit-exceeded");
        _migrateBack(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _migrateBack(SPARK, PRIME_ILK, 3 * MILLION);
        _migrate(SPARK, PRIME_ILK, 2 * MILLION);
        expectRevert("RateLimits/rate-limit-exceeded");
        _migrateBack(SPARK, PRIME_ILK, 1);
    }

    function test_needsRoomBelowTheCeilingOfTheLegacyIlk() public {
        autoLine.remIlk(PRIME_ILK);
        uint256 rate = jug.drip(PRIME_ILK);
        vat.file(PRIME_ILK, "line", _art(PRIME_ILK) * rate + 5 * MILLION * RAY);
        expectRevert("Vat/ceiling-exceeded");
        _migrateBack(SPARK, PRIME_ILK, 5 * MILLION + 1);
        _migrateBack(SPARK, PRIME_ILK, 5 * MILLION * RAY / rate * rate / RAY);

        expectRevert("Vat/ceiling-exceeded");
        _migrateBack(GROVE, BLOOM_ILK, 1);
    }

    function test_stopsWithAnyPermissionOfItsWay() public {
        uint256 id = vm.snapshotState();
        vm.prank(admin);
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
        expectMissingRole(address(diamond), CONTROLLER);
        _migrateBack(SPARK, PRIME_ILK, 1);

        vm.revertToState(id);
        roles.setUserRole(PRIME_ILK, spark, OPERATOR_ROLE, false);
        expectRevert("AllocatorVault/not-authorized");
        _migrateBack(SPARK, PRIME_ILK, 1);
    }

    // --- Guardrails of the vault ---

    /// What a step takes was deposited in it, so it never was idle: neither the policy nor the buffer stands in its way,
    /// and what is idle stays.
    function test_aStepPassesUnderPolicyAndBuffer() public {
        _guard();
        uint256 idle = 1 * MILLION;
        vm.prank(spark);
        usds.transfer(address(vault), idle);

        _migrate(SPARK, PRIME_ILK, 5 * MILLION);
        assertEq(usds.balanceOf(address(vault)), idle);
        assertEq(vault.maxTake(), 0);
        vm.prank(spark);
        expectRevert("SparkVault/policy-exceeded");
        vault.take(1);
    }

    /// The deployed vault has neither guardrails nor credit.
    function test_bothStepsPassInAVaultWithoutGuardrails() public {
        address original = makeAddr("original");
        vm.etch(original, address(vault).code);
        vm.etch(address(vault), address(new WithoutGuardrails(original)).code);
        assertEq(_migrate(SPARK, PRIME_ILK, 5 * MILLION), 5 * MILLION);
        assertEq(_migrateBack(SPARK, PRIME_ILK, 7 * MILLION), 7 * MILLION);
    }

    function test_aStepBackPassesUnderPolicyAndBuffer() public {
        _guard();
        _migrateBack(SPARK, PRIME_ILK, 5 * MILLION);
    }

    function test_aPauseOfTakesStopsMigrate() public {
        _pause(true, false);
        expectRevert("SparkVault/takes-paused");
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
        _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
        skip(1 hours);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
    }

    function test_aPauseOfWithdrawalsStopsMigrateBack() public {
        _pause(false, true);
        expectRevert("SparkVault/withdrawals-paused");
        _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
        _migrate(SPARK, PRIME_ILK, 1 * MILLION);
        skip(1 hours);
        _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
    }

    /// Under these guardrails nothing may be taken, and a take has to leave 100 million.
    function _guard() private {
        PrimeVault.GuardrailBounds memory bounds = _bounds();
        vm.startPrank(admin);
        vault.setGuardrailBounds(bounds);
        vault.setWithdrawalPolicy(0, 1 days);
        vault.setLiquidityBuffer(100 * MILLION);
        vm.stopPrank();
    }

    function _pause(bool takes, bool withdrawals) private {
        PrimeVault.GuardrailBounds memory bounds = _bounds();
        vm.startPrank(admin);
        vault.setGuardrailBounds(bounds);
        vault.pause(takes, withdrawals, 1 hours);
        vm.stopPrank();
    }

    function _bounds() private view returns (PrimeVault.GuardrailBounds memory bounds) {
        bounds.maxShare = WAD;
        bounds.maxPeriod = 7 days;
        bounds.maxBuffer = 1000 * MILLION;
        bounds.maxPause = 1 days;
        bounds.coolDown = vault.MIN_COOL_DOWN();
    }
}
