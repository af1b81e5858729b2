// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

import {IAllocatorBuffer} from "../interfaces/IAllocatorBuffer.sol";

/// @notice See {IAllocatorBuffer}.
contract AllocatorBuffer is IAllocatorBuffer {
    using SafeERC20 for IERC20;

    /// @inheritdoc IAllocatorBuffer
    mapping(address usr => uint256) public override wards;

    modifier auth() {
        require(wards[msg.sender] == 1, "AllocatorBuffer/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IAllocatorBuffer
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IAllocatorBuffer
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IAllocatorBuffer
    function approve(address asset, address spender, uint256 amount) external override auth {
        IERC20(asset).forceApprove(spender, amount);
        emit Approve(asset, spender, amount);
    }
}
