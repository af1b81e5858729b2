// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The controller of a PAU at stage 2: facets behind functions that are written out by hand
/// @notice What a function does is the facet's: see {IAdminFacet}, {IUsdsFacet}, {IErc4626Facet}, {ISparkVaultFacet}
///         and {ITransferAssetFacet}, also for who may call it and what it reverts with. The facets are the ones that a
///         Diamond has at stage 3. Which functions there are, and whose, is fixed for good: another facet takes another
///         controller, and parameters survive in the ParameterRegistry.
interface IFacetedController {
    /// @notice The facets, by what they are for.
    struct Facets {
        address admin;
        address usds;
        address erc4626;
        address sparkVault;
        address transferAsset;
    }

    event RoleGranted(bytes32 indexed role, address indexed account, address indexed sender);
    event RoleRevoked(bytes32 indexed role, address indexed account, address indexed sender);
    event RelayerRemoved(address indexed relayer);
    event MaxExchangeRateSet(address indexed token, uint256 maxExchangeRate);

    /// @notice The facet of `grantRole`, `revokeRole`, `setRelayer`, `setFreezer` and `removeRelayer`.
    function adminFacet() external view returns (address);

    /// @notice The facet of `mintUSDS` and `burnUSDS`.
    function usdsFacet() external view returns (address);

    /// @notice The facet of `setMaxExchangeRate`, `depositERC4626`, `withdrawERC4626` and `redeemERC4626`.
    function erc4626Facet() external view returns (address);

    /// @notice The facet of `takeFromSparkVault`.
    function sparkVaultFacet() external view returns (address);

    /// @notice The facet of `transferAsset`.
    function transferAssetFacet() external view returns (address);

    function DEFAULT_ADMIN_ROLE() external view returns (bytes32);
    function RELAYER() external view returns (bytes32);
    function FREEZER() external view returns (bytes32);
    function CONFIGURATOR() external view returns (bytes32);
    function OPERATORS() external view returns (bytes32);
    function hasRole(bytes32 role, address account) external view returns (bool);
    function getRoleMember(bytes32 role, uint256 index) external view returns (address);
    function getRoleMemberCount(bytes32 role) external view returns (uint256);
    function grantRole(bytes32 role, address account) external;
    function revokeRole(bytes32 role, address account) external;
    function setRelayer(address relayer) external;
    function setFreezer(address freezer) external;
    function removeRelayer(address relayer) external;

    function LIMIT_USDS_MINT() external view returns (bytes32);
    function LIMIT_4626_DEPOSIT() external view returns (bytes32);
    function LIMIT_4626_WITHDRAW() external view returns (bytes32);
    function LIMIT_SPARK_VAULT_TAKE() external view returns (bytes32);
    function LIMIT_ASSET_TRANSFER() external view returns (bytes32);

    function proxy() external view returns (address);
    function rateLimits() external view returns (address);
    function parameterRegistry() external view returns (address);
    function freezeRegistry() external view returns (address);
    function vault() external view returns (address);
    function buffer() external view returns (address);
    function usds() external view returns (address);
    function maxExchangeRates(address token) external view returns (uint256);

    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets) external;
    function mintUSDS(uint256 usdsAmount) external;
    function burnUSDS(uint256 usdsAmount) external;
    function depositERC4626(address token, uint256 amount, uint256 minSharesOut) external returns (uint256 shares);
    function withdrawERC4626(address token, uint256 amount, uint256 maxSharesIn) external returns (uint256 shares);
    function redeemERC4626(address token, uint256 shares, uint256 minAssetsOut) external returns (uint256 assets);
    function takeFromSparkVault(address sparkVault, uint256 assetAmount) external;
    function transferAsset(address asset, address destination, uint256 amount) external;
}
