// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {SafeCast} from "@openzeppelin/contracts/utils/math/SafeCast.sol";

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// An AllocatorVault of which everything can be wrong.
contract AnyAllocator {
    bytes32 public ilk = "ALLOCATOR-ANY-A";
    address public vat;
    address public usds;
    address public roles;
    mapping(address usr => uint256) public wards;

    constructor(AllocatorVault model, address ward) {
        vat = model.vat();
        usds = model.usds();
        roles = model.roles();
        wards[ward] = 1;
    }

    function setIlk(bytes32 ilk_) external {
        ilk = ilk_;
    }

    function setVat(address vat_) external {
        vat = vat_;
    }

    function setUsds(address usds_) external {
        usds = usds_;
    }
}

contract LegacyMigrationScheduleTest is MigrationFixture {
    address private spark;
    address private grove;
    address private vault;

    function setUp() public override {
        super.setUp();
        spark = _prime(SPARK);
        grove = _prime(GROVE);
        vault = address(sides[SPARK].vault);
    }

    // --- What it records ---

    function test_recordsTheWholeSchedule() public {
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = new ILegacyMigrationFacet.LegacyIlk[](2);
        ilks[0] = ILegacyMigrationFacet.LegacyIlk(GROVE_ILK, address(sides[GROVE].pau.vault), LINE);
        ilks[1] = ILegacyMigrationFacet.LegacyIlk(BLOOM_ILK, address(bloomVault), 0);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.MigrationScheduled(grove, address(sides[GROVE].vault), EPOCH, ilks);
        _plan(grove, address(sides[GROVE].vault), EPOCH, _allocators(GROVE));

        ILegacyMigrationFacet.Migration memory expected;
        expected.prime = grove;
        expected.vault = address(sides[GROVE].vault);
        expected.epoch = uint64(EPOCH);
        expected.scheduledAt = uint64(MORNING);
        expected.ilks = ilks;
        assertEq(abi.encode(diamond.migration(grove)), abi.encode(expected));
    }

    function test_showsPrimesInTheOrderOfTheirFirstSchedule() public {
        assertEq(diamond.migrations().length, 0);
        _schedule(GROVE);
        _schedule(SPARK);
        _schedule(GROVE);

        ILegacyMigrationFacet.Migration[] memory all = diamond.migrations();
        assertEq(all.length, 2);
        assertEq(abi.encode(all[0]), abi.encode(diamond.migration(grove)));
        assertEq(abi.encode(all[1]), abi.encode(diamond.migration(spark)));
        assertEq(all[0].prime, grove);
        assertEq(all[1].prime, spark);
    }

    function test_knowsNothingOfAPrimeThatWasNeverScheduled() public view {
        ILegacyMigrationFacet.Migration memory none;
        assertEq(abi.encode(diamond.migration(stranger)), abi.encode(none));
    }

    function test_namesItsLimit() public view {
        assertEq(diamond.LIMIT_LEGACY_MIGRATION(), keccak256("LIMIT_LEGACY_MIGRATION"));
    }

    // --- Again, while the Prime is Legacy ---

    function test_aNewScheduleReplacesTheOld() public {
        _plan(grove, vault, EPOCH, _allocators(GROVE));
        vm.warp(MORNING + 1 hours);
        autoLine.remIlk(GROVE_ILK);
        vat.file(GROVE_ILK, "line", 7 * RAD);
        _plan(grove, address(sides[GROVE].vault), EPOCH + 1, _one(address(sides[GROVE].pau.vault)));

        ILegacyMigrationFacet.Migration memory now_ = diamond.migration(grove);
        assertEq(now_.vault, address(sides[GROVE].vault));
        assertEq(uint256(now_.epoch), EPOCH + 1);
        assertEq(uint256(now_.scheduledAt), MORNING + 1 hours);
        assertEq(now_.ilks.length, 1);
        assertEq(now_.ilks[0].ceiling, 7 * RAD);
        assertEq(diamond.migrations().length, 1);
    }

    /// The vault and the ilks that a new schedule leaves out may belong to another Prime.
    function test_aNewScheduleLetsGoOfWhatItLeavesOut() public {
        _plan(grove, vault, EPOCH, _allocators(GROVE));
        expectRevert("LegacyMigrationFacet/vault-taken");
        _plan(spark, vault, EPOCH, _allocators(SPARK));

        _plan(grove, address(sides[GROVE].vault), EPOCH, _one(address(sides[GROVE].pau.vault)));
        bloomVault.rely(spark);
        _plan(spark, vault, EPOCH, _one(address(bloomVault)));
        assertEq(diamond.migration(spark).ilks[0].ilk, BLOOM_ILK);
    }

    function test_isScheduledOnlyWhileLegacy() public {
        _startDualRun(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _plan(spark, vault, EPOCH, _allocators(SPARK));
        _cutOver(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _plan(spark, vault, EPOCH + 1, _allocators(SPARK));
    }

    // --- What it refuses ---

    function test_onlyGovernanceSchedules() public {
        address[4] memory others = [relayer, address(configurator), freezer, stranger];
        for (uint256 i; i < others.length; ++i) {
            address[] memory allocators = _allocators(SPARK);
            vm.prank(others[i]);
            expectMissingRole(others[i], 0x00);
            diamond.scheduleMigration(spark, vault, EPOCH, allocators);
        }
    }

    function test_refusesZeroAddresses() public {
        expectRevert("LegacyMigrationFacet/zero-address");
        _plan(address(0), vault, EPOCH, _allocators(SPARK));
        expectRevert("LegacyMigrationFacet/zero-address");
        _plan(spark, address(0), EPOCH, _allocators(SPARK));
        address[] memory allocators = _allocators(GROVE);
        allocators[1] = address(0);
        expectRevert("LegacyMigrationFacet/zero-address");
        _plan(grove, vault, EPOCH, allocators);
    }

    function test_refusesAnEpochInThePast() public {
        expectRevert("LegacyMigrationFacet/epoch-in-the-past");
        _plan(spark, vault, MORNING - 1, _allocators(SPARK));
        _plan(spark, vault, MORNING, _allocators(SPARK));
        assertEq(uint256(diamond.migration(spark).epoch), MORNING);
    }

    function test_refusesAnEpochThatIsNoTime() public {
        uint256 beyond = uint256(type(uint64).max) + 1;
        expectRevertData(abi.encodeWithSelector(SafeCast.SafeCastOverflowedUintDowncast.selector, 64, beyond));
        _plan(spark, vault, beyond, _allocators(SPARK));
        _plan(spark, vault, beyond - 1, _allocators(SPARK));
    }

    function test_refusesAPrimeWithoutLegacyIlks() public {
        expectRevert("LegacyMigrationFacet/no-legacy-ilks");
        _plan(spark, vault, EPOCH, new address[](0));
    }

    function test_refusesAnIlkTwice() public {
        address[] memory twice = new address[](2);
        twice[0] = twice[1] = address(sides[SPARK].pau.vault);
        expectRevert("LegacyMigrationFacet/duplicate-ilk");
        _plan(spark, vault, EPOCH, twice);

        // A second AllocatorVault of the same ilk is the same ilk.
        AnyAllocator second = new AnyAllocator(sides[SPARK].pau.vault, spark);
        second.setIlk(PRIME_ILK);
        twice[1] = address(second);
        expectRevert("LegacyMigrationFacet/duplicate-ilk");
        _plan(spark, vault, EPOCH, twice);
    }

    function test_refusesTheIlkOfAnotherPrime() public {
        _schedule(SPARK);
        sides[SPARK].pau.vault.rely(grove);
        expectRevert("LegacyMigrationFacet/duplicate-ilk");
        _plan(grove, address(sides[GROVE].vault), EPOCH, _allocators(SPARK));
    }

    function test_refusesAVaultOfAnotherAsset() public {
        address other = address(new PrimeVault(address(new Usds()), "Other", "oth", admin));
        expectRevert("LegacyMigrationFacet/asset-mismatch");
        _plan(spark, other, EPOCH, _allocators(SPARK));
        expectRevert("LegacyMigrationFacet/asset-mismatch");
        _plan(spark, stranger, EPOCH, _allocators(SPARK));
    }

    function test_refusesTheVaultOfAnotherPrime() public {
        _schedule(SPARK);
        expectRevert("LegacyMigrationFacet/vault-taken");
        _plan(grove, vault, EPOCH, _allocators(GROVE));
        _schedule(SPARK);
    }

    function test_refusesTheGeneratorsOwnIlk() public {
        generator.vault.rely(spark);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _one(address(generator.vault)));

        AnyAllocator second = new AnyAllocator(sides[SPARK].pau.vault, spark);
        second.setIlk(GENERATOR_ILK);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _one(address(second)));
    }

    function test_refusesAnAllocatorOfAnotherCore() public {
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _one(stranger));

        AnyAllocator other = new AnyAllocator(sides[SPARK].pau.vault, spark);
        other.setVat(stranger);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _one(address(other)));

        other.setVat(address(vat));
        other.setUsds(stranger);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _one(address(other)));

        other.setUsds(address(usds));
        _plan(spark, vault, EPOCH, _one(address(other)));
    }

    function test_refusesAnAllocatorOnWhichThePrimeMayNotAct() public {
        AllocatorVault allocator = sides[SPARK].pau.vault;
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(grove, vault, EPOCH, _allocators(SPARK));

        roles.setRoleAction(PRIME_ILK, OPERATOR_ROLE, address(allocator), AllocatorVault.draw.selector, false);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _allocators(SPARK));

        roles.setRoleAction(PRIME_ILK, OPERATOR_ROLE, address(allocator), AllocatorVault.draw.selector, true);
        roles.setRoleAction(PRIME_ILK, OPERATOR_ROLE, address(allocator), AllocatorVault.wipe.selector, false);
        expectRevert("LegacyMigrationFacet/foreign-allocator");
        _plan(spark, vault, EPOCH, _allocators(SPARK));

        allocator.rely(spark);
        _plan(spark, vault, EPOCH, _allocators(SPARK));
    }

    // --- The start of the dual-run ---

    function test_startsTheDualRun() public {
        _schedule(SPARK);
        _grantController();
        vm.warp(MORNING + 2 hours);
        vm.expectEmit(address(diamond));
        emit ILegacyMigrationFacet.DualRunStarted(spark);
        _start(spark);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
        assertEq(uint256(diamond.migration(spark).dualRunAt), MORNING + 2 hours);
    }

    function test_onlyGovernanceStartsTheDualRun() public {
        _schedule(SPARK);
        _grantController();
        address[3] memory others = [relayer, address(configurator), stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], 0x00);
            diamond.startDualRun(spark);
        }
    }

    function test_startsOnlyWhatIsScheduledAndOnlyOnce() public {
        expectRevert("LegacyMigrationFacet/unknown-prime");
        _start(stranger);
        expectRevert("LegacyMigrationFacet/unknown-prime");
        _start(address(0));
        _startDualRun(SPARK);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        _start(spark);
    }

    function test_doesNotStartWithoutControllerOnTheProxy() public {
        _schedule(SPARK);
        expectRevert("LegacyMigrationFacet/not-controller");
        _start(spark);

        sides[SPARK].pau.vault.rely(stranger);
        address other = address(new PrimeVault(address(usds), "Other", "oth", admin));
        _plan(spark, vault, EPOCH, _one(address(new AnyAllocator(sides[SPARK].pau.vault, spark))));
        _plan(stranger, other, EPOCH, _allocators(SPARK));
        expectRevert("LegacyMigrationFacet/not-controller");
        _start(stranger);
    }

    function test_doesNotStartWhereThePrimeMayNotTake() public {
        _schedule(SPARK);
        _grantController();
        bytes32 taker = sides[SPARK].vault.TAKER_ROLE();
        vm.prank(admin);
        sides[SPARK].vault.revokeRole(taker, spark);
        expectRevert("LegacyMigrationFacet/not-taker");
        _start(spark);
    }

    // --- Calls ---

    function _plan(address prime_, address vault_, uint256 epoch, address[] memory allocators) private {
        vm.prank(admin);
        diamond.scheduleMigration(prime_, vault_, epoch, allocators);
    }

    function _start(address prime_) private {
        vm.prank(admin);
        diamond.startDualRun(prime_);
    }

    function _grantController() private {
        vm.prank(admin);
        sides[SPARK].pau.proxy.grantRole(CONTROLLER, address(diamond));
    }

    function _one(address allocator) private pure returns (address[] memory allocators) {
        allocators = new address[](1);
        allocators[0] = allocator;
    }
}
