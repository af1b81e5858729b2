// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IStarSpell} from "../src/interfaces/IStarSpell.sol";

/// @title  A spell of a Prime: lets somebody spend from the treasury of its SubProxy
/// @notice Without storage, as what runs in the SubProxy must be.
contract AllowanceSpell is IStarSpell {
    address public immutable token;
    address public immutable spender;
    uint256 public immutable amount;
    /// @notice First second at which it may run [unix s].
    uint256 public immutable from;

    constructor(address token_, address spender_, uint256 amount_, uint256 from_) {
        token = token_;
        spender = spender_;
        amount = amount_;
        from = from_;
    }

    /// @inheritdoc IStarSpell
    function execute() external override {
        IERC20(token).approve(spender, amount);
    }

    /// @inheritdoc IStarSpell
    function isExecutable() external view override returns (bool) {
        return block.timestamp >= from;
    }
}
