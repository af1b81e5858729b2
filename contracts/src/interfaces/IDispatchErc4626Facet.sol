// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Deposits into and withdrawals from ERC-4626 vaults at a production PAU
/// @notice Assets are in the unit of the vault's asset, shares in that of the vault. A Controller calls these
///         `erc4626_deposit` and so on: see {IDispatchedPau}.
interface IDispatchErc4626Facet {
    event ERC4626Deposit(address indexed token, uint256 assets, uint256 shares);
    event ERC4626Withdraw(address indexed token, uint256 assets, uint256 shares);
    event ERC4626Redeem(address indexed token, uint256 shares, uint256 assets);

    /// @notice The highest accepted exchange rate of a vault was set: assets per share [1e36].
    event ERC4626MaxExchangeRateSet(address indexed token, uint256 maxExchangeRate);

    /// @notice One, in the unit of exchange rates: 1e36.
    function EXCHANGE_RATE_PRECISION() external view returns (uint256);

    /// @notice Key of a deposit limit: `keccak256(abi.encode(keccak256("LIMIT_4626_DEPOSIT"), asset, token))`.
    function getDepositRateLimitKey(address token, address asset) external view returns (bytes32);

    /// @notice Key of a withdrawal limit: `keccak256(abi.encode(keccak256("LIMIT_4626_WITHDRAW"), token))`.
    function getWithdrawRateLimitKey(address token) external view returns (bytes32);

    /// @notice The highest exchange rate at which a vault takes a deposit, assets per share [1e36]; 0 if not set.
    function getMaxExchangeRate(address token) external view returns (uint256);

    /// @notice Sets it as `maxExpectedAssets` per `shares`. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `ERC4626Facet/token-zero-address`, `ERC4626Facet/zero-shares`.
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets) external;

    /// @notice Deposits assets of the ALMProxy. Only ALLOCATOR_ROLE. Uses the deposit limit.
    /// @dev    Reverts with `ApproveLib/approve-failed`, `ERC4626Facet/min-shares-out-not-met`,
    ///         `ERC4626Facet/zero-shares`, `ERC4626Facet/exchange-rate-too-high` (also where the highest rate is not
    ///         set).
    function deposit(address token, uint256 amount, uint256 minSharesOut) external returns (uint256 shares);

    /// @notice Withdraws assets to the ALMProxy. Only ALLOCATOR_ROLE. Uses the withdrawal limit, and gives capacity back
    ///         to the deposit limit if that is set.
    /// @dev    Reverts with `ERC4626Facet/shares-burned-too-high`.
    function withdraw(address token, uint256 amount, uint256 maxSharesIn) external returns (uint256 shares);

    /// @notice Redeems shares of the ALMProxy. Only ALLOCATOR_ROLE. Uses and gives back as `withdraw`, when the amount is
    ///         known.
    /// @dev    Reverts with `ERC4626Facet/min-assets-out-not-met`.
    function redeem(address token, uint256 shares, uint256 minAssetsOut) external returns (uint256 assets);
}
