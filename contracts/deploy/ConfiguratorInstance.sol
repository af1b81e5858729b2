// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice The Configurator Unit.
struct ConfiguratorInstance {
    address beamState;
    address configurator;
    address timelock;
    address mom;
}
