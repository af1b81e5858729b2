// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IALMProxy} from "../interfaces/IALMProxy.sol";

/// @title  Token calls through an ALMProxy, as the deployed controllers make them
/// @notice Takes tokens that return nothing as well as those that return `true`. What a refusal is called differs from
///         controller to controller, so whether the token agreed is returned.
library LibTokenCalls {
    /// @notice Sets an allowance; for a token that demands it, over zero.
    function approve(IALMProxy proxy, address token, address spender, uint256 amount) internal returns (bool) {
        bytes memory data = abi.encodeCall(IERC20.approve, (spender, amount));
        try proxy.doCall(token, data) returns (bytes memory result) {
            if (_agreed(result)) return true;
        } catch {}

        proxy.doCall(token, abi.encodeCall(IERC20.approve, (spender, 0)));
        return _agreed(proxy.doCall(token, data));
    }

    function transfer(IALMProxy proxy, address token, address to, uint256 amount) internal returns (bool) {
        return _agreed(proxy.doCall(token, abi.encodeCall(IERC20.transfer, (to, amount))));
    }

    function _agreed(bytes memory result) private pure returns (bool) {
        return result.length == 0 || (result.length == 32 && abi.decode(result, (bool)));
    }
}
