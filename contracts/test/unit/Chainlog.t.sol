// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {Chainlog} from "../../src/mcd/Chainlog.sol";
import {Base} from "../Base.sol";

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
}
