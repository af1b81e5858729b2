// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamond} from "./IDiamond.sol";

/// @title The part of EIP-2535 that changes a Diamond. Interface id `0x1f931c1c`.
interface IDiamondCut is IDiamond {
    /// @notice Adds, replaces and removes functions, then runs `data` on `init` by delegatecall.
    /// @dev    Only DEFAULT_ADMIN_ROLE. All or nothing. Where the PAU has an allowlist, it must allow the code of every
    ///         new facet and of `init`; otherwise the cut reverts with `CodeNotApproved`.
    /// @param  diamondCut_ The changes.
    /// @param  init        Contract to run; zero for none, in which case `data` is ignored.
    /// @param  data        Calldata of the run.
    function diamondCut(FacetCut[] calldata diamondCut_, address init, bytes calldata data) external;
}
