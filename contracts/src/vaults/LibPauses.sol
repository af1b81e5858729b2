// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";

/// @title  The pauses of one flow of a vault: its takes, or its withdrawals
/// @notice Everybody has a pause of their own, the last that they began, and the flow is paused while one of them runs. So
///         nobody shortens or bars the pause of another. After a pause its caller waits for as long in proportion to it as
///         the bounds have it wait after the longest; governance does not wait.
/// @dev    Who ends whose pause:
///
///         | ends            | governance's | their own | another operator's |
///         | --------------- | ------------ | --------- | ------------------ |
///         | governance      | yes          | yes       | yes                |
///         | operator        | no           | yes       | no                 |
///         | anybody else    | no           | no        | no                 |
///
///         A pause outlives the role of who began it; governance ends it. The list has an entry for everybody who ever paused.
library LibPauses {
    struct Flow {
        IPrimeVault.Pause[] list;
        // Where the pause of a caller stands in the list, counted from 1.
        mapping(address caller => uint256) position;
    }

    /// @notice Begins the pause of a caller, in the place of its last.
    /// @return First second at which the flow is not paused any more [unix s].
    function begin(Flow storage flow, address caller, uint256 until) internal returns (uint256) {
        IPrimeVault.Pause memory fresh = IPrimeVault.Pause(caller, uint48(block.timestamp), uint48(until));
        uint256 position = flow.position[caller];
        if (position == 0) {
            flow.list.push(fresh);
            flow.position[caller] = flow.list.length;
        } else {
            flow.list[position - 1] = fresh;
        }
        return end(flow);
    }

    /// @notice Ends the pause of a caller; it has to run.
    /// @return As `begin`.
    function stop(Flow storage flow, address caller) internal returns (uint256) {
        require(block.timestamp < last(flow, caller).until, "SparkVault/pause-of-another");
        flow.list[flow.position[caller] - 1].until = uint48(block.timestamp);
        return end(flow);
    }

    /// @notice Ends every pause.
    /// @return As `begin`.
    function stopAll(Flow storage flow) internal returns (uint256) {
        for (uint256 i; i < flow.list.length; ++i) {
            if (block.timestamp < flow.list[i].until) flow.list[i].until = uint48(block.timestamp);
        }
        return end(flow);
    }

    /// @notice The last pause of a caller; all zero where there was none.
    function last(Flow storage flow, address caller) internal view returns (IPrimeVault.Pause memory pause) {
        uint256 position = flow.position[caller];
        if (position != 0) pause = flow.list[position - 1];
    }

    /// @notice From when an operator may pause again [unix s]: `end + ceil(length * coolDown / maxPause)` of its last pause, by
    ///         the bounds of now; 0 where there was none.
    function pausableFrom(Flow storage flow, address caller, IPrimeVault.GuardrailBounds storage bounds)
        internal
        view
        returns (uint256)
    {
        IPrimeVault.Pause memory pause = last(flow, caller);
        if (pause.until == 0) return 0;
        uint256 longest = bounds.maxPause;
        // One that was longer than what is allowed now counts as the longest.
        uint256 length = Math.min(pause.until - pause.start, longest);
        uint256 wait = longest == 0 ? 0 : Math.mulDiv(length, bounds.coolDown, longest, Math.Rounding.Ceil);
        return Math.saturatingAdd(pause.until, wait);
    }

    /// @notice First second at which no pause runs any more [unix s]; 0 where there never was one.
    function end(Flow storage flow) internal view returns (uint256 until) {
        for (uint256 i; i < flow.list.length; ++i) {
            until = Math.max(until, flow.list[i].until);
        }
    }
}
