// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Who may call what on the contracts of an allocator ilk
/// @notice Users and functions have sets of roles (bit masks). A call is allowed when user and function share a role.
interface IAllocatorRoles {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event SetIlkAdmin(bytes32 indexed ilk, address user);
    event SetUserRole(bytes32 indexed ilk, address indexed who, uint8 indexed role, bool enabled);
    event SetRoleAction(bytes32 indexed ilk, uint8 indexed role, address indexed target, bytes4 sig, bool enabled);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The account that sets the roles of an ilk.
    function ilkAdmins(bytes32 ilk) external view returns (address);

    /// @notice The set of roles of a user.
    function userRoles(bytes32 ilk, address who) external view returns (bytes32);

    /// @notice The set of roles that may call a function.
    function actionsRoles(bytes32 ilk, address target, bytes4 sig) external view returns (bytes32);

    /// @notice Whether a user has a role.
    function hasUserRole(bytes32 ilk, address who, uint8 role) external view returns (bool has);

    /// @notice Whether a role may call a function.
    function hasActionRole(bytes32 ilk, address target, bytes4 sig, uint8 role) external view returns (bool has);

    /// @notice Whether `caller` may call a function.
    function canCall(bytes32 ilk, address caller, address target, bytes4 sig) external view returns (bool ok);

    /// @notice Makes `usr` an administrator. Reverts with `AllocatorRoles/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `AllocatorRoles/not-authorized`.
    function deny(address usr) external;

    /// @notice Sets the account that sets the roles of an ilk. Reverts with `AllocatorRoles/not-authorized`.
    function setIlkAdmin(bytes32 ilk, address usr) external;

    /// @notice Gives a role to a user or takes it away. Reverts with `AllocatorRoles/ilk-not-authorized`.
    function setUserRole(bytes32 ilk, address who, uint8 role, bool enabled) external;

    /// @notice Opens a function to a role, or closes it. Reverts with `AllocatorRoles/ilk-not-authorized`.
    function setRoleAction(bytes32 ilk, uint8 role, address target, bytes4 sig, bool enabled) external;
}
