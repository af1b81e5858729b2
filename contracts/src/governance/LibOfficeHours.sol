// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title Office hours: Monday to Friday, from 14:00 to before 21:00 UTC
library LibOfficeHours {
    uint256 private constant OPENS = 14 hours;
    uint256 private constant CLOSES = 21 hours;
    // The first Monday of unix time was its fifth day.
    uint256 private constant FIRST_MONDAY = 4 days;
    uint256 private constant SATURDAY = 5 days;

    /// @notice Whether `time` [unix s] is in office hours.
    function isOpen(uint256 time) internal pure returns (bool) {
        uint256 hour = time % 1 days;
        return _sinceMonday(time) < SATURDAY && hour >= OPENS && hour < CLOSES;
    }

    /// @notice The first second in office hours, not before `time` [unix s].
    function next(uint256 time) internal pure returns (uint256) {
        if (isOpen(time)) return time;
        uint256 opens = time - time % 1 days + OPENS;
        if (opens < time) opens += 1 days;
        while (!isOpen(opens)) opens += 1 days;
        return opens;
    }

    // Time since the Monday before [s]; days before the first Monday count from one a week earlier.
    function _sinceMonday(uint256 time) private pure returns (uint256) {
        return (time + 1 weeks - FIRST_MONDAY) % 1 weeks;
    }
}
