// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IAdministeredAgent} from "../../interfaces/IAdministeredAgent.sol";

/// @notice See {IAdministeredAgent}.
contract AdministeredAgent is IAdministeredAgent {
    using EnumerableSet for EnumerableSet.AddressSet;

    EnumerableSet.AddressSet private _actors;
    EnumerableSet.AddressSet private _admins;
    EnumerableSet.AddressSet private _grantors;
    EnumerableSet.AddressSet private _revokers;

    modifier onlyActor() {
        if (!_actors.contains(msg.sender)) revert NotActor();
        _;
    }

    modifier onlyAdmin() {
        if (!_admins.contains(msg.sender)) revert NotAdmin();
        _;
    }

    modifier notZero(address account) {
        if (account == address(0)) revert ZeroAccount();
        _;
    }

    /// @param admin The first admin.
    constructor(address admin) {
        _addAdmin(admin);
    }

    /// @notice Takes ether in, for calls that need some.
    receive() external payable {}

    // --- Who may do what ---

    /// @inheritdoc IAdministeredAgent
    function addActor(address account) external override {
        if (!_admins.contains(msg.sender) && !_grantors.contains(msg.sender)) revert NotGrantor();
        _addActor(account);
    }

    /// @inheritdoc IAdministeredAgent
    function removeActor(address account) external override {
        if (!_admins.contains(msg.sender) && !_revokers.contains(msg.sender)) revert NotRevoker();
        if (!_actors.remove(account)) revert AccountNotActor();
        emit ActorRemoved(account, msg.sender);
    }

    /// @inheritdoc IAdministeredAgent
    function addAdmin(address account) external override onlyAdmin {
        _addAdmin(account);
    }

    /// @inheritdoc IAdministeredAgent
    function removeAdmin(address account) external override onlyAdmin {
        if (!_admins.remove(account)) revert AccountNotAdmin();
        if (_admins.length() == 0) revert NoAdminsRemaining();
        emit AdminRemoved(account, msg.sender);
    }

    /// @inheritdoc IAdministeredAgent
    function addGrantor(address account) external override onlyAdmin notZero(account) {
        if (!_grantors.add(account)) revert AccountAlreadyGrantor();
        emit GrantorAdded(account, msg.sender);
    }

    /// @inheritdoc IAdministeredAgent
    function removeGrantor(address account) external override onlyAdmin {
        if (!_grantors.remove(account)) revert AccountNotGrantor();
        emit GrantorRemoved(account, msg.sender);
    }

    /// @inheritdoc IAdministeredAgent
    function addRevoker(address account) external override onlyAdmin notZero(account) {
        if (!_revokers.add(account)) revert AccountAlreadyRevoker();
        emit RevokerAdded(account, msg.sender);
    }

    /// @inheritdoc IAdministeredAgent
    function removeRevoker(address account) external override onlyAdmin {
        if (!_revokers.remove(account)) revert AccountNotRevoker();
        emit RevokerRemoved(account, msg.sender);
    }

    // --- What actors do ---

    /// @inheritdoc IAdministeredAgent
    function call(address target, bytes memory data) external payable override onlyActor returns (bytes memory result) {
        result = _call(target, data, msg.value);
    }

    /// @inheritdoc IAdministeredAgent
    function batchCall(address[] memory targets, bytes[] memory data, uint256[] memory values)
        external
        payable
        override
        onlyActor
        returns (bytes[] memory results)
    {
        uint256 count = targets.length;
        if (count != data.length || count != values.length) revert MismatchedArrayLengths();
        results = new bytes[](count);
        for (uint256 i; i < count; ++i) {
            results[i] = _call(targets[i], data[i], values[i]);
        }
    }

    /// @inheritdoc IAdministeredAgent
    function sendValue(address target, uint256 value) external payable override onlyActor {
        Address.sendValue(payable(target), value);
    }

    // --- Views ---

    /// @inheritdoc IAdministeredAgent
    function actorCount() external view override returns (uint256) {
        return _actors.length();
    }

    /// @inheritdoc IAdministeredAgent
    function adminCount() external view override returns (uint256) {
        return _admins.length();
    }

    /// @inheritdoc IAdministeredAgent
    function grantorCount() external view override returns (uint256) {
        return _grantors.length();
    }

    /// @inheritdoc IAdministeredAgent
    function revokerCount() external view override returns (uint256) {
        return _revokers.length();
    }

    /// @inheritdoc IAdministeredAgent
    function getActor(uint256 index) external view override returns (address) {
        return _actors.at(index);
    }

    /// @inheritdoc IAdministeredAgent
    function getAdmin(uint256 index) external view override returns (address) {
        return _admins.at(index);
    }

    /// @inheritdoc IAdministeredAgent
    function getGrantor(uint256 index) external view override returns (address) {
        return _grantors.at(index);
    }

    /// @inheritdoc IAdministeredAgent
    function getRevoker(uint256 index) external view override returns (address) {
        return _revokers.at(index);
    }

    /// @inheritdoc IAdministeredAgent
    function getIsActor(address account) external view override returns (bool) {
        return _actors.contains(account);
    }

    /// @inheritdoc IAdministeredAgent
    function getIsAdmin(address account) external view override returns (bool) {
        return _admins.contains(account);
    }

    /// @inheritdoc IAdministeredAgent
    function getIsGrantor(address account) external view override returns (bool) {
        return _grantors.contains(account);
    }

    /// @inheritdoc IAdministeredAgent
    function getIsRevoker(address account) external view override returns (bool) {
        return _revokers.contains(account);
    }

    function _addActor(address account) private notZero(account) {
        if (!_actors.add(account)) revert AccountAlreadyActor();
        emit ActorAdded(account, msg.sender);
    }

    function _addAdmin(address account) private notZero(account) {
        if (!_admins.add(account)) revert AccountAlreadyAdmin();
        emit AdminAdded(account, msg.sender);
    }

    // A call to itself would come with the rights of whoever trusts the agent.
    function _call(address target, bytes memory data, uint256 value) private returns (bytes memory) {
        if (target == address(this)) revert InvalidTarget();
        return Address.functionCallWithValue(target, data, value);
    }
}
