// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title BlockLens
/// @notice Tells under which conditions a transaction runs, so that a simulation can be held against what was asked of
///         the node. Never deployed: the console places its runtime code by state override for the length of one call.
contract BlockLens {
    struct Conditions {
        uint256 number;
        /// @dev [unix s]
        uint256 time;
        /// @dev [wei]
        uint256 baseFee;
        /// @dev [wei]
        uint256 gasPrice;
        address coinbase;
        uint256 prevrandao;
        uint256 gasLimit;
    }

    /// @return What the opcodes say. Ether that comes along stays here.
    function conditions() external payable returns (Conditions memory) {
        return Conditions({
            number: block.number,
            time: block.timestamp,
            baseFee: block.basefee,
            gasPrice: tx.gasprice,
            coinbase: block.coinbase,
            prevrandao: block.prevrandao,
            gasLimit: block.gaslimit
        });
    }
}
