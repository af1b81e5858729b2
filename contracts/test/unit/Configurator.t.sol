// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {Configurator} from "../../src/configurator/Configurator.sol";
import {IConfigurator} from "../../src/interfaces/IConfigurator.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";
import {ConfiguratorBase, Controller} from "./ConfiguratorBase.sol";

contract ConfiguratorTest is ConfiguratorBase {
    // --- Who may act ---

    function test_everythingStopsWhileStoppedEvenADecrease() public {
        limits.setRateLimitData(KEY, 100, 10);
        state.stop();
        vm.startPrank(cBeam);
        expectRevert("Configurator/stopped");
        configurator.setRateLimit(address(limits), KEY, 0, 0);
        expectRevert("Configurator/stopped");
        configurator.callControllerAction(address(controller), "");
        vm.stopPrank();

        state.start();
        _set(0, 0);
        _assertLimit(0, 0);
    }

    function test_aCBeamActsOnlyOnWhatItIsPairedWith() public {
        vm.startPrank(stranger);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        configurator.setRateLimit(address(limits), KEY, 0, 0);
        expectRevert("Configurator/not-authorized-controller-cBeam");
        configurator.callControllerAction(address(controller), "");
        vm.stopPrank();

        address other = address(new RateLimits(address(this)));
        vm.startPrank(cBeam);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        configurator.setRateLimit(other, KEY, 0, 0);
        vm.stopPrank();
    }

    function test_onlyUnpairingRevokesACBeam() public {
        state.delCBeam(cBeam);
        state.delRateLimits(address(limits));
        _set(0, 0);

        state.unsetCBeamForRateLimits(address(limits), cBeam);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        _set(0, 0);
    }

    // --- How far ---

    function test_aNewKeyIsBoundedByItsInitAndStartsEmpty() public {
        _init(1000, 10);
        expectRevert("Configurator/exceeds-max-amount");
        _set(1001, 10);
        expectRevert("Configurator/exceeds-max-slope");
        _set(1000, 11);

        vm.expectEmit();
        emit IConfigurator.SetRateLimit(address(limits), KEY, 1000, 10);
        _set(1000, 10);
        assertEq(limits.getCurrentRateLimit(KEY), 0);
        skip(50);
        assertEq(limits.getCurrentRateLimit(KEY), 500);
    }

    function test_theExactFloorOfMaxChangePassesAndOneMoreDoesNot() public {
        // 1.25 * 1003 = 1253.75 and 1.25 * 11 = 13.75
        limits.setRateLimitData(KEY, 1003, 11);
        expectRevert("Configurator/exceeds-max-amount");
        _set(1254, 11);
        expectRevert("Configurator/exceeds-max-slope");
        _set(1003, 14);
        _set(1253, 13);
        _assertLimit(1253, 13);
    }

    function test_amountAndSlopeMayRestOnDifferentGrounds() public {
        limits.setRateLimitData(KEY, 1000, 10);
        _init(0, 500);
        _set(1250, 500);
        _assertLimit(1250, 500);
    }

    function test_theSpecificInitAndPaceWinOverTheGeneral() public {
        state.addInitRateLimits(KEY, address(0), 1000, 10);
        _init(2000, 20);
        state.setMaxChange(address(limits), 1.5e18);
        state.setHop(address(limits), 1 hours);
        _set(2000, 20);
        skip(1 hours);
        _set(3000, 30);
        _assertLimit(3000, 30);
        skip(1 hours);
        expectRevert("Configurator/exceeds-max-amount");
        _set(4501, 30);
    }

    function test_withoutMaxChangeADecreaseStillPasses() public {
        BeamState bare = new BeamState();
        Configurator bareConfigurator = new Configurator(address(bare));
        limits.grantRole(0x00, address(bareConfigurator));
        bare.addRateLimits(address(limits));
        bare.addCBeam(cBeam);
        bare.setCBeamForRateLimits(address(limits), cBeam);
        limits.setRateLimitData(KEY, 1000, 10);

        vm.startPrank(cBeam);
        expectRevert("Configurator/exceeds-max-amount");
        bareConfigurator.setRateLimit(address(limits), KEY, 1001, 10);
        bareConfigurator.setRateLimit(address(limits), KEY, 999, 9);
        vm.stopPrank();
        _assertLimit(999, 9);
    }

    function test_aStepWhoseProductOverflowsPanicsAndADecreasePasses() public {
        uint256 huge = 1 << 250;
        limits.setRateLimitData(KEY, huge, huge, 0, vm.getBlockTimestamp());
        expectRevertData(abi.encodeWithSignature("Panic(uint256)", 0x11));
        _set(huge + 1, huge);
        _set(huge - 1, huge);
        _assertLimit(huge - 1, huge);
    }

    function test_zeroWithoutInitIsOneWay() public {
        limits.setRateLimitData(KEY, 1000, 10);
        _set(0, 0);
        skip(365 days);
        expectRevert("Configurator/exceeds-max-amount");
        _set(1, 0);
        expectRevert("Configurator/exceeds-max-slope");
        _set(0, 1);
    }

    // --- How often ---

    function test_anIncreaseNeedsAHop() public {
        limits.setRateLimitData(KEY, 1000, 10);
        state.setHop(address(0), 0);
        expectRevert("Configurator/hop-not-set");
        _set(1001, 10);
        expectRevert("Configurator/hop-not-set");
        _set(1000, 11);
        _set(999, 10);
    }

    function test_hopBoundary() public {
        limits.setRateLimitData(KEY, 1000, 10);
        uint256 start = vm.getBlockTimestamp();
        _set(1250, 10);
        assertEq(configurator.zzz(address(limits), KEY), start);

        vm.warp(start + HOP - 1);
        expectRevert("Configurator/increment-too-soon");
        _set(1251, 10);
        expectRevert("Configurator/increment-too-soon");
        _set(1250, 11);
        vm.warp(start + HOP);
        _set(1251, 10);
        assertEq(configurator.zzz(address(limits), KEY), start + HOP);
    }

    function test_loweringOneWhileRaisingTheOtherIsAnIncrease() public {
        limits.setRateLimitData(KEY, 1000, 10);
        uint256 start = vm.getBlockTimestamp();
        _set(500, 11);
        assertEq(configurator.zzz(address(limits), KEY), start);
        expectRevert("Configurator/increment-too-soon");
        _set(600, 5);
    }

    function test_aFirstActivationIsAnIncrease() public {
        _init(1000, 10);
        _set(1000, 10);
        assertEq(configurator.zzz(address(limits), KEY), vm.getBlockTimestamp());
        _set(0, 0);
        expectRevert("Configurator/increment-too-soon");
        _set(1000, 10);
    }

    function test_aDecreaseAndARepetitionPassAtOnceAndKeepTheHopRunning() public {
        limits.setRateLimitData(KEY, 1000, 10);
        uint256 start = vm.getBlockTimestamp();
        _set(1250, 12);
        skip(1);
        _set(1250, 12);
        _set(1249, 12);
        _set(1249, 11);
        assertEq(configurator.zzz(address(limits), KEY), start);
    }

    function test_keysHaveTheirOwnHop() public {
        bytes32 other = keccak256("LIMIT_OTHER");
        limits.setRateLimitData(KEY, 1000, 10);
        limits.setRateLimitData(other, 1000, 10);
        _set(1250, 10);
        vm.prank(cBeam);
        configurator.setRateLimit(address(limits), other, 1250, 10);
        assertEq(limits.getRateLimitData(other).maxAmount, 1250);
    }

    // --- Capacity ---

    function test_raisingAddsNoCapacity() public {
        limits.setRateLimitData(KEY, 1000, 10, 0, vm.getBlockTimestamp());
        skip(30);
        _set(1250, 12);
        assertEq(limits.getCurrentRateLimit(KEY), 300);
        skip(10);
        assertEq(limits.getCurrentRateLimit(KEY), 420);
    }

    function test_loweringCutsCapacityToTheNewMax() public {
        limits.setRateLimitData(KEY, 1000, 10);
        _set(400, 1);
        assertEq(limits.getCurrentRateLimit(KEY), 400);
        _set(400, 0);
        limits.triggerRateLimitDecrease(KEY, 150);
        _set(300, 0);
        assertEq(limits.getCurrentRateLimit(KEY), 250);
    }

    // --- Unlimited ---

    function test_anUnlimitedInitAcceptsNothingElse() public {
        _init(UNLIMITED, 0);
        state.setHop(address(0), 0);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(UNLIMITED - 1, 0);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(UNLIMITED, 1);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(0, 0);

        vm.expectEmit();
        emit IConfigurator.SetRateLimit(address(limits), KEY, UNLIMITED, 0);
        _set(UNLIMITED, 0);
        assertEq(limits.getCurrentRateLimit(KEY), UNLIMITED);
        assertEq(configurator.zzz(address(limits), KEY), 0, "neither hop nor zzz plays a part");
        _set(UNLIMITED, 0);
    }

    /// Init and limit of now, and whether a cBEAM may set anything but (2^256-1, 0): the whole table.
    function test_whatIsLockedIsATable() public {
        uint256[2][5] memory inits =
            [[uint256(0), 0], [UNLIMITED, 0], [UNLIMITED, 1], [uint256(1000), 10], [uint256(0), 10]];
        uint256[2][5] memory limits_ =
            [[uint256(0), 0], [uint256(500), 5], [UNLIMITED, 0], [UNLIMITED, 1], [UNLIMITED - 1, 0]];
        bool[5][5] memory locked = [
            [false, false, true, false, false],
            [true, true, true, true, true],
            [false, false, false, false, false],
            [false, false, false, false, false],
            [false, false, false, false, false]
        ];
        for (uint256 i; i < inits.length; ++i) {
            for (uint256 j; j < limits_.length; ++j) {
                uint256 id = vm.snapshotState();
                if (i != 0) _init(inits[i][0], inits[i][1]);
                limits.setRateLimitData(KEY, limits_[j][0], limits_[j][1]);
                state.setHop(address(0), 0);
                _assertLocked(locked[i][j]);
                vm.revertToState(id);
            }
        }
    }

    /// Burns and withdrawals are unlimited on purpose, by governance and without an init.
    function test_aCBeamCannotNarrowAnEmergencyExit() public {
        limits.setUnlimitedRateLimitData(KEY);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(0, 0);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(UNLIMITED - 1, 0);
        _set(UNLIMITED, 0);
        assertEq(configurator.zzz(address(limits), KEY), 0);

        // Governance, or any init, ends the protection; a general one for every PAU.
        state.addInitRateLimits(KEY, address(0), 1, 0);
        _set(5000, 0);
        assertEq(limits.getCurrentRateLimit(KEY), 5000);
    }

    function test_anUnlimitedLimitStaysLockedWhenItsInitIsGone() public {
        _init(UNLIMITED, 0);
        _set(UNLIMITED, 0);
        state.delInitRateLimits(KEY, address(limits));
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(5000, 0);
    }

    /// One way in: without its slope an unprotected unlimited key is locked for whoever took it.
    function test_takingTheSlopeOfAnUnprotectedKeyLocksIt() public {
        limits.setRateLimitData(KEY, UNLIMITED, 1);
        _set(UNLIMITED, 0);
        expectRevert("Configurator/unlimited-incorrect-params");
        _set(UNLIMITED, 1);
    }

    function _assertLocked(bool locked) private {
        uint256[2] memory before = [_data().maxAmount, _data().slope];
        if (locked) expectRevert("Configurator/unlimited-incorrect-params");
        _set(0, 0);
        if (!locked) return;
        _assertLimit(before[0], before[1]);
        _set(UNLIMITED, 0);
        _assertLimit(UNLIMITED, 0);
        assertEq(_data().lastAmount, UNLIMITED);
        assertEq(configurator.zzz(address(limits), KEY), 0, "neither hop nor zzz plays a part");
    }

    // --- Controllers ---

    function test_onlyApprovedCallDataPassesAndAsOftenAsWanted() public {
        bytes memory data = abi.encodeCall(Controller.act, (41));
        vm.startPrank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(address(controller), data);
        vm.stopPrank();

        state.addInitControllerActions(data, address(controller));
        for (uint256 i; i < 2; ++i) {
            vm.expectEmit();
            emit IConfigurator.CallControllerAction(address(controller), data);
            vm.prank(cBeam);
            assertEq(abi.decode(configurator.callControllerAction(address(controller), data), (uint256)), 42);
        }
        assertEq(controller.calls(), 2);

        vm.startPrank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(address(controller), abi.encodeCall(Controller.act, (42)));
        vm.stopPrank();
    }

    function test_theInnerReasonIsNotPassedOn() public {
        bytes memory data = abi.encodeCall(Controller.act, (0));
        state.addInitControllerActions(data, address(0));
        vm.startPrank(cBeam);
        expectRevert("Configurator/call-failed");
        configurator.callControllerAction(address(controller), data);
        vm.stopPrank();
    }
}
