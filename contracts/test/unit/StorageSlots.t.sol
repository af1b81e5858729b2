// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibDiamond} from "../../src/diamond/LibDiamond.sol";
import {LibRoles} from "../../src/diamond/LibRoles.sol";
import {LibController} from "../../src/facets/libraries/LibController.sol";
import {LibUsds} from "../../src/facets/libraries/LibUsds.sol";
import {UnknownFacet} from "../../script/UnknownFacet.sol";
import {PauFixture} from "../PauFixture.sol";

interface VmRecord {
    function record() external;
    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
}

contract UnknownFacetSlot is UnknownFacet {
    function slot() external pure returns (bytes32) {
        return SLOT;
    }
}

contract StorageSlotsTest is PauFixture {
    // keccak256(abi.encode(uint256(keccak256("openzeppelin.storage.ReentrancyGuard")) - 1)) & ~bytes32(uint256(0xff))
    string private constant GUARD_NAMESPACE = "openzeppelin.storage.ReentrancyGuard";

    struct Namespace {
        string name;
        bytes32 slot;
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
        address diamond = address(generator.diamond);
        assertEq(_addressAt(LibController.SLOT, 0), address(generator.proxy));
        assertEq(_addressAt(LibController.SLOT, 1), address(generator.limits));
        assertEq(_addressAt(LibController.SLOT, 2), address(generator.parameters));
        assertEq(_addressAt(LibController.SLOT, 3), address(beamState));
        assertEq(_addressAt(LibController.SLOT, 4), address(0));
        assertEq(_addressAt(LibUsds.SLOT, 0), address(generator.vault));
        assertEq(_addressAt(LibUsds.SLOT, 1), generator.vault.buffer());
        assertEq(_addressAt(LibUsds.SLOT, 2), address(usds));
        assertEq(uint256(vm.load(diamond, keccak256(abi.encode(RELAYER, LibRoles.SLOT)))), 1);
        assertEq(uint256(vm.load(diamond, bytes32(uint256(LibDiamond.SLOT) + 2))), 7);
    }

    /// A variable that a facet declared outside its namespace would be a write to one of the first slots.
    function test_noFacetTouchesAnUnnamespacedSlot() public {
        address diamond = address(generator.diamond);
        vm.startPrank(admin);
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_DEPOSIT", address(primeVault)));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_WITHDRAW", address(primeVault)));
        vm.stopPrank();

        VmRecord(address(vm)).record();
        vm.startPrank(admin);
        generator.diamond.setMaxExchangeRate(stranger, 1, 1);
        generator.diamond.setFreezer(stranger);
        generator.diamond.grantRole(RELAYER, stranger);
        vm.stopPrank();
        vm.startPrank(relayer);
        generator.diamond.mintUSDS(100 * WAD);
        generator.diamond.depositERC4626(address(primeVault), 50 * WAD, 0);
        generator.diamond.withdrawERC4626(address(primeVault), 20 * WAD, type(uint256).max);
        generator.diamond.redeemERC4626(address(primeVault), 20 * WAD, 0);
        generator.diamond.burnUSDS(10 * WAD);
        vm.stopPrank();
        vm.prank(stranger);
        generator.diamond.removeRelayer(stranger);

        (bytes32[] memory reads, bytes32[] memory writes) = VmRecord(address(vm)).accesses(diamond);
        assertGt(writes.length, 0);
        _assertNamespaced(reads);
        _assertNamespaced(writes);
    }

    function _namespaces() private returns (Namespace[] memory all) {
        all = new Namespace[](5);
        all[0] = Namespace(LibDiamond.NAMESPACE, LibDiamond.SLOT);
        all[1] = Namespace(LibRoles.NAMESPACE, LibRoles.SLOT);
        all[2] = Namespace(LibController.NAMESPACE, LibController.SLOT);
        all[3] = Namespace(LibUsds.NAMESPACE, LibUsds.SLOT);
        all[4] = Namespace("pau.storage.UnknownFacet", new UnknownFacetSlot().slot());
    }

    function _erc7201(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(keccak256(bytes(name))) - 1)) & ~bytes32(uint256(0xff));
    }

    function _addressAt(bytes32 slot, uint256 offset) private view returns (address) {
        return address(uint160(uint256(vm.load(address(generator.diamond), bytes32(uint256(slot) + offset)))));
    }

    function _assertNamespaced(bytes32[] memory slots) private pure {
        for (uint256 i; i < slots.length; ++i) {
            assertGt(uint256(slots[i]), type(uint128).max, "a slot outside every namespace");
        }
    }
}
