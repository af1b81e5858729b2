// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {ConfiguratorBase} from "./ConfiguratorBase.sol";

/// The Configurator against the second-order rate limit as the specification words it, on arbitrary states.
contract SORLModelTest is ConfiguratorBase {
    struct Situation {
        uint256 initMax;
        uint256 initSlope;
        uint256 max;
        uint256 slope;
        uint256 lastAmount;
        uint256 age;
        uint256 maxChange;
        uint256 hop;
        uint256 sinceIncrease;
        uint256 newMax;
        uint256 newSlope;
    }

    /// What the specification says comes of `s`: a reason, or the capacity that stays and whether `zzz` moves.
    function _expected(Situation memory s)
        internal
        pure
        returns (string memory reason, uint256 capacity, bool isIncrease)
    {
        uint256 amountCeiling = _largest(s.initMax, s.max, s.max * s.maxChange / WAD);
        uint256 slopeCeiling = _largest(s.initSlope, s.slope, s.slope * s.maxChange / WAD);
        isIncrease = s.newMax > s.max || s.newSlope > s.slope;

        if (s.newMax > amountCeiling) return ("Configurator/exceeds-max-amount", 0, false);
        if (s.newSlope > slopeCeiling) return ("Configurator/exceeds-max-slope", 0, false);
        if (isIncrease && s.hop == 0) return ("Configurator/hop-not-set", 0, false);
        if (isIncrease && s.sinceIncrease < s.hop) return ("Configurator/increment-too-soon", 0, false);

        capacity = s.slope * s.age + s.lastAmount;
        if (capacity > s.max) capacity = s.max;
        if (capacity > s.newMax) capacity = s.newMax;
    }

    function _largest(uint256 a, uint256 b, uint256 c) internal pure returns (uint256 z) {
        z = a > b ? a : b;
        if (c > z) z = c;
    }

    /// Near the borders as often as far from them, so that both sides of each are hit.
    function _near(uint256 x, uint256 border, uint256 max) internal pure returns (uint256) {
        if (x % 4 == 0) return border;
        if (x % 4 == 1) return border + 1;
        return bound(x, 0, max);
    }

    function _bounded(Situation memory s) internal pure {
        s.max = bound(s.max, 0, 1e32);
        s.slope = bound(s.slope, 0, 1e28);
        s.lastAmount = bound(s.lastAmount, 0, s.max);
        s.age = bound(s.age, 0, 30 days);
        s.maxChange = bound(s.maxChange, WAD, 3e18);
        s.hop = s.hop % 8 == 0 ? 0 : bound(s.hop, 1, 30 days);
        s.sinceIncrease = s.sinceIncrease % 3 == 0 ? s.hop : bound(s.sinceIncrease, 0, 60 days);
        s.initMax = s.initMax % 2 == 0 ? 0 : bound(s.initMax, 0, 1e32);
        s.initSlope = s.initSlope % 2 == 0 ? 0 : bound(s.initSlope, 0, 1e28);
        s.newMax = _near(s.newMax, _largest(s.initMax, s.max, s.max * s.maxChange / WAD), 2e32);
        s.newSlope = _near(s.newSlope, _largest(s.initSlope, s.slope, s.slope * s.maxChange / WAD), 2e28);
    }

    /// Brings the contracts into the situation; the time of the last increase comes from a real increase.
    function _arrange(Situation memory s) internal {
        uint256 now_ = vm.getBlockTimestamp();
        state.setHop(address(0), 1);
        _init(1, 1);
        vm.warp(now_ - s.sinceIncrease);
        _set(1, 1);
        vm.warp(now_);

        limits.setRateLimitData(KEY, s.max, s.slope, s.lastAmount, now_ - s.age);
        state.setHop(address(0), s.hop);
        state.setMaxChange(address(0), s.maxChange);
        _init(s.initMax, s.initSlope);
    }

    function testFuzz_theConfiguratorDoesWhatTheModelSays(Situation memory s) public {
        _bounded(s);
        _arrange(s);
        (string memory reason, uint256 capacity, bool isIncrease) = _expected(s);
        uint256 zzzBefore = configurator.zzz(address(limits), KEY);

        if (bytes(reason).length > 0) {
            expectRevert(reason);
            _set(s.newMax, s.newSlope);
            _assertLimit(s.max, s.slope);
            assertEq(configurator.zzz(address(limits), KEY), zzzBefore);
            return;
        }

        _set(s.newMax, s.newSlope);
        IRateLimits.RateLimitData memory data = _data();
        assertEq(data.maxAmount, s.newMax);
        assertEq(data.slope, s.newSlope);
        assertEq(data.lastAmount, capacity);
        assertEq(data.lastUpdated, vm.getBlockTimestamp());
        assertEq(configurator.zzz(address(limits), KEY), isIncrease ? vm.getBlockTimestamp() : zzzBefore);
    }
}
