// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  An executive spell (shape of DssExec)
/// @notice Once it wears the hat anyone schedules it, and after the delay of the pause anyone casts it.
/// @dev    An action without code is refused when the spell is made: `Spell/no-code`.
interface ISpell {
    /// @notice The pause that delays it.
    function pause() external view returns (address);

    /// @notice Code that the pause proxy runs by delegatecall.
    function action() external view returns (address);

    /// @notice Hash of that code.
    function tag() external view returns (bytes32);

    /// @notice Calldata of the run.
    function sig() external view returns (bytes memory);

    /// @notice What it does, for people.
    function description() external view returns (string memory);

    /// @notice First second at which it may be cast [unix s]; 0 until it is scheduled.
    function eta() external view returns (uint256);

    /// @notice Whether it was cast.
    function done() external view returns (bool);

    /// @notice Plots it. Reverts with `Spell/already-scheduled`, and as `DSPause.plot`.
    function schedule() external;

    /// @notice Executes it. Reverts with `Spell/already-cast`, and as `DSPause.exec`.
    function cast() external;
}
