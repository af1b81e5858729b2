// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice Governance, and what it allows to be wired into PAUs.
struct GovernanceInstance {
    address chief;
    address pause;
    // What the pause executes as: owns everything in the end.
    address pauseProxy;
    address protego;
    address facetAllowlist;
}
