// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice One PAU: Controller, funds, limits, parameters.
struct PauInstance {
    address diamond;
    address almProxy;
    address rateLimits;
    address parameterRegistry;
}

/// @notice Who has a say over a PAU from outside of it.
struct PauScope {
    // BeamState of its Configurator Unit.
    address beamState;
    // The code that may be wired in; zero for no list.
    address facetAllowlist;
    // A relayer that is frozen there can do nothing; zero where nobody is frozen.
    address freezeRegistry;
}

/// @notice The facets that PAUs are made of; one set serves them all.
struct PauFacets {
    address diamondCut;
    address diamondLoupe;
    address admin;
    address usds;
    address erc4626;
    address sparkVault;
    address transferAsset;
    address legacyMigration;
    address srUsds;
    // Runs once, when a Diamond is created.
    address pauInit;
    // Runs once, when the Diamond of a Generator has its MigrationMom.
    address migrationInit;
    // Runs once, when the Diamond of a Generator that issues srUSDS has its token and queues.
    address srUsdsInit;
}

/// @notice Code that the allowlist approves, by what it is for.
struct PauCode {
    address[] facets;
    // Run once after a cut, and never wired in.
    address[] inits;
}
