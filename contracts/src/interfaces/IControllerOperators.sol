// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  How a cBEAM replaces who operates a PAU, and who freezes it
/// @notice Stands beside the Configurator and asks the same BeamState for the same pair. Every function reverts with
///         `ControllerOperators/stopped` while BeamState is stopped, with
///         `ControllerOperators/not-authorized-controller-cBeam` for a caller that is not paired with the controller, and
///         as the controller does.
interface IControllerOperators {
    event SetRelayer(address indexed controller, address indexed relayer);
    event SetFreezer(address indexed controller, address indexed freezer);

    /// @notice Where the pairs are kept.
    function beamState() external view returns (address);

    /// @notice Makes `relayer` the only holder of the relayer role of `controller`.
    function setRelayer(address controller, address relayer) external;

    /// @notice Makes `freezer` the only holder of the freezer role of `controller`.
    function setFreezer(address controller, address freezer) external;
}
