// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title  Rate limits of a PAU, each under a key
/// @notice A limit refills linearly: `current = min(slope * (now - lastUpdated) + lastAmount, maxAmount)`.
///         `maxAmount == 2^256 - 1` means unlimited; `maxAmount == 0` means not set or disabled.
///         Amounts are in the unit of whatever the key limits.
interface IRateLimits is IAccessControl {
    struct RateLimitData {
        uint256 maxAmount;
        uint256 slope;
        uint256 lastAmount;
        uint256 lastUpdated;
    }

    /// @notice A limit was set.
    /// @param  key         Key of the limit.
    /// @param  maxAmount   The most capacity that the limit can hold [unit of the key].
    /// @param  slope       Refill [unit of the key per s].
    /// @param  lastAmount  Its capacity at `lastUpdated` [unit of the key].
    /// @param  lastUpdated Time from which it refills [unix s].
    event RateLimitDataSet(
        bytes32 indexed key, uint256 maxAmount, uint256 slope, uint256 lastAmount, uint256 lastUpdated
    );

    /// @notice A controller used a part of a limit.
    event RateLimitDecreaseTriggered(
        bytes32 indexed key, uint256 amountToDecrease, uint256 oldRateLimit, uint256 newRateLimit
    );

    /// @notice A controller gave capacity back to a limit.
    event RateLimitIncreaseTriggered(
        bytes32 indexed key, uint256 amountToIncrease, uint256 oldRateLimit, uint256 newRateLimit
    );

    /// @notice The role of the controllers: `keccak256("CONTROLLER")`.
    function CONTROLLER() external view returns (bytes32);

    /// @notice What is stored for a key.
    function getRateLimitData(bytes32 key) external view returns (RateLimitData memory data);

    /// @notice What a key allows now; `2^256 - 1` if unlimited.
    function getCurrentRateLimit(bytes32 key) external view returns (uint256);

    /// @notice Sets a limit in full. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `RateLimits/invalid-lastAmount` where that exceeds `maxAmount`, and with
    ///         `RateLimits/invalid-lastUpdated` where that is in the future.
    function setRateLimitData(bytes32 key, uint256 maxAmount, uint256 slope, uint256 lastAmount, uint256 lastUpdated)
        external;

    /// @notice Sets a limit that starts full. Only DEFAULT_ADMIN_ROLE.
    function setRateLimitData(bytes32 key, uint256 maxAmount, uint256 slope) external;

    /// @notice Makes a key unlimited. Only DEFAULT_ADMIN_ROLE.
    function setUnlimitedRateLimitData(bytes32 key) external;

    /// @notice Uses a part of a limit. Only CONTROLLER. An unlimited key changes nothing and emits nothing.
    /// @dev    Reverts with `RateLimits/zero-maxAmount`, `RateLimits/rate-limit-exceeded`.
    /// @return newLimit What the key allows afterwards.
    function triggerRateLimitDecrease(bytes32 key, uint256 amountToDecrease) external returns (uint256 newLimit);

    /// @notice Gives capacity back, up to the maximum. Only CONTROLLER. An unlimited key changes nothing and emits
    ///         nothing.
    /// @dev    Reverts with `RateLimits/zero-maxAmount`.
    /// @return newLimit What the key allows afterwards.
    function triggerRateLimitIncrease(bytes32 key, uint256 amountToIncrease) external returns (uint256 newLimit);
}
