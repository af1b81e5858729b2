// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {SubProxy} from "../../src/governance/SubProxy.sol";
import {ISubProxy} from "../../src/interfaces/ISubProxy.sol";
import {Base} from "../Base.sol";

/// Runs in the proxy: tells where, with what, and refuses on demand.
contract Guest {
    function whereAmI() external payable returns (address self, address caller, uint256 value) {
        return (address(this), msg.sender, msg.value);
    }

    function refuse() external pure {
        revert("Guest/refused");
    }
}

contract SubProxyTest is Base {
    SubProxy private proxy = new SubProxy();
    Guest private guest = new Guest();
    address private stranger = makeAddr("stranger");

    function test_deployerIsTheFirstWard() public {
        vm.expectEmit();
        emit ISubProxy.Rely(address(this));
        assertEq(new SubProxy().wards(address(this)), 1);
    }

    function test_wardsHandPowerOverAndTakeItAway() public {
        vm.expectEmit(address(proxy));
        emit ISubProxy.Rely(stranger);
        proxy.rely(stranger);
        assertEq(proxy.wards(stranger), 1);

        vm.expectEmit(address(proxy));
        emit ISubProxy.Deny(address(this));
        vm.prank(stranger);
        proxy.deny(address(this));
        assertEq(proxy.wards(address(this)), 0);
    }

    function testFuzz_onlyWardsDoAnything(address caller) public {
        vm.assume(caller != address(this));
        vm.startPrank(caller);
        expectRevert("SubProxy/not-authorized");
        proxy.rely(caller);
        expectRevert("SubProxy/not-authorized");
        proxy.deny(address(this));
        expectRevert("SubProxy/not-authorized");
        proxy.exec(address(guest), abi.encodeCall(Guest.whereAmI, ()));
    }

    function test_runsCodeAsItselfWithWhatWasSent() public {
        vm.deal(address(this), 1 ether);
        bytes memory out = proxy.exec{value: 1 ether}(address(guest), abi.encodeCall(Guest.whereAmI, ()));
        (address self, address caller, uint256 value) = abi.decode(out, (address, address, uint256));
        assertEq(self, address(proxy));
        assertEq(caller, address(this));
        assertEq(value, 1 ether);
        assertEq(address(proxy).balance, 1 ether);
    }

    function test_losesTheReasonOfWhatItRuns() public {
        expectRevert("SubProxy/delegatecall-error");
        proxy.exec(address(guest), abi.encodeCall(Guest.refuse, ()));
    }
}
