// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";
import {Base} from "../Base.sol";

contract RateLimitsTest is Base {
    bytes32 private constant KEY = keccak256("KEY");
    uint256 private constant UNLIMITED = type(uint256).max;
    uint256 private constant START = 1_750_000_000;

    address private admin = makeAddr("admin");
    address private controller = makeAddr("controller");
    RateLimits private limits;

    function setUp() public {
        vm.warp(START);
        limits = new RateLimits(admin);
        vm.startPrank(admin);
        limits.grantRole(limits.CONTROLLER(), controller);
        vm.stopPrank();
    }

    function test_controllerRoleIsTheHashOfItsName() public view {
        assertEq(limits.CONTROLLER(), keccak256("CONTROLLER"));
    }

    // --- Who may do what ---

    function test_onlyTheAdminSets() public {
        bytes32 role = limits.DEFAULT_ADMIN_ROLE();
        vm.startPrank(controller);
        expectMissingRole(controller, role);
        limits.setRateLimitData(KEY, 1, 1, 1, 1);
        expectMissingRole(controller, role);
        limits.setRateLimitData(KEY, 1, 1);
        expectMissingRole(controller, role);
        limits.setUnlimitedRateLimitData(KEY);
    }

    function test_onlyAControllerTriggers() public {
        bytes32 role = limits.CONTROLLER();
        vm.startPrank(admin);
        expectMissingRole(admin, role);
        limits.triggerRateLimitDecrease(KEY, 1);
        expectMissingRole(admin, role);
        limits.triggerRateLimitIncrease(KEY, 1);
    }

    // --- Setting ---

    function test_lastAmountMayEqualTheMaximumAndNotPassIt() public {
        vm.startPrank(admin);
        limits.setRateLimitData(KEY, 100, 1, 100, START);
        expectRevert("RateLimits/invalid-lastAmount");
        limits.setRateLimitData(KEY, 100, 1, 101, START);
    }

    function test_lastUpdatedMayBeNowAndNotLater() public {
        vm.startPrank(admin);
        limits.setRateLimitData(KEY, 100, 1, 0, START);
        expectRevert("RateLimits/invalid-lastUpdated");
        limits.setRateLimitData(KEY, 100, 1, 0, START + 1);
    }

    function test_settingStoresAndAnnouncesEveryField() public {
        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitDataSet(KEY, 100, 2, 30, START - 5);
        vm.prank(admin);
        limits.setRateLimitData(KEY, 100, 2, 30, START - 5);

        _assertData(100, 2, 30, START - 5);
        assertEq(limits.getCurrentRateLimit(KEY), 40);
    }

    function test_theShortFormStartsFull() public {
        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitDataSet(KEY, 100, 2, 100, START);
        vm.prank(admin);
        limits.setRateLimitData(KEY, 100, 2);
        _assertData(100, 2, 100, START);
    }

    function test_theUnlimitedFormHasNoSlope() public {
        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitDataSet(KEY, UNLIMITED, 0, UNLIMITED, START);
        vm.prank(admin);
        limits.setUnlimitedRateLimitData(KEY);
        _assertData(UNLIMITED, 0, UNLIMITED, START);
    }

    // --- The four states ---

    function test_notSetAllowsNothing() public {
        _assertData(0, 0, 0, 0);
        _assertZeroMaxReverts();
    }

    function test_disabledAllowsNothingAndIsToldApartByItsTime() public {
        vm.prank(admin);
        limits.setRateLimitData(KEY, 0, 0);
        _assertData(0, 0, 0, START);
        _assertZeroMaxReverts();
    }

    function test_limitedAllowsTheLimitAndNotOneMore() public {
        _set(100, 0, 100);
        vm.startPrank(controller);
        expectRevert("RateLimits/rate-limit-exceeded");
        limits.triggerRateLimitDecrease(KEY, 101);

        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitDecreaseTriggered(KEY, 100, 100, 0);
        assertEq(limits.triggerRateLimitDecrease(KEY, 100), 0);

        expectRevert("RateLimits/rate-limit-exceeded");
        limits.triggerRateLimitDecrease(KEY, 1);
    }

    function test_unlimitedAllowsEverythingAndSaysNothing() public {
        vm.prank(admin);
        limits.setUnlimitedRateLimitData(KEY);
        skip(1 days);

        vm.recordLogs();
        vm.startPrank(controller);
        assertEq(limits.triggerRateLimitDecrease(KEY, UNLIMITED), UNLIMITED);
        assertEq(limits.triggerRateLimitIncrease(KEY, UNLIMITED), UNLIMITED);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(limits.getCurrentRateLimit(KEY), UNLIMITED);
        _assertData(UNLIMITED, 0, UNLIMITED, START);
    }

    /// What would not fit a word is never formed.
    function test_unlimitedStaysSoWhateverItsSlope() public {
        _set(UNLIMITED, 1, UNLIMITED);
        skip(1);
        assertEq(limits.getCurrentRateLimit(KEY), UNLIMITED);
    }

    function test_oneBelowUnlimitedIsALimit() public {
        vm.prank(admin);
        limits.setRateLimitData(KEY, UNLIMITED - 1, 0);
        vm.prank(controller);
        assertEq(limits.triggerRateLimitDecrease(KEY, 1), UNLIMITED - 2);
    }

    // --- Refill and give-back ---

    function test_refillsToTheMaximumAndNotPastIt() public {
        _set(100, 3, 10);
        skip(29);
        assertEq(limits.getCurrentRateLimit(KEY), 97);
        skip(1);
        assertEq(limits.getCurrentRateLimit(KEY), 100);
        skip(1);
        assertEq(limits.getCurrentRateLimit(KEY), 100);
    }

    function test_givesBackToTheMaximumAndNotPastIt() public {
        _set(100, 0, 10);
        vm.startPrank(controller);
        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitIncreaseTriggered(KEY, 89, 10, 99);
        assertEq(limits.triggerRateLimitIncrease(KEY, 89), 99);

        vm.expectEmit(address(limits));
        emit IRateLimits.RateLimitIncreaseTriggered(KEY, 5, 99, 100);
        assertEq(limits.triggerRateLimitIncrease(KEY, 5), 100);
    }

    // --- Against a model ---

    /// The model keeps time in steps of one second and adds the slope once a second; no formula is shared.
    function testFuzz_agreesWithAModelThatTicksEverySecond(uint256 seed) public {
        uint256 max = bound(uint256(keccak256(abi.encode(seed, "max"))), 1, 1e30);
        uint256 slope = bound(uint256(keccak256(abi.encode(seed, "slope"))), 0, max);
        uint256 model = bound(uint256(keccak256(abi.encode(seed, "last"))), 0, max);
        _set(max, slope, model);

        vm.startPrank(controller);
        for (uint256 i; i < 8; ++i) {
            uint256 word = uint256(keccak256(abi.encode(seed, i)));
            uint256 wait = word % 40;
            skip(wait);
            for (uint256 s; s < wait; ++s) {
                model = model + slope < max ? model + slope : max;
            }
            assertEq(limits.getCurrentRateLimit(KEY), model);

            uint256 amount = (word >> 8) % (max + max / 4 + 2);
            if (word >> 255 == 1) {
                model = model + amount < max ? model + amount : max;
                assertEq(limits.triggerRateLimitIncrease(KEY, amount), model);
            } else if (amount > model) {
                expectRevert("RateLimits/rate-limit-exceeded");
                limits.triggerRateLimitDecrease(KEY, amount);
            } else {
                model -= amount;
                assertEq(limits.triggerRateLimitDecrease(KEY, amount), model);
            }
        }
    }

    function testFuzz_keysDoNotTouchEachOther(bytes32 other, uint256 max) public {
        vm.assume(other != KEY);
        _set(100, 1, 50);
        vm.prank(admin);
        limits.setRateLimitData(other, max, 7);
        _assertData(100, 1, 50, START);
    }

    function _set(uint256 max, uint256 slope, uint256 last) private {
        vm.prank(admin);
        limits.setRateLimitData(KEY, max, slope, last, START);
    }

    function _assertData(uint256 max, uint256 slope, uint256 last, uint256 updated) private view {
        IRateLimits.RateLimitData memory data = limits.getRateLimitData(KEY);
        assertEq(data.maxAmount, max);
        assertEq(data.slope, slope);
        assertEq(data.lastAmount, last);
        assertEq(data.lastUpdated, updated);
    }

    function _assertZeroMaxReverts() private {
        assertEq(limits.getCurrentRateLimit(KEY), 0);
        vm.startPrank(controller);
        expectRevert("RateLimits/zero-maxAmount");
        limits.triggerRateLimitDecrease(KEY, 0);
        expectRevert("RateLimits/zero-maxAmount");
        limits.triggerRateLimitIncrease(KEY, 0);
    }
}
