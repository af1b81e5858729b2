// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {Chainlog} from "../../src/mcd/Chainlog.sol";
import {Base, Vm} from "../Base.sol";

contract ChainlogTest is Base {
    address private alice = makeAddr("alice");
    Chainlog private chainlog = new Chainlog();

    function test_startsWithItself() public view {
        assertEq(chainlog.count(), 1);
        assertEq(chainlog.getAddress("CHANGELOG"), address(chainlog));
        assertEq(chainlog.version(), "0.0.0");
    }

    function test_answersToItsWardsOnly() public {
        vm.startPrank(alice);
        expectRevert("ChainLog/not-authorized");
        chainlog.setAddress("A", alice);
        expectRevert("ChainLog/not-authorized");
        chainlog.removeAddress("CHANGELOG");
        expectRevert("ChainLog/not-authorized");
        chainlog.setVersion("1");
        expectRevert("ChainLog/not-authorized");
        chainlog.rely(alice);
        expectRevert("ChainLog/not-authorized");
        chainlog.deny(alice);
        vm.stopPrank();

        chainlog.rely(alice);
        vm.startPrank(alice);
        chainlog.setVersion("1");
        chainlog.deny(address(this));
        assertEq(chainlog.version(), "1");
    }

    function test_namesAndRenames() public {
        vm.expectEmit(address(chainlog));
        emit IChainlog.UpdateAddress("A", alice);
        chainlog.setAddress("A", alice);
        chainlog.setAddress("A", address(this));
        assertEq(chainlog.count(), 2);
        assertEq(chainlog.getAddress("A"), address(this));
        (bytes32 key, address addr) = chainlog.get(1);
        assertEq(key, bytes32("A"));
        assertEq(addr, address(this));
    }

    function test_forgetsANameAndKeepsTheRest() public {
        chainlog.setAddress("A", address(1));
        chainlog.setAddress("B", address(2));
        chainlog.setAddress("C", address(3));
        chainlog.removeAddress("A");
        chainlog.removeAddress("C");

        bytes32[] memory names = chainlog.list();
        assertEq(names.length, 2);
        assertEq(names[0], bytes32("CHANGELOG"));
        assertEq(names[1], bytes32("B"));
        assertEq(chainlog.getAddress("B"), address(2));
    }

    function test_anUnknownNameIsRefused() public {
        expectRevert("dss-chain-log/invalid-key");
        chainlog.getAddress("A");
        expectRevert("dss-chain-log/invalid-key");
        chainlog.removeAddress("A");
    }

    /// A name without an address is how the list keeps its order: it is unknown to readers, and still there.
    function test_aNameWithoutAnAddressCanBeRemoved() public {
        chainlog.setAddress("A", address(1));
        chainlog.setAddress("A", address(0));
        assertEq(chainlog.count(), 2);
        expectRevert("dss-chain-log/invalid-key");
        chainlog.getAddress("A");

        vm.expectEmit(address(chainlog));
        emit IChainlog.RemoveAddress("A");
        chainlog.removeAddress("A");
        assertEq(chainlog.count(), 1);
        expectRevert("dss-chain-log/invalid-key");
        chainlog.removeAddress("A");
    }

    function test_startsWithAVersionAndItselfAndNothingElse() public {
        vm.recordLogs();
        address created = address(new Chainlog());
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 2);
        assertEq(logs[0].topics[0], IChainlog.UpdateVersion.selector);
        assertEq(logs[1].topics[0], IChainlog.UpdateAddress.selector);
        assertEq(logs[1].data, abi.encode(bytes32("CHANGELOG"), created));
    }

    /// Names come and go in any order: the list has each that is there once, with its address.
    function testFuzz_theListHasEveryNameOnce(uint256 seed) public {
        address[8] memory expected;
        for (uint256 i; i < 32; ++i) {
            uint256 random = uint256(keccak256(abi.encode(seed, i)));
            uint256 name = random % expected.length;
            if (expected[name] == address(0) || random & 256 != 0) {
                expected[name] = address(uint160(random));
                chainlog.setAddress(bytes32(name + 1), expected[name]);
            } else {
                expected[name] = address(0);
                chainlog.removeAddress(bytes32(name + 1));
            }
        }

        uint256 present = 1;
        for (uint256 i; i < expected.length; ++i) {
            if (expected[i] == address(0)) continue;
            ++present;
            assertEq(chainlog.getAddress(bytes32(i + 1)), expected[i]);
        }
        assertEq(chainlog.count(), present);
        for (uint256 i; i < present; ++i) {
            (bytes32 key, address addr) = chainlog.get(i);
            assertEq(addr, chainlog.getAddress(key));
            for (uint256 j; j < i; ++j) {
                assertNotEq(chainlog.list()[j], key);
            }
        }
    }
}
