// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {SrUsdsFixture} from "../SrUsdsFixture.sol";

/// What an operation of srUSDS costs as a transaction of its own, with few users and with many.
/// forge-config: default.isolate = true
contract SrUsdsOperationsTest is SrUsdsFixture {
    uint256 private constant FEW = 3;
    uint256 private constant MANY = 203;

    function test_noOperationCostsMoreWithMoreUsers() public {
        uint256 start = vm.snapshotState();
        uint256[9] memory few = _play(FEW, "few users");
        vm.revertToState(start);
        uint256[9] memory many = _play(MANY, "many users");
        for (uint256 i; i < few.length; ++i) {
            assertEq(few[i], many[i], vm.toString(i));
        }
    }

    /// All users wait in both queues; Ada does what is measured.
    function _play(uint256 users, string memory kind) private returns (uint256[9] memory gas) {
        for (uint256 i; i < users; ++i) {
            address user = address(uint160(0xada000 + i));
            _subscribe(user, 50 * WAD);
            _redeem(user, 10 * WAD);
        }
        gas[0] = _entering(kind);
        _publish(today, users * 10 * WAD, 1e18);
        gas[1] = _measured("publishSettlement", kind);
        _lockOn(today);
        gas[2] = _measured("lockQueues", kind);
        _settleOn(today);
        gas[3] = _measured("settleQueues, partial", kind);
        vm.prank(ada);
        subscribeQueue.claim();
        gas[4] = _measured("claim", kind);
        _exit(subscribeQueue, ada);
        gas[5] = _measured("claimAndExit", kind);
        redeemQueue.claimFinalized(address(0xada000));
        gas[6] = _measured("claimFinalized", kind);
        gas[7] = _entering(kind);
        _publish(today + 1, 1_000_000 * WAD, 1e18);
        _lockOn(today + 1);
        _settleOn(today + 1);
        gas[8] = _measured("settleQueues, all", kind);
    }

    function _entering(string memory kind) private returns (uint256) {
        _giveSUsds(ada, 50 * WAD);
        vm.prank(ada);
        sUsds.approve(address(subscribeQueue), 50 * WAD);
        vm.prank(ada);
        subscribeQueue.enter(50 * WAD);
        return _measured("enter", kind);
    }

    function _measured(string memory what, string memory kind) private returns (uint256) {
        return vm.snapshotGasLastCall(string.concat(what, ", ", kind));
    }
}
