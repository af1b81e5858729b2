// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Erc4626Facet} from "../src/facets/Erc4626Facet.sol";

/// @title  The ERC-4626 facet as older controllers behave, for the local chain
/// @notice Gives capacity back without asking whether the deposit limit is set, so a zero deposit limit makes every
///         withdrawal revert with `RateLimits/zero-maxAmount`. The local Generator starts with it and replaces it by
///         the current facet, for the reason that a real one would.
contract Erc4626FacetV1 is Erc4626Facet {
    function _restoreLimit(bytes32 key, uint256 amount) internal override {
        _rateLimits().triggerRateLimitIncrease(key, amount);
    }
}
