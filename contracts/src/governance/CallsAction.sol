// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {ICallsAction} from "../interfaces/ICallsAction.sol";

/// @notice See {ICallsAction}. Without storage, as what runs in the proxy must be.
contract CallsAction is ICallsAction {
    using Address for address;

    /// @inheritdoc ICallsAction
    function execute(Call[] calldata calls) public virtual override {
        for (uint256 i; i < calls.length; ++i) {
            calls[i].target.functionCall(calls[i].data);
        }
    }
}
