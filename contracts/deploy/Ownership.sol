// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

interface WardsLike {
    function wards(address usr) external view returns (uint256);
    function rely(address usr) external;
    function deny(address usr) external;
}

interface RolesLike {
    function hasRole(bytes32 role, address account) external view returns (bool);
    function grantRole(bytes32 role, address account) external;
    function revokeRole(bytes32 role, address account) external;
}

/// @title Handing contracts from one owner to the next, by wards or by roles
library Ownership {
    bytes32 internal constant ADMIN = 0x00;

    function moveWard(address target, address from, address to) internal {
        if (from == to) return;
        WardsLike(target).rely(to);
        WardsLike(target).deny(from);
    }

    function moveAdmin(address target, address from, address to) internal {
        if (from == to) return;
        RolesLike(target).grantRole(ADMIN, to);
        RolesLike(target).revokeRole(ADMIN, from);
    }

    function grant(address target, bytes32 role, address account) internal {
        RolesLike(target).grantRole(role, account);
    }

    /// @notice Whether `usr` is a ward of `target`.
    function isWard(address target, address usr) internal view returns (bool) {
        return WardsLike(target).wards(usr) == 1;
    }

    /// @notice Whether `account` holds `role` on `target`, an AccessControl or a Diamond.
    function holds(address target, bytes32 role, address account) internal view returns (bool) {
        return RolesLike(target).hasRole(role, account);
    }
}
