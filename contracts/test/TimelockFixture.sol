// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "./Base.sol";
import {BEAMTimeLock} from "../src/configurator/BEAMTimeLock.sol";

/// A timelock with one holder of each role.
abstract contract TimelockFixture is Base {
    uint256 internal constant DELAY = 14 days;

    BEAMTimeLock internal timelock;
    address internal admin = makeAddr("admin");
    address internal proposer = makeAddr("proposer");
    address internal canceller = makeAddr("canceller");
    address internal pauser = makeAddr("pauser");
    address internal anyone = makeAddr("anyone");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        timelock = new BEAMTimeLock(DELAY, admin);
        vm.startPrank(admin);
        timelock.grantRole(timelock.PROPOSER_ROLE(), proposer);
        timelock.grantRole(timelock.CANCELLER_ROLE(), canceller);
        timelock.grantRole(timelock.PAUSER_ROLE(), pauser);
        vm.stopPrank();
    }
}

/// What operations call.
contract Target {
    uint256 public value;

    function set(uint256 newValue) external payable {
        require(newValue != 666, "Target/refused");
        value = newValue;
    }
}

/// Schedules and executes operations of one call, each told by the value that it sets.
abstract contract TimelockOperationFixture is TimelockFixture {
    bytes32 internal constant SALT = "salt";

    Target internal target;

    function setUp() public virtual override {
        super.setUp();
        target = new Target();
    }

    function _batch(address to, uint256 value)
        internal
        pure
        returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads)
    {
        targets = new address[](1);
        values = new uint256[](1);
        payloads = new bytes[](1);
        targets[0] = to;
        payloads[0] = abi.encodeCall(Target.set, (value));
    }

    function _id(uint256 value, bytes32 predecessor, bytes32 salt) internal view returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        return timelock.hashOperationBatch(targets, values, payloads, predecessor, salt);
    }

    function _schedule(uint256 value, bytes32 predecessor, bytes32 salt) internal returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        vm.prank(proposer);
        timelock.scheduleBatch(targets, values, payloads, predecessor, salt, DELAY);
        return _id(value, predecessor, salt);
    }

    function _execute(uint256 value, bytes32 predecessor, bytes32 salt) internal {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(target), value);
        vm.prank(anyone);
        timelock.executeBatch(targets, values, payloads, predecessor, salt);
    }

    function _pause() internal {
        vm.prank(pauser);
        timelock.pause();
    }
}
