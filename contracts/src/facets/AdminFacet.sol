// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {LibRoles} from "../diamond/LibRoles.sol";
import {IAdminFacet} from "../interfaces/IAdminFacet.sol";
import {Facet} from "./Facet.sol";
import {LibController} from "./libraries/LibController.sol";

/// @notice See {IAdminFacet}.
contract AdminFacet is IAdminFacet, Facet {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @inheritdoc IAdminFacet
    bytes32 public constant override DEFAULT_ADMIN_ROLE = LibRoles.DEFAULT_ADMIN_ROLE;

    /// @inheritdoc IAdminFacet
    bytes32 public constant override RELAYER = LibRoles.RELAYER;

    /// @inheritdoc IAdminFacet
    bytes32 public constant override FREEZER = LibRoles.FREEZER;

    /// @inheritdoc IAdminFacet
    bytes32 public constant override CONFIGURATOR = LibRoles.CONFIGURATOR;

    /// @inheritdoc IAdminFacet
    bytes32 public constant override OPERATORS = LibRoles.OPERATORS;

    /// @dev Apart from CONFIGURATOR, whose holders pass on approved calls: who holds it may ask for a rollback.
    modifier onlyAdminOrOperators() {
        if (!LibRoles.has(LibRoles.DEFAULT_ADMIN_ROLE, msg.sender)) {
            LibRoles.requireRole(LibRoles.OPERATORS, msg.sender);
        }
        _;
    }

    /// @inheritdoc IAdminFacet
    function grantRole(bytes32 role, address account) external override onlyRole(LibRoles.DEFAULT_ADMIN_ROLE) {
        LibRoles.grant(role, account);
    }

    /// @inheritdoc IAdminFacet
    function revokeRole(bytes32 role, address account) external override onlyRole(LibRoles.DEFAULT_ADMIN_ROLE) {
        LibRoles.revoke(role, account);
    }

    /// @inheritdoc IAdminFacet
    function setRelayer(address relayer) external override onlyAdminOrOperators {
        require(relayer != address(0), "AdminFacet/zero-address");
        LibRoles.replaceAll(LibRoles.RELAYER, relayer);
    }

    /// @inheritdoc IAdminFacet
    function setFreezer(address freezer) external override onlyAdminOrOperators {
        require(freezer != address(0), "AdminFacet/zero-address");
        LibRoles.replaceAll(LibRoles.FREEZER, freezer);
    }

    /// @inheritdoc IAdminFacet
    function removeRelayer(address relayer) external override onlyRole(LibRoles.FREEZER) {
        LibRoles.revoke(LibRoles.RELAYER, relayer);
        emit RelayerRemoved(relayer);
    }

    /// @inheritdoc IAdminFacet
    function hasRole(bytes32 role, address account) external view override returns (bool) {
        return LibRoles.has(role, account);
    }

    /// @inheritdoc IAdminFacet
    function getRoleMember(bytes32 role, uint256 index) external view override returns (address) {
        return LibRoles.state().members[role].at(index);
    }

    /// @inheritdoc IAdminFacet
    function getRoleMemberCount(bytes32 role) external view override returns (uint256) {
        return LibRoles.state().members[role].length();
    }

    /// @inheritdoc IAdminFacet
    function proxy() external view override returns (address) {
        return LibController.state().proxy;
    }

    /// @inheritdoc IAdminFacet
    function rateLimits() external view override returns (address) {
        return LibController.state().rateLimits;
    }

    /// @inheritdoc IAdminFacet
    function parameterRegistry() external view override returns (address) {
        return LibController.state().parameterRegistry;
    }

    /// @inheritdoc IAdminFacet
    function beamState() external view override returns (address) {
        return LibController.state().beamState;
    }

    /// @inheritdoc IAdminFacet
    function facetAllowlist() external view override returns (address) {
        return LibController.state().facetAllowlist;
    }

    /// @inheritdoc IAdminFacet
    function freezeRegistry() external view override returns (address) {
        return LibController.state().freezeRegistry;
    }
}
