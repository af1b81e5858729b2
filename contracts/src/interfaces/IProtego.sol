// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Drops plans of the pause (surface of Protego)
/// @notice While it wears the hat itself, anyone may drop any plan through it. Against a single plan it creates a
///         spell, which drops that plan at once when it wears the hat.
/// @dev    Compared with `src/Protego.sol` of makerdao/protego.
interface IProtego {
    /// @param usr Code that the plan would run.
    /// @param tag Hash of that code.
    /// @param fax Calldata with which the plan would run that code.
    /// @param eta First second at which it might run [unix s].
    struct Plan {
        address usr;
        bytes32 tag;
        bytes fax;
        uint256 eta;
    }

    /// @notice A spell against a plan was created.
    event Deploy(address dropSpell);

    /// @notice A plan was dropped.
    event Drop(bytes32 id);

    /// @notice The pause.
    function pause() external view returns (address);

    /// @notice The identifier of a plan: `keccak256(abi.encode(usr, tag, fax, eta))`.
    function id(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external pure returns (bytes32);

    /// @notice Whether a plan is plotted.
    function planned(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external view returns (bool);

    /// @notice Whether the plan with this identifier is plotted.
    function planned(bytes32 id_) external view returns (bool);

    /// @notice Creates a spell against a plan.
    function deploy(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external returns (address dropSpell);

    /// @notice Drops a plan. Works while this contract wears the hat; reverts with `ds-auth-unauthorized` otherwise.
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external;

    /// @notice Drops plans, all or none. An empty list drops nothing, and passes without the hat too.
    function drop(Plan[] calldata plans) external;
}
