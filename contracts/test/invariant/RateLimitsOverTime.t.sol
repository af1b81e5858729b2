// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {BeamState} from "../../src/configurator/BeamState.sol";
import {Configurator} from "../../src/configurator/Configurator.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";
import {Base} from "../Base.sol";

/// A relayer uses all it can get and gives some back, while a cBEAM and governance change the limits.
///
/// What was used between two moments is at most the sum of four amounts: the capacity at the first moment, what
/// refilled since under the limits in force, what was given back, and what governance put in. Let S be all that was
/// ever used, less what refilled, came back and was put in. Then S(end) - S(start) <= capacity(start) must hold for
/// every start. It is enough to keep the smallest S(start) + capacity(start) of all moments so far, and to compare S
/// with it.
contract SpendingHandler is Base {
    uint256 public constant KEYS = 2;

    RateLimits private immutable limits;
    Configurator private immutable configurator;
    address private immutable cBeam;
    address private immutable governance;

    mapping(bytes32 key => int256) public spent;
    mapping(bytes32 key => int256) public most;

    /// How often each of these happened.
    uint256 public uses;
    uint256 public refusals;
    uint256 public givenBack;
    uint256 public raises;
    uint256 public cuts;

    constructor(RateLimits limits_, Configurator configurator_, address cBeam_, address governance_) {
        (limits, configurator, cBeam, governance) = (limits_, configurator_, cBeam_, governance_);
        for (uint256 i; i < KEYS; ++i) {
            most[key(i)] = type(int256).max;
        }
    }

    function key(uint256 seed) public pure returns (bytes32) {
        return keccak256(abi.encode("LIMIT", seed % KEYS));
    }

    // --- Time, in which the limits refill by their slopes ---

    function wait(uint256 seed) external {
        uint256[4] memory times = [uint256(1), 18 hours, seed % 1 hours, seed % 3 days];
        uint256 time = times[seed % 4];
        for (uint256 i; i < KEYS; ++i) {
            _mark(key(i));
            spent[key(i)] -= int256(limits.getRateLimitData(key(i)).slope * time);
        }
        skip(time);
        for (uint256 i; i < KEYS; ++i) {
            _mark(key(i));
        }
    }

    // --- Relayer ---

    /// Uses all of the capacity, some of it, or one unit more, which is refused.
    function spend(uint256 seed, uint256 amount) external {
        bytes32 k = key(seed);
        _mark(k);
        uint256 capacity = limits.getCurrentRateLimit(k);
        if (amount % 3 == 0) amount = capacity;
        else if (amount % 3 == 1) amount = capacity + 1 + amount % 1e24;
        else amount = amount % (capacity + 1);

        try limits.triggerRateLimitDecrease(k, amount) {
            spent[k] += int256(amount);
            if (amount > 0) ++uses;
        } catch {
            require(amount > capacity || limits.getRateLimitData(k).maxAmount == 0, "SpendingHandler/refused");
            ++refusals;
        }
        _mark(k);
    }

    function giveBack(uint256 seed, uint256 amount) external {
        bytes32 k = key(seed);
        if (limits.getRateLimitData(k).maxAmount == 0) return;
        _mark(k);
        amount = bound(amount, 1, 1e24);
        limits.triggerRateLimitIncrease(k, amount);
        spent[k] -= int256(amount);
        ++givenBack;
        _mark(k);
    }

    // --- Configurator: changes a limit, and adds no capacity ---

    function raise(uint256 seed, uint256 part) external {
        bytes32 k = key(seed);
        IRateLimits.RateLimitData memory now_ = limits.getRateLimitData(k);
        part = bound(part, 1e18, 1.25e18);
        _mark(k);
        vm.prank(cBeam);
        try configurator.setRateLimit(address(limits), k, now_.maxAmount * part / WAD, now_.slope * part / WAD) {
            ++raises;
        } catch {}
        _mark(k);
    }

    function cut(uint256 seed, uint256 part, uint256 slopePart) external {
        bytes32 k = key(seed);
        IRateLimits.RateLimitData memory now_ = limits.getRateLimitData(k);
        _mark(k);
        vm.prank(cBeam);
        configurator.setRateLimit(
            address(limits),
            k,
            Math.max(now_.maxAmount * bound(part, 0.5e18, WAD) / WAD, 1e18),
            Math.max(now_.slope * bound(slopePart, 0.5e18, WAD) / WAD, 1)
        );
        ++cuts;
        _mark(k);
    }

    // --- Governance: sets the capacity of a limit, and what it adds counts as put in ---

    function refill(uint256 seed, uint256 maxAmount, uint256 slope, uint256 amount) external {
        bytes32 k = key(seed);
        _mark(k);
        uint256 capacity = limits.getCurrentRateLimit(k);
        maxAmount = bound(maxAmount, 1e18, 1e26);
        amount = bound(amount, 0, maxAmount);
        vm.prank(governance);
        limits.setRateLimitData(k, maxAmount, bound(slope, 1, 1e22), amount, vm.getBlockTimestamp());
        if (amount > capacity) spent[k] -= int256(amount - capacity);
        _mark(k);
    }

    /// Takes this moment as a start, after which no more than the present capacity may be used.
    function _mark(bytes32 k) private {
        int256 allowed = spent[k] + int256(limits.getCurrentRateLimit(k));
        if (allowed < most[k]) most[k] = allowed;
    }
}

