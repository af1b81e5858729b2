// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Chief} from "../src/governance/Chief.sol";
import {DSPause} from "../src/governance/DSPause.sol";
import {FacetAllowlist} from "../src/governance/FacetAllowlist.sol";
import {Protego} from "../src/governance/Protego.sol";
import {GovernanceConfig} from "./GovernanceInit.sol";
import {GovernanceInstance} from "./GovernanceInstance.sol";
import {Ownership} from "./Ownership.sol";

/// @title Creates governance. The list of code is empty, and approves nothing, until `GovernanceInit` fills it.
library GovernanceDeploy {
    /// @param deployer Who creates; it owns nothing afterwards
    /// @param owner    Who fills the list; the other contracts have no owner besides each other and the votes
    function deploy(address deployer, address owner, GovernanceConfig memory cfg)
        internal
        returns (GovernanceInstance memory governance)
    {
        governance.chief = address(new Chief());
        Ownership.moveWard(governance.chief, deployer, cfg.votes);
        DSPause pause = new DSPause(cfg.delay, address(0), governance.chief);
        governance.pause = address(pause);
        governance.pauseProxy = pause.proxy();
        governance.protego = address(new Protego(governance.pause));
        governance.facetAllowlist = address(new FacetAllowlist());
        Ownership.moveWard(governance.facetAllowlist, deployer, owner);
    }
}
