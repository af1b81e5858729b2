// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";

/// @title  The roles of a production PAU
/// @notice Only DEFAULT_ADMIN_ROLE grants. The admin role of a role, which OpenZeppelin lets grant and revoke, only
///         revokes here, and is called its revoker; DEFAULT_ADMIN_ROLE always revokes.
interface IAccessControls is IAccessControlEnumerable {
    /// @notice The caller may not revoke this role.
    error NotRoleAdminOrDefaultAdmin(address account, bytes32 role, bytes32 roleAdmin);

    /// @notice The account does not hold the role that was to be revoked.
    error RoleNotGranted(address account, bytes32 role);

    error ZeroAdmin();

    /// @notice The role whose holders may revoke `role`.
    function getRoleRevoker(bytes32 role) external view returns (bytes32);

    /// @notice Sets that role. Only DEFAULT_ADMIN_ROLE.
    function setRoleRevoker(bytes32 role, bytes32 revokerRole) external;
}
