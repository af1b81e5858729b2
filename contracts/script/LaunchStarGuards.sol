// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {StarGuardInit, StarGuardInstance} from "../deploy/StarGuardInit.sol";

/// @notice A step of the launch: gives Primes a StarGuard each, hands it over, and refuses unless every wire and role is as
///         it should be.
contract StarGuardSpell {
    event StarGuardLaunched(StarGuardInstance star);

    /// @param owner    The pause proxy
    /// @param count    How many Primes
    /// @param maxDelay How long a spell of theirs may run after it was plotted [s]
    function execute(address owner, uint256 count, uint256 maxDelay) external {
        for (uint256 i; i < count; ++i) {
            StarGuardInstance memory star = StarGuardInit.deploy();
            StarGuardInit.init(star, maxDelay);
            StarGuardInit.handOver(star, address(this), owner);
            StarGuardInit.check(star, maxDelay, owner);
            emit StarGuardLaunched(star);
        }
    }
}
