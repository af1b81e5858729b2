// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../src/interfaces/IPrimeVault.sol";

struct GuardrailConfig {
    // Who moves the guardrails within their bounds, and pauses.
    address operator;
    IPrimeVault.GuardrailBounds bounds;
    // Share of idle assets [wad] that may leave per period [s].
    uint256 share;
    uint256 period;
    // What `take` must leave [wad].
    uint256 buffer;
}

/// @title  The guardrails with which the vault of a Prime begins
/// @notice Run by the owner of the vault; see `McdInit` for `init` and `check`. A vault without a policy is refused:
///         nobody is to find out by a run on it how much may leave.
library GuardrailInit {
    function init(IPrimeVault vault, GuardrailConfig memory cfg) internal {
        _checkConfig(cfg);
        vault.setGuardrailBounds(cfg.bounds);
        vault.setWithdrawalPolicy(cfg.share, cfg.period);
        vault.setLiquidityBuffer(cfg.buffer);
        vault.grantRole(vault.GUARDRAIL_ROLE(), cfg.operator);
    }

    function check(IPrimeVault vault, GuardrailConfig memory cfg) internal view {
        _checkConfig(cfg);
        IPrimeVault.Guardrails memory found = vault.guardrails();
        require(
            keccak256(abi.encode(found.bounds)) == keccak256(abi.encode(cfg.bounds)), "GuardrailInit/bounds-mismatch"
        );
        require(found.share == cfg.share && found.period == cfg.period, "GuardrailInit/policy-mismatch");
        require(found.buffer == cfg.buffer, "GuardrailInit/buffer-mismatch");
        require(
            found.takesPausedUntil <= block.timestamp && found.withdrawalsPausedUntil <= block.timestamp,
            "GuardrailInit/paused"
        );
        bytes32 role = vault.GUARDRAIL_ROLE();
        require(
            vault.getRoleMemberCount(role) == 1 && vault.getRoleMember(role, 0) == cfg.operator,
            "GuardrailInit/operator-mismatch"
        );
    }

    /// @dev What the operator may set has to include what it begins with, so that it can come back to it.
    function _checkConfig(GuardrailConfig memory cfg) private pure {
        IPrimeVault.GuardrailBounds memory bounds = cfg.bounds;
        require(cfg.share > 0 && cfg.period > 0, "GuardrailInit/no-policy");
        require(
            bounds.minShare <= cfg.share && cfg.share <= bounds.maxShare && bounds.minPeriod <= cfg.period
                && cfg.period <= bounds.maxPeriod,
            "GuardrailInit/policy-out-of-bounds"
        );
        require(bounds.minBuffer <= cfg.buffer && cfg.buffer <= bounds.maxBuffer, "GuardrailInit/buffer-out-of-bounds");
    }
}
