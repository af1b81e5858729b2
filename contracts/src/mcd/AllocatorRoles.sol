// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorRoles} from "../interfaces/IAllocatorRoles.sol";

/// @notice See {IAllocatorRoles}.
contract AllocatorRoles is IAllocatorRoles {
    /// @inheritdoc IAllocatorRoles
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IAllocatorRoles
    mapping(bytes32 ilk => address) public override ilkAdmins;

    /// @inheritdoc IAllocatorRoles
    mapping(bytes32 ilk => mapping(address who => bytes32)) public override userRoles;

    /// @inheritdoc IAllocatorRoles
    mapping(bytes32 ilk => mapping(address target => mapping(bytes4 sig => bytes32))) public override actionsRoles;

    modifier auth() {
        require(wards[msg.sender] == 1, "AllocatorRoles/not-authorized");
        _;
    }

    modifier ilkAuth(bytes32 ilk) {
        require(ilkAdmins[ilk] == msg.sender, "AllocatorRoles/ilk-not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IAllocatorRoles
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IAllocatorRoles
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IAllocatorRoles
    function setIlkAdmin(bytes32 ilk, address usr) external override auth {
        ilkAdmins[ilk] = usr;
        emit SetIlkAdmin(ilk, usr);
    }

    /// @inheritdoc IAllocatorRoles
    function setUserRole(bytes32 ilk, address who, uint8 role, bool enabled) external override ilkAuth(ilk) {
        userRoles[ilk][who] = _with(userRoles[ilk][who], role, enabled);
        emit SetUserRole(ilk, who, role, enabled);
    }

    /// @inheritdoc IAllocatorRoles
    function setRoleAction(bytes32 ilk, uint8 role, address target, bytes4 sig, bool enabled)
        external
        override
        ilkAuth(ilk)
    {
        actionsRoles[ilk][target][sig] = _with(actionsRoles[ilk][target][sig], role, enabled);
        emit SetRoleAction(ilk, role, target, sig, enabled);
    }

    /// @inheritdoc IAllocatorRoles
    function hasUserRole(bytes32 ilk, address who, uint8 role) external view override returns (bool has) {
        return userRoles[ilk][who] & _mask(role) != 0;
    }

    /// @inheritdoc IAllocatorRoles
    function hasActionRole(bytes32 ilk, address target, bytes4 sig, uint8 role)
        external
        view
        override
        returns (bool has)
    {
        return actionsRoles[ilk][target][sig] & _mask(role) != 0;
    }

    /// @inheritdoc IAllocatorRoles
    function canCall(bytes32 ilk, address caller, address target, bytes4 sig) external view override returns (bool ok) {
        return userRoles[ilk][caller] & actionsRoles[ilk][target][sig] != 0;
    }

    function _with(bytes32 set, uint8 role, bool enabled) private pure returns (bytes32) {
        return enabled ? set | _mask(role) : set & ~_mask(role);
    }

    function _mask(uint8 role) private pure returns (bytes32) {
        return bytes32(uint256(1) << role);
    }
}
