// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILctsQueue} from "../../src/interfaces/ILctsQueue.sol";
import {SUsds} from "../../src/mcd/SUsds.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {SrUsdsFixture} from "../SrUsdsFixture.sol";

/// A week with a thousand users in random order.
contract SrUsdsWeekTest is SrUsdsFixture {
    uint256 private constant USERS = 1_000;
    uint256 private constant DAYS = 7;

    uint256 private _random = uint256(keccak256("a week of srUSDS"));
    uint256 private _payments;

    function test_aWeekOfAThousandUsersConservesEverything() public {
        vm.startPrank(admin);
        generator.limits.setUnlimitedRateLimitData(LIMIT_SRUSDS_MINT);
        generator.limits.setUnlimitedRateLimitData(LIMIT_SRUSDS_REDEEM);
        vm.stopPrank();
        uint256 sUsdsIn;
        uint256 srUsdsIn;
        for (uint256 i; i < USERS; ++i) {
            uint256 amount = 1 + _next() % (1_000_000 * WAD);
            _giveSUsds(_user(i), amount);
            sUsdsIn += amount;
            if (i % 2 == 0) continue;
            amount = 1 + _next() % (1_000_000 * WAD);
            _giveSrUsds(_user(i), amount);
            srUsdsIn += amount;
        }
        // What backs the srUSDS that was there, and yields to come.
        uint256 backing = srUsdsIn + 1_000_000_000 * WAD;
        _giveSUsds(address(holding), 1_000_000_000 * WAD);

        for (uint256 day = today; day < today + DAYS; ++day) {
            for (uint256 k; k < USERS / 2; ++k) {
                _act(_user(_next() % USERS));
            }
            _publish(day, _next() % (100_000_000 * WAD), 0.99e18 + _next() % 0.03e18);
            _lockOn(day);
            _settleOn(day);
            _assertBacked();
        }

        _everybodyLeaves();
        // All sUSDS is with users, the holding system and the receiver of losses, but for a unit a payment in the queues.
        uint256 users;
        uint256 held;
        for (uint256 i; i < USERS; ++i) {
            users += sUsds.balanceOf(_user(i));
            held += srUsds.balanceOf(_user(i));
        }
        uint256 dust = sUsds.balanceOf(address(subscribeQueue)) + sUsds.balanceOf(address(redeemQueue));
        assertEq(
            users + dust + sUsds.balanceOf(address(holding)) + sUsds.balanceOf(lossReceiver), sUsdsIn + backing, "sUSDS"
        );
        assertLe(dust, _payments + DAYS, "dust of sUSDS");
        dust = srUsds.balanceOf(address(subscribeQueue)) + srUsds.balanceOf(address(redeemQueue));
        assertEq(held + dust, srUsds.totalSupply(), "srUSDS");
        assertLe(dust, _payments + DAYS, "dust of srUSDS");
        assertEq(subscribeQueue.totalShares() + redeemQueue.totalShares(), 0);
        _assertBacked();
    }

    function _act(address user) private {
        uint256 kind = _next() % 6;
        LctsQueue queue = _next() % 2 == 0 ? subscribeQueue : redeemQueue;
        if (kind < 4) return _come(queue, user);
        if (_isFinalized(queue, user)) {
            queue.claimFinalized(user);
        } else if (_shares(queue, user) != 0) {
            vm.prank(user);
            if (kind == 4) queue.claim();
            else queue.claimAndExit();
        }
        ++_payments;
    }

    function _come(LctsQueue queue, address user) private {
        uint256 has = SUsds(queue.asset()).balanceOf(user);
        if (has == 0) return;
        _enter(queue, user, 1 + _next() % has);
        ++_payments;
    }

    function _everybodyLeaves() private {
        for (uint256 i; i < 2 * USERS; ++i) {
            LctsQueue queue = i < USERS ? subscribeQueue : redeemQueue;
            address user = _user(i % USERS);
            if (_shares(queue, user) == 0) continue;
            ++_payments;
            if (_isFinalized(queue, user)) queue.claimFinalized(user);
            else _exit(queue, user);
        }
    }

    function _shares(LctsQueue queue, address user) private view returns (uint256 shares) {
        (, shares,) = queue.positions(user);
    }

    function _isFinalized(LctsQueue queue, address user) private view returns (bool) {
        (uint256 gen, uint256 shares,) = queue.positions(user);
        return shares != 0 && (gen < queue.gen() || queue.status() == ILctsQueue.Status.Dormant);
    }

    function _user(uint256 i) private pure returns (address) {
        return address(uint160(0xada000 + i));
    }

    function _next() private returns (uint256) {
        _random = uint256(keccak256(abi.encode(_random)));
        return _random;
    }
}
