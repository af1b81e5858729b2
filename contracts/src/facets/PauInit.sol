// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorVault} from "../interfaces/IAllocatorVault.sol";
import {LibController} from "./libraries/LibController.sol";
import {LibUsds} from "./libraries/LibUsds.sol";

/// @param proxy             ALMProxy that holds the funds.
/// @param rateLimits        RateLimits that bound the relayers.
/// @param parameterRegistry ParameterRegistry of the integrations.
/// @param beamState         BeamState of the Configurator Unit in whose scope the PAU is.
/// @param facetAllowlist    Code that may be wired in; zero for no list.
/// @param freezeRegistry    Where the guardians of that unit freeze relayers; zero where nobody is frozen.
struct PauWiring {
    address proxy;
    address rateLimits;
    address parameterRegistry;
    address beamState;
    address facetAllowlist;
    address freezeRegistry;
}

/// @title  The first wiring of a PAU's Diamond
/// @notice Runs by delegatecall after a cut, so only who may cut can run it; what is set stays.
contract PauInit {
    /// @notice Wires the Diamond of a PAU with an allocator surface.
    /// @dev    Reverts as `initController` and `initUsds`.
    function init(PauWiring calldata wiring, address allocatorVault) external {
        initController(wiring);
        initUsds(allocatorVault);
    }

    /// @notice Sets what all facets share.
    /// @dev    Reverts with `PauInit/already-initialized`, `PauInit/zero-address`.
    function initController(PauWiring calldata wiring) public {
        LibController.Layout storage $ = LibController.state();
        require($.proxy == address(0), "PauInit/already-initialized");
        require(wiring.proxy != address(0) && wiring.rateLimits != address(0), "PauInit/zero-address");
        require(wiring.parameterRegistry != address(0) && wiring.beamState != address(0), "PauInit/zero-address");

        $.proxy = wiring.proxy;
        $.rateLimits = wiring.rateLimits;
        $.parameterRegistry = wiring.parameterRegistry;
        $.beamState = wiring.beamState;
        $.facetAllowlist = wiring.facetAllowlist;
        $.freezeRegistry = wiring.freezeRegistry;
    }

    /// @notice Sets the AllocatorVault, and the buffer and the token that it names itself.
    /// @dev    Reverts with `PauInit/already-initialized`, `PauInit/zero-address`.
    function initUsds(address allocatorVault) public {
        LibUsds.Layout storage $ = LibUsds.state();
        require($.vault == address(0), "PauInit/already-initialized");
        require(allocatorVault != address(0), "PauInit/zero-address");

        $.vault = allocatorVault;
        $.buffer = IAllocatorVault(allocatorVault).buffer();
        $.usds = IAllocatorVault(allocatorVault).usds();
    }
}
