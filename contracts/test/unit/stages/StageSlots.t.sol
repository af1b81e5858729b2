// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DispatchConfigs} from "../../../deploy/DispatchConfigs.sol";
import {IDispatchedPau} from "../../../src/interfaces/IDispatchedPau.sol";
import {DispatchErc4626Facet} from "../../../src/stages/dispatch/DispatchErc4626Facet.sol";
import {DispatchUsdsFacet} from "../../../src/stages/dispatch/DispatchUsdsFacet.sol";
import {LibDispatch} from "../../../src/stages/dispatch/LibDispatch.sol";
import {DispatchFixture} from "../../DispatchFixture.sol";

contract UsdsSlot is DispatchUsdsFacet(address(1)) {
    function namespace() external pure returns (string memory, bytes32) {
        return (NAMESPACE, SLOT);
    }
}

contract Erc4626Slot is DispatchErc4626Facet {
    function namespace() external pure returns (string memory, bytes32) {
        return (NAMESPACE, SLOT);
    }
}

interface VmAccesses {
    function record() external;
    function accesses(address target) external returns (bytes32[] memory reads, bytes32[] memory writes);
}

/// Where a production Controller and its facets keep their state. All slots follow from the names of their namespaces;
/// that of the Controller is also the one that is published.
contract StageSlotsTest is DispatchFixture {
    bytes32 private constant PUBLISHED = 0xee25394e09bdf9f095ffaf6289395c59de06e33ff54692b0774d5012253c4d00;

    function test_theSlotOfTheControllerIsThePublishedOne() public pure {
        assertEq(LibDispatch.SLOT, PUBLISHED);
    }

    function test_everySlotIsTheErc7201SlotOfItsName() public {
        assertEq(LibDispatch.SLOT, _erc7201(LibDispatch.NAMESPACE));
        assertEq(LibDispatch.WIRES_SLOT, _erc7201(LibDispatch.WIRES_NAMESPACE));
        (string memory name, bytes32 slot) = new UsdsSlot().namespace();
        assertEq(slot, _erc7201(name));
        (name, slot) = new Erc4626Slot().namespace();
        assertEq(slot, _erc7201(name));
    }

    function test_stateLiesWhereTheNamespacesSay() public {
        assertEq(_addressAt(LibDispatch.WIRES_SLOT, 0), address(accessControls));
        assertEq(_addressAt(LibDispatch.WIRES_SLOT, 1), address(starProxy));
        assertEq(_addressAt(LibDispatch.WIRES_SLOT, 2), address(starLimits));

        // The set of ids: its values, then their positions; then configurations and dispatches by their keys.
        bytes32 slot = LibDispatch.SLOT;
        assertEq(uint256(_at(slot, 0)), 4);
        assertEq(_at(keccak256(abi.encode(slot)), 0), DispatchConfigs.USDS);
        assertEq(_addressAt(keccak256(abi.encode(DispatchConfigs.USDS, uint256(slot) + 2)), 0), address(facets.usds));
        bytes32 dispatch = keccak256(abi.encode(IDispatchedPau.sparkVault_take.selector, uint256(slot) + 3));
        assertEq(_addressAt(dispatch, 0), address(facets.sparkVault));

        (, bytes32 usdsSlot) = new UsdsSlot().namespace();
        assertEq(_addressAt(usdsSlot, 0), address(starAllocator));
        (, bytes32 erc4626Slot) = new Erc4626Slot().namespace();
        vm.prank(admin);
        IDispatchedPau(address(controller)).erc4626_setMaxExchangeRate(address(savings), 1, 2);
        assertEq(uint256(_at(keccak256(abi.encode(address(savings), erc4626Slot)), 0)), 2e36);
    }

    /// A variable declared outside of the namespaces would lie in one of the first slots.
    function test_nothingLiesOutsideOfTheNamespaces() public {
        _limit(_key("LIMIT_USDS_MINT"), 10);
        vm.prank(admin);
        accessControls.grantRole(ALLOCATOR_ROLE, starRelayer);
        VmAccesses(address(vm)).record();
        vm.startPrank(admin);
        controller.updateIntegrations(DispatchConfigs.ids());
        IDispatchedPau(address(controller)).usds_setVault(address(starAllocator));
        IDispatchedPau(address(controller)).erc4626_setMaxExchangeRate(address(savings), 1, 2);
        vm.stopPrank();
        vm.prank(starRelayer);
        IDispatchedPau(address(controller)).usds_mint(10);
        (bytes32[] memory reads,) = VmAccesses(address(vm)).accesses(address(controller));
        assertGt(reads.length, 0);
        for (uint256 i; i < reads.length; ++i) {
            assertGt(uint256(reads[i]), type(uint128).max);
        }
    }

    function _erc7201(string memory name) private pure returns (bytes32) {
        return keccak256(abi.encode(uint256(keccak256(bytes(name))) - 1)) & ~bytes32(uint256(0xff));
    }

    function _at(bytes32 slot, uint256 offset) private view returns (bytes32) {
        return vm.load(address(controller), bytes32(uint256(slot) + offset));
    }

    function _addressAt(bytes32 slot, uint256 offset) private view returns (address) {
        return address(uint160(uint256(_at(slot, offset))));
    }
}
