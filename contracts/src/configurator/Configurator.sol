// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IBeamState} from "../interfaces/IBeamState.sol";
import {IConfigurator} from "../interfaces/IConfigurator.sol";
import {IRateLimits} from "../interfaces/IRateLimits.sol";

/// @title Operational interface of the Configurator Unit
contract Configurator is IConfigurator {
    uint256 internal constant WAD = 1e18;
    uint256 internal constant UNLIMITED = type(uint256).max;

    IBeamState private immutable _beamState;

    mapping(address rateLimits => mapping(bytes32 key => uint256 timestamp)) public override zzz;

    modifier notStopped() {
        require(!_beamState.stopped(), "Configurator/stopped");
        _;
    }

    modifier authRateLimits(address rateLimits) {
        require(
            _beamState.rateLimitsCBeams(rateLimits, msg.sender) == 1, "Configurator/not-authorized-ratelimits-cBeam"
        );
        _;
    }

    modifier authController(address controller) {
        require(
            _beamState.controllersCBeams(controller, msg.sender) == 1, "Configurator/not-authorized-controller-cBeam"
        );
        _;
    }

    constructor(address beamState_) {
        _beamState = IBeamState(beamState_);
    }

    function beamState() external view override returns (address) {
        return address(_beamState);
    }

    // --- Limits ---

    function setRateLimit(address rateLimits, bytes32 key, uint256 maxAmount, uint256 slope)
        external
        override
        notStopped
        authRateLimits(rateLimits)
    {
        IBeamState.DefaultRateLimits memory init = _beamState.getInitRateLimits(key, rateLimits);
        IRateLimits.RateLimitData memory current = IRateLimits(rateLimits).getRateLimitData(key);
        if (_isLocked(current, init)) {
            require(maxAmount == UNLIMITED && slope == 0, "Configurator/unlimited-incorrect-params");
            IRateLimits(rateLimits).setUnlimitedRateLimitData(key);
        } else {
            _checkChange(rateLimits, current, init, maxAmount, slope);
            if (maxAmount > current.maxAmount || slope > current.slope) _spendHop(rateLimits, key);

            uint256 capacity = IRateLimits(rateLimits).getCurrentRateLimit(key);
            IRateLimits(rateLimits)
                .setRateLimitData(key, maxAmount, slope, Math.min(maxAmount, capacity), block.timestamp);
        }
        emit SetRateLimit(rateLimits, key, maxAmount, slope);
    }

    /// @dev Unlimited by its init, or by governance where there is none: an emergency exit, which no cBEAM may narrow.
    /// (2^256-1, slope > 0) is unlimited as well, and not protected.
    function _isLocked(IRateLimits.RateLimitData memory current, IBeamState.DefaultRateLimits memory init)
        private
        pure
        returns (bool)
    {
        if (init.maxAmount == 0 && init.slope == 0) return current.maxAmount == UNLIMITED && current.slope == 0;
        return init.maxAmount == UNLIMITED && init.slope == 0;
    }

    /// @dev How far: each of the two numbers on its own.
    function _checkChange(
        address rateLimits,
        IRateLimits.RateLimitData memory current,
        IBeamState.DefaultRateLimits memory init,
        uint256 maxAmount,
        uint256 slope
    ) private view {
        uint256 maxChange = _beamState.getMaxChange(rateLimits);
        require(_isAllowed(maxAmount, current.maxAmount, init.maxAmount, maxChange), "Configurator/exceeds-max-amount");
        require(_isAllowed(slope, current.slope, init.slope, maxChange), "Configurator/exceeds-max-slope");
    }

    /// @dev The product is formed last, so that a decrease passes whatever `maxChange` is. It panics where it does
    /// not fit a word, as in the deployed contract.
    function _isAllowed(uint256 next, uint256 current, uint256 init, uint256 maxChange) private pure returns (bool) {
        return next <= init || next <= current || next <= current * maxChange / WAD;
    }

    /// @dev How often: one increase of a key per hop.
    function _spendHop(address rateLimits, bytes32 key) private {
        uint256 hop = _beamState.getHop(rateLimits);
        require(hop > 0, "Configurator/hop-not-set");
        require(block.timestamp >= zzz[rateLimits][key] + hop, "Configurator/increment-too-soon");
        zzz[rateLimits][key] = block.timestamp;
    }

    // --- Controllers ---

    function callControllerAction(address controller, bytes calldata data)
        external
        override
        notStopped
        authController(controller)
        returns (bytes memory ret)
    {
        require(_beamState.isControllerActionEnabled(keccak256(data), controller), "Configurator/not-valid-data");
        bool ok;
        (ok, ret) = controller.call(data);
        require(ok, "Configurator/call-failed");
        emit CallControllerAction(controller, data);
    }
}
