// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControl} from "@openzeppelin/contracts/access/AccessControl.sol";
import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";

import {IAccessControls} from "../../interfaces/IAccessControls.sol";

/// @notice See {IAccessControls}.
contract AccessControls is IAccessControls, AccessControlEnumerable {
    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    constructor(address admin) {
        if (admin == address(0)) revert ZeroAdmin();
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IAccessControls
    function setRoleRevoker(bytes32 role, bytes32 revokerRole) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _setRoleAdmin(role, revokerRole);
    }

    /// @inheritdoc IAccessControls
    function getRoleRevoker(bytes32 role) external view override returns (bytes32) {
        return getRoleAdmin(role);
    }

    /// @notice Gives `role` to `account`. Only DEFAULT_ADMIN_ROLE, whatever the revoker of the role is.
    function grantRole(bytes32 role, address account)
        public
        override(IAccessControl, AccessControl)
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        _grantRole(role, account);
    }

    /// @notice Takes `role` from `account`. For holders of its revoker and for DEFAULT_ADMIN_ROLE.
    function revokeRole(bytes32 role, address account) public override(IAccessControl, AccessControl) {
        bytes32 revoker = getRoleAdmin(role);
        if (!hasRole(revoker, msg.sender) && !hasRole(DEFAULT_ADMIN_ROLE, msg.sender)) {
            revert NotRoleAdminOrDefaultAdmin(msg.sender, role, revoker);
        }
        if (!_revokeRole(role, account)) revert RoleNotGranted(account, role);
    }
}
