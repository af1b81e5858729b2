// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The state of the Erc4626Facet
library LibErc4626 {
    string internal constant NAMESPACE = "pau.storage.Erc4626Facet";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.Erc4626Facet")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x2ce0a0d87bdbf2d80e97973a52c99f58156ca52f6d545fb59abd9c69029ea500;

    /// @custom:storage-location erc7201:pau.storage.Erc4626Facet
    struct Layout {
        mapping(address token => uint256) maxExchangeRates;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
