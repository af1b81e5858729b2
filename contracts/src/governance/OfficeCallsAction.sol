// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IOfficeHours} from "../interfaces/IOfficeHours.sol";
import {CallsAction} from "./CallsAction.sol";
import {LibOfficeHours} from "./LibOfficeHours.sol";

/// @notice {CallsAction} in office hours; see {IOfficeHours}.
contract OfficeCallsAction is CallsAction, IOfficeHours {
    /// @inheritdoc IOfficeHours
    bool public constant override officeHours = true;

    /// @inheritdoc CallsAction
    function execute(Call[] calldata calls) public override {
        require(LibOfficeHours.isOpen(block.timestamp), "Outside office hours");
        super.execute(calls);
    }
}
