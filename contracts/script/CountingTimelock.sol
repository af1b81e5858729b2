// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../src/configurator/BEAMTimeLock.sol";

/// @title  The older timelock, which counts its operations and lists none, for the local chain
/// @notice Its code stands in the place of the newer one's: on the same storage it answers what the older one does, and
///         has no other function.
contract CountingTimelock is BEAMTimeLock {
    constructor(uint256 minDelay, address admin) BEAMTimeLock(minDelay, admin) {}

    function getOperationCount() external view returns (uint256) {
        return _pendingCount();
    }

    // --- What the older one lacks: calls of it come back without a reason ---

    function getOperationsCount() external pure override returns (uint256) {
        revert();
    }

    function getFirstOperationId() external pure override returns (bytes32) {
        revert();
    }

    function getLastOperationId() external pure override returns (bytes32) {
        revert();
    }

    function getNextOperationId(bytes32) external pure override returns (bytes32) {
        revert();
    }

    function getPrevOperationId(bytes32) external pure override returns (bytes32) {
        revert();
    }

    function getOperationExists(bytes32) external pure override returns (bool) {
        revert();
    }
}
