// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IErc4626Facet} from "../interfaces/IErc4626Facet.sol";
import {IParameterRegistry} from "../interfaces/IParameterRegistry.sol";
import {Facet} from "./Facet.sol";
import {LibExchangeRate} from "./libraries/LibExchangeRate.sol";
import {LibLimitKeys} from "./libraries/LibLimitKeys.sol";
import {LibProxyVault} from "./libraries/LibProxyVault.sol";

/// @notice See {IErc4626Facet}.
contract Erc4626Facet is IErc4626Facet, Facet {
    using LibExchangeRate for IParameterRegistry;
    using LibProxyVault for IALMProxy;

    /// @inheritdoc IErc4626Facet
    bytes32 public constant override LIMIT_4626_DEPOSIT = keccak256("LIMIT_4626_DEPOSIT");

    /// @inheritdoc IErc4626Facet
    bytes32 public constant override LIMIT_4626_WITHDRAW = keccak256("LIMIT_4626_WITHDRAW");

    /// @inheritdoc IErc4626Facet
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets)
        external
        override
        nonReentrant
        onlyAdminOrConfigurator
    {
        require(token != address(0), "Erc4626Facet/zero-token");

        uint256 maxExchangeRate = _exchangeRate(shares, maxExpectedAssets);
        _parameterRegistry().setMaxExchangeRate(token, maxExchangeRate);
        emit MaxExchangeRateSet(token, maxExchangeRate);
    }

    /// @inheritdoc IErc4626Facet
    function depositERC4626(address token, uint256 amount, uint256 minSharesOut)
        external
        override
        nonReentrant
        onlyRelayer
        returns (uint256 shares)
    {
        uint256 maxExchangeRate = _parameterRegistry().maxExchangeRate(token);
        require(maxExchangeRate != 0, "Erc4626Facet/max-exchange-rate-not-set");
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), amount);

        shares = _proxy().deposit(token, IERC4626(token).asset(), amount);
        require(shares >= minSharesOut, "Erc4626Facet/min-shares-out-not-met");
        require(_exchangeRate(shares, amount) <= maxExchangeRate, "Erc4626Facet/exchange-rate-too-high");
    }

    /// @inheritdoc IErc4626Facet
    function withdrawERC4626(address token, uint256 amount, uint256 maxSharesIn)
        external
        override
        nonReentrant
        onlyRelayer
        returns (uint256 shares)
    {
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_WITHDRAW, token), amount);

        shares = _proxy().withdraw(token, amount);
        require(shares <= maxSharesIn, "Erc4626Facet/shares-burned-too-high");

        _restoreLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), amount);
    }

    /// @inheritdoc IErc4626Facet
    function redeemERC4626(address token, uint256 shares, uint256 minAssetsOut)
        external
        override
        nonReentrant
        onlyRelayer
        returns (uint256 assets)
    {
        IALMProxy proxy = _proxy();
        IERC20 asset = IERC20(IERC4626(token).asset());
        uint256 assetsBefore = asset.balanceOf(address(proxy));
        proxy.doCall(token, abi.encodeCall(IERC4626.redeem, (shares, address(proxy), address(proxy))));
        assets = asset.balanceOf(address(proxy)) - assetsBefore;
        require(assets >= minAssetsOut, "Erc4626Facet/min-assets-out-not-met");

        // What the shares are worth is known only now.
        _useLimit(LibLimitKeys.forAddress(LIMIT_4626_WITHDRAW, token), assets);
        _restoreLimit(LibLimitKeys.forAddress(LIMIT_4626_DEPOSIT, token), assets);
    }

    /// @inheritdoc IErc4626Facet
    function maxExchangeRates(address token) external view override returns (uint256) {
        return _parameterRegistry().maxExchangeRate(token);
    }

    function _exchangeRate(uint256 shares, uint256 assets) private pure returns (uint256) {
        require(shares != 0 || assets == 0, "Erc4626Facet/zero-shares");
        return LibExchangeRate.exchangeRate(shares, assets);
    }
}
