// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The state of the UsdsFacet
library LibUsds {
    string internal constant NAMESPACE = "pau.storage.UsdsFacet";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.UsdsFacet")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x25e1092fcb4cb4af1c4cccc0e3da20735b02d261b82aae953d8507e76a62ed00;

    /// @custom:storage-location erc7201:pau.storage.UsdsFacet
    struct Layout {
        address vault;
        address buffer;
        address usds;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
