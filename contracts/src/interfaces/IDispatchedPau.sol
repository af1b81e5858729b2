// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The functions of a production PAU by the names that its Controller is called with
/// @notice Name of the integration, `_`, name of the function in its facet. No contract declares these: a Controller
///         answers to those that its integrations wire. What each does stands on the interface of its facet.
interface IDispatchedPau {
    function usds_mint(uint256 usdsAmount) external;
    function usds_burn(uint256 usdsAmount) external;
    function usds_setVault(address vault) external;
    function usds_vault() external view returns (address);
    function usds_usds() external view returns (address);
    function usds_mintRateLimitKey() external view returns (bytes32);
    function usds_burnRateLimitKey() external view returns (bytes32);

    function erc4626_deposit(address token, uint256 amount, uint256 minSharesOut) external returns (uint256 shares);
    function erc4626_withdraw(address token, uint256 amount, uint256 maxSharesIn) external returns (uint256 shares);
    function erc4626_redeem(address token, uint256 shares, uint256 minAssetsOut) external returns (uint256 assets);
    function erc4626_setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets) external;
    function erc4626_getMaxExchangeRate(address token) external view returns (uint256);
    function erc4626_EXCHANGE_RATE_PRECISION() external view returns (uint256);
    function erc4626_getDepositRateLimitKey(address token, address asset) external view returns (bytes32);
    function erc4626_getWithdrawRateLimitKey(address token) external view returns (bytes32);

    function sparkVault_take(address sparkVault, uint256 assetAmount) external;
    function sparkVault_getTakeRateLimitKey(address sparkVault) external view returns (bytes32);

    function transferAsset_transfer(address asset, address destination, uint256 amount) external;
    function transferAsset_getTransferRateLimitKey(address asset, address destination) external view returns (bytes32);
}
