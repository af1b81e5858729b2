// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibIntegrations} from "./LibIntegrations.sol";

/// @title The state of a production Controller, where the deployed one has it
library LibDispatch {
    string internal constant NAMESPACE = "sky.pau.storage.Controller";
    string internal constant WIRES_NAMESPACE = "sky.pau.storage.SharedController";

    // keccak256(abi.encode(uint256(keccak256("sky.pau.storage.Controller")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0xee25394e09bdf9f095ffaf6289395c59de06e33ff54692b0774d5012253c4d00;

    // keccak256(abi.encode(uint256(keccak256("sky.pau.storage.SharedController")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant WIRES_SLOT = 0x77adf60bdbfedf206f8b8310f3d364080b7f61dcc0e46caac13c29bb1eb5cc00;

    /// @notice What the Controller shares with its facets.
    /// @custom:storage-location erc7201:sky.pau.storage.SharedController
    struct Wires {
        address accessControls;
        address proxy;
        address rateLimits;
    }

    /// @custom:storage-location erc7201:sky.pau.storage.Controller
    function state() internal pure returns (LibIntegrations.Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }

    function wires() internal pure returns (Wires storage $) {
        assembly {
            $.slot := WIRES_SLOT
        }
    }
}
