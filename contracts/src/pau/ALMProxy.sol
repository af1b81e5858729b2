// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {IALMProxy} from "../interfaces/IALMProxy.sol";

/// @notice See {IALMProxy}.
contract ALMProxy is IALMProxy, AccessControl {
    using Address for address;

    /// @inheritdoc IALMProxy
    bytes32 public constant override CONTROLLER = keccak256("CONTROLLER");

    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    constructor(address admin) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @notice Takes ether in, as some integrations pay it out.
    receive() external payable {}

    /// @inheritdoc IALMProxy
    function doCall(address target, bytes memory data)
        external
        override
        onlyRole(CONTROLLER)
        returns (bytes memory result)
    {
        result = target.functionCall(data);
    }

    /// @inheritdoc IALMProxy
    function doCallWithValue(address target, bytes memory data, uint256 value)
        external
        payable
        override
        onlyRole(CONTROLLER)
        returns (bytes memory result)
    {
        result = target.functionCallWithValue(data, value);
    }

    /// @inheritdoc IALMProxy
    function doDelegateCall(address target, bytes memory data)
        external
        override
        onlyRole(CONTROLLER)
        returns (bytes memory result)
    {
        result = target.functionDelegateCall(data);
    }
}
