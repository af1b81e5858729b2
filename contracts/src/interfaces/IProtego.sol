// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Drops plans of the pause (surface of Protego)
/// @notice Wearing the hat itself, it lets anyone drop any plan. Against a single plan it makes a spell that, wearing the
///         hat, drops that plan at once.
/// @dev    Compared with `src/Protego.sol` of makerdao/protego.
interface IProtego {
    /// @param usr Code that the plan would run.
    /// @param tag Hash of that code.
    /// @param fax Calldata of that run.
    /// @param eta First second at which it might run [unix s].
    struct Plan {
        address usr;
        bytes32 tag;
        bytes fax;
        uint256 eta;
    }

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

    /// @notice The same of a plan by its identifier.
    function planned(bytes32 id_) external view returns (bool);

    /// @notice Makes a spell against a plan.
    function deploy(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external returns (address dropSpell);

    /// @notice Drops a plan. Works while this contract wears the hat; reverts with `ds-auth-unauthorized` otherwise.
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external;

    /// @notice Drops plans, all or none; none of an empty list, and then without the hat.
    function drop(Plan[] calldata plans) external;
}
