// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IRateLimits} from "../../interfaces/IRateLimits.sol";
import {LibDispatch} from "./LibDispatch.sol";

/// @title What the facets of a production Controller share; the guard is the Controller's too
abstract contract DispatchFacet is ReentrancyGuardTransient {
    bytes32 internal constant DEFAULT_ADMIN_ROLE = 0x00;
    bytes32 internal constant ALLOCATOR_ROLE = keccak256("ALLOCATOR_ROLE");

    modifier onlyRole(bytes32 role) {
        if (!IAccessControl(LibDispatch.wires().accessControls).hasRole(role, msg.sender)) {
            revert IAccessControl.AccessControlUnauthorizedAccount(msg.sender, role);
        }
        _;
    }

    function _proxy() internal view returns (IALMProxy) {
        return IALMProxy(LibDispatch.wires().proxy);
    }

    /// @dev Reverts with `RateLimits/zero-maxAmount`, `RateLimits/rate-limit-exceeded`.
    function _useLimit(bytes32 key, uint256 amount) internal {
        IRateLimits(LibDispatch.wires().rateLimits).triggerRateLimitDecrease(key, amount);
    }

    /// @dev A key that is not set is passed over.
    function _restoreLimit(bytes32 key, uint256 amount) internal {
        IRateLimits limits = IRateLimits(LibDispatch.wires().rateLimits);
        if (limits.getRateLimitData(key).maxAmount == 0) return;
        limits.triggerRateLimitIncrease(key, amount);
    }
}
