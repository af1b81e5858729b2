// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {LibLimitKeys} from "../../facets/libraries/LibLimitKeys.sol";
import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IDispatchErc4626Facet} from "../../interfaces/IDispatchErc4626Facet.sol";
import {LibTokenCalls} from "../LibTokenCalls.sol";
import {DispatchFacet} from "./DispatchFacet.sol";

/// @notice See {IDispatchErc4626Facet}.
contract DispatchErc4626Facet is IDispatchErc4626Facet, DispatchFacet {
    using LibTokenCalls for IALMProxy;

    string internal constant NAMESPACE = "sky.pau.storage.ERC4626Facet.v1";

    // keccak256(abi.encode(uint256(keccak256("sky.pau.storage.ERC4626Facet.v1")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0xff00b7bf03054889656e52db9e9ee5ee36d0a6360e21036fb566f0cbe8c36900;

    /// @custom:storage-location erc7201:sky.pau.storage.ERC4626Facet.v1
    struct Layout {
        mapping(address token => uint256 rate) maxExchangeRates;
    }

    bytes32 private constant LIMIT_DEPOSIT = keccak256("LIMIT_4626_DEPOSIT");
    bytes32 private constant LIMIT_WITHDRAW = keccak256("LIMIT_4626_WITHDRAW");

    /// @inheritdoc IDispatchErc4626Facet
    uint256 public constant override EXCHANGE_RATE_PRECISION = 1e36;

    /// @inheritdoc IDispatchErc4626Facet
    function setMaxExchangeRate(address token, uint256 shares, uint256 maxExpectedAssets)
        external
        override
        nonReentrant
        onlyRole(DEFAULT_ADMIN_ROLE)
    {
        require(token != address(0), "ERC4626Facet/token-zero-address");
        uint256 rate = _exchangeRate(shares, maxExpectedAssets);
        _state().maxExchangeRates[token] = rate;
        emit ERC4626MaxExchangeRateSet(token, rate);
    }

    /// @inheritdoc IDispatchErc4626Facet
    function deposit(address token, uint256 amount, uint256 minSharesOut)
        external
        override
        nonReentrant
        onlyRole(ALLOCATOR_ROLE)
        returns (uint256 shares)
    {
        (IALMProxy proxy, address asset) = (_proxy(), IERC4626(token).asset());
        _useLimit(getDepositRateLimitKey(token, asset), amount);

        require(proxy.approve(asset, token, amount), "ApproveLib/approve-failed");
        uint256 before = _balance(token, proxy);
        proxy.doCall(token, abi.encodeCall(IERC4626.deposit, (amount, address(proxy))));
        shares = _balance(token, proxy) - before;
        require(shares >= minSharesOut, "ERC4626Facet/min-shares-out-not-met");
        require(
            _exchangeRate(shares, amount) <= _state().maxExchangeRates[token], "ERC4626Facet/exchange-rate-too-high"
        );
        emit ERC4626Deposit(token, amount, shares);
    }

    /// @inheritdoc IDispatchErc4626Facet
    function withdraw(address token, uint256 amount, uint256 maxSharesIn)
        external
        override
        nonReentrant
        onlyRole(ALLOCATOR_ROLE)
        returns (uint256 shares)
    {
        _useLimit(getWithdrawRateLimitKey(token), amount);

        IALMProxy proxy = _proxy();
        uint256 before = _balance(token, proxy);
        proxy.doCall(token, abi.encodeCall(IERC4626.withdraw, (amount, address(proxy), address(proxy))));
        shares = before - _balance(token, proxy);
        require(shares <= maxSharesIn, "ERC4626Facet/shares-burned-too-high");

        _restoreLimit(getDepositRateLimitKey(token, IERC4626(token).asset()), amount);
        emit ERC4626Withdraw(token, amount, shares);
    }

    /// @inheritdoc IDispatchErc4626Facet
    function redeem(address token, uint256 shares, uint256 minAssetsOut)
        external
        override
        nonReentrant
        onlyRole(ALLOCATOR_ROLE)
        returns (uint256 assets)
    {
        (IALMProxy proxy, address asset) = (_proxy(), IERC4626(token).asset());
        uint256 before = _balance(asset, proxy);
        proxy.doCall(token, abi.encodeCall(IERC4626.redeem, (shares, address(proxy), address(proxy))));
        assets = _balance(asset, proxy) - before;
        require(assets >= minAssetsOut, "ERC4626Facet/min-assets-out-not-met");

        // What the shares are worth is known only now.
        _useLimit(getWithdrawRateLimitKey(token), assets);
        _restoreLimit(getDepositRateLimitKey(token, asset), assets);
        emit ERC4626Redeem(token, shares, assets);
    }

    /// @inheritdoc IDispatchErc4626Facet
    function getMaxExchangeRate(address token) external view override returns (uint256) {
        return _state().maxExchangeRates[token];
    }

    /// @inheritdoc IDispatchErc4626Facet
    function getDepositRateLimitKey(address token, address asset) public pure override returns (bytes32) {
        return LibLimitKeys.forPair(LIMIT_DEPOSIT, asset, token);
    }

    /// @inheritdoc IDispatchErc4626Facet
    function getWithdrawRateLimitKey(address token) public pure override returns (bytes32) {
        return LibLimitKeys.forAddress(LIMIT_WITHDRAW, token);
    }

    function _balance(address token, IALMProxy proxy) private view returns (uint256) {
        return IERC20(token).balanceOf(address(proxy));
    }

    // No shares for no assets is a rate too.
    function _exchangeRate(uint256 shares, uint256 assets) private pure returns (uint256) {
        if (assets == 0) return 0;
        require(shares != 0, "ERC4626Facet/zero-shares");
        return EXCHANGE_RATE_PRECISION * assets / shares;
    }

    function _state() private pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