contract RateLimitsOverTimeInvariant is Base {
    RateLimits private limits;
    SpendingHandler private handler;

    function setUp() public {
        vm.warp(1_800_000_000);
        address governance = makeAddr("governance");
        address cBeam = makeAddr("cBeam");
        BeamState state = new BeamState();
        Configurator configurator = new Configurator(address(state));
        limits = new RateLimits(address(this));
        limits.grantRole(0x00, address(configurator));
        limits.grantRole(0x00, governance);
        handler = new SpendingHandler(limits, configurator, cBeam, governance);
        limits.grantRole(limits.CONTROLLER(), address(handler));

        state.setHop(address(0), 18 hours);
        state.setMaxChange(address(0), 1.25e18);
        state.addRateLimits(address(limits));
        state.addCBeam(cBeam);
        state.setCBeamForRateLimits(address(limits), cBeam);
        limits.setRateLimitData(handler.key(0), 5e24, 3e18);
        limits.setRateLimitData(handler.key(1), 100_000e18, 1e18, 0, vm.getBlockTimestamp());

        bytes4[] memory selectors = new bytes4[](11);
        selectors[0] = SpendingHandler.spend.selector;
        selectors[1] = SpendingHandler.spend.selector;
        selectors[2] = SpendingHandler.spend.selector;
        selectors[3] = SpendingHandler.wait.selector;
        selectors[4] = SpendingHandler.wait.selector;
        selectors[5] = SpendingHandler.wait.selector;
        selectors[6] = SpendingHandler.raise.selector;
        selectors[7] = SpendingHandler.raise.selector;
        selectors[8] = SpendingHandler.cut.selector;
        selectors[9] = SpendingHandler.giveBack.selector;
        selectors[10] = SpendingHandler.refill.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 64
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noLimitIsExceededBetweenAnyTwoMoments() public view {
        for (uint256 i; i < handler.KEYS(); ++i) {
            bytes32 key = handler.key(i);
            assertTrue(handler.spent(key) <= handler.most(key), "more was used than the limits allowed");
            assertLe(limits.getCurrentRateLimit(key), limits.getRateLimitData(key).maxAmount);
        }
    }

    /// A run without a use, a refusal, a return or a change of a limit proves nothing.
    function afterInvariant() public view {
        assertGt(handler.uses(), 0);
        assertGt(handler.refusals(), 0);
        assertGt(handler.givenBack(), 0);
        assertGt(handler.raises(), 0);
        assertGt(handler.cuts(), 0);
    }
}
