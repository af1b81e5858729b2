// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {LibLimitKeys} from "../../facets/libraries/LibLimitKeys.sol";
import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IAllocatorVault} from "../../interfaces/IAllocatorVault.sol";
import {IMainnetController} from "../../interfaces/IMainnetController.sol";
import {IPrimeVault} from "../../interfaces/IPrimeVault.sol";
import {IRateLimits} from "../../interfaces/IRateLimits.sol";
import {LibTokenCalls} from "../LibTokenCalls.sol";

/// @notice See {IMainnetController}.
contract MainnetController is IMainnetController, AccessControlEnumerable, ReentrancyGuardTransient {
    using LibTokenCalls for IALMProxy;

    /// @inheritdoc IMainnetController
    bytes32 public constant override FREEZER = keccak256("FREEZER");

    /// @inheritdoc IMainnetController
    bytes32 public constant override RELAYER = keccak256("RELAYER");

    /// @inheritdoc IMainnetController
    bytes32 public constant override LIMIT_USDS_MINT = keccak256("LIMIT_USDS_MINT");

    /// @inheritdoc IMainnetController
    bytes32 public constant override LIMIT_4626_DEPOSIT = keccak256("LIMIT_4626_DEPOSIT");

    /// @inheritdoc IMainnetController
    bytes32 public constant override LIMIT_4626_WITHDRAW = keccak256("LIMIT_4626_WITHDRAW");

    /// @inheritdoc IMainnetController
    bytes32 public constant override LIMIT_SPARK_VAULT_TAKE = keccak256("LIMIT_SPARK_VAULT_TAKE");

    /// @inheritdoc IMainnetController
    bytes32 public constant override LIMIT_ASSET_TRANSFER = keccak256("LIMIT_ASSET_TRANSFER");

    /// @inheritdoc IMainnetController
    uint256 public constant override EXCHANGE_RATE_PRECISION = 1e36;

    /// @inheritdoc IMainnetController
    address public override proxy;

    /// @inheritdoc IMainnetController
    address public override rateLimits;

    /// @inheritdoc IMainnetController
    address public override vault;

    /// @inheritdoc IMainnetController
    address public override buffer;

    /// @inheritdoc IMainnetController
    address public override usds;

    /// @inheritdoc IMainnetController
    mapping(address token => uint256 rate) public override maxExchangeRates;

    /// @param admin       First holder of DEFAULT_ADMIN_ROLE.
    /// @param proxy_      ALMProxy that holds the funds.
    /// @param rateLimits_ RateLimits that bound the relayers.
    /// @param vault_      AllocatorVault; it names buffer and token.
    constructor(address admin, address proxy_, address rateLimits_, address vault_) {
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
        proxy = proxy_;
        rateLimits = rateLimits_;
        vault = vault_;
        buffer = IAllocatorVault(vault_).buffer();
        usds = IAllocatorVault(vault_).usds();
    }

    /// @inheritdoc IMainnetController
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets)
        external
        override
        nonReentrant
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        require(token != address(0), "MC/token-zero-address");
        uint256 rate = _exchangeRate(shares, maxExpectedAssets);
        maxExchangeRates[token] = rate;
        emit MaxExchangeRateSet(token, rate);
    }

    /// @inheritdoc IMainnetController
    function removeRelayer(address relayer) external override nonReentrant onlyRole(FREEZER) {
        _revokeRole(RELAYER, relayer);
        emit RelayerRemoved(relayer);
    }

    /// @inheritdoc IMainnetController
    function mintUSDS(uint256 usdsAmount) external override nonReentrant onlyRole(RELAYER) {
        _useLimit(LIMIT_USDS_MINT, usdsAmount);
        _call(vault, abi.encodeCall(IAllocatorVault.draw, (usdsAmount)));
        _call(usds, abi.encodeCall(IERC20.transferFrom, (buffer, proxy, usdsAmount)));
    }

    /// @inheritdoc IMainnetController
    function burnUSDS(uint256 usdsAmount) external override nonReentrant onlyRole(RELAYER) {
        _restoreLimit(LIMIT_USDS_MINT, usdsAmount);
        _call(usds, abi.encodeCall(IERC20.transfer, (buffer, usdsAmount)));
        _call(vault, abi.encodeCall(IAllocatorVault.wipe, (usdsAmount)));
    }

    /// @inheritdoc IMainnetController
    function depositERC4626(address token, uint256 amount, uint256 minSharesOut)
        external
        override
        nonReentrant
        onlyRole(RELAYER)
        returns (uint256 shares)
    {
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), amount);
        require(IALMProxy(proxy).approve(IERC4626(token).asset(), token, amount), "MC/approve-failed");
        shares = abi.decode(_call(token, abi.encodeCall(IERC4626.deposit, (amount, proxy))), (uint256));
        require(shares >= minSharesOut, "MC/min-shares-out-not-met");
        require(_exchangeRate(shares, amount) <= maxExchangeRates[token], "MC/exchange-rate-too-high");
    }

    /// @inheritdoc IMainnetController
    function withdrawERC4626(address token, uint256 amount, uint256 maxSharesIn)
        external
        override
        nonReentrant
        onlyRole(RELAYER)
        returns (uint256 shares)
    {
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_WITHDRAW, token), amount);
        shares = abi.decode(_call(token, abi.encodeCall(IERC4626.withdraw, (amount, proxy, proxy))), (uint256));
        require(shares <= maxSharesIn, "MC/shares-burned-too-high");
        _restoreLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), amount);
    }

    /// @inheritdoc IMainnetController
    function redeemERC4626(address token, uint256 shares, uint256 minAssetsOut)
        external
        override
        nonReentrant
        onlyRole(RELAYER)
        returns (uint256 assets)
    {
        assets = abi.decode(_call(token, abi.encodeCall(IERC4626.redeem, (shares, proxy, proxy))), (uint256));
        require(assets >= minAssetsOut, "MC/min-assets-out-not-met");
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_WITHDRAW, token), assets);
        _restoreLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), assets);
    }

    /// @inheritdoc IMainnetController
    function takeFromSparkVault(address sparkVault, uint256 assetAmount)
        external
        override
        nonReentrant
        onlyRole(RELAYER)
    {
        _useLimit(LibLimitKeys.forAddress(LIMIT_SPARK_VAULT_TAKE, sparkVault), assetAmount);
        _call(sparkVault, abi.encodeCall(IPrimeVault.take, (assetAmount)));
    }

    /// @inheritdoc IMainnetController
    function transferAsset(address asset, address destination, uint256 amount)
        external
        override
        nonReentrant
        onlyRole(RELAYER)
    {
        _useLimit(LibLimitKeys.forPair(LIMIT_ASSET_TRANSFER, asset, destination), amount);
        require(IALMProxy(proxy).transfer(asset, destination, amount), "MC/transfer-failed");
    }

    function _call(address target, bytes memory data) private returns (bytes memory) {
        return IALMProxy(proxy).doCall(target, data);
    }

    function _useLimit(bytes32 key, uint256 amount) private {
        IRateLimits(rateLimits).triggerRateLimitDecrease(key, amount);
    }

    function _restoreLimit(bytes32 key, uint256 amount) private {
        IRateLimits(rateLimits).triggerRateLimitIncrease(key, amount);
    }

    // No shares for no assets is a rate too.
    function _exchangeRate(uint256 shares, uint256 assets) private pure returns (uint256) {
        if (assets == 0) return 0;
        require(shares != 0, "MC/zero-shares");
        return EXCHANGE_RATE_PRECISION * assets / shares;
    }
}
