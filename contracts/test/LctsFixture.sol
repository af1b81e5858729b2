// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../src/interfaces/ILctsQueue.sol";
import {SUsds} from "../src/mcd/SUsds.sol";
import {Usds} from "../src/mcd/Usds.sol";
import {LctsQueue} from "../src/srusds/LctsQueue.sol";
import {SrUsds} from "../src/srusds/SrUsds.sol";
import {Base} from "./Base.sol";

/// A SubscribeQueue by itself, which the test locks and settles at one srUSDS for one sUSDS unless it says otherwise.
abstract contract LctsFixture is Base {
    address internal ada = makeAddr("Ada");
    address internal ben = makeAddr("Ben");
    address internal cleo = makeAddr("Cleo");
    address internal stranger = makeAddr("stranger");
    address internal holding = makeAddr("HoldingSystem");

    Usds internal usds;
    SUsds internal sUsds;
    SrUsds internal srUsds;
    LctsQueue internal queue;

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        usds = new Usds();
        sUsds = new SUsds(address(usds));
        srUsds = new SrUsds(address(this));
        queue = new LctsQueue(address(sUsds), address(srUsds), address(usds), address(this), holding);
    }

    /// Gives sUSDS to a user, who lets the queue have it.
    function _fund(address user, uint256 amount) internal {
        usds.mint(address(this), amount);
        usds.approve(address(sUsds), amount);
        sUsds.deposit(amount, user);
        vm.prank(user);
        sUsds.approve(address(queue), type(uint256).max);
    }

    function _enter(address user, uint256 amount) internal returns (uint256 shares) {
        _fund(user, amount);
        vm.prank(user);
        shares = queue.enter(amount);
    }

    function _claim(address user) internal returns (uint256 reward) {
        vm.prank(user);
        reward = queue.claim();
    }

    function _exit(address user) internal returns (uint256 reward, uint256 assets) {
        vm.prank(user);
        (reward, assets) = queue.claimAndExit();
    }

    /// Locks and settles, one for one.
    function _settle(uint256 cap) internal returns (uint256 converted) {
        converted = _settle(cap, cap);
    }

    function _settle(uint256 cap, uint256 reward) internal returns (uint256 converted) {
        queue.lock();
        srUsds.mint(address(queue), reward);
        converted = queue.settle(cap, reward);
    }

    function _clear() internal returns (uint256 converted) {
        converted = _settle(queue.totalUnderlying());
    }

    function _shares(address user) internal view returns (uint256 shares) {
        (, shares,) = queue.positions(user);
    }

    function _assertFinalized(address user, uint256 reward, uint256 assets) internal view {
        (uint256 reward_, uint256 assets_) = queue.finalized(user);
        assertEq(reward_, reward, "reward");
        assertEq(assets_, assets, "assets");
    }

    function _assertStatus(ILctsQueue.Status status) internal view {
        assertEq(uint256(queue.status()), uint256(status), "status");
    }
}
