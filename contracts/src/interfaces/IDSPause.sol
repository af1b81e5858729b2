// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Delays what governance decides (surface of DSPause)
/// @notice A plan is plotted, waits at least `delay`, and can then be executed by anyone: the proxy runs `fax` on `usr`
///         by delegatecall. What governance owns through the pause is owned by the proxy.
/// @dev    Compared with `src/pause.sol` of dapphub/ds-pause, and with ds-note. `plot`, `exec`, `drop` and `setDelay`
///         log the anonymous `LogNote` of ds-note after their body. Its topics are the selector, the caller and the
///         first two arguments; its data are the ether sent and the whole calldata. The other two setters log an event
///         of their own.
interface IDSPause {
    event LogNote(
        bytes4 indexed sig, address indexed guy, bytes32 indexed foo, bytes32 indexed bar, uint256 wad, bytes fax
    ) anonymous;

    /// @notice The owner was changed.
    event LogSetOwner(address indexed owner);

    /// @notice The authority was changed.
    event LogSetAuthority(address indexed authority);

    /// @notice Least time between plot and execution [s].
    function delay() external view returns (uint256);

    /// @notice The proxy, which executes plans and owns things for governance.
    function proxy() external view returns (address);

    /// @notice May plot and drop like those whom `authority` allows; zero for nobody.
    function owner() external view returns (address);

    /// @notice The contract that says who may plot and drop: the Chief.
    function authority() external view returns (address);

    /// @notice Whether a plan is plotted: `keccak256(abi.encode(usr, tag, fax, eta))`.
    function plans(bytes32 id) external view returns (bool);

    /// @notice Changes the delay. Only the proxy: reverts with `ds-pause-undelayed-call`.
    function setDelay(uint256 delay_) external;

    /// @notice Changes the owner. Only the proxy: reverts with `ds-pause-undelayed-call`.
    function setOwner(address owner_) external;

    /// @notice Changes the authority. Only the proxy: reverts with `ds-pause-undelayed-call`.
    function setAuthority(address authority_) external;

    /// @notice Plots a plan.
    /// @param  usr Code to run.
    /// @param  tag Hash of that code; checked again when it runs.
    /// @param  fax Calldata of the run.
    /// @param  eta First second at which it may run [unix s].
    /// @dev    Reverts with `ds-auth-unauthorized`, `ds-pause-delay-not-respected`, and with
    ///         `ds-pause-addition-overflow` where now + delay overflows.
    function plot(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external;

    /// @notice Drops a plan. Reverts with `ds-auth-unauthorized`.
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external;

    /// @notice Runs a plan. Anyone may call.
    /// @dev    Reverts with `ds-pause-unplotted-plan`, `ds-pause-wrong-codehash`, `ds-pause-premature-exec`,
    ///         `ds-pause-illegal-storage-change`, and with `ds-pause-delegatecall-error` where the plan itself reverts,
    ///         whatever its reason.
    function exec(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external returns (bytes memory out);
}
