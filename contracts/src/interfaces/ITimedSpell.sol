// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ISpell} from "./ISpell.sol";

/// @title  An executive spell that may keep office hours, and expires (shape of DssExec)
/// @notice Beyond {ISpell}: `schedule` reverts after `expiration` with `This contract has expired`. Office hours are kept by
///         the action, so that they hold for `DSPause.exec` too: there a refusal is one of the pause,
///         `ds-pause-delegatecall-error`. What was scheduled in time does not expire.
interface ITimedSpell is ISpell {
    /// @notice Last second at which it may be scheduled [unix s].
    function expiration() external view returns (uint256);

    /// @notice Whether its action says that it refuses outside of office hours.
    function officeHours() external view returns (bool);

    /// @notice First second, now or later, at which it may be cast [unix s].
    /// @dev    Reverts with `DssExecLib/invalid eta` until it is scheduled.
    function nextCastTime() external view returns (uint256);
}
