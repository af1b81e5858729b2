// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChainlog} from "../interfaces/IChainlog.sol";

/// @notice See {IChainlog}.
contract Chainlog is IChainlog {
    struct Location {
        // Where the key stands in the list, counted from 1.
        uint256 position;
        address addr;
    }

    /// @inheritdoc IChainlog
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IChainlog
    string public override version;

    bytes32[] private _keys;
    mapping(bytes32 key => Location) private _locations;

    modifier auth() {
        require(wards[msg.sender] == 1, "ChainLog/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        _setVersion("0.0.0");
        _setAddress("CHANGELOG", address(this));
    }

    /// @inheritdoc IChainlog
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IChainlog
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IChainlog
    function setVersion(string calldata version_) external override auth {
        _setVersion(version_);
    }

    /// @inheritdoc IChainlog
    function setAddress(bytes32 key, address addr) external override auth {
        _setAddress(key, addr);
    }

    /// @inheritdoc IChainlog
    function removeAddress(bytes32 key) external override auth {
        // A key without an address is in the list, too.
        uint256 position = _locations[key].position;
        require(position != 0, "dss-chain-log/invalid-key");
        bytes32 last = _keys[_keys.length - 1];
        _keys[position - 1] = last;
        _locations[last].position = position;
        _keys.pop();
        delete _locations[key];
        emit RemoveAddress(key);
    }

    /// @inheritdoc IChainlog
    function count() external view override returns (uint256) {
        return _keys.length;
    }

    /// @inheritdoc IChainlog
    function get(uint256 index) external view override returns (bytes32 key, address addr) {
        key = _keys[index];
        addr = _locations[key].addr;
    }

    /// @inheritdoc IChainlog
    function list() external view override returns (bytes32[] memory keys) {
        return _keys;
    }

    /// @inheritdoc IChainlog
    function getAddress(bytes32 key) external view override returns (address addr) {
        addr = _locations[key].addr;
        require(addr != address(0), "dss-chain-log/invalid-key");
    }

    function _setVersion(string memory version_) private {
        version = version_;
        emit UpdateVersion(version_);
    }

    function _setAddress(bytes32 key, address addr) private {
        if (_locations[key].position == 0) {
            _keys.push(key);
            _locations[key].position = _keys.length;
        }
        _locations[key].addr = addr;
        emit UpdateAddress(key, addr);
    }
}
