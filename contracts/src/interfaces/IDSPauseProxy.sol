// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  What the pause executes as, and what governance owns things by
/// @notice Apart from the pause, so that a plan, which runs by delegatecall, writes to this storage and not to that of
///         the pause.
/// @dev    Compared with `src/pause.sol` of dapphub/ds-pause.
interface IDSPauseProxy {
    /// @notice The pause that made it. In storage, where a plan could overwrite it: the pause checks that none did.
    function owner() external view returns (address);

    /// @notice Runs `fax` on `usr` by delegatecall.
    /// @dev    Reverts with `ds-pause-proxy-unauthorized`, and with `ds-pause-delegatecall-error` where what it runs reverts:
    ///         the reason of that is lost.
    function exec(address usr, bytes calldata fax) external returns (bytes memory out);
}
