// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeamState} from "../src/interfaces/IBeamState.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {Ownership} from "./Ownership.sol";

interface EnumerableLike {
    function getRoleMember(bytes32 role, uint256 index) external view returns (address);
    function getRoleMemberCount(bytes32 role) external view returns (uint256);
}

/// @title  What the controllers of all stages have in common
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library StageWires {
    bytes32 internal constant CONTROLLER = keccak256("CONTROLLER");

    /// @notice Lets a controller work with the funds under its limits, and the Configurator change those. A pair in
    ///         BeamState works only where the Configurator is an administrator.
    function init(ConfiguratorInstance memory unit, address controller, address almProxy, address rateLimits) internal {
        require(!Ownership.holds(almProxy, CONTROLLER, controller), "StageWires/controller-is-wired");
        require(!Ownership.holds(rateLimits, CONTROLLER, controller), "StageWires/controller-is-wired");

        Ownership.grant(almProxy, CONTROLLER, controller);
        Ownership.grant(rateLimits, CONTROLLER, controller);
        Ownership.grant(rateLimits, Ownership.ADMIN, unit.configurator);
        IBeamState(unit.beamState).addRateLimits(rateLimits);
        IBeamState(unit.beamState).addController(controller);
    }

    function check(
        ConfiguratorInstance memory unit,
        address controller,
        address almProxy,
        address rateLimits,
        address owner
    ) internal view {
        require(Ownership.holds(almProxy, CONTROLLER, controller), "StageWires/controller-not-on-almProxy");
        require(Ownership.holds(rateLimits, CONTROLLER, controller), "StageWires/controller-not-on-rateLimits");
        require(
            Ownership.holds(rateLimits, Ownership.ADMIN, unit.configurator),
            "StageWires/configurator-no-admin-of-rateLimits"
        );
        require(Ownership.holds(almProxy, Ownership.ADMIN, owner), "StageWires/owner-no-admin-of-almProxy");
        require(Ownership.holds(rateLimits, Ownership.ADMIN, owner), "StageWires/owner-no-admin-of-rateLimits");
        require(IBeamState(unit.beamState).rateLimits(rateLimits) == 1, "StageWires/rateLimits-not-registered");
        require(IBeamState(unit.beamState).controllers(controller) == 1, "StageWires/controller-not-registered");
    }

    /// @notice Exactly these accounts hold a role, each once.
    function checkHolders(address target, bytes32 role, address[] memory holders, string memory reason) internal view {
        require(EnumerableLike(target).getRoleMemberCount(role) == holders.length, reason);
        for (uint256 i; i < holders.length; ++i) {
            require(Ownership.holds(target, role, holders[i]), reason);
        }
    }

    /// @notice As `checkHolders`, with one.
    function checkHolder(address target, bytes32 role, address holder, string memory reason) internal view {
        require(EnumerableLike(target).getRoleMemberCount(role) == 1, reason);
        require(EnumerableLike(target).getRoleMember(role, 0) == holder, reason);
    }

    /// @notice Owner and Configurator administer.
    function checkAdmins(ConfiguratorInstance memory unit, address target, address owner, string memory reason)
        internal
        view
    {
        address[] memory admins = new address[](2);
        (admins[0], admins[1]) = (owner, unit.configurator);
        checkHolders(target, Ownership.ADMIN, admins, reason);
    }
}
