// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";

import {IEnumerableIntegrations} from "./IEnumerableIntegrations.sol";

/// @title  The recommended wiring of every integration, for all Controllers
/// @notice A Controller copies from it when its own admin says so: until then the two differ.
interface IBeacon is IEnumerableIntegrations, IAccessControlEnumerable {
    /// @notice The Controller has this function itself, so a facet that served it would never be reached.
    error CallSelectorHardcoded(bytes4 callSelector);

    error ZeroAdmin();
    error ZeroFacet();

    /// @notice Adds an integration, or replaces it as a whole. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `ZeroFacet`, `EmptyFacet`, `EmptyArray`, `CallSelectorHardcoded`,
    ///         `CallSelectorAlreadyWired`.
    function setIntegration(bytes32 id, Config calldata config) external;

    /// @notice Removes an integration. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `IntegrationNotFound`.
    function removeIntegration(bytes32 id) external;
}
