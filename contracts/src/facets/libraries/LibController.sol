// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The wiring that all facets of a PAU share
library LibController {
    string internal constant NAMESPACE = "pau.storage.Controller";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.Controller")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x0f92e2f90dbe54ee96a39c46ab9330627bb6c17777b16a4668da199fedbcd600;

    /// @custom:storage-location erc7201:pau.storage.Controller
    struct Layout {
        address proxy;
        address rateLimits;
        address parameterRegistry;
        address beamState;
        address facetAllowlist;
        address freezeRegistry;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
