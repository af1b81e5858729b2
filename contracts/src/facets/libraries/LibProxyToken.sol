// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IALMProxy} from "../../interfaces/IALMProxy.sol";

/// @title  Token calls through an ALMProxy
/// @notice Takes tokens that return nothing as well as those that return `true`.
library LibProxyToken {
    /// @notice Sets an allowance; for a token that demands it, over zero.
    function approve(IALMProxy proxy, address token, address spender, uint256 amount) internal {
        bytes memory data = abi.encodeCall(IERC20.approve, (spender, amount));
        try proxy.doCall(token, data) returns (bytes memory result) {
            if (_succeeded(result)) return;
        } catch {}

        proxy.doCall(token, abi.encodeCall(IERC20.approve, (spender, 0)));
        require(_succeeded(proxy.doCall(token, data)), "LibProxyToken/approve-failed");
    }

    function transfer(IALMProxy proxy, address token, address to, uint256 amount) internal {
        bytes memory result = proxy.doCall(token, abi.encodeCall(IERC20.transfer, (to, amount)));
        require(_succeeded(result), "LibProxyToken/transfer-failed");
    }

    function transferFrom(IALMProxy proxy, address token, address from, address to, uint256 amount) internal {
        bytes memory result = proxy.doCall(token, abi.encodeCall(IERC20.transferFrom, (from, to, amount)));
        require(_succeeded(result), "LibProxyToken/transfer-failed");
    }

    function _succeeded(bytes memory result) private pure returns (bool) {
        return result.length == 0 || (result.length >= 32 && abi.decode(result, (uint256)) == 1);
    }
}
