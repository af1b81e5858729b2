// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  What the spells of a Prime execute as, and what the Prime owns things by
/// @notice The pause proxy of a Prime: a spell runs by delegatecall and writes to this storage.
/// @dev    In the shape of the deployed SubProxy of endgame-toolkit.
interface ISubProxy {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice 1 for whoever may administer this contract and run code in it.
    function wards(address usr) external view returns (uint256);

    /// @notice Adds a ward. Reverts with `SubProxy/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes a ward. Reverts with `SubProxy/not-authorized`.
    function deny(address usr) external;

    /// @notice Runs `args` on `target` by delegatecall.
    /// @dev    Reverts with `SubProxy/not-authorized`, and with `SubProxy/delegatecall-error` where what it runs reverts: the
    ///         reason of that is lost.
    function exec(address target, bytes calldata args) external payable returns (bytes memory out);
}
