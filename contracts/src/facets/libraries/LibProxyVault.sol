// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {LibProxyToken} from "./LibProxyToken.sol";

/// @title  ERC-4626 calls through an ALMProxy, which is receiver and owner
/// @notice Shares are counted by the balance, whatever the vault returns.
library LibProxyVault {
    using LibProxyToken for IALMProxy;

    /// @notice Deposits assets; no allowance stays behind.
    /// @return shares Shares that the ALMProxy received.
    function deposit(IALMProxy proxy, address vault, address asset, uint256 assets) internal returns (uint256 shares) {
        uint256 sharesBefore = IERC20(vault).balanceOf(address(proxy));
        proxy.approve(asset, vault, assets);
        proxy.doCall(vault, abi.encodeCall(IERC4626.deposit, (assets, address(proxy))));
        proxy.approve(asset, vault, 0);
        shares = IERC20(vault).balanceOf(address(proxy)) - sharesBefore;
    }

    /// @notice Withdraws assets.
    /// @return shares Shares that the ALMProxy gave.
    function withdraw(IALMProxy proxy, address vault, uint256 assets) internal returns (uint256 shares) {
        uint256 sharesBefore = IERC20(vault).balanceOf(address(proxy));
        proxy.doCall(vault, abi.encodeCall(IERC4626.withdraw, (assets, address(proxy), address(proxy))));
        shares = sharesBefore - IERC20(vault).balanceOf(address(proxy));
    }
}
