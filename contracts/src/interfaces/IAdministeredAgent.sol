// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  An account that people share: it holds the operating role of a production PAU, and they are its actors
/// @notice What an actor can do is what the agent's address may do anywhere. `removeActor` of each of them is the
///         freeze; it is done when `actorCount()` is 0.
interface IAdministeredAgent {
    event ActorAdded(address indexed account, address indexed caller);
    event ActorRemoved(address indexed account, address indexed caller);
    event AdminAdded(address indexed account, address indexed caller);
    event AdminRemoved(address indexed account, address indexed caller);
    event GrantorAdded(address indexed account, address indexed caller);
    event GrantorRemoved(address indexed account, address indexed caller);
    event RevokerAdded(address indexed account, address indexed caller);
    event RevokerRemoved(address indexed account, address indexed caller);

    error AccountAlreadyActor();
    error AccountAlreadyAdmin();
    error AccountAlreadyGrantor();
    error AccountAlreadyRevoker();
    error AccountNotActor();
    error AccountNotAdmin();
    error AccountNotGrantor();
    error AccountNotRevoker();

    /// @notice The agent does not call itself.
    error InvalidTarget();
    error MismatchedArrayLengths();

    /// @notice The last admin stays.
    error NoAdminsRemaining();
    error NotActor();
    error NotAdmin();
    error NotGrantor();
    error NotRevoker();
    error ZeroAccount();

    /// @notice How many there are of each.
    function actorCount() external view returns (uint256);
    function adminCount() external view returns (uint256);
    function grantorCount() external view returns (uint256);
    function revokerCount() external view returns (uint256);

    /// @notice One of them. The order means nothing and changes with removals; past the end it panics.
    function getActor(uint256 index) external view returns (address);
    function getAdmin(uint256 index) external view returns (address);
    function getGrantor(uint256 index) external view returns (address);
    function getRevoker(uint256 index) external view returns (address);

    /// @notice Whether an account is one of them.
    function getIsActor(address account) external view returns (bool);
    function getIsAdmin(address account) external view returns (bool);
    function getIsGrantor(address account) external view returns (bool);
    function getIsRevoker(address account) external view returns (bool);

    /// @notice For admins and grantors: `NotGrantor`, `ZeroAccount`, `AccountAlreadyActor`.
    function addActor(address account) external;

    /// @notice For admins and revokers: `NotRevoker`, `AccountNotActor`.
    function removeActor(address account) external;

    /// @notice For admins: `NotAdmin`, `ZeroAccount`, `AccountAlready…`.
    function addAdmin(address account) external;
    function addGrantor(address account) external;
    function addRevoker(address account) external;

    /// @notice For admins: `NotAdmin`, `AccountNot…`, `NoAdminsRemaining`.
    function removeAdmin(address account) external;
    function removeGrantor(address account) external;
    function removeRevoker(address account) external;

    /// @notice Calls a contract with all ether that came along. For actors: `NotActor`, `InvalidTarget`. Passes a
    ///         revert on as it is.
    function call(address target, bytes memory data) external payable returns (bytes memory result);

    /// @notice Calls contracts, each with a value [wei] of the agent's own balance; all of them or none. For actors:
    ///         `NotActor`, `MismatchedArrayLengths`, `InvalidTarget`.
    function batchCall(address[] memory targets, bytes[] memory data, uint256[] memory values)
        external
        payable
        returns (bytes[] memory results);

    /// @notice Sends ether [wei] of the agent's own balance. For actors: `NotActor`.
    function sendValue(address target, uint256 value) external payable;
}
