// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {IBEAMTimeLock} from "../interfaces/IBEAMTimeLock.sol";
import {LibIdList} from "./LibIdList.sol";

/// @title Timelock of the Configurator Unit
/// @dev Reasons start with `Timelock/`, as those of the deployed contract do.
contract BEAMTimeLock is IBEAMTimeLock, TimelockController, Pausable {
    using LibIdList for LibIdList.IdList;

    bytes32 public constant override PAUSER_ROLE = keccak256("PAUSER_ROLE");

    LibIdList.IdList private _pending;
    mapping(bytes32 id => Operation) private _operations;

    /// @param minDelay Delay of an operation [s]
    /// @param admin Grants roles, unpauses, changes the delay; the contract itself does not, so that no
    /// operation can change who may schedule one
    constructor(uint256 minDelay, address admin)
        TimelockController(minDelay, new address[](0), new address[](0), admin)
    {
        require(admin != address(0), "Timelock/admin-zero-address");
        _revokeRole(DEFAULT_ADMIN_ROLE, address(this));
        _grantRole(EXECUTOR_ROLE, address(0));
    }

    // --- Pause and delay ---

    function pause() external override onlyRole(PAUSER_ROLE) {
        _pause();
    }

    function unpause() external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _unpause();
    }

    function updateDelayImmediately(uint256 newDelay) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        // `updateDelay` accepts no caller but this contract.
        this.updateDelay(newDelay);
    }

    // --- Operations ---

    /// @dev Refused: an operation is a batch, so that its content can be read back from one event shape.
    function schedule(address, uint256, bytes calldata, bytes32, bytes32, uint256) public pure override {
        revert("Timelock/use-scheduleBatch");
    }

    /// @dev Refused: see `schedule`.
    function execute(address, uint256, bytes calldata, bytes32, bytes32) public payable override {
        revert("Timelock/use-executeBatch");
    }

    /// @inheritdoc TimelockController
    function scheduleBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt,
        uint256 delay
    ) public override whenNotPaused {
        for (uint256 i; i < targets.length; ++i) {
            require(targets[i] != address(this), "Timelock/self-calls-disabled");
        }
        super.scheduleBatch(targets, values, payloads, predecessor, salt, delay);

        bytes32 id = hashOperationBatch(targets, values, payloads, predecessor, salt);
        _pending.append(id);
        _operations[id] = Operation(targets, values, payloads, predecessor, salt);
    }

    /// @inheritdoc TimelockController
    function executeBatch(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata payloads,
        bytes32 predecessor,
        bytes32 salt
    ) public payable override whenNotPaused {
        super.executeBatch(targets, values, payloads, predecessor, salt);
        _forget(hashOperationBatch(targets, values, payloads, predecessor, salt));
    }

    /// @inheritdoc TimelockController
    function cancel(bytes32 id) public override whenNotPaused {
        super.cancel(id);
        _forget(id);
    }

    function _forget(bytes32 id) private {
        _pending.remove(id);
        delete _operations[id];
    }

    // --- The queue ---

    function getOperationsCount() external view virtual override returns (uint256) {
        return _pendingCount();
    }

    function _pendingCount() internal view returns (uint256) {
        return _pending.count;
    }

    function getFirstOperationId() external view virtual override returns (bytes32) {
        return _pending.first();
    }

    function getLastOperationId() external view virtual override returns (bytes32) {
        return _pending.last();
    }

    function getNextOperationId(bytes32 id) external view virtual override returns (bytes32) {
        return id == bytes32(0) ? id : _pending.next[id];
    }

    function getPrevOperationId(bytes32 id) external view virtual override returns (bytes32) {
        return id == bytes32(0) ? id : _pending.prev[id];
    }

    function getOperationExists(bytes32 id) external view virtual override returns (bool) {
        return _pending.has[id];
    }

    function getOperation(bytes32 id) external view override returns (Operation memory op) {
        return _operations[id];
    }

    function getOperationLength(bytes32 id) external view override returns (uint256) {
        return _operations[id].targets.length;
    }

    function getOperationTarget(bytes32 id, uint256 index) external view override returns (address) {
        return _operations[id].targets[index];
    }

    function getOperationValue(bytes32 id, uint256 index) external view override returns (uint256) {
        return _operations[id].values[index];
    }

    function getOperationPayload(bytes32 id, uint256 index) external view override returns (bytes memory) {
        return _operations[id].payloads[index];
    }

    function getOperationPredecessor(bytes32 id) external view override returns (bytes32) {
        return _operations[id].predecessor;
    }

    function getOperationSalt(bytes32 id) external view override returns (bytes32) {
        return _operations[id].salt;
    }
}
