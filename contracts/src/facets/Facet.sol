// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {LibRoles} from "../diamond/LibRoles.sol";
import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IFreezeRegistry} from "../interfaces/IFreezeRegistry.sol";
import {IParameterRegistry} from "../interfaces/IParameterRegistry.sol";
import {IRateLimits} from "../interfaces/IRateLimits.sol";
import {LibController} from "./libraries/LibController.sol";

/// @title What the facets of a PAU share. It has no state of its own but the transient guard.
abstract contract Facet is ReentrancyGuardTransient {
    modifier onlyRole(bytes32 role) {
        LibRoles.requireRole(role, msg.sender);
        _;
    }

    /// @dev A relayer that the guardians froze keeps its role and cannot use it.
    modifier onlyRelayer() {
        LibRoles.requireRole(LibRoles.RELAYER, msg.sender);
        address registry = LibController.state().freezeRegistry;
        require(registry == address(0) || !IFreezeRegistry(registry).frozen(msg.sender), "Facet/relayer-frozen");
        _;
    }

    modifier onlyAdminOrConfigurator() {
        if (!LibRoles.has(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender)) {
            LibRoles.requireRole(LibRoles.CONFIGURATOR, msg.sender);
        }
        _;
    }

    function _proxy() internal view returns (IALMProxy) {
        return IALMProxy(LibController.state().proxy);
    }

    function _rateLimits() internal view returns (IRateLimits) {
        return IRateLimits(LibController.state().rateLimits);
    }

    function _parameterRegistry() internal view returns (IParameterRegistry) {
        return IParameterRegistry(LibController.state().parameterRegistry);
    }

    /// @dev Reverts with `RateLimits/zero-maxAmount`, `RateLimits/rate-limit-exceeded`.
    function _useLimit(bytes32 key, uint256 amount) internal {
        _rateLimits().triggerRateLimitDecrease(key, amount);
    }

    /// @dev Gives capacity back. A limit of zero must not stand in the way of a repayment or a recall, so a key that
    ///      is not set is passed over.
    function _restoreLimit(bytes32 key, uint256 amount) internal virtual {
        IRateLimits limits = _rateLimits();
        if (limits.getRateLimitData(key).maxAmount == 0) return;
        limits.triggerRateLimitIncrease(key, amount);
    }
}
