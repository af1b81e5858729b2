// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The account as which the pause executes plans, and which owns things for governance
/// @notice It is a contract of its own, so that a plan, which runs by delegatecall, cannot write to the storage of the
///         pause.
/// @dev    Compared with `src/pause.sol` of dapphub/ds-pause.
interface IDSPauseProxy {
    /// @notice The pause that created this proxy. A plan could overwrite this value, so the pause checks it after each
    ///         run.
    function owner() external view returns (address);

    /// @notice Runs `fax` on `usr` by delegatecall.
    /// @dev    Reverts with `ds-pause-proxy-unauthorized`, and with `ds-pause-delegatecall-error` where the code that
    ///         it runs reverts. The reason of that revert is lost.
    function exec(address usr, bytes calldata fax) external returns (bytes memory out);
}
