// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IFreezeRegistry} from "../interfaces/IFreezeRegistry.sol";

/// @notice See {IFreezeRegistry}.
contract FreezeRegistry is IFreezeRegistry {
    /// @inheritdoc IFreezeRegistry
    mapping(address usr => uint256 allowed) public override wards;

    /// @inheritdoc IFreezeRegistry
    mapping(address beam => bool) public override frozen;

    /// @inheritdoc IFreezeRegistry
    mapping(address beam => uint256 count) public override freezeCount;

    modifier auth() {
        require(wards[msg.sender] == 1, "FreezeRegistry/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IFreezeRegistry
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IFreezeRegistry
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IFreezeRegistry
    function freeze(address beam) external override auth {
        if (!frozen[beam]) ++freezeCount[beam];
        frozen[beam] = true;
        emit Freeze(beam);
    }

    /// @inheritdoc IFreezeRegistry
    function unfreeze(address beam) external override auth {
        frozen[beam] = false;
        emit Unfreeze(beam);
    }
}
