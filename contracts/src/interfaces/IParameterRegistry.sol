// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The parameters of a PAU's integrations, apart from the facets that use them
/// @notice The parameters are outside of the Diamond, as the rate limits are, so that they survive the replacement of a
///         facet. A parameter that is not set is 0, and calls that depend on it revert. Governance grants the roles
///         (`AccessControl`).
interface IParameterRegistry {
    /// @notice A parameter was set.
    event ParameterSet(bytes32 indexed key, uint256 value);

    /// @notice The role that may set parameters: `keccak256("CONTROLLER")`, held by the Diamond.
    function CONTROLLER() external view returns (bytes32);

    /// @notice A parameter by its key, `keccak256(abi.encode(keccak256(name), address))`; 0 where it is not set.
    function getParameter(bytes32 key) external view returns (uint256);

    /// @notice Sets a parameter. Only CONTROLLER.
    function setParameter(bytes32 key, uint256 value) external;
}
