// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Roles and wiring of a PAU's Diamond
/// @notice The holders of every role can be listed. A missing role reverts with `AccessControlUnauthorizedAccount`.
interface IAdminFacet {
    /// @notice A role was given to `account` by `sender`.
    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);

    /// @notice A role was taken from `account` by `sender`.
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);

    /// @notice A freezer removed a relayer. Also emitted if `relayer` did not hold the role.
    event RelayerRemoved(address indexed relayer);

    /// @notice Governance: `bytes32(0)`. May do everything, `diamondCut` included.
    function DEFAULT_ADMIN_ROLE() external view returns (bytes32);

    /// @notice The operators: `keccak256("RELAYER")`.
    function RELAYER() external view returns (bytes32);

    /// @notice Who may remove relayers: `keccak256("FREEZER")`.
    function FREEZER() external view returns (bytes32);

    /// @notice Who may pass on calls that were approved for this PAU: `keccak256("CONFIGURATOR")`.
    function CONFIGURATOR() external view returns (bytes32);

    /// @notice Who may replace relayers and freezers besides the admin: `keccak256("OPERATORS")`.
    function OPERATORS() external view returns (bytes32);

    /// @notice Whether `account` holds `role`.
    function hasRole(bytes32 role, address account) external view returns (bool);

    /// @notice A holder of `role`. The order means nothing and changes with revocations.
    /// @dev    Reverts past the end.
    function getRoleMember(bytes32 role, uint256 index) external view returns (address);

    /// @notice How many accounts hold `role`.
    function getRoleMemberCount(bytes32 role) external view returns (uint256);

    /// @notice Gives `role` to `account`. Other holders keep it. Only DEFAULT_ADMIN_ROLE.
    function grantRole(bytes32 role, address account) external;

    /// @notice Takes `role` from `account`. Only DEFAULT_ADMIN_ROLE.
    function revokeRole(bytes32 role, address account) external;

    /// @notice Makes `relayer` the only holder of RELAYER. Only DEFAULT_ADMIN_ROLE or OPERATORS.
    /// @dev    Reverts with `AdminFacet/zero-address`.
    function setRelayer(address relayer) external;

    /// @notice Makes `freezer` the only holder of FREEZER. Only DEFAULT_ADMIN_ROLE or OPERATORS.
    /// @dev    Reverts with `AdminFacet/zero-address`.
    function setFreezer(address freezer) external;

    /// @notice Takes RELAYER from `relayer`. Only FREEZER. Also succeeds if `relayer` does not hold the role, so
    ///         success alone does not prove that a relayer was frozen.
    function removeRelayer(address relayer) external;

    /// @notice The ALMProxy that holds the funds of this PAU.
    function proxy() external view returns (address);

    /// @notice The RateLimits that bound the relayers of this PAU.
    function rateLimits() external view returns (address);

    /// @notice The ParameterRegistry of this PAU.
    function parameterRegistry() external view returns (address);

    /// @notice The BeamState of the Configurator Unit that this PAU belongs to.
    function beamState() external view returns (address);

    /// @notice The FacetAllowlist of code that may be wired in; zero where any code may.
    function facetAllowlist() external view returns (address);

    /// @notice Where the guardians freeze relayers of this PAU; zero where nobody is frozen. One that is frozen there is
    ///         refused with `Facet/relayer-frozen`.
    function freezeRegistry() external view returns (address);
}
