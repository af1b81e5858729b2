// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  An executive spell (shape of DssExec)
/// @notice Once it wears the hat, anyone can schedule it. After the delay of the pause, anyone can cast it.
/// @dev    A spell whose action has no code cannot be created: `Spell/no-code`.
interface ISpell {
    /// @notice The pause that delays the spell.
    function pause() external view returns (address);

    /// @notice Code that the pause proxy runs by delegatecall.
    function action() external view returns (address);

    /// @notice Hash of that code.
    function tag() external view returns (bytes32);

    /// @notice Calldata of the run.
    function sig() external view returns (bytes memory);

    /// @notice What the spell does, in words.
    function description() external view returns (string memory);

    /// @notice First second at which the spell may be cast [unix s]; 0 until it is scheduled.
    function eta() external view returns (uint256);

    /// @notice Whether the spell was cast.
    function done() external view returns (bool);

    /// @notice Plots the plan. Reverts with `Spell/already-scheduled`, and for the reasons of `DSPause.plot`.
    function schedule() external;

    /// @notice Executes the plan. Reverts with `Spell/already-cast`, and for the reasons of `DSPause.exec`.
    function cast() external;
}
