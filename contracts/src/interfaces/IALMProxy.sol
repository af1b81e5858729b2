// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

/// @title  The contract of a PAU that holds all funds
/// @notice Makes any call that a holder of CONTROLLER asks for. It never acts by itself.
interface IALMProxy is IAccessControl {
    /// @notice The role of the controllers: `keccak256("CONTROLLER")`.
    function CONTROLLER() external view returns (bytes32);

    /// @notice Calls `target`. Passes on the data of a revert; a revert without data becomes `FailedCall`.
    /// @param  target Contract to call; it must have code.
    /// @param  data   Calldata.
    /// @return result What the call returned.
    function doCall(address target, bytes memory data) external returns (bytes memory result);

    /// @notice Calls `target` with `value` [wei] of the proxy's own balance, which includes what came with this call.
    /// @param  target Contract to call; it must have code.
    /// @param  data   Calldata.
    /// @param  value  Ether to send [wei].
    /// @return result What the call returned.
    function doCallWithValue(address target, bytes memory data, uint256 value)
        external
        payable
        returns (bytes memory result);

    /// @notice Runs the code of `target` in the proxy's own context.
    /// @param  target Contract to run; it must have code.
    /// @param  data   Calldata.
    /// @return result What the call returned.
    function doDelegateCall(address target, bytes memory data) external returns (bytes memory result);
}
