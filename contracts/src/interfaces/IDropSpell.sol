// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  A spell that drops one plan of the pause (surface of the EmergencyDropSpell of Protego)
/// @notice Once it wears the hat, anyone can schedule it. That drops the plan at once, as a drop does not wait. It has
///         the views of every spell, so that tools that show spells can show it too.
/// @dev    Compared with `src/EmergencyDropSpell.sol` of makerdao/protego.
interface IDropSpell {
    /// @notice The plan was dropped by this spell.
    event Drop();

    /// @notice The Protego that created this spell.
    function protego() external view returns (address);

    /// @notice The pause that holds the plan.
    function pause() external view returns (address);

    /// @notice Code that the plan would run.
    function action() external view returns (address);

    /// @notice Hash of that code.
    function tag() external view returns (bytes32);

    /// @notice Calldata with which the plan would run that code.
    function sig() external view returns (bytes memory);

    /// @notice First second at which the plan might run [unix s].
    function eta() external view returns (uint256);

    /// @notice The Chainlog of mainnet. It is not used, but some tools ask every spell for it.
    function log() external view returns (address);

    /// @notice False: an emergency spell is not bound to office hours.
    function officeHours() external view returns (bool);

    /// @notice 2^256 - 1: the spell does not expire.
    function expiration() external view returns (uint256);

    /// @notice 2^256 - 1: there is nothing to cast.
    function nextCastTime() external view returns (uint256);

    /// @notice "Sky Protocol Drop Spell: " followed by the 32 raw bytes of the plan's identifier.
    function description() external view returns (string memory);

    /// @notice Whether the plan is still plotted.
    function planned() external view returns (bool);

    /// @notice Whether the plan was dropped, or never plotted.
    function done() external view returns (bool);

    /// @notice Does the same as `drop`.
    function schedule() external;

    /// @notice Drops the plan. Anyone may call. Reverts as `DSPause.drop` does, unless this contract wears the hat.
    function drop() external;

    /// @notice Does nothing, as the plan was dropped when the spell was scheduled.
    function cast() external;
}
