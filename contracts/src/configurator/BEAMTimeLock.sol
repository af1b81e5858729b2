// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IBeamState} from "../interfaces/IBeamState.sol";
import {IBEAMTimeLock} from "../interfaces/IBEAMTimeLock.sol";

/// @title Timelock of the Configurator Unit
/// @dev Reasons start with `Timelock/`, as those of the deployed contract do.
contract BEAMTimeLock is IBEAMTimeLock, TimelockController, Pausable {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    bytes32 public constant override PAUSER_ROLE = keccak256("PAUSER_ROLE");

    address public immutable override beamState;

    EnumerableSet.Bytes32Set private _pending;
    mapping(bytes32 id => Operation) private _operations;

    /// @dev A proposer or canceller that the guardians froze; execution is open to anyone, so a freeze cannot bind it.
    modifier notFrozen() {
        require(!IBeamState(beamState).frozen(msg.sender), "Timelock/frozen");
        _;
    }

    /// @param minDelay Delay of an operation [s]
    /// @param admin Grants roles, unpauses, changes the delay; the contract itself does not, so that no
    /// operation can change who may schedule one
    /// @param beamState_ Where the guardians record whom they froze
    constructor(uint256 minDelay, address admin, address beamState_)
        TimelockController(minDelay, new address[](0), new address[](0), admin)
    {
        require(admin != address(0), "Timelock/admin-zero-address");
        require(beamState_ != address(0), "Timelock/beamState-zero-address");
        beamState = beamState_;
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
    ) public override whenNotPaused notFrozen {
        for (uint256 i; i < targets.length; ++i) {
            require(targets[i] != address(this), "Timelock/self-calls-disabled");
        }
        super.scheduleBatch(targets, values, payloads, predecessor, salt, delay);

        bytes32 id = hashOperationBatch(targets, values, payloads, predecessor, salt);
        _pending.add(id);
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
    function cancel(bytes32 id) public override whenNotPaused notFrozen {
        super.cancel(id);
        _forget(id);
    }

    function _forget(bytes32 id) private {
        _pending.remove(id);
        delete _operations[id];
    }

    // --- The queue ---

    function getOperationCount() external view override returns (uint256) {
        return _pending.length();
    }

    function getOperation(bytes32 id) external view override returns (Operation memory op) {
        return _operations[id];
    }

    function getNextExecutableOperation() external view override returns (bytes32 id) {
        uint256 count = _pending.length();
        for (uint256 i; i < count; ++i) {
            id = _pending.at(i);
            bytes32 predecessor = _operations[id].predecessor;
            if (isOperationReady(id) && (predecessor == bytes32(0) || isOperationDone(predecessor))) return id;
        }
        return bytes32(0);
    }
}
