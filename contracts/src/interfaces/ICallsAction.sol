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

    /// @notice Makes the calls in their order, all or none.
    /// @dev    Reverts as the call that fails; with `AddressEmptyCode` where a target has no code, and `FailedCall` where
    ///         a call fails without a reason.
    function execute(Call[] calldata calls) external;
}
