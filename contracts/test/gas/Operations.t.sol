// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Erc4626Facet} from "../../src/facets/Erc4626Facet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// What each operation costs as a transaction of its own. The figures are kept in snapshots/: `npm run gas` renews them,
/// `npm test -- contracts` compares.
/// forge-config: default.isolate = true
contract OperationsTest is MigrationFixture, UnitFixture {
    uint256 private constant AMOUNT = 1_000_000 * 1e18;

    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    PrimeVault private vault;
    Unit private unit;
    address private guardian;

    function setUp() public override {
        super.setUp();
        vault = sides[SPARK].vault;
        address[] memory guardians = _makeGuardians(24);
        guardian = guardians[0];
        unit = _deployUnit(beamState, freezeRegistry, makeAddr("coreCouncil"), guardians);
        _pairWithLimits();
        _limit();

        _mint(generator, relayer, 10 * AMOUNT);
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(vault), 5 * AMOUNT, 0);
    }

    // --- Relayers ---

    function test_mint() public {
        vm.prank(relayer);
        generator.diamond.mintUSDS(AMOUNT);
        vm.snapshotGasLastCall("mintUSDS");
    }

    function test_burn() public {
        vm.prank(relayer);
        generator.diamond.burnUSDS(AMOUNT);
        vm.snapshotGasLastCall("burnUSDS");
    }

    function test_deposit() public {
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(vault), AMOUNT, 0);
        vm.snapshotGasLastCall("depositERC4626");
    }

    function test_withdraw() public {
        vm.prank(relayer);
        generator.diamond.withdrawERC4626(address(vault), AMOUNT, AMOUNT);
        vm.snapshotGasLastCall("withdrawERC4626");
    }

    function test_redeem() public {
        vm.prank(relayer);
        generator.diamond.redeemERC4626(address(vault), AMOUNT, 0);
        vm.snapshotGasLastCall("redeemERC4626");
    }

    function test_take() public {
        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(address(vault), AMOUNT);
        vm.snapshotGasLastCall("takeFromSparkVault");
    }

    function test_takeUnderAPolicyAndABuffer() public {
        // After a day the deposit counts.
        skip(1 days);
        vm.startPrank(admin);
        vault.setWithdrawalPolicy(WAD / 2, 1 days);
        vault.setLiquidityBuffer(AMOUNT);
        vm.stopPrank();

        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(address(vault), AMOUNT);
        vm.snapshotGasLastCall("takeFromSparkVault, guarded");
    }

    function test_transferAsset() public {
        vm.prank(primeRelayer);
        prime.diamond.transferAsset(address(usds), address(vault), AMOUNT);
        vm.snapshotGasLastCall("transferAsset");
    }

    // --- Migration ---

    function test_migrate() public {
        _startDualRun(SPARK);
        _migrate(SPARK, PRIME_ILK, AMOUNT);
        vm.snapshotGasLastCall("migrate");
    }

    function test_migrateBack() public {
        _startDualRun(SPARK);
        _migrate(SPARK, PRIME_ILK, AMOUNT);
        _migrateBack(SPARK, PRIME_ILK, AMOUNT);
        vm.snapshotGasLastCall("migrateBack");
    }

    function test_theStepsOfGovernance() public {
        _schedule(SPARK);
        vm.snapshotGasLastCall("schedule");
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(SPARK))));
        vm.snapshotGasLastCall("startDualRun");
        _cutOver(SPARK);
        vm.snapshotGasLastCall("cutOver");
        _migrateAll(SPARK);
        _retire(SPARK);
        vm.snapshotGasLastCall("retire");
    }

    function test_rollback() public {
        _startDualRun(SPARK);
        _cutOver(SPARK);
        _rollBack(SPARK);
        vm.snapshotGasLastCall("rollback");
    }

    // --- Operators ---

    function test_raiseALimit() public {
        vm.prank(cBeam);
        unit.configurator.setRateLimit(address(generator.limits), MINT, 120 * AMOUNT, 0);
        vm.snapshotGasLastCall("setRateLimit, raised");
    }

    function test_lowerALimit() public {
        vm.prank(cBeam);
        unit.configurator.setRateLimit(address(generator.limits), MINT, AMOUNT, 0);
        vm.snapshotGasLastCall("setRateLimit, lowered");
    }

    function test_replaceTheRelayer() public {
        vm.prank(cBeam);
        unit.operators.setRelayer(address(diamond), stranger);
        vm.snapshotGasLastCall("setRelayer");
    }

    function test_setThePolicyOfAVault() public {
        vm.prank(admin);
        vault.setWithdrawalPolicy(WAD / 2, 1 days);
        vm.snapshotGasLastCall("setWithdrawalPolicy");
    }

    function test_scheduleAndExecuteAnOperation() public {
        bytes memory payload = abi.encodeCall(IBeamState.setHop, (address(0), 1 days));
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) =
            _batch(address(beamState), payload);
        vm.prank(unit.coreCouncil);
        unit.timelock.scheduleBatch(targets, values, payloads, 0, 0, DELAY);
        vm.snapshotGasLastCall("scheduleBatch");

        skip(DELAY);
        unit.timelock.executeBatch(targets, values, payloads, 0, 0);
        vm.snapshotGasLastCall("executeBatch");
    }

    // --- Emergency ---

    function test_removeARelayer() public {
        vm.prank(freezer);
        generator.diamond.removeRelayer(relayer);
        vm.snapshotGasLastCall("removeRelayer");
    }

    function test_freezeABeamAndLiftTheFreeze() public {
        vm.prank(guardian);
        unit.council.freeze(relayer, _noPairs(), _noPairs());
        vm.snapshotGasLastCall("freeze");

        _voteToLift(unit, relayer, THRESHOLD);
        vm.snapshotGasLastCall("lift, the last vote");
    }

    function test_freezeACBeamOfItsPairsAndLiftTheFreeze() public {
        vm.prank(guardian);
        unit.council.freeze(cBeam, _list(address(generator.limits)), _list(address(diamond)));
        vm.snapshotGasLastCall("freeze, a cBEAM of two pairs");

        _voteToLift(unit, cBeam, THRESHOLD);
        vm.snapshotGasLastCall("lift, the last vote, two pairs");
    }

    function test_pauseAVault() public {
        vm.startPrank(admin);
        vault.setGuardrailBounds(IPrimeVault.GuardrailBounds(0, WAD, 0, 1 days, 0, AMOUNT, 1 days, 1 hours));
        vault.pause(true, true, 1 days);
        vm.snapshotGasLastCall("pause");
        vault.unpause(true, true);
        vm.snapshotGasLastCall("unpause");
    }

    // --- Governance ---

    function test_replaceAFacetThroughThePause() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] =
            IDiamond.FacetCut(address(new Erc4626Facet()), IDiamond.FacetCutAction.Replace, FacetSelectors.erc4626());
        Plan memory plan =
            _callPlan(address(diamond), abi.encodeCall(generator.diamond.diamondCut, (cuts, address(0), "")));

        _plotAsHat(plan);
        vm.snapshotGasLastCall("plot");
        vm.warp(plan.eta);
        _exec(plan);
        vm.snapshotGasLastCall("exec, diamondCut of a facet");
    }

    function test_dropAPlan() public {
        Plan memory plan = _callPlan(address(diamond), abi.encodeCall(IAdminFacet.setRelayer, (stranger)));
        _plotAsHat(plan);
        vm.prank(hat);
        _drop(plan);
        vm.snapshotGasLastCall("drop");
    }

    // --- Setup ---

    function _pairWithLimits() private {
        beamState.setHop(address(0), 18 hours);
        beamState.setMaxChange(address(0), 1.25e18);
        beamState.addRateLimits(address(generator.limits));
        beamState.setCBeamForRateLimits(address(generator.limits), cBeam);
        vm.startPrank(admin);
        generator.limits.grantRole(0x00, address(unit.configurator));
        generator.diamond.grantRole(CONFIGURATOR, address(unit.configurator));
        generator.diamond.grantRole(OPERATORS, address(unit.operators));
        vm.stopPrank();
    }

    /// Limits that bind, as they do in use.
    function _limit() private {
        vm.startPrank(admin);
        generator.limits.setRateLimitData(MINT, 100 * AMOUNT, 1);
        generator.limits.setRateLimitData(_key("LIMIT_4626_DEPOSIT", address(vault)), 100 * AMOUNT, 1);
        generator.limits.setRateLimitData(_key("LIMIT_4626_WITHDRAW", address(vault)), 100 * AMOUNT, 1);
        generator.limits.setRateLimitData(_migrationKey(SPARK), 100 * AMOUNT, 1);
        prime.limits.setRateLimitData(_key("LIMIT_SPARK_VAULT_TAKE", address(vault)), 100 * AMOUNT, 1);
        vm.stopPrank();
    }
}
