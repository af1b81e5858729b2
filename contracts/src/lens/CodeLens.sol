// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title CodeLens
/// @notice Tells the code hash and size of an account inside a multicall, where `eth_getCode` cannot be batched.
///         Never deployed: the console places its runtime code by state override for the length of one call.
contract CodeLens {
    /// @param account The account to look at.
    /// @return codeHash EXTCODEHASH: zero for an account that does not exist, keccak256("") for one without code.
    /// @return size EXTCODESIZE in bytes.
    function codeOf(address account) external view returns (bytes32 codeHash, uint256 size) {
        codeHash = account.codehash;
        size = account.code.length;
    }
}
