// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {IDSPause} from "../src/interfaces/IDSPause.sol";
import {IDSPauseProxy} from "../src/interfaces/IDSPauseProxy.sol";
import {IFacetAllowlist} from "../src/interfaces/IFacetAllowlist.sol";
import {IProtego} from "../src/interfaces/IProtego.sol";
import {GovernanceInstance} from "./GovernanceInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauCode} from "./PauInstance.sol";

struct GovernanceConfig {
    // Who gives the hat of the Chief, as the votes of SKY holders do.
    address votes;
    // Least time between the plot of a plan and its execution [s].
    uint256 delay;
}

/// @title  Wires governance, and approves the code that PAUs are made of
/// @notice Run by the owner of the list; see `McdInit` for `init` and `check`.
library GovernanceInit {
    /// @param code Facets whose code may be wired in from now on, and contracts that may run after a cut
    function init(
        address chainlog,
        GovernanceInstance memory governance,
        PauCode memory code,
        GovernanceConfig memory cfg
    ) internal {
        _checkWires(governance, cfg);
        IFacetAllowlist list = IFacetAllowlist(governance.facetAllowlist);
        for (uint256 i; i < code.facets.length; ++i) {
            list.approve(code.facets[i].codehash);
        }
        for (uint256 i; i < code.inits.length; ++i) {
            list.approveInit(code.inits[i].codehash);
        }

        IChainlog(chainlog).setAddress("MCD_ADM", governance.chief);
        IChainlog(chainlog).setAddress("MCD_PAUSE", governance.pause);
        IChainlog(chainlog).setAddress("MCD_PAUSE_PROXY", governance.pauseProxy);
        IChainlog(chainlog).setAddress("MCD_PROTEGO", governance.protego);
        IChainlog(chainlog).setAddress("FACET_ALLOWLIST", governance.facetAllowlist);
    }

    function handOver(GovernanceInstance memory governance, address from, address to) internal {
        Ownership.moveWard(governance.facetAllowlist, from, to);
    }

    function check(
        GovernanceInstance memory governance,
        PauCode memory code,
        GovernanceConfig memory cfg,
        address owner
    ) internal view {
        _checkWires(governance, cfg);
        IFacetAllowlist list = IFacetAllowlist(governance.facetAllowlist);
        for (uint256 i; i < code.facets.length; ++i) {
            require(list.approved(code.facets[i].codehash), "GovernanceInit/code-not-approved");
        }
        for (uint256 i; i < code.inits.length; ++i) {
            require(list.approvedInits(code.inits[i].codehash), "GovernanceInit/init-not-approved");
        }
        require(Ownership.isWard(governance.facetAllowlist, owner), "GovernanceInit/owner-no-ward-of-facetAllowlist");
    }

    /// @dev Nobody plots or drops but by the hat, and nothing runs but by the pause.
    function _checkWires(GovernanceInstance memory governance, GovernanceConfig memory cfg) private view {
        IDSPause pause = IDSPause(governance.pause);
        require(pause.delay() == cfg.delay, "GovernanceInit/pause-delay-mismatch");
        require(pause.owner() == address(0), "GovernanceInit/pause-has-owner");
        require(pause.authority() == governance.chief, "GovernanceInit/pause-authority-mismatch");
        require(pause.proxy() == governance.pauseProxy, "GovernanceInit/pause-proxy-mismatch");
        require(
            IDSPauseProxy(governance.pauseProxy).owner() == governance.pause, "GovernanceInit/pauseProxy-owner-mismatch"
        );
        require(IProtego(governance.protego).pause() == governance.pause, "GovernanceInit/protego-pause-mismatch");
        require(Ownership.isWard(governance.chief, cfg.votes), "GovernanceInit/votes-no-ward-of-chief");
        require(IFacetAllowlist(governance.facetAllowlist).enforced(), "GovernanceInit/facetAllowlist-not-enforced");
    }
}
