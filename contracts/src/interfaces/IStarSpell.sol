// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title What a StarGuard asks of a spell of its Prime
interface IStarSpell {
    /// @notice Does what was decided; run by the SubProxy by delegatecall.
    function execute() external;

    /// @notice Whether it may run in this block: a spell may wait for a date, or for office hours.
    function isExecutable() external view returns (bool);
}
