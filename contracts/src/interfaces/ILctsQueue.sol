// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  A queue in which users wait until a daily settlement converts what they put in
/// @notice One implementation serves two directions: the SubscribeQueue takes sUSDS and pays srUSDS, the RedeemQueue
///         takes srUSDS and pays sUSDS. Users hold shares of a generation, which cannot be moved. At most one generation
///         is current; one that is finalized never changes again, and its users claim from it. What an operation costs
///         does not depend on how many users there are. Reasons of reverts are strings `LctsQueue/...`.
/// @dev    Assets and rewards are in wei of their tokens. Whatever is given per share has a precision of 1e27.
interface ILctsQueue {
    /// @dev Dormant: no generation is current. Active: users come, claim and go. Locked: nobody does until it is settled.
    enum Status {
        Dormant,
        Active,
        Locked
    }

    /// @param gen        Generation in which the user waits; 0 for none.
    /// @param shares     Shares in it.
    /// @param rewardDebt `rewardPerToken` up to which the user was paid [1e27].
    struct Position {
        uint256 gen;
        uint256 shares;
        uint256 rewardDebt;
    }

    /// @notice A user put assets in and got shares.
    event Enter(address indexed user, uint256 indexed gen, uint256 assets, uint256 shares);

    /// @notice A user was paid rewards of the current generation.
    event Claim(address indexed user, uint256 indexed gen, uint256 reward);

    /// @notice A user left, with what was not converted and with the rewards.
    event Exit(address indexed user, uint256 indexed gen, uint256 assets, uint256 reward);

    /// @notice A user was paid out of a finalized generation: rewards, and a share of what was left unconverted.
    event ClaimFinalized(address indexed user, uint256 indexed gen, uint256 reward, uint256 assets);

    /// @notice The queue is locked from now on, with these totals.
    event Lock(uint256 indexed gen, uint256 totalShares, uint256 totalUnderlying);

    /// @notice The queue was settled.
    /// @param  converted Assets that were converted.
    /// @param  reward    What was received for them.
    /// @param  left      Assets that were not converted; where `finalized`, they are returned to the users.
    /// @param  finalized Whether the generation has ended.
    event Settle(uint256 indexed gen, uint256 converted, uint256 reward, uint256 left, bool finalized);

    // --- Wiring ---

    /// @notice Token that users put in.
    function asset() external view returns (address);

    /// @notice Token that a settlement pays.
    function reward() external view returns (address);

    /// @notice USDS, which the SubscribeQueue turns into its asset; zero where the queue does not take it.
    function usds() external view returns (address);

    /// @notice Who alone locks and settles: the Diamond, through its SrUsdsFacet.
    function operator() external view returns (address);

    /// @notice Where converted assets go: the HoldingSystem. Zero at the RedeemQueue, whose srUSDS the operator burns.
    function holdingSystem() external view returns (address);

    // --- State ---

    /// @notice The current generation, or the last one while the queue is dormant; 0 before the first.
    function gen() external view returns (uint256);

    /// @notice Whether users wait, and whether they may move.
    function status() external view returns (Status);

    /// @notice Shares of the current generation; 0 while the queue is dormant.
    function totalShares() external view returns (uint256);

    /// @notice Assets of the current generation that wait for conversion; 0 while the queue is dormant.
    function totalUnderlying() external view returns (uint256);

    /// @notice Rewards that one share of the current generation got so far [1e27].
    function rewardPerToken() external view returns (uint256);

    /// @notice Rewards that one share of a finalized generation got in all [1e27].
    function finalRewardPerToken(uint256 generation) external view returns (uint256);

    /// @notice Assets that one share of a finalized generation gets back [1e27].
    function finalUnderlyingPerToken(uint256 generation) external view returns (uint256);

    /// @notice When the queue was last locked [unix s]; 0 for never. A lock that changed nothing does not count.
    function lockedAt() external view returns (uint256);

    /// @notice Rewards that were received and not yet claimed, `undistributed` included.
    function unclaimedReward() external view returns (uint256);

    /// @notice Assets of finalized generations that go back to users and were not yet claimed.
    function unclaimedUnderlying() external view returns (uint256);

    /// @notice Rewards too small to be divided among all shares; the next settlement adds them to its own. Less than one
    ///         wei for each 1e27 shares, and one.
    function undistributed() external view returns (uint256);

    /// @notice The position of a user, be it in the current generation or in a finalized one.
    function positions(address user) external view returns (uint256 gen_, uint256 shares, uint256 rewardDebt);

    /// @notice Rewards of the current generation that a user can claim as soon as the queue is active; 0 for one who waits
    ///         in a finalized generation.
    function pending(address user) external view returns (uint256);

    /// @notice Assets of the current generation that a user would get back on leaving now.
    function underlyingOf(address user) external view returns (uint256);

    /// @notice What `claimFinalized` would pay to a user; zeros for one who does not wait in a finalized generation.
    function finalized(address user) external view returns (uint256 reward_, uint256 assets);

    // --- Users ---

    /// @notice Puts in assets of the caller, who needs to have approved them. Pays what the caller can claim first. Begins
    ///         a generation where none is current.
    /// @return shares What the caller got: as many as assets for the first of a generation, else in proportion.
    /// @dev    Reverts with `/locked`, `/zero-amount`, `/zero-shares`.
    function enter(uint256 assets) external returns (uint256 shares);

    /// @notice As `enter`, with USDS of the caller, which are turned into the asset.
    /// @param  usdsAmount [wad]
    /// @dev    Reverts as `enter`, and with `/usds-not-accepted`.
    function enterUsds(uint256 usdsAmount) external returns (uint256 shares);

    /// @notice Pays the caller's rewards of the current generation; the position stays.
    /// @dev    Reverts with `/not-active`, `/no-position`, `/generation-finalized`.
    function claim() external returns (uint256 reward_);

    /// @notice Pays rewards, returns what was not converted, and ends the whole position of the caller.
    /// @dev    Reverts with `/not-active`, `/no-position`, `/generation-finalized`.
    function claimAndExit() external returns (uint256 reward_, uint256 assets);

    /// @notice Pays a user out of a finalized generation, at any time. Anyone may ask for it; the user is paid.
    /// @dev    Reverts with `/nothing-finalized`.
    function claimFinalized(address user) external returns (uint256 reward_, uint256 assets);

    // --- Operator ---

    /// @notice Locks an active queue; does nothing to one that is dormant or locked. Only the operator.
    /// @return locked Whether it was locked by this.
    /// @dev    Reverts with `/not-operator`.
    function lock() external returns (bool locked);

    /// @notice Converts up to `cap` assets of a locked queue, and sends them to the HoldingSystem if it has one. Ends the
    ///         generation when nothing is left, or so little that a share is worth less than 1e-9 of an asset. With a `cap`
    ///         of 0 the queue is active again, unchanged. Only the operator.
    /// @param  cap     The most to convert. To empty the queue: `totalUnderlying` as it stands, never a converted number.
    /// @param  reward_ What was sent for it; has to have arrived. 0 exactly where nothing is converted.
    /// @return converted What was converted.
    /// @dev    Reverts with `/not-operator`, `/not-locked`, `/reward-mismatch`, `/reward-not-received`, and with
    ///         `/assets-missing` where the queue would have less than its users wait for.
    function settle(uint256 cap, uint256 reward_) external returns (uint256 converted);
}
