// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  What a spell does, as a list of calls
/// @notice The pause proxy runs this by delegatecall, so the calls come from the proxy.
interface ICallsAction {
    /// @param target Contract to call.
    /// @param data   Calldata.
    struct Call {
        address target;
        bytes data;
    }

    /// @notice Makes the calls in the given order, all or none.
    /// @dev    Reverts with the data of the call that fails, with `FailedCall` where that has none, and with
    ///         `AddressEmptyCode` where a target has no code.
    function execute(Call[] calldata calls) external;
}
