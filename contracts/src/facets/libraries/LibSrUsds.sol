// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ISrUsdsFacet} from "../../interfaces/ISrUsdsFacet.sol";

/// @title The state of the SrUsdsFacet
library LibSrUsds {
    string internal constant NAMESPACE = "pau.storage.SrUsds";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.SrUsds")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x21c857022c3e10c74d3529e895551d2c709cc04ca4fdaad93abd206859687400;

    bytes32 internal constant LCTS_OPERATOR = keccak256("LCTS_OPERATOR");
    bytes32 internal constant CORE_COUNCIL = keccak256("CORE_COUNCIL");

    /// @custom:storage-location erc7201:pau.storage.SrUsds
    struct Layout {
        address token;
        // When lock and settlement are due [s of the day, UTC].
        uint32 lockAt;
        uint32 settleAt;
        address subscribeQueue;
        address redeemQueue;
        address holdingSystem;
        // The last day that was locked, and the last that was settled.
        uint64 lockedDay;
        uint64 settledDay;
        mapping(uint256 day => ISrUsdsFacet.Publication) publications;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }

    /// @notice The last day whose hour, `due`, has come [unix s / 1 days].
    /// @param  due Hour of the day [s].
    function lastDay(uint256 due) internal view returns (uint256) {
        return (block.timestamp - due) / 1 days;
    }
}
