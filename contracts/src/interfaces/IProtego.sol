// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Drops plans of the pause (shape of Protego)
/// @notice Wearing the hat itself, it lets anyone drop any plan. Against a single plan it makes a spell that, wearing the
///         hat, drops that plan at once.
interface IProtego {
    /// @notice A spell against a plan was made.
    event Deploy(address dropSpell);

    /// @notice A plan was dropped.
    event Drop(bytes32 id);

    /// @notice The pause.
    function pause() external view returns (address);

    /// @notice The identifier of a plan: `keccak256(abi.encode(usr, tag, fax, eta))`.
    function id(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external pure returns (bytes32);

    /// @notice Whether a plan is plotted.
    function planned(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external view returns (bool);

    /// @notice Makes a spell against a plan.
    function deploy(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external returns (address dropSpell);

    /// @notice Drops a plan. Works while this contract wears the hat; reverts with `ds-auth-unauthorized` otherwise.
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external;
}
