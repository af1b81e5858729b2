// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice One PAU: Controller, funds, limits.
struct PauInstance {
    address diamond;
    address almProxy;
    address rateLimits;
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
    // Runs once, when a Diamond is created.
    address pauInit;
}
