// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice The MCD core with what all allocator ilks share.
struct McdInstance {
    address vat;
    address jug;
    address usds;
    address usdsJoin;
    address autoLine;
    address lineMom;
    address chainlog;
    address allocatorRegistry;
    address allocatorRoles;
}

/// @notice One allocator ilk.
struct AllocatorInstance {
    bytes32 ilk;
    address vault;
    address buffer;
}
