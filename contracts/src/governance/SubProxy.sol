// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ISubProxy} from "../interfaces/ISubProxy.sol";

/// @notice See {ISubProxy}.
contract SubProxy is ISubProxy {
    /// @inheritdoc ISubProxy
    mapping(address usr => uint256) public override wards;

    modifier auth() {
        require(wards[msg.sender] == 1, "SubProxy/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc ISubProxy
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc ISubProxy
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc ISubProxy
    function exec(address target, bytes calldata args) external payable override auth returns (bytes memory out) {
        bool success;
        (success, out) = target.delegatecall(args);
        require(success, "SubProxy/delegatecall-error");
    }
}
