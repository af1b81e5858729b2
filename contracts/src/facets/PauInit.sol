// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorVault} from "../interfaces/IAllocatorVault.sol";
import {LibController} from "./libraries/LibController.sol";
import {LibUsds} from "./libraries/LibUsds.sol";

/// @title  The first wiring of a PAU's Diamond
/// @notice Runs by delegatecall after a cut, so only who may cut can run it; what is set stays.
contract PauInit {
    /// @notice Wires the Diamond of a PAU with an allocator surface.
    /// @dev    Reverts as `initController` and `initUsds`.
    function init(address proxy, address rateLimits, address vault) external {
        initController(proxy, rateLimits);
        initUsds(vault);
    }

    /// @notice Sets the ALMProxy and the RateLimits.
    /// @dev    Reverts with `PauInit/already-initialized`, `PauInit/zero-address`.
    function initController(address proxy, address rateLimits) public {
        LibController.Layout storage $ = LibController.state();
        require($.proxy == address(0), "PauInit/already-initialized");
        require(proxy != address(0) && rateLimits != address(0), "PauInit/zero-address");

        $.proxy = proxy;
        $.rateLimits = rateLimits;
    }

    /// @notice Sets the AllocatorVault, and the buffer and the token that it names itself.
    /// @dev    Reverts with `PauInit/already-initialized`, `PauInit/zero-address`.
    function initUsds(address vault) public {
        LibUsds.Layout storage $ = LibUsds.state();
        require($.vault == address(0), "PauInit/already-initialized");
        require(vault != address(0), "PauInit/zero-address");

        $.vault = vault;
        $.buffer = IAllocatorVault(vault).buffer();
        $.usds = IAllocatorVault(vault).usds();
    }
}
