// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IAllocatorVault} from "../../interfaces/IAllocatorVault.sol";
import {LibProxyToken} from "./LibProxyToken.sol";

/// @title Drawing and repaying on an AllocatorVault through an ALMProxy
library LibAllocator {
    using LibProxyToken for IALMProxy;

    /// @notice Draws USDS [wad] and moves it from the buffer to the ALMProxy.
    function draw(IALMProxy proxy, address vault, address buffer, address usds, uint256 wad) internal {
        proxy.doCall(vault, abi.encodeCall(IAllocatorVault.draw, (wad)));
        proxy.transferFrom(usds, buffer, address(proxy), wad);
    }

    /// @notice Moves USDS [wad] from the ALMProxy to the buffer and repays debt with it.
    function wipe(IALMProxy proxy, address vault, address buffer, address usds, uint256 wad) internal {
        proxy.transfer(usds, buffer, wad);
        proxy.doCall(vault, abi.encodeCall(IAllocatorVault.wipe, (wad)));
    }
}
