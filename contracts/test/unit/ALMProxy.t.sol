// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {ALMProxy} from "../../src/pau/ALMProxy.sol";
import {Base} from "../Base.sol";

contract Target {
    error Refused(uint256 code);

    event Called(address self, address sender, uint256 value);

    function touch(uint256 x) external payable returns (uint256) {
        emit Called(address(this), msg.sender, msg.value);
        return x + 1;
    }

    function refuse(uint256 code) external pure {
        revert Refused(code);
    }

    function refuseWithReason() external pure {
        revert("Target/refused");
    }

    function refuseSilently() external pure {
        assembly {
            revert(0, 0)
        }
    }
}

contract ALMProxyTest is Base {
    address private admin = makeAddr("admin");
    address private controller = makeAddr("controller");
    address private noCode = makeAddr("noCode");
    ALMProxy private proxy;
    Target private target;

    function setUp() public {
        proxy = new ALMProxy(admin);
        target = new Target();
        vm.startPrank(admin);
        proxy.grantRole(proxy.CONTROLLER(), controller);
        vm.stopPrank();
    }

    function test_onlyAControllerCalls() public {
        bytes32 role = proxy.CONTROLLER();
        assertEq(role, keccak256("CONTROLLER"));
        vm.startPrank(admin);
        expectMissingRole(admin, role);
        proxy.doCall(address(target), "");
        expectMissingRole(admin, role);
        proxy.doCallWithValue(address(target), "", 0);
        expectMissingRole(admin, role);
        proxy.doDelegateCall(address(target), "");
    }

    function test_doCallActsAsTheProxyAndReturnsTheResult() public {
        vm.expectEmit(address(target));
        emit Target.Called(address(target), address(proxy), 0);
        vm.prank(controller);
        bytes memory result = proxy.doCall(address(target), abi.encodeCall(Target.touch, (41)));
        assertEq(abi.decode(result, (uint256)), 42);
    }

    function test_doCallWithValueSendsEtherOfTheProxyAndOfTheCall() public {
        vm.deal(address(proxy), 2 ether);
        vm.deal(controller, 1 ether);
        vm.expectEmit(address(target));
        emit Target.Called(address(target), address(proxy), 3 ether);
        vm.prank(controller);
        proxy.doCallWithValue{value: 1 ether}(address(target), abi.encodeCall(Target.touch, (0)), 3 ether);
        assertEq(address(proxy).balance, 0);
    }

    function test_doCallWithValueReportsAShortBalance() public {
        vm.deal(address(proxy), 1 ether);
        vm.prank(controller);
        vm.expectRevert(abi.encodeWithSelector(Errors.InsufficientBalance.selector, 1 ether, 1 ether + 1));
        proxy.doCallWithValue(address(target), abi.encodeCall(Target.touch, (0)), 1 ether + 1);
    }

    function test_doDelegateCallRunsInTheProxy() public {
        vm.expectEmit(address(proxy));
        emit Target.Called(address(proxy), controller, 0);
        vm.prank(controller);
        proxy.doDelegateCall(address(target), abi.encodeCall(Target.touch, (0)));
    }

    function test_passesCustomErrorsOn() public {
        bytes memory data = abi.encodeCall(Target.refuse, (7));
        bytes memory expected = abi.encodeWithSelector(Target.Refused.selector, 7);
        vm.startPrank(controller);
        vm.expectRevert(expected);
        proxy.doCall(address(target), data);
        vm.expectRevert(expected);
        proxy.doCallWithValue(address(target), data, 0);
        vm.expectRevert(expected);
        proxy.doDelegateCall(address(target), data);
    }

    function test_passesReasonsOn() public {
        vm.prank(controller);
        expectRevert("Target/refused");
        proxy.doCall(address(target), abi.encodeCall(Target.refuseWithReason, ()));
    }

    function test_namesASilentFailure() public {
        vm.prank(controller);
        vm.expectRevert(Errors.FailedCall.selector);
        proxy.doCall(address(target), abi.encodeCall(Target.refuseSilently, ()));
    }

    function test_refusesATargetWithoutCode() public {
        vm.startPrank(controller);
        vm.expectRevert(abi.encodeWithSelector(Address.AddressEmptyCode.selector, noCode));
        proxy.doCall(noCode, "");
        vm.expectRevert(abi.encodeWithSelector(Address.AddressEmptyCode.selector, noCode));
        proxy.doDelegateCall(noCode, "");
    }

    function test_takesEtherIn() public {
        vm.deal(address(this), 1 ether);
        (bool sent,) = address(proxy).call{value: 1 ether}("");
        assertTrue(sent);
        assertEq(address(proxy).balance, 1 ether);
    }
}
