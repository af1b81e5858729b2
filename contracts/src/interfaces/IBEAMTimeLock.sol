// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title What the timelock of the Configurator Unit adds to OpenZeppelin's TimelockController.
/// @notice Operations are batches, anyone may execute one that is ready, and a pause stops scheduling, execution
/// and cancelling. A pause stops no clock: what became ready meanwhile can be executed upon `unpause`.
interface IBEAMTimeLock {
    struct Operation {
        address[] targets;
        uint256[] values;
        bytes[] payloads;
        bytes32 predecessor;
        bytes32 salt;
    }

    function PAUSER_ROLE() external view returns (bytes32);

    /// @notice Where the guardians record whom they froze. A frozen account neither schedules nor cancels:
    /// `Timelock/frozen`.
    function beamState() external view returns (address);

    /// @notice Number of operations that are scheduled and neither executed nor cancelled.
    function getOperationCount() external view returns (uint256);

    /// @notice The content of a pending operation; empty once it is executed or cancelled.
    function getOperation(bytes32 id) external view returns (Operation memory op);

    /// @notice One pending operation that is ready and whose predecessor, if any, is done; zero if there is none.
    /// Its calls can still fail.
    function getNextExecutableOperation() external view returns (bytes32 id);

    /// @notice Stops scheduling, execution and cancelling. For holders of PAUSER_ROLE.
    function pause() external;

    /// @notice Ends a pause. For the admin.
    function unpause() external;

    /// @notice Changes the delay of operations scheduled from now on. For the admin.
    /// @param newDelay [s]
    function updateDelayImmediately(uint256 newDelay) external;
}
