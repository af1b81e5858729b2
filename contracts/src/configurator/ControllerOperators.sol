// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeamState} from "../interfaces/IBeamState.sol";
import {IControllerOperators} from "../interfaces/IControllerOperators.sol";

/// @dev What it needs of a controller; it knows nothing else about it.
interface ControllerLike {
    function setRelayer(address relayer) external;
    function setFreezer(address freezer) external;
}

/// @notice See {IControllerOperators}. It holds the role OPERATORS on the Diamonds of its scope.
contract ControllerOperators is IControllerOperators {
    /// @inheritdoc IControllerOperators
    address public immutable override beamState;

    modifier authController(address controller) {
        require(!IBeamState(beamState).stopped(), "ControllerOperators/stopped");
        require(
            IBeamState(beamState).controllersCBeams(controller, msg.sender) == 1,
            "ControllerOperators/not-authorized-controller-cBeam"
        );
        _;
    }

    constructor(address beamState_) {
        beamState = beamState_;
    }

    /// @inheritdoc IControllerOperators
    function setRelayer(address controller, address relayer) external override authController(controller) {
        ControllerLike(controller).setRelayer(relayer);
        emit SetRelayer(controller, relayer);
    }

    /// @inheritdoc IControllerOperators
    function setFreezer(address controller, address freezer) external override authController(controller) {
        ControllerLike(controller).setFreezer(freezer);
        emit SetFreezer(controller, freezer);
    }
}
