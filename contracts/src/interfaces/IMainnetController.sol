// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";

/// @title  The controller of a PAU at stage 1: one contract with everything in it
/// @notice Amounts are in the unit of their token, shares in that of the vault. Whoever lacks a role is refused with
///         `AccessControlUnauthorizedAccount`, and a call that comes back in with `ReentrancyGuardReentrantCall`.
///         Capacity is given back with no regard to whether the key is set: where the limit is 0, a repayment or a
///         withdrawal reverts with `RateLimits/zero-maxAmount`.
interface IMainnetController is IAccessControlEnumerable {
    /// @notice The highest accepted exchange rate of a vault was set: assets per share [1e36].
    event MaxExchangeRateSet(address indexed token, uint256 maxExchangeRate);

    /// @notice A freezer removed a relayer. Emitted also if `relayer` did not hold the role.
    event RelayerRemoved(address indexed relayer);

    /// @notice Who may remove relayers: `keccak256("FREEZER")`.
    function FREEZER() external view returns (bytes32);

    /// @notice The operators: `keccak256("RELAYER")`.
    function RELAYER() external view returns (bytes32);

    /// @notice Key of the mint limit.
    function LIMIT_USDS_MINT() external view returns (bytes32);

    /// @notice Names of limits; the key of a vault is `keccak256(abi.encode(name, token))`.
    function LIMIT_4626_DEPOSIT() external view returns (bytes32);
    function LIMIT_4626_WITHDRAW() external view returns (bytes32);
    function LIMIT_SPARK_VAULT_TAKE() external view returns (bytes32);

    /// @notice Name of the transfer limits; the key is `keccak256(abi.encode(name, asset, destination))`.
    function LIMIT_ASSET_TRANSFER() external view returns (bytes32);

    /// @notice One, in the unit of exchange rates: 1e36.
    function EXCHANGE_RATE_PRECISION() external view returns (uint256);

    /// @notice The ALMProxy that holds the funds.
    function proxy() external view returns (address);

    /// @notice The RateLimits that bound the relayers.
    function rateLimits() external view returns (address);

    /// @notice The AllocatorVault that is drawn on.
    function vault() external view returns (address);

    /// @notice The AllocatorBuffer through which USDS comes and goes.
    function buffer() external view returns (address);

    /// @notice The USDS token.
    function usds() external view returns (address);

    /// @notice The highest exchange rate at which a vault takes a deposit, assets per share [1e36]; 0 if not set.
    function maxExchangeRates(address token) external view returns (uint256);

    /// @notice Sets it as `maxExpectedAssets` per `shares`. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `MC/token-zero-address`, `MC/zero-shares`.
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets) external;

    /// @notice Takes RELAYER from `relayer`. Only FREEZER. Succeeds also if `relayer` does not hold the role.
    function removeRelayer(address relayer) external;

    /// @notice Draws USDS [wad] and moves it to the ALMProxy. Only RELAYER. Uses LIMIT_USDS_MINT.
    function mintUSDS(uint256 usdsAmount) external;

    /// @notice Repays USDS [wad] of the ALMProxy. Only RELAYER. Gives capacity back to LIMIT_USDS_MINT.
    function burnUSDS(uint256 usdsAmount) external;

    /// @notice Deposits assets of the ALMProxy. Only RELAYER. Uses the vault's LIMIT_4626_DEPOSIT.
    /// @dev    Reverts with `MC/min-shares-out-not-met`, `MC/zero-shares`, `MC/exchange-rate-too-high` (also where the
    ///         highest rate is not set), `MC/approve-failed`.
    function depositERC4626(address token, uint256 amount, uint256 minSharesOut) external returns (uint256 shares);

    /// @notice Withdraws assets to the ALMProxy. Only RELAYER. Uses the vault's LIMIT_4626_WITHDRAW and gives capacity
    ///         back to its LIMIT_4626_DEPOSIT.
    /// @dev    Reverts with `MC/shares-burned-too-high`.
    function withdrawERC4626(address token, uint256 amount, uint256 maxSharesIn) external returns (uint256 shares);

    /// @notice Redeems shares of the ALMProxy. Only RELAYER. Uses and gives back as `withdrawERC4626`, when the amount
    ///         is known.
    /// @dev    Reverts with `MC/min-assets-out-not-met`.
    function redeemERC4626(address token, uint256 shares, uint256 minAssetsOut) external returns (uint256 assets);

    /// @notice Takes idle assets of a Prime's vault to the ALMProxy. Only RELAYER. Uses the vault's
    ///         LIMIT_SPARK_VAULT_TAKE.
    function takeFromSparkVault(address sparkVault, uint256 assetAmount) external;

    /// @notice Transfers a token of the ALMProxy. Only RELAYER. Uses the pair's LIMIT_ASSET_TRANSFER.
    /// @dev    Reverts with `MC/transfer-failed`.
    function transferAsset(address asset, address destination, uint256 amount) external;
}
