// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorRegistry} from "../interfaces/IAllocatorRegistry.sol";

/// @notice See {IAllocatorRegistry}.
contract AllocatorRegistry is IAllocatorRegistry {
    /// @inheritdoc IAllocatorRegistry
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IAllocatorRegistry
    mapping(bytes32 ilk => address) public override buffers;

    modifier auth() {
        require(wards[msg.sender] == 1, "AllocatorRegistry/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IAllocatorRegistry
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IAllocatorRegistry
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IAllocatorRegistry
    function file(bytes32 ilk, bytes32 what, address data) external override auth {
        if (what == "buffer") buffers[ilk] = data;
        else revert("AllocatorRegistry/file-unrecognized-param");
        emit File(ilk, what, data);
    }
}
