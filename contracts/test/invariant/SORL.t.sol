// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "../Base.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {Configurator} from "../../src/configurator/Configurator.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";

/// Two cBEAMs and a relayer do whatever they can, in any order, while time passes.
contract SORLHandler is Base {
    uint256 internal constant KEYS = 3;

    BeamState internal immutable state;
    Configurator internal immutable configurator;
    RateLimits internal immutable limits;
    address[2] internal cBeams;

    /// By key: the number of accepted increases, and the time of the last one.
    mapping(bytes32 key => uint256) public increases;
    mapping(bytes32 key => uint256) public lastIncrease;
    /// Whether setting a limit ever added capacity, and whether two increases ever came within one hop.
    bool public gaveCapacity;
    bool public beatHop;

    constructor(BeamState state_, Configurator configurator_, RateLimits limits_, address[2] memory cBeams_) {
        (state, configurator, limits, cBeams) = (state_, configurator_, limits_, cBeams_);
    }

    function key(uint256 seed) public pure returns (bytes32) {
        return keccak256(abi.encode("LIMIT", seed % KEYS));
    }

    /// A value at random: the largest that the rules allow, one more, the current one, zero, or any other.
    function _pick(uint256 seed, uint256 current, uint256 init, uint256 maxChange) internal pure returns (uint256) {
        uint256 largest = current * maxChange / 1e18;
        if (init > largest) largest = init;
        uint256 choice = seed % 8;
        if (choice < 3) return largest;
        if (choice == 3) return largest + 1;
        if (choice == 4) return current;
        if (choice == 5) return 0;
        if (choice == 6) return current / 2;
        return seed;
    }

    function setRateLimit(uint256 keySeed, uint256 who, uint256 amountSeed, uint256 slopeSeed) external {
        bytes32 k = key(keySeed);
        IRateLimits.RateLimitData memory before = limits.getRateLimitData(k);
        (uint256 initMax, uint256 initSlope) = state.initRateLimits(k, address(limits));
        uint256 maxChange = state.getMaxChange(address(limits));
        uint256 maxAmount = _pick(amountSeed, before.maxAmount, initMax, maxChange);
        uint256 slope = _pick(slopeSeed, before.slope, initSlope, maxChange);
        uint256 capacity = limits.getCurrentRateLimit(k);

        vm.prank(cBeams[who % 2]);
        try configurator.setRateLimit(address(limits), k, maxAmount, slope) {
            if (limits.getCurrentRateLimit(k) > capacity) gaveCapacity = true;
            if (maxAmount <= before.maxAmount && slope <= before.slope) return;
            if (increases[k] > 0 && block.timestamp < lastIncrease[k] + state.getHop(address(limits))) beatHop = true;
            ++increases[k];
            lastIncrease[k] = block.timestamp;
        } catch {}
    }

    function spend(uint256 keySeed, uint256 amount) external {
        bytes32 k = key(keySeed);
        uint256 capacity = limits.getCurrentRateLimit(k);
        if (capacity > 0) limits.triggerRateLimitDecrease(k, amount % (capacity + 1));
    }

    function giveBack(uint256 keySeed, uint256 amount) external {
        bytes32 k = key(keySeed);
        if (limits.getRateLimitData(k).maxAmount > 0) limits.triggerRateLimitIncrease(k, amount % 1e30);
    }

    /// Time may stop just before, at or after the end of a hop.
    function wait(uint256 seed) external {
        uint256 hop = state.getHop(address(limits));
        uint256[4] memory steps = [hop, hop - 1, 1, seed % (2 * hop)];
        vm.warp(block.timestamp + steps[seed % 4]);
    }
}

contract SORLInvariant is Base {
    uint256 internal constant HOP = 18 hours;
    uint256 internal constant MAX_CHANGE = 1.25e18;
    uint256 internal constant START = 1_800_000_000;

    SORLHandler internal handler;
    BeamState internal state;
    RateLimits internal limits;

    function setUp() public {
        vm.warp(START);
        state = new BeamState();
        Configurator configurator = new Configurator(address(state));
        limits = new RateLimits(address(this));
        limits.grantRole(0x00, address(configurator));
        address[2] memory cBeams = [makeAddr("cBeam 1"), makeAddr("cBeam 2")];
        handler = new SORLHandler(state, configurator, limits, cBeams);
        limits.grantRole(limits.CONTROLLER(), address(handler));

        state.setHop(address(0), HOP);
        state.setMaxChange(address(0), MAX_CHANGE);
        state.addRateLimits(address(limits));
        for (uint256 i; i < 2; ++i) {
            state.addCBeam(cBeams[i]);
            state.setCBeamForRateLimits(address(limits), cBeams[i]);
        }
        // One limit is set, one has only an init, and one has both.
        limits.setRateLimitData(handler.key(0), 100_003e6, 7);
        state.addInitRateLimits(handler.key(1), address(limits), 100_000e18, 1e18);
        limits.setRateLimitData(handler.key(2), 5e24, 3e18);
        state.addInitRateLimits(handler.key(2), address(limits), 1e24, 9e18);

        bytes4[] memory selectors = new bytes4[](5);
        // Listed twice, so that most calls try to set a limit.
        selectors[0] = handler.setRateLimit.selector;
        selectors[1] = handler.setRateLimit.selector;
        selectors[2] = handler.wait.selector;
        selectors[3] = handler.spend.selector;
        selectors[4] = handler.giveBack.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// The largest value after `steps` increases, each by a factor of maxChange, rounded down.
    function _grown(uint256 value, uint256 steps) internal pure returns (uint256) {
        for (uint256 i; i < steps; ++i) {
            value = value * MAX_CHANGE / WAD;
        }
        return value;
    }

    function _start(uint256 i) internal view returns (uint256 maxAmount, uint256 slope) {
        (uint256 initMax, uint256 initSlope) = state.initRateLimits(handler.key(i), address(limits));
        uint256[3] memory startMax = [uint256(100_003e6), 0, 5e24];
        uint256[3] memory startSlope = [uint256(7), 0, 3e18];
        maxAmount = initMax > startMax[i] ? initMax : startMax[i];
        slope = initSlope > startSlope[i] ? initSlope : startSlope[i];
    }

    /// However calls are ordered, there is at most one increase at once and one more for each hop since the start.
    function invariant_noOrderOfCallsBeatsTheSecondOrderRateLimit() public view {
        uint256 steps = 1 + (vm.getBlockTimestamp() - START) / HOP;
        for (uint256 i; i < 3; ++i) {
            (uint256 maxAmount, uint256 slope) = _start(i);
            IRateLimits.RateLimitData memory data = limits.getRateLimitData(handler.key(i));
            assertLe(data.maxAmount, _grown(maxAmount, steps), "maxAmount grew faster than one step per hop");
            assertLe(data.slope, _grown(slope, steps), "slope grew faster than one step per hop");
            assertLe(handler.increases(handler.key(i)), steps, "more increases than hops");
        }
    }

    function invariant_settingALimitGivesNoCapacity() public view {
        assertFalse(handler.gaveCapacity());
        for (uint256 i; i < 3; ++i) {
            bytes32 key = handler.key(i);
            assertLe(limits.getCurrentRateLimit(key), limits.getRateLimitData(key).maxAmount);
        }
    }

    function invariant_increasesAreAHopApart() public view {
        assertFalse(handler.beatHop());
    }
}
