// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IRateLimits} from "../interfaces/IRateLimits.sol";

/// @notice See {IRateLimits}.
contract RateLimits is IRateLimits, AccessControl {
    uint256 private constant UNLIMITED = type(uint256).max;

    /// @inheritdoc IRateLimits
    bytes32 public constant override CONTROLLER = keccak256("CONTROLLER");

    mapping(bytes32 key => RateLimitData) private _data;

    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    constructor(address admin) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IRateLimits
    function setRateLimitData(bytes32 key, uint256 maxAmount, uint256 slope) external override {
        setRateLimitData(key, maxAmount, slope, maxAmount, block.timestamp);
    }

    /// @inheritdoc IRateLimits
    function setUnlimitedRateLimitData(bytes32 key) external override {
        setRateLimitData(key, UNLIMITED, 0, UNLIMITED, block.timestamp);
    }

    /// @inheritdoc IRateLimits
    function triggerRateLimitDecrease(bytes32 key, uint256 amountToDecrease)
        external
        override
        onlyRole(CONTROLLER)
        returns (uint256 newLimit)
    {
        uint256 maxAmount = _data[key].maxAmount;
        require(maxAmount != 0, "RateLimits/zero-maxAmount");
        if (maxAmount == UNLIMITED) return UNLIMITED;

        uint256 oldLimit = getCurrentRateLimit(key);
        require(amountToDecrease <= oldLimit, "RateLimits/rate-limit-exceeded");

        newLimit = oldLimit - amountToDecrease;
        _checkpoint(key, newLimit);
        emit RateLimitDecreaseTriggered(key, amountToDecrease, oldLimit, newLimit);
    }

    /// @inheritdoc IRateLimits
    function triggerRateLimitIncrease(bytes32 key, uint256 amountToIncrease)
        external
        override
        onlyRole(CONTROLLER)
        returns (uint256 newLimit)
    {
        uint256 maxAmount = _data[key].maxAmount;
        require(maxAmount != 0, "RateLimits/zero-maxAmount");
        if (maxAmount == UNLIMITED) return UNLIMITED;

        uint256 oldLimit = getCurrentRateLimit(key);

        newLimit = Math.min(oldLimit + amountToIncrease, maxAmount);
        _checkpoint(key, newLimit);
        emit RateLimitIncreaseTriggered(key, amountToIncrease, oldLimit, newLimit);
    }

    /// @inheritdoc IRateLimits
    function getRateLimitData(bytes32 key) external view override returns (RateLimitData memory data) {
        return _data[key];
    }

    /// @inheritdoc IRateLimits
    function setRateLimitData(bytes32 key, uint256 maxAmount, uint256 slope, uint256 lastAmount, uint256 lastUpdated)
        public
        override
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        require(lastAmount <= maxAmount, "RateLimits/invalid-lastAmount");
        require(lastUpdated <= block.timestamp, "RateLimits/invalid-lastUpdated");

        _data[key] = RateLimitData(maxAmount, slope, lastAmount, lastUpdated);
        emit RateLimitDataSet(key, maxAmount, slope, lastAmount, lastUpdated);
    }

    /// @inheritdoc IRateLimits
    function getCurrentRateLimit(bytes32 key) public view override returns (uint256) {
        RateLimitData memory data = _data[key];
        if (data.maxAmount == UNLIMITED) return UNLIMITED;

        return Math.min(data.slope * (block.timestamp - data.lastUpdated) + data.lastAmount, data.maxAmount);
    }

    function _checkpoint(bytes32 key, uint256 amount) private {
        _data[key].lastAmount = amount;
        _data[key].lastUpdated = block.timestamp;
    }
}
