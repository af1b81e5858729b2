// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";

/// @title  What of the idle assets of a vault counts for policy and buffer
/// @notice Who deposits, lets a taker take and withdraws has given nothing. So what comes in by a deposit counts as if it
///         were not there until a period has gone by after it.
/// @dev    Deposits are gathered in two lots, so that their number costs nothing. The young lot takes in what comes in
///         the period after its first deposit, and settles a period after its last; the old lot is the young one of the
///         period before. So a deposit waits for a period if none follows it, and for two at most.
library LibSettling {
    /// How long deposits wait while no policy sets a period [s].
    uint256 internal constant WITHOUT_POLICY = 1 days;

    /// Longest that a period that has ended holds deposits [s]: governance may have set one without end.
    uint256 internal constant MAX_HOLD = 30 days;

    /// @notice Counts a deposit.
    function countIn(IPrimeVault.Guardrails storage $, uint256 assets) internal {
        if (assets == 0) return;
        if ($.youngAssets == 0 || block.timestamp - $.youngSince >= waitOf($.period)) {
            (uint256 young, uint256 old) = lots($);
            if (young > 0) {
                $.oldAssets = old + young;
                $.oldLast = $.youngLast;
            } else if (old == 0 && $.heldUntil > 0) {
                // What was held has left.
                $.heldUntil = 0;
            }
            $.youngAssets = 0;
            $.youngSince = uint64(block.timestamp);
        }
        $.youngAssets += assets;
        $.youngLast = uint64(block.timestamp);
    }

    /// @notice Counts that assets left: first of what came last and has not settled.
    function countOut(IPrimeVault.Guardrails storage $, uint256 assets) internal {
        (uint256 young, uint256 old) = lots($);
        uint256 ofYoung = Math.min(assets, young);
        if (ofYoung > 0) $.youngAssets = young - ofYoung;
        uint256 ofOld = Math.min(assets - ofYoung, old);
        if (ofOld > 0) $.oldAssets = old - ofOld;
    }

    /// @notice Before the period changes: what has settled stays so, and nothing settles sooner than it would have,
    ///         except that the old period holds nothing longer than MAX_HOLD from now.
    function hold(IPrimeVault.Guardrails storage $) internal {
        ($.youngAssets, $.oldAssets) = lots($);
        if ($.youngAssets + $.oldAssets == 0) return;
        uint256 settles = settlesAt($, $.youngAssets > 0 ? $.youngLast : $.oldLast);
        $.heldUntil = uint64(Math.min(settles, block.timestamp + MAX_HOLD));
    }

    /// @notice What of the two lots has not settled.
    function lots(IPrimeVault.Guardrails storage $) internal view returns (uint256 young, uint256 old) {
        young = block.timestamp < settlesAt($, $.youngLast) ? $.youngAssets : 0;
        old = block.timestamp < settlesAt($, $.oldLast) ? $.oldAssets : 0;
    }

    /// @notice What counts of the idle assets.
    function settled(IPrimeVault.Guardrails storage $, uint256 idle) internal view returns (uint256) {
        (uint256 young, uint256 old) = lots($);
        return Math.saturatingSub(idle, young + old);
    }

    /// @notice From when a deposit counts if none follows it [unix s].
    function settlesAt(IPrimeVault.Guardrails storage $, uint256 last) internal view returns (uint256) {
        return Math.max(Math.saturatingAdd(last, waitOf($.period)), $.heldUntil);
    }

    /// @notice How long a deposit waits [s].
    function waitOf(uint256 period) internal pure returns (uint256) {
        return period == 0 ? WITHOUT_POLICY : period;
    }
}
