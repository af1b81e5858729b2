// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  An action that may keep office hours
/// @notice Office hours are Monday to Friday, from 14:00 to before 21:00 UTC. Outside of them it reverts with
///         `Outside office hours`.
/// @dev    In the shape of DssAction of dss-exec-lib.
interface IOfficeHours {
    /// @notice Whether it refuses outside of office hours.
    function officeHours() external view returns (bool);
}
