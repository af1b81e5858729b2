// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice A Configurator Unit: one for the Generators, one for the Primes.
struct ConfiguratorInstance {
    address beamState;
    address configurator;
    address operators;
    address timelock;
    address mom;
    address freezeRegistry;
    address guardianCouncil;
}
