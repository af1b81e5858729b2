// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Configurator} from "../src/configurator/Configurator.sol";
import {FacetSelectors} from "../src/facets/FacetSelectors.sol";
import {LegacyMigrationFacet} from "../src/facets/LegacyMigrationFacet.sol";
import {MigrationInit} from "../src/facets/MigrationInit.sol";
import {MigrationActions} from "../src/governance/MigrationActions.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {ILegacyMigrationFacet} from "../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../src/interfaces/IMigrationActions.sol";
import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {Chainlog} from "../src/mcd/Chainlog.sol";
import {MigrationMom} from "../src/mcd/MigrationMom.sol";
import {GovernanceFixture} from "./GovernanceFixture.sol";
import {SystemFixture} from "./SystemFixture.sol";

/// The whole system before its migration, owned by the pause proxy: Spark owes on one legacy ilk, Grove on two, of which
/// Bloom is wound down already. It is nine in the morning, so the Processing Window is four hours away.
abstract contract MigrationFixture is SystemFixture, GovernanceFixture {
    uint256 internal constant SPARK = 0;
    uint256 internal constant GROVE = 1;
    uint256 internal constant MIDNIGHT = 1_750_032_000;
    uint256 internal constant MORNING = MIDNIGHT + 9 hours;
    uint256 internal constant EPOCH = MIDNIGHT + 7 days + 10 hours;
    uint256 internal constant SPARK_DEBT = 40 * MILLION;
    uint256 internal constant GROVE_DEBT = 30 * MILLION;
    uint256 internal constant BLOOM_DEBT = 10 * MILLION;

    ILegacyMigrationFacet internal diamond;
    Chainlog internal chainlog;
    MigrationMom internal migrationMom;
    MigrationActions internal actions;
    Configurator internal configurator;
    address internal cBeam = makeAddr("cBeam");
    IMigrationActions.MigrationWiring internal wiring;

    function setUp() public virtual override {
        _deployGovernance();
        admin = address(pauseProxy);
        super.setUp();
        vm.warp(MORNING);
        _addFacet();
        _handOver();
        _pairCBeam();
        _borrow();
    }

    // --- Steps of governance, at once ---

    function _schedule(uint256 side) internal {
        _asGovernance(
            abi.encodeCall(
                IMigrationActions.schedule, (wiring, _prime(side), address(sides[side].vault), EPOCH, _allocators(side))
            )
        );
    }

    function _startDualRun(uint256 side) internal {
        _schedule(side);
        _asGovernance(abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(side))));
    }

    function _cutOver(uint256 side) internal {
        _approveRollback(side);
        if (vm.getBlockTimestamp() < EPOCH) vm.warp(EPOCH);
        _asGovernance(abi.encodeCall(IMigrationActions.cutOver, (wiring, _prime(side))));
    }

    function _retire(uint256 side) internal {
        _asGovernance(abi.encodeCall(IMigrationActions.retire, (wiring, _prime(side))));
    }

    /// Runs a step as the proxy does, but passes on the reason of a failure, which the proxy keeps to itself.
    function _asGovernance(bytes memory step) internal {
        vm.prank(address(pauseProxy), true);
        (bool success, bytes memory result) = address(actions).delegatecall(step);
        if (success) return;
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }

    // --- Steps of the operators ---

    function _approveRollback(uint256 side) internal {
        vm.prank(admin);
        beamState.addInitControllerActions(_rollbackCall(side), address(diamond));
    }

    function _rollBack(uint256 side) internal {
        vm.prank(cBeam);
        configurator.callControllerAction(address(diamond), _rollbackCall(side));
    }

    function _migrate(uint256 side, bytes32 ilk, uint256 wad) internal returns (uint256) {
        vm.prank(relayer);
        return diamond.migrate(_prime(side), ilk, wad);
    }

    function _migrateBack(uint256 side, bytes32 ilk, uint256 wad) internal returns (uint256) {
        vm.prank(relayer);
        return diamond.migrateBack(_prime(side), ilk, wad);
    }

    function _migrateAll(uint256 side) internal {
        _migrate(side, sides[side].pau.vault.ilk(), type(uint256).max);
        if (side == GROVE) _migrate(GROVE, BLOOM_ILK, type(uint256).max);
    }

    // --- What there is ---

    function _prime(uint256 side) internal view returns (address) {
        return address(sides[side].pau.proxy);
    }

    function _allocators(uint256 side) internal view returns (address[] memory allocators) {
        allocators = new address[](side == GROVE ? 2 : 1);
        allocators[0] = address(sides[side].pau.vault);
        if (side == GROVE) allocators[1] = address(bloomVault);
    }

    function _rollbackCall(uint256 side) internal view returns (bytes memory) {
        return abi.encodeCall(ILegacyMigrationFacet.rollback, (_prime(side)));
    }

    function _migrationKey(uint256 side) internal view returns (bytes32) {
        return _key("LIMIT_LEGACY_MIGRATION", address(sides[side].vault));
    }

    function _phase(uint256 side) internal view returns (ILegacyMigrationFacet.Phase) {
        return diamond.migration(_prime(side)).phase;
    }

    function _assertPhase(uint256 side, ILegacyMigrationFacet.Phase phase) internal view {
        assertEq(uint256(_phase(side)), uint256(phase));
    }

    function _art(bytes32 ilk) internal view returns (uint256 art) {
        (art,,,,) = vat.ilks(ilk);
    }

    function _line(bytes32 ilk) internal view returns (uint256 line) {
        (,,, line,) = vat.ilks(ilk);
    }

    /// What repays all of an ilk now [wad].
    function _owed(bytes32 ilk) internal returns (uint256) {
        return (_debtNow(ilk) + RAY - 1) / RAY;
    }

    // --- Setup ---

    function _addFacet() private {
        chainlog = new Chainlog();
        chainlog.setAddress("MCD_IAM_AUTO_LINE", address(autoLine));
        migrationMom = new MigrationMom(address(vat), address(generator.diamond));
        vat.rely(address(migrationMom));
        migrationMom.setOwner(admin);

        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = _add(address(new LegacyMigrationFacet()), FacetSelectors.legacyMigration());
        address init = address(new MigrationInit());
        bytes memory data = abi.encodeCall(MigrationInit.init, (address(migrationMom), address(chainlog)));
        vm.prank(admin);
        generator.diamond.diamondCut(cuts, init, data);

        diamond = ILegacyMigrationFacet(address(generator.diamond));
        actions = new MigrationActions();
        wiring = IMigrationActions.MigrationWiring({
            diamond: address(diamond),
            mom: address(migrationMom),
            vat: address(vat),
            autoLine: address(autoLine),
            beamState: address(beamState)
        });
    }

    function _handOver() private {
        vat.rely(admin);
        autoLine.rely(admin);
        beamState.rely(admin);
        vm.startPrank(admin);
        for (uint256 i; i < sides.length; ++i) {
            generator.limits.setUnlimitedRateLimitData(_migrationKey(i));
        }
        vm.stopPrank();
    }

    function _pairCBeam() private {
        configurator = new Configurator(address(beamState));
        beamState.addController(address(diamond));
        beamState.addCBeam(cBeam);
        beamState.setCBeamForController(address(diamond), cBeam);
        vm.prank(admin);
        generator.diamond.grantRole(CONFIGURATOR, address(configurator));
    }

    function _borrow() private {
        _mint(sides[SPARK].pau, primeRelayer, SPARK_DEBT);
        _mint(sides[GROVE].pau, groveRelayer, GROVE_DEBT);
        address grove = _prime(GROVE);
        vm.startPrank(grove);
        bloomVault.draw(BLOOM_DEBT);
        usds.transferFrom(bloomVault.buffer(), grove, BLOOM_DEBT);
        vm.stopPrank();

        autoLine.remIlk(BLOOM_ILK);
        vat.file("Line", vat.Line() - _line(BLOOM_ILK));
        vat.file(BLOOM_ILK, "line", 0);
    }
}
