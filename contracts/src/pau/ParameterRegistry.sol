// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";

import {IParameterRegistry} from "../interfaces/IParameterRegistry.sol";

/// @notice See {IParameterRegistry}.
contract ParameterRegistry is IParameterRegistry, AccessControl {
    /// @inheritdoc IParameterRegistry
    bytes32 public constant override CONTROLLER = keccak256("CONTROLLER");

    /// @inheritdoc IParameterRegistry
    mapping(bytes32 key => uint256 value) public override getParameter;

    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    constructor(address admin) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IParameterRegistry
    function setParameter(bytes32 key, uint256 value) external override onlyRole(CONTROLLER) {
        getParameter[key] = value;
        emit ParameterSet(key, value);
    }
}
