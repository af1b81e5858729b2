// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibDiamond} from "../../src/diamond/LibDiamond.sol";
import {LibRoles} from "../../src/diamond/LibRoles.sol";
import {LibController} from "../../src/facets/libraries/LibController.sol";
import {LibLegacyMigration} from "../../src/facets/libraries/LibLegacyMigration.sol";
import {LibSrUsds} from "../../src/facets/libraries/LibSrUsds.sol";
import {LibUsds} from "../../src/facets/libraries/LibUsds.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {UnknownFacet} from "../../script/UnknownFacet.sol";
import {MigrationFixture} from "../MigrationFixture.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";

interface VmRecord {
    function record() external;
    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
}

contract UnknownFacetSlot is UnknownFacet {
    function slot() external pure returns (bytes32) {
        return SLOT;
    }
}

contract StorageSlotsTest is MigrationFixture, SrUsdsFixture {
    // keccak256(abi.encode(uint256(keccak256("openzeppelin.storage.ReentrancyGuard")) - 1)) & ~bytes32(uint256(0xff))
    string private constant GUARD_NAMESPACE = "openzeppelin.storage.ReentrancyGuard";

    struct Namespace {
        string name;
        bytes32 slot;
    }

    /// By slot: the facet that wrote to it.
    mapping(bytes32 slot => string facet) private _writers;

    function setUp() public override(MigrationFixture, SrUsdsFixture) {
        super.setUp();
    }

    function test_everySlotIsTheErc7201SlotOfItsName() public {
        Namespace[] memory all = _namespaces();
        for (uint256 i; i < all.length; ++i) {
            assertEq(all[i].slot, _erc7201(all[i].name), all[i].name);
        }
    }

    function test_noTwoNamespacesShareASlot() public {
        Namespace[] memory all = _namespaces();
        for (uint256 i; i < all.length; ++i) {
            // The members of a namespace are the slots from its own on; 256 are free by construction.
            assertTrue(all[i].slot != _erc7201(GUARD_NAMESPACE), all[i].name);
            for (uint256 k; k < i; ++k) {
                assertTrue(all[i].slot != all[k].slot, all[i].name);
            }
        }
    }

    function test_stateLiesWhereTheNamespacesSay() public view {
        assertEq(_addressAt(LibController.SLOT, 0), address(generator.proxy));
        assertEq(_addressAt(LibController.SLOT, 1), address(generator.limits));
        assertEq(_addressAt(LibController.SLOT, 2), address(generator.parameters));
        assertEq(_addressAt(LibController.SLOT, 3), address(beamState));
        assertEq(_addressAt(LibController.SLOT, 4), address(0));
        assertEq(_addressAt(LibUsds.SLOT, 0), address(generator.vault));
        assertEq(_addressAt(LibUsds.SLOT, 1), generator.vault.buffer());
        assertEq(_addressAt(LibUsds.SLOT, 2), address(usds));
        assertEq(_addressAt(LibLegacyMigration.SLOT, 0), address(migrationMom));
        assertEq(_addressAt(LibLegacyMigration.SLOT, 1), address(autoLine));
        assertEq(_addressAt(LibSrUsds.SLOT, 0), address(srUsds));
        assertEq(_addressAt(LibSrUsds.SLOT, 1), address(subscribeQueue));
        assertEq(_addressAt(LibSrUsds.SLOT, 2), address(redeemQueue));
        assertEq(_addressAt(LibSrUsds.SLOT, 3), address(holding));
        assertEq(uint256(_at(keccak256(abi.encode(RELAYER, LibRoles.SLOT)), 0)), 1);
        assertEq(uint256(_at(LibDiamond.SLOT, 2)), 9);
    }

    function test_theRecordOfAMigrationLiesInItsNamespace() public {
        _schedule(SPARK);
        bytes32 slot = LibLegacyMigration.SLOT;
        assertEq(uint256(_at(slot, 2)), 1);
        assertEq(_addressAt(keccak256(abi.encode(uint256(slot) + 2)), 0), _prime(SPARK));
        assertEq(_addressAt(keccak256(abi.encode(_prime(SPARK), uint256(slot) + 3)), 0), _prime(SPARK));
        assertEq(_addressAt(keccak256(abi.encode(sides[SPARK].vault, uint256(slot) + 4)), 0), _prime(SPARK));
        assertEq(_addressAt(keccak256(abi.encode(PRIME_ILK, uint256(slot) + 5)), 0), _prime(SPARK));
    }

    /// A variable that a facet declared outside its namespace would be a write to one of the first slots; two facets with
    /// one namespace would write to the same.
    function test_noFacetTouchesAnUnnamespacedSlotAndNoTwoWriteToTheSame() public {
        _openLimits();
        VmRecord(address(vm)).record();
        _useAdmin();
        _endOfFacet("AdminFacet", true);
        _useUsds();
        _endOfFacet("UsdsFacet", false);
        _useErc4626();
        _endOfFacet("Erc4626Facet", false);
        _useMigration();
        _endOfFacet("LegacyMigrationFacet", true);
        _useSrUsds();
        _endOfFacet("SrUsdsFacet", true);
        _useCut();
        _endOfFacet("DiamondCutFacet", true);
        vm.prank(relayer);
        UnknownFacet(address(diamond)).pressTessera("tessera");
        _endOfFacet("UnknownFacet", true);
    }

    // --- Each facet at work ---

    function _useAdmin() private {
        vm.startPrank(admin);
        generator.diamond.setFreezer(stranger);
        generator.diamond.grantRole(RELAYER, stranger);
        generator.diamond.revokeRole(RELAYER, stranger);
        vm.stopPrank();
        vm.prank(stranger);
        generator.diamond.removeRelayer(stranger);
        vm.prank(admin);
        generator.diamond.setRelayer(relayer);
    }

    function _useUsds() private {
        vm.startPrank(relayer);
        generator.diamond.mintUSDS(100 * WAD);
        generator.diamond.burnUSDS(10 * WAD);
        vm.stopPrank();
    }

    function _useErc4626() private {
        vm.prank(admin);
        generator.diamond.setMaxExchangeRate(address(primeVault), 1, 2);
        vm.startPrank(relayer);
        generator.diamond.depositERC4626(address(primeVault), 50 * WAD, 0);
        generator.diamond.withdrawERC4626(address(primeVault), 20 * WAD, type(uint256).max);
        generator.diamond.redeemERC4626(address(primeVault), 20 * WAD, 0);
        vm.stopPrank();
    }

    function _useMigration() private {
        _startDualRun(SPARK);
        _migrate(SPARK, PRIME_ILK, 2 * MILLION);
        _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
        _cutOver(SPARK);
        _rollBack(SPARK);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        _retire(SPARK);
    }

    function _useSrUsds() private {
        _subscribe(ada, 10 * WAD);
        uint256 day = block.timestamp / 1 days + 1;
        _publish(day, 5 * WAD, 1e18);
        _lockOn(day);
        _settleOn(day);
    }

    function _useCut() private {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = UnknownFacet.pressTessera.selector;
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = _add(address(new UnknownFacet()), selectors);
        vm.prank(admin);
        generator.diamond.diamondCut(cuts, address(0), "");
    }

    /// Asserts that what this facet wrote was written by none before it, then starts a new record.
    function _endOfFacet(string memory name, bool writes) private {
        (bytes32[] memory reads, bytes32[] memory written) = VmRecord(address(vm)).accesses(address(diamond));
        assertEq(written.length > 0, writes, name);
        assertGt(reads.length, 0, name);
        for (uint256 i; i < reads.length; ++i) {
            assertGt(uint256(reads[i]), type(uint128).max, name);
        }
        for (uint256 i; i < written.length; ++i) {
            assertGt(uint256(written[i]), type(uint128).max, name);
            assertTrue(
                bytes(_writers[written[i]]).length == 0
                    || keccak256(bytes(_writers[written[i]])) == keccak256(bytes(name)),
                string.concat(name, " writes to a slot of ", _writers[written[i]])
            );
            _writers[written[i]] = name;
        }
        VmRecord(address(vm)).record();
    }

    function _openLimits() private {
        vm.startPrank(admin);
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_DEPOSIT", address(primeVault)));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_WITHDRAW", address(primeVault)));
        vm.stopPrank();
    }

    // --- Slots ---

    function _namespaces() private returns (Namespace[] memory all) {
        all = new Namespace[](7);
        all[0] = Namespace(LibDiamond.NAMESPACE, LibDiamond.SLOT);
        all[1] = Namespace(LibRoles.NAMESPACE, LibRoles.SLOT);
        all[2] = Namespace(LibController.NAMESPACE, LibController.SLOT);
        all[3] = Namespace(LibUsds.NAMESPACE, LibUsds.SLOT);
        all[4] = Namespace(LibLegacyMigration.NAMESPACE, LibLegacyMigration.SLOT);
        all[5] = Namespace("pau.storage.UnknownFacet", new UnknownFacetSlot().slot());
        all[6] = Namespace(LibSrUsds.NAMESPACE, LibSrUsds.SLOT);
    }

    function _erc7201(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(keccak256(bytes(name))) - 1)) & ~bytes32(uint256(0xff));
    }

    function _at(bytes32 slot, uint256 offset) private view returns (bytes32) {
        return vm.load(address(diamond), bytes32(uint256(slot) + offset));
    }

    function _addressAt(bytes32 slot, uint256 offset) private view returns (address) {
        return address(uint160(uint256(_at(slot, offset))));
    }
}
