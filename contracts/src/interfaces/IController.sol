// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IEnumerableIntegrations} from "./IEnumerableIntegrations.sol";

/// @title  The controller of a production PAU: a table from call selectors to facets
/// @notice Every other function is a facet's. Roles are on the AccessControls of the PAU; the Controller itself has no
///         function that freezes.
interface IController is IEnumerableIntegrations {
    /// @notice No integration serves this selector.
    error CallSelectorNotWired(bytes4 callSelector);

    /// @notice Calldata too short for a selector; plain ether too.
    error InvalidCallDataLength(uint256 callDataLength);

    /// @notice The caller does not hold DEFAULT_ADMIN_ROLE on the AccessControls.
    error NotAdmin(address caller);

    error ZeroAccessControls();
    error ZeroBeacon();
    error ZeroProxy();
    error ZeroRateLimits();

    /// @notice Roles of the PAU: DEFAULT_ADMIN_ROLE configures, ALLOCATOR_ROLE operates.
    function accessControls() external view returns (address);

    /// @notice The Beacon that integrations are copied from.
    function beacon() external view returns (address);

    /// @notice The ALMProxy that holds the funds.
    function proxy() external view returns (address);

    /// @notice The RateLimits that bound whoever operates.
    function rateLimits() external view returns (address);

    /// @notice Copies integrations from the Beacon, added or replaced as a whole. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `ReentrancyGuardReentrantCall`, `NotAdmin`, `EmptyArray`, `IntegrationNotFound`,
    ///         `EmptyFacet`, `CallSelectorAlreadyWired`.
    function updateIntegrations(bytes32[] calldata ids) external;

    /// @notice Removes integrations. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `ReentrancyGuardReentrantCall`, `NotAdmin`, `EmptyArray`, `IntegrationNotFound`.
    function removeIntegrations(bytes32[] calldata ids) external;
}
