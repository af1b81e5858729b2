// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The keys of rate limits that depend on addresses
library LibLimitKeys {
    function forAddress(bytes32 limit, address account) internal pure returns (bytes32) {
        return keccak256(abi.encode(limit, account));
    }

    function forPair(bytes32 limit, address asset, address destination) internal pure returns (bytes32) {
        return keccak256(abi.encode(limit, asset, destination));
    }
}
