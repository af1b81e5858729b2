// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title What the timelock of the Configurator Unit adds to OpenZeppelin's TimelockController.
/// @notice Operations are batches. Anyone may execute one that is ready. A pause stops scheduling, execution and
/// cancelling, but delays keep running: what becomes ready during a pause can be executed after `unpause`.
interface IBEAMTimeLock {
    struct Operation {
        address[] targets;
        uint256[] values;
        bytes[] payloads;
        bytes32 predecessor;
        bytes32 salt;
    }

    function PAUSER_ROLE() external view returns (bytes32);

    // --- Pending operations, which are scheduled and neither executed nor cancelled; oldest first ---

    function getOperationsCount() external view returns (uint256);

    /// @notice The oldest pending operation, and the newest; zero where none is pending.
    function getFirstOperationId() external view returns (bytes32);
    function getLastOperationId() external view returns (bytes32);

    /// @notice The pending operation after `id`, and the one before; zero where there is none or `id` is not pending.
    function getNextOperationId(bytes32 id) external view returns (bytes32);
    function getPrevOperationId(bytes32 id) external view returns (bytes32);
    function getOperationExists(bytes32 id) external view returns (bool);

    /// @notice The content of a pending operation; empty once it is executed or cancelled.
    function getOperation(bytes32 id) external view returns (Operation memory op);

    /// @notice Number of calls of an operation; 0 if `id` is not pending.
    function getOperationLength(bytes32 id) external view returns (uint256);

    /// @notice Target, value and payload of one call of an operation. Panics past the last call.
    function getOperationTarget(bytes32 id, uint256 index) external view returns (address);
    function getOperationValue(bytes32 id, uint256 index) external view returns (uint256);
    function getOperationPayload(bytes32 id, uint256 index) external view returns (bytes memory);
    function getOperationPredecessor(bytes32 id) external view returns (bytes32);
    function getOperationSalt(bytes32 id) external view returns (bytes32);

    /// @notice Stops scheduling, execution and cancelling. For holders of PAUSER_ROLE.
    function pause() external;

    /// @notice Ends a pause. For the admin.
    function unpause() external;

    /// @notice Changes the delay of operations scheduled from now on. For the admin.
    /// @param newDelay [s]
    function updateDelayImmediately(uint256 newDelay) external;
}
