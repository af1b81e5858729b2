// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  A spell that drops one plan of the pause (surface of the EmergencyDropSpell of Protego)
/// @notice Once it wears the hat anyone schedules it, which drops the plan at once: a drop waits for nothing. It has the views
///         of every spell, so that what shows spells shows it too.
/// @dev    Compared with `src/EmergencyDropSpell.sol` of makerdao/protego.
interface IDropSpell {
    /// @notice The plan was dropped by this spell.
    event Drop();

    /// @notice The Protego that made it.
    function protego() external view returns (address);

    /// @notice The pause that holds the plan.
    function pause() external view returns (address);

    /// @notice Code that the plan would run.
    function action() external view returns (address);

    /// @notice Hash of that code.
    function tag() external view returns (bytes32);

    /// @notice Calldata of that run.
    function sig() external view returns (bytes memory);

    /// @notice First second at which the plan might run [unix s].
    function eta() external view returns (uint256);

    /// @notice The Chainlog of mainnet, for those who ask every spell for it; not used.
    function log() external view returns (address);

    /// @notice False: an emergency keeps no hours.
    function officeHours() external view returns (bool);

    /// @notice 2^256 - 1: it does not expire.
    function expiration() external view returns (uint256);

    /// @notice 2^256 - 1: there is nothing to cast.
    function nextCastTime() external view returns (uint256);

    /// @notice "Sky Protocol Drop Spell: " and the 32 bytes of the plan's identifier, as they are.
    function description() external view returns (string memory);

    /// @notice Whether the plan is plotted still.
    function planned() external view returns (bool);

    /// @notice Whether the plan was dropped, or never plotted.
    function done() external view returns (bool);

    /// @notice As `drop`.
    function schedule() external;

    /// @notice Drops the plan. Anyone; reverts as `DSPause.drop` unless this contract wears the hat.
    function drop() external;

    /// @notice Does nothing: all happened when it was scheduled.
    function cast() external;
}
