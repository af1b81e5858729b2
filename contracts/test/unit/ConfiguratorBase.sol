// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "../Base.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {Configurator} from "../../src/configurator/Configurator.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";

/// Remembers what it was told.
contract Controller {
    address public relayer;
    address public freezer;
    uint256 public calls;

    function setRelayer(address relayer_) external {
        require(relayer_ != address(0), "Controller/zero");
        relayer = relayer_;
    }

    function setFreezer(address freezer_) external {
        freezer = freezer_;
    }

    function act(uint256 x) external returns (uint256) {
        require(x != 0, "Controller/inner-reason");
        ++calls;
        return x + 1;
    }
}

/// A cBEAM paired with one RateLimits and one controller, under the specification's defaults.
abstract contract ConfiguratorBase is Base {
    uint256 internal constant HOP = 18 hours;
    uint256 internal constant MAX_CHANGE = 1.25e18;
    uint256 internal constant UNLIMITED = type(uint256).max;
    bytes32 internal constant KEY = keccak256("LIMIT_TEST");

    BeamState internal state;
    Configurator internal configurator;
    RateLimits internal limits;
    Controller internal controller;
    address internal cBeam = makeAddr("cBeam");
    address internal stranger = makeAddr("stranger");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        state = new BeamState();
        configurator = new Configurator(address(state));
        limits = new RateLimits(address(this));
        limits.grantRole(0x00, address(configurator));
        limits.grantRole(limits.CONTROLLER(), address(this));
        controller = new Controller();

        state.setHop(address(0), HOP);
        state.setMaxChange(address(0), MAX_CHANGE);
        state.addRateLimits(address(limits));
        state.addController(address(controller));
        state.addCBeam(cBeam);
        state.setCBeamForRateLimits(address(limits), cBeam);
        state.setCBeamForController(address(controller), cBeam);
    }

    function _set(uint256 maxAmount, uint256 slope) internal {
        vm.prank(cBeam);
        configurator.setRateLimit(address(limits), KEY, maxAmount, slope);
    }

    function _init(uint256 maxAmount, uint256 slope) internal {
        state.addInitRateLimits(KEY, address(limits), maxAmount, slope);
    }

    function _data() internal view returns (IRateLimits.RateLimitData memory) {
        return limits.getRateLimitData(KEY);
    }

    function _assertLimit(uint256 maxAmount, uint256 slope) internal view {
        assertEq(_data().maxAmount, maxAmount, "maxAmount");
        assertEq(_data().slope, slope, "slope");
    }
}
