// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IAdminFacet} from "../interfaces/IAdminFacet.sol";

/// @title Roles inside a Diamond, enumerable
library LibRoles {
    using EnumerableSet for EnumerableSet.AddressSet;

    bytes32 internal constant DEFAULT_ADMIN_ROLE = 0x00;
    bytes32 internal constant RELAYER = keccak256("RELAYER");
    bytes32 internal constant FREEZER = keccak256("FREEZER");
    bytes32 internal constant CONFIGURATOR = keccak256("CONFIGURATOR");
    bytes32 internal constant OPERATORS = keccak256("OPERATORS");

    string internal constant NAMESPACE = "pau.storage.Roles";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.Roles")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x135cf184f5c1e278ff17b7479185a83ce2241e3b5913974ac426c24124493500;

    /// @custom:storage-location erc7201:pau.storage.Roles
    struct Layout {
        mapping(bytes32 role => EnumerableSet.AddressSet) members;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }

    /// @notice Reverts with `AccessControlUnauthorizedAccount` unless `account` holds `role`.
    function requireRole(bytes32 role, address account) internal view {
        if (!has(role, account)) revert IAccessControl.AccessControlUnauthorizedAccount(account, role);
    }

    function has(bytes32 role, address account) internal view returns (bool) {
        return state().members[role].contains(account);
    }

    function grant(bytes32 role, address account) internal {
        if (state().members[role].add(account)) emit IAdminFacet.RoleGranted(role, account, msg.sender);
    }

    function revoke(bytes32 role, address account) internal {
        if (state().members[role].remove(account)) emit IAdminFacet.RoleRevoked(role, account, msg.sender);
    }

    /// @notice Makes `account` the only holder of `role`.
    function replaceAll(bytes32 role, address account) internal {
        address[] memory holders = state().members[role].values();
        for (uint256 i; i < holders.length; ++i) {
            if (holders[i] != account) revoke(role, holders[i]);
        }
        grant(role, account);
    }
}
