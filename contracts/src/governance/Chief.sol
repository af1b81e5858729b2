// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChief} from "../interfaces/IChief.sol";

/// @notice See {IChief}.
contract Chief is IChief {
    /// @inheritdoc IChief
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IChief
    address public override hat;

    modifier auth() {
        require(wards[msg.sender] == 1, "Chief/not-authorized");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IChief
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IChief
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IChief
    function lift(address whom) external override auth {
        hat = whom;
        emit Lift(whom);
    }

    /// @inheritdoc IChief
    function canCall(address src, address, bytes4) external view override returns (bool) {
        return src == hat;
    }
}
