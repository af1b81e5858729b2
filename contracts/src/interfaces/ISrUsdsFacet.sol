// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Issues srUSDS: locks both queues once a day, moves the rate and settles them
/// @notice A day is `time / 1 days` in UTC. Its lock is due at `lockAt`, its settlement at `settleAt`. What comes later
///         belongs to the last day that was due. Amounts are in wei of sUSDS, except where srUSDS is named. Reasons of
///         reverts are strings `SrUsdsFacet/...`.
interface ISrUsdsFacet {
    /// @param published Whether anything was published for the day.
    /// @param capacity  The most that may be minted on that day beyond netting [wei of sUSDS].
    /// @param factor    By what the rate is multiplied at its settlement [wad]; above 1e18 is yield, below is a haircut.
    struct Publication {
        bool published;
        uint128 capacity;
        uint64 factor;
    }

    /// @notice What a settlement did.
    /// @param time             When it was made [unix s]: a log has no time.
    /// @param rateBefore       Rate before it [wad].
    /// @param factor           By what the rate was multiplied [wad]; 1e18 for no change.
    /// @param rateAfter        `rateBefore * factor / 1e18`, rounded down [wad]. Both queues were settled at it.
    /// @param haircut          What left the HoldingSystem for losses [wei of sUSDS].
    /// @param capacity         What might be minted beyond netting, as published; 0 with the fallback [wei of sUSDS].
    /// @param netted           What the queues gave to one another [wei of sUSDS].
    /// @param subscribed       sUSDS converted in the SubscribeQueue.
    /// @param minted           srUSDS paid for it.
    /// @param redeemed         srUSDS converted in the RedeemQueue.
    /// @param paid             sUSDS paid for it.
    /// @param subscribeSettled Whether the SubscribeQueue was locked, and so was settled.
    /// @param redeemSettled    Whether the RedeemQueue was locked, and so was settled.
    /// @param fallbackUsed     Whether nothing had been published: the rate stayed, and the queues were netted only.
    struct Settlement {
        uint256 time;
        uint256 rateBefore;
        uint256 factor;
        uint256 rateAfter;
        uint256 haircut;
        uint256 capacity;
        uint256 netted;
        uint256 subscribed;
        uint256 minted;
        uint256 redeemed;
        uint256 paid;
        bool subscribeSettled;
        bool redeemSettled;
        bool fallbackUsed;
    }

    /// @notice The Core Council published what a settlement will use, or changed it.
    event SettlementPublished(uint256 indexed day, uint256 capacity, uint256 factor);

    /// @notice The lock of a day was made, at a time [unix s]. `subscribe` and `redeem` tell which queue it locked; one that
    ///         was dormant, or locked already, it left as it was.
    event QueuesLocked(uint256 indexed day, uint256 time, bool subscribe, bool redeem);

    /// @notice The settlement of a day was made.
    event Settled(uint256 indexed day, Settlement settlement);

    // --- Names ---

    /// @notice Role of who locks and settles: `keccak256("LCTS_OPERATOR")`.
    function LCTS_OPERATOR() external view returns (bytes32);

    /// @notice Role of who publishes: `keccak256("CORE_COUNCIL")`.
    function CORE_COUNCIL() external view returns (bytes32);

    /// @notice Key of the limit of what is minted beyond netting [wei of sUSDS]: `keccak256("LIMIT_SRUSDS_MINT")`.
    function LIMIT_SRUSDS_MINT() external view returns (bytes32);

    /// @notice Key of the limit of what is paid beyond netting [wei of sUSDS]: `keccak256("LIMIT_SRUSDS_REDEEM")`.
    function LIMIT_SRUSDS_REDEEM() external view returns (bytes32);

    // --- State ---

    /// @notice The token; zero where this Diamond issues none.
    function srUsdsToken() external view returns (address);

    /// @notice Where sUSDS waits to become srUSDS.
    function subscribeQueue() external view returns (address);

    /// @notice Where srUSDS waits to become sUSDS.
    function redeemQueue() external view returns (address);

    /// @notice What holds the sUSDS behind srUSDS.
    function holdingSystem() external view returns (address);

    /// @notice When lock and settlement are due [s of the day, UTC].
    function settlementTimes() external view returns (uint256 lockAt, uint256 settleAt);

    /// @notice The last day that was locked, and the last that was settled; both the day before the first at the start.
    ///         The settlement of `lockedDay` is still owed while `lockedDay > settledDay`.
    function settlementDays() external view returns (uint256 lockedDay, uint256 settledDay);

    /// @notice What was published for a day.
    function publication(uint256 day) external view returns (Publication memory);

    // --- Core Council ---

    /// @notice Publishes capacity and yield or haircut of a day, before its lock is due. What was published for it before
    ///         is replaced. Only CORE_COUNCIL.
    /// @param  day      Day of the settlement.
    /// @param  capacity The most to mint beyond netting [wei of sUSDS].
    /// @param  factor   By what the rate will be multiplied [wad]: at most 1.1e18.
    /// @dev    Reverts with `/not-issued`, `/too-late`, `/invalid-factor`.
    function publishSettlement(uint256 day, uint128 capacity, uint64 factor) external;

    // --- LCTS operator ---

    /// @notice Locks both queues, once for each day, from `lockAt` on. Only LCTS_OPERATOR, unless it is frozen.
    /// @dev    Reverts with `/operator-frozen`, `/not-issued`, `/already-locked`.
    function lockQueues() external returns (bool subscribe, bool redeem);

    /// @notice Moves the rate, nets the queues by value at the new rate, and converts beyond that what capacity and limits
    ///         allow. From `settleAt` of the locked day on, once for each lock. A queue that is not locked is left out. Only
    ///         LCTS_OPERATOR, unless it is frozen.
    /// @dev    Where nothing was published for the day the rate stays, and the queues are netted only. Reverts with
    ///         `/operator-frozen`, `/not-issued`, `/not-locked`, `/too-early`, `/rate-too-low`, and with
    ///         `HoldingSystem/underbacked` where a yield was published that has not been brought. Then the queues stay locked,
    ///         and the settlement can be made later.
    function settleQueues() external returns (Settlement memory settlement);
}
