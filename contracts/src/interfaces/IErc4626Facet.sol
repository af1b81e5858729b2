// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Deposits into and withdrawals from ERC-4626 vaults
/// @notice Asset amounts are in the unit of the vault's asset, share amounts in that of the vault. The receiver and
///         owner is always the ALMProxy. The highest accepted exchange rates are kept in the ParameterRegistry.
interface IErc4626Facet {
    /// @notice The highest accepted exchange rate of a vault was set.
    /// @param  token           The vault.
    /// @param  maxExchangeRate Assets per share [1e36].
    event MaxExchangeRateSet(address indexed token, uint256 maxExchangeRate);

    /// @notice Name of the deposit limits: `keccak256("LIMIT_4626_DEPOSIT")`; a vault's key is
    ///         `keccak256(abi.encode(LIMIT_4626_DEPOSIT, token))`.
    function LIMIT_4626_DEPOSIT() external view returns (bytes32);

    /// @notice Name of the withdrawal limits: `keccak256("LIMIT_4626_WITHDRAW")`; a vault's key is
    ///         `keccak256(abi.encode(LIMIT_4626_WITHDRAW, token))`.
    function LIMIT_4626_WITHDRAW() external view returns (bytes32);

    /// @notice The highest exchange rate at which a deposit is made, assets per share [1e36]; 0 if not configured.
    function maxExchangeRates(address token) external view returns (uint256);

    /// @notice Sets the highest exchange rate of a vault as `maxExpectedAssets` per `shares`; (0, 0) unsets it. Only
    ///         DEFAULT_ADMIN_ROLE or CONFIGURATOR. As chi grows past any rate in time, a cBEAM can raise it by an
    ///         approved call, which is faster than a spell.
    /// @dev    Reverts with `Erc4626Facet/zero-token`, `Erc4626Facet/zero-shares`.
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets) external;

    /// @notice Deposits assets of the ALMProxy. Only RELAYER. Uses the vault's LIMIT_4626_DEPOSIT.
    /// @dev    Reverts with `Erc4626Facet/max-exchange-rate-not-set`, `Erc4626Facet/exchange-rate-too-high`,
    ///         `Erc4626Facet/min-shares-out-not-met`, `Erc4626Facet/zero-shares`.
    /// @param  token        The vault.
    /// @param  amount       Assets to deposit.
    /// @param  minSharesOut Least shares to accept for them.
    /// @return shares       Shares that the ALMProxy received.
    function depositERC4626(address token, uint256 amount, uint256 minSharesOut) external returns (uint256 shares);

    /// @notice Withdraws assets to the ALMProxy. Only RELAYER. Uses the vault's LIMIT_4626_WITHDRAW and gives capacity
    ///         back to its LIMIT_4626_DEPOSIT if that is set.
    /// @dev    Reverts with `Erc4626Facet/shares-burned-too-high`.
    /// @param  token       The vault.
    /// @param  amount      Assets to withdraw.
    /// @param  maxSharesIn Most shares to give for them.
    /// @return shares      Shares that the ALMProxy gave.
    function withdrawERC4626(address token, uint256 amount, uint256 maxSharesIn) external returns (uint256 shares);

    /// @notice Redeems shares of the ALMProxy. Only RELAYER. Uses the vault's LIMIT_4626_WITHDRAW and gives capacity
    ///         back to its LIMIT_4626_DEPOSIT if that is set.
    /// @dev    Reverts with `Erc4626Facet/min-assets-out-not-met`.
    /// @param  token        The vault.
    /// @param  shares       Shares to redeem.
    /// @param  minAssetsOut Least assets to accept for them.
    /// @return assets       Assets that the ALMProxy received.
    function redeemERC4626(address token, uint256 shares, uint256 minAssetsOut) external returns (uint256 assets);
}
