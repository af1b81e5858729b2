// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {StarGuard} from "../src/governance/StarGuard.sol";
import {SubProxy} from "../src/governance/SubProxy.sol";
import {IStarGuard} from "../src/interfaces/IStarGuard.sol";
import {Ownership} from "./Ownership.sol";

struct StarGuardInstance {
    address starGuard;
    // Runs the spells of the Prime.
    address subProxy;
}

/// @title  Creates and wires the StarGuard of a Prime and its SubProxy
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library StarGuardInit {
    function deploy() internal returns (StarGuardInstance memory star) {
        star.subProxy = address(new SubProxy());
        star.starGuard = address(new StarGuard(star.subProxy));
    }

    /// @param maxDelay How long a spell may run after it was plotted [s]
    function init(StarGuardInstance memory star, uint256 maxDelay) internal {
        _checkImmutables(star);
        IStarGuard(star.starGuard).file("maxDelay", maxDelay);
        SubProxy(star.subProxy).rely(star.starGuard);
    }

    function handOver(StarGuardInstance memory star, address from, address to) internal {
        Ownership.moveWard(star.starGuard, from, to);
        Ownership.moveWard(star.subProxy, from, to);
    }

    function check(StarGuardInstance memory star, uint256 maxDelay, address owner) internal view {
        _checkImmutables(star);
        require(IStarGuard(star.starGuard).maxDelay() == maxDelay, "StarGuardInit/maxDelay-mismatch");
        require(Ownership.isWard(star.subProxy, star.starGuard), "StarGuardInit/starGuard-no-ward-of-subProxy");
        require(Ownership.isWard(star.subProxy, owner), "StarGuardInit/owner-no-ward-of-subProxy");
        require(Ownership.isWard(star.starGuard, owner), "StarGuardInit/owner-no-ward-of-starGuard");
    }

    function _checkImmutables(StarGuardInstance memory star) private view {
        require(IStarGuard(star.starGuard).subProxy() == star.subProxy, "StarGuardInit/subProxy-mismatch");
    }
}
