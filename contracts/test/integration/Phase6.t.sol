// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// The document of Phase 6, line by line: its deliverables and its temporary measures, each a test of that name. What a
/// line means in detail is tested where the contract is. Deliverable 4, srUSDS, is in Phase6SrUsds.t.sol, and deliverable 5
/// in Phase6Scope.t.sol. Each call is a transaction of its own, as what comes in and leaves in one is not counted.
/// forge-config: default.isolate = true
contract Phase6Test is MigrationFixture {
    uint256 private constant TENTH = 0.1e18;

    // --- Deliverable 1: Generator PAU deployment ---

    function test_deliverable1_theGeneratorHasTheStandardSurfaceOfAPau() public view {
        assertEq(generator.diamond.proxy(), address(generator.proxy));
        assertEq(generator.diamond.rateLimits(), address(generator.limits));
        assertTrue(generator.proxy.hasRole(CONTROLLER, address(generator.diamond)));
        assertTrue(generator.limits.hasRole(CONTROLLER, address(generator.diamond)));
        assertTrue(generator.diamond.hasRole(RELAYER, relayer));
        assertTrue(generator.diamond.hasRole(FREEZER, freezer));
        assertEq(generator.diamond.getRoleMemberCount(0x00), 1);
        assertTrue(generator.diamond.hasRole(0x00, address(pauseProxy)));
    }

    function test_deliverable1_depositsAndWithdrawalsOfPrimeVaultsAreRateLimited() public {
        address vault = address(sides[SPARK].vault);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", vault), 5 * MILLION);
        _setLimit(generator, _key("LIMIT_4626_WITHDRAW", vault), 2 * MILLION);
        _mint(generator, relayer, 6 * MILLION);

        vm.startPrank(relayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        generator.diamond.depositERC4626(vault, 5 * MILLION + 1, 0);
        generator.diamond.depositERC4626(vault, 5 * MILLION, 0);
        expectRevert("RateLimits/rate-limit-exceeded");
        generator.diamond.withdrawERC4626(vault, 2 * MILLION + 1, type(uint256).max);
        generator.diamond.withdrawERC4626(vault, 2 * MILLION, type(uint256).max);
        vm.stopPrank();
    }

    // --- Deliverable 2: single-ilk MCD integration ---

    function test_deliverable2_oneIlkTakesThePlaceOfThoseOfThePrimes() public {
        uint256 owed = _owed(PRIME_ILK) + _owed(GROVE_ILK) + _owed(BLOOM_ILK);
        _startDualRun(SPARK);
        _startDualRun(GROVE);
        _migrateAll(SPARK);
        _migrateAll(GROVE);

        assertEq(_art(PRIME_ILK) + _art(GROVE_ILK) + _art(BLOOM_ILK), 0);
        // Three steps, each rounded up by less than a unit of the rate.
        assertApproxEqAbs(_owed(GENERATOR_ILK), owed, 3);
    }

    function test_deliverable2_theMigrationPlanCoversDebtAccountingAndPermissions() public {
        _startDualRun(GROVE);
        ILegacyMigrationFacet.Migration memory plan = diamond.migration(_prime(GROVE));
        assertEq(plan.ilks.length, 2);
        assertEq(plan.ilks[0].ilk, GROVE_ILK);
        assertEq(plan.ilks[0].ceiling, LINE);
        assertEq(plan.ilks[1].ilk, BLOOM_ILK);
        assertTrue(sides[GROVE].pau.proxy.hasRole(CONTROLLER, address(diamond)));

        _migrateAll(GROVE);
        assertApproxEqAbs(diamond.migration(_prime(GROVE)).migrated, GROVE_DEBT + BLOOM_DEBT, 2);
        _cutOver(GROVE);
        _retire(GROVE);
        assertFalse(sides[GROVE].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        assertEq(migrationMom.ceilings(GROVE_ILK), 0);
    }

    // --- Deliverable 3: ERC-4626 Prime vault interface ---

    function test_deliverable3_eachPrimeConnectsByAnErc4626Vault() public {
        _mint(generator, relayer, 3 * MILLION);
        for (uint256 i; i < sides.length; ++i) {
            PrimeVault vault = sides[i].vault;
            assertEq(vault.asset(), address(usds));
            uint256 promised = vault.previewDeposit(MILLION);
            vm.prank(relayer);
            assertEq(generator.diamond.depositERC4626(address(vault), MILLION, promised), promised);
            vm.prank(sides[i].relayer);
            sides[i].pau.diamond.takeFromSparkVault(address(vault), MILLION);
            assertEq(usds.balanceOf(_prime(i)) % (10 * MILLION), MILLION);
        }
    }

    function test_deliverable3_aPrimeDrawsWhatIsIdleAndWhatItsLimitAllows() public {
        address vault = address(sides[SPARK].vault);
        _setLimit(sides[SPARK].pau, _key("LIMIT_SPARK_VAULT_TAKE", vault), 2 * MILLION);
        _mint(generator, relayer, MILLION);
        vm.prank(relayer);
        generator.diamond.depositERC4626(vault, MILLION, 0);

        vm.startPrank(primeRelayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        prime.diamond.takeFromSparkVault(vault, 2 * MILLION + 1);
        expectRevert("SparkVault/insufficient-liquidity");
        prime.diamond.takeFromSparkVault(vault, MILLION + 1);
        prime.diamond.takeFromSparkVault(vault, MILLION);
        prime.diamond.transferAsset(address(usds), vault, MILLION);
        vm.stopPrank();
        assertEq(usds.balanceOf(vault), MILLION);
    }

    // --- Temporary measure 1: dual-run migration ---

    function test_temporary1_legacyIlksStayOperationalInDualRun() public {
        _startDualRun(SPARK);
        _migrate(SPARK, PRIME_ILK, 10 * MILLION);
        uint256 before = _owed(PRIME_ILK);
        _mint(prime, primeRelayer, MILLION);
        assertApproxEqAbs(_owed(PRIME_ILK), before + MILLION, 1);
        vm.prank(primeRelayer);
        prime.diamond.burnUSDS(MILLION);
        assertApproxEqAbs(_owed(PRIME_ILK), before, 2);
    }

    function test_temporary1_primesMigrateOneByOneOnAScheduleKnownInAdvance() public {
        _schedule(SPARK);
        _schedule(GROVE);
        ILegacyMigrationFacet.Migration[] memory plans = diamond.migrations();
        assertEq(plans.length, 2);
        for (uint256 i; i < plans.length; ++i) {
            assertEq(plans[i].prime, _prime(i));
            assertEq(plans[i].epoch, EPOCH);
        }

        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(GROVE))));
        vm.prank(relayer);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        diamond.migrate(_prime(SPARK), PRIME_ILK, MILLION);
        assertEq(_migrate(GROVE, GROVE_ILK, MILLION), MILLION);
    }

    function test_temporary1_afterTheCutoverNewFlowsGoThroughTheVault() public {
        _startDualRun(SPARK);
        _migrateAll(SPARK);
        _approveRollback(SPARK);
        vm.warp(EPOCH - 1);
        bytes memory cutOver = abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(SPARK)));
        expectRevert("LegacyMigrationFacet/before-epoch");
        this.asGovernance(cutOver);
        vm.warp(EPOCH);
        _asGovernance(cutOver);

        vm.prank(primeRelayer);
        expectRevert("Vat/ceiling-exceeded");
        prime.diamond.mintUSDS(1);

        address vault = address(sides[SPARK].vault);
        _mint(generator, relayer, MILLION);
        vm.prank(relayer);
        generator.diamond.depositERC4626(vault, MILLION, 0);
        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(vault, MILLION);
    }

    function test_temporary1_theAccountingSaysWhatSitsWhereInDualRun() public {
        _startDualRun(SPARK);
        vm.warp(MORNING + 1 hours);
        jug.drip(PRIME_ILK);
        jug.drip(GENERATOR_ILK);
        (uint256 total, uint256 legacy) = (vat.debt(), _owed(PRIME_ILK));
        uint256 own = _owed(GENERATOR_ILK);

        uint256 moved = _migrate(SPARK, PRIME_ILK, 15 * MILLION);

        assertApproxEqAbs(_owed(PRIME_ILK), legacy - moved, 1);
        assertApproxEqAbs(_owed(GENERATOR_ILK), own + moved, 1);
        (, uint256 legacyRate,,,) = vat.ilks(PRIME_ILK);
        (, uint256 ownRate,,,) = vat.ilks(GENERATOR_ILK);
        assertGe(vat.debt(), total);
        assertLt(vat.debt() - total, legacyRate + ownRate);
        // The vault rounds the shares down.
        assertApproxEqAbs(sides[SPARK].vault.assetsOutstanding(), moved, 1);
    }

    // --- Temporary measure 2: liquidity management during cutover ---

    function test_temporary2_initialWithdrawalPoliciesAreConservative() public {
        PrimeVault vault = _funded(10 * MILLION);
        vm.prank(admin);
        vault.setWithdrawalPolicy(TENTH, 1 days);

        // What was deposited counts a day later.
        vm.warp(MORNING + 1 days);
        vm.startPrank(primeRelayer);
        expectRevert("SparkVault/policy-exceeded");
        prime.diamond.takeFromSparkVault(address(vault), MILLION + 1);
        prime.diamond.takeFromSparkVault(address(vault), MILLION);
        vm.stopPrank();
        // Setting it again opens nothing: a tenth of what is left refills over a day.
        vm.prank(admin);
        vault.setWithdrawalPolicy(TENTH, 1 days);
        vm.startPrank(primeRelayer);
        expectRevert("SparkVault/policy-exceeded");
        prime.diamond.takeFromSparkVault(address(vault), 1);
        vm.warp(MORNING + 2 days - 1);
        expectRevert("SparkVault/policy-exceeded");
        prime.diamond.takeFromSparkVault(address(vault), 9 * MILLION / 10);
        vm.warp(MORNING + 2 days);
        prime.diamond.takeFromSparkVault(address(vault), 9 * MILLION / 10);
        vm.stopPrank();
    }

    /// Two buffers: what a take must leave in the vault, and what the Generator keeps idle itself.
    function test_temporary2_liquidityBuffersAreExplicit() public {
        PrimeVault vault = _funded(10 * MILLION);
        vm.prank(admin);
        vault.setLiquidityBuffer(8 * MILLION);
        assertEq(vault.guardrails().buffer, 8 * MILLION);

        vm.warp(MORNING + 1 days);
        vm.startPrank(primeRelayer);
        expectRevert("SparkVault/buffer-breached");
        prime.diamond.takeFromSparkVault(address(vault), 2 * MILLION + 1);
        prime.diamond.takeFromSparkVault(address(vault), 2 * MILLION);
        vm.stopPrank();

        _mint(generator, relayer, MILLION);
        _startDualRun(SPARK);
        _migrate(SPARK, PRIME_ILK, 20 * MILLION);
        assertEq(usds.balanceOf(address(vault)), 8 * MILLION);
        assertEq(usds.balanceOf(address(generator.proxy)), MILLION);
    }

    function test_temporary2_operatorsPauseWithdrawalsWithinWhatGovernanceAllows() public {
        PrimeVault vault = _funded(10 * MILLION);
        address operator = makeAddr("operator");
        vm.startPrank(admin);
        vault.grantRole(vault.GUARDRAIL_ROLE(), operator);
        vault.setGuardrailBounds(IPrimeVault.GuardrailBounds(0, 1e18, 0, 1 days, 0, MILLION, 6 hours, 1 days));
        vm.stopPrank();

        vm.startPrank(operator);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, 6 hours + 1);
        vault.pause(true, true, 6 hours);
        vm.stopPrank();
        assertEq(vault.maxWithdraw(address(generator.proxy)), 0);

        vm.warp(MORNING + 6 hours - 1);
        vm.prank(primeRelayer);
        expectRevert("SparkVault/takes-paused");
        prime.diamond.takeFromSparkVault(address(vault), 1);
        vm.prank(relayer);
        expectRevert("SparkVault/withdrawals-paused");
        generator.diamond.withdrawERC4626(address(vault), 1, type(uint256).max);

        vm.warp(MORNING + 6 hours);
        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(address(vault), 1);
        vm.prank(operator);
        expectRevert("SparkVault/cool-down");
        vault.pause(true, true, 1);
    }

    // --- Temporary measure 3: manual governance coordination ---

    function test_temporary3_onlyGovernanceChangesTheGeneratorAndStartsAMigration() public {
        IDiamond.FacetCut[] memory none = new IDiamond.FacetCut[](0);
        address[4] memory others = [relayer, freezer, cBeam, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectMissingRole(others[i], 0x00);
            generator.diamond.diamondCut(none, address(0), "");
            expectMissingRole(others[i], 0x00);
            diamond.scheduleMigration(_prime(SPARK), address(sides[SPARK].vault), EPOCH, _allocators(SPARK));
            vm.stopPrank();
        }
        // Governance itself, too, acts only by a plan that waited.
        bytes memory step = abi.encodeCall(
            IMigrationActions.schedule, (wiring, _prime(SPARK), address(sides[SPARK].vault), EPOCH, _allocators(SPARK))
        );
        Plan memory plan = _plan(address(actions), step);
        _plotAsHat(plan);
        vm.warp(plan.eta - 1);
        expectRevert("ds-pause-premature-exec");
        _exec(plan);
        vm.warp(plan.eta);
        _exec(plan);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.Legacy);
        assertEq(diamond.migration(_prime(SPARK)).epoch, EPOCH);
    }

    function test_temporary3_allChangesAreStagedOutsideTheProcessingWindow() public {
        _startDualRun(SPARK);
        vm.warp(MIDNIGHT + 13 hours);
        vm.startPrank(relayer);
        expectRevert("LegacyMigrationFacet/processing-window");
        diamond.migrate(_prime(SPARK), PRIME_ILK, MILLION);
        expectRevert("LegacyMigrationFacet/processing-window");
        diamond.migrateBack(_prime(SPARK), PRIME_ILK, MILLION);
        vm.stopPrank();
        bytes memory other = abi.encodeCall(
            IMigrationActions.schedule, (wiring, _prime(GROVE), address(sides[GROVE].vault), EPOCH, _allocators(GROVE))
        );
        expectRevert("LegacyMigrationFacet/processing-window");
        this.asGovernance(other);

        vm.warp(MIDNIGHT + 16 hours);
        _migrate(SPARK, PRIME_ILK, MILLION);
    }

    function test_temporary3_theRollbackIsApprovedBeforeTheCutover() public {
        _startDualRun(SPARK);
        vm.warp(EPOCH);
        bytes memory cutOver = abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(SPARK)));
        expectRevert("LegacyMigrationFacet/rollback-not-approved");
        this.asGovernance(cutOver);

        _cutOver(SPARK);
        // An emergency knows no window.
        vm.warp(MIDNIGHT + 8 days + 14 hours);
        _rollBack(SPARK);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
        _mint(prime, primeRelayer, MILLION);
    }

    /// Makes the step a call of its own, so that a revert inside it can be expected.
    function asGovernance(bytes calldata step) external {
        _asGovernance(step);
    }

    function _funded(uint256 amount) private returns (PrimeVault vault) {
        vault = sides[SPARK].vault;
        _mint(generator, relayer, amount);
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(vault), amount, 0);
    }
}
