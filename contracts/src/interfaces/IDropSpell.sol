// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  A spell that drops one plan of the pause (shape of the spells of Protego)
/// @notice Once it wears the hat anyone schedules it, which drops the plan at once: a drop waits for nothing.
interface IDropSpell {
    /// @notice The pause that holds the plan.
    function pause() external view returns (address);

    /// @notice Code that the plan would run.
    function usr() external view returns (address);

    /// @notice Hash of that code.
    function tag() external view returns (bytes32);

    /// @notice Calldata of that run.
    function fax() external view returns (bytes memory);

    /// @notice First second at which the plan might run [unix s].
    function eta() external view returns (uint256);

    /// @notice What it does, for people.
    function description() external view returns (string memory);

    /// @notice Whether the plan is plotted still.
    function planned() external view returns (bool);

    /// @notice Drops the plan. Anyone; reverts as `DSPause.drop` unless this contract wears the hat.
    function schedule() external;
}
