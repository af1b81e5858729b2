// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice A PAU at stage 1. Funds may be shared with other controllers, limits may not.
struct MonolithicInstance {
    address controller;
    address almProxy;
    address rateLimits;
}

/// @notice A PAU at stage 2.
struct FacetedInstance {
    address controller;
    address almProxy;
    address rateLimits;
    address parameterRegistry;
}

/// @notice A production PAU.
struct DispatchInstance {
    address controller;
    address almProxy;
    address rateLimits;
    address accessControls;
    // Holds the operating role; its actors operate.
    address agent;
}

/// @notice The facets of production PAUs, and the Beacon that recommends them; one of each serves them all.
struct BeaconInstance {
    address beacon;
    address usds;
    address erc4626;
    address sparkVault;
    address transferAsset;
}
