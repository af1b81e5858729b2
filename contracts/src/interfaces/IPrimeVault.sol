// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @title  The vault between the Generator and one Prime (surface of SparkVault V2)
/// @notice An ERC-4626 vault whose shares grow by a rate that governance sets, and whose assets a taker may use.
///         `totalAssets = totalSupply * nowChi / RAY`, whatever the vault holds. Deposit and redeem round down, mint
///         and withdraw round up. Reasons of reverts are the strings `SparkVault/...` of the original.
interface IPrimeVault is IERC4626, IAccessControlEnumerable {
    /// @notice Bounds for operators of the guardrails, who can therefore neither open nor close the vault for good.
    /// @param minShare  Smallest share of idle assets [wad].
    /// @param maxShare  Largest share of idle assets [wad]; up to 1e18.
    /// @param minPeriod Shortest period [s].
    /// @param maxPeriod Longest period [s].
    /// @param minBuffer Smallest liquidity buffer [unit of the asset].
    /// @param maxBuffer Largest liquidity buffer [unit of the asset].
    /// @param maxPause  Longest pause [s]; up to MAX_PAUSE, 0 for none.
    /// @param coolDown  How long an operator has to wait after a pause of the longest length before its next pause [s];
    ///                  at least MIN_COOL_DOWN. After a shorter pause the wait is shorter in proportion.
    struct GuardrailBounds {
        uint256 minShare;
        uint256 maxShare;
        uint256 minPeriod;
        uint256 maxPeriod;
        uint256 minBuffer;
        uint256 maxBuffer;
        uint256 maxPause;
        uint256 coolDown;
    }

    /// @notice The guardrails of the migration, with their state and their bounds.
    /// @param share               Share of settled idle assets that may leave at once [wad].
    /// @param period              Time in which the share refills and a deposit settles [s]; 0 for no policy.
    /// @param lastLeft            What the policy still let out after the last take or change of policy [unit of the
    ///                            asset].
    /// @param lastUpdated         When the last take or change of policy was [unix s]; 0 for never.
    /// @param youngSince          When the first of the young deposits was made [unix s].
    /// @param youngLast           When the last of the young deposits was made [unix s]; all of them settle a period
    ///                            later.
    /// @param oldLast             When the last of the old deposits was made [unix s]; all of them settle a period
    ///                            later.
    /// @param heldUntil           Time before which no deposit settles [unix s], so that a change of the period lets
    ///                            none settle sooner.
    /// @param youngAssets         What is left in the vault of the young deposits [unit of the asset].
    /// @param oldAssets           What is left in the vault of the deposits of the period before [unit of the asset].
    /// @param buffer              What `take` must leave of settled assets [unit of the asset].
    /// @param takesPausedUntil    First second at which takes are no longer paused [unix s].
    /// @param withdrawalsPausedUntil First second at which withdrawals and redemptions are no longer paused [unix s].
    /// @param bounds              Bounds within which an operator may change the guardrails.
    struct Guardrails {
        uint256 share;
        uint256 period;
        uint256 lastLeft;
        uint64 lastUpdated;
        uint64 youngSince;
        uint64 youngLast;
        uint64 oldLast;
        uint64 heldUntil;
        uint256 youngAssets;
        uint256 oldAssets;
        uint256 buffer;
        uint256 takesPausedUntil;
        uint256 withdrawalsPausedUntil;
        GuardrailBounds bounds;
    }

    /// @notice The last pause of takes, or of withdrawals, of one account.
    /// @param by    Who began it.
    /// @param start When [unix s].
    /// @param until First second at which it no longer runs [unix s]; when it was ended early, the time of that.
    struct Pause {
        address by;
        uint48 start;
        uint48 until;
    }

    /// @notice The taker took `value` of idle assets.
    event Take(address indexed to, uint256 value);

    /// @notice The rate was accrued. `chi` is its value afterwards [ray], `diff` is by how much `totalAssets` grew.
    event Drip(uint256 chi, uint256 diff);

    /// @notice The rate per second was changed [ray].
    event VsrSet(address indexed sender, uint256 oldVsr, uint256 newVsr);

    /// @notice The bounds of the rate were changed [ray].
    event VsrBoundsSet(uint256 oldMinVsr, uint256 oldMaxVsr, uint256 newMinVsr, uint256 newMaxVsr);

    /// @notice The deposit cap was changed [unit of the asset].
    event DepositCapSet(uint256 oldCap, uint256 newCap);

    /// @notice The bounds of the guardrails were changed.
    event GuardrailBoundsSet(GuardrailBounds bounds);

    /// @notice The withdrawal policy was changed. `share` of settled idle assets may leave at once [wad], and refills
    ///         over `period` [s].
    event WithdrawalPolicySet(address indexed sender, uint256 share, uint256 period);

    /// @notice The liquidity buffer was changed [unit of the asset].
    event LiquidityBufferSet(address indexed sender, uint256 assets);

    /// @notice Somebody paused takes, withdrawals or both until `until` [unix s]. Somebody else's pause may run longer.
    event Paused(address indexed sender, bool takes, bool withdrawals, uint256 until);

    /// @notice Pauses of takes, withdrawals or both were ended early: all of them by governance, or its own by an
    ///         operator.
    event Unpaused(address indexed sender, bool takes, bool withdrawals);

    /// @notice The role that may take: `keccak256("TAKER_ROLE")`. A holder may neither deposit nor receive shares of a
    ///         deposit.
    function TAKER_ROLE() external view returns (bytes32);

    /// @notice The role that may deposit and receive shares of a deposit: `keccak256("DEPOSITOR_ROLE")`. Held by the
    ///         Generator's ALMProxy.
    function DEPOSITOR_ROLE() external view returns (bytes32);

    /// @notice The role that may set the rate within its bounds: `keccak256("SETTER_ROLE")`.
    function SETTER_ROLE() external view returns (bytes32);

    /// @notice The role that may pause, and change the guardrails within their bounds: `keccak256("GUARDRAIL_ROLE")`.
    function GUARDRAIL_ROLE() external view returns (bytes32);

    /// @notice Longest pause that governance can allow: 7 days [s].
    function MAX_PAUSE() external view returns (uint256);

    /// @notice Shortest cool-down that governance can set, after a pause of the longest length: 1 hour [s].
    function MIN_COOL_DOWN() external view returns (uint256);

    /// @notice Highest upper bound of the rate that governance can set: 100 % a year [ray per s].
    function MAX_VSR() external view returns (uint256);

    /// @notice 1e27.
    function RAY() external view returns (uint256);

    /// @notice Time of the last accrual [unix s].
    function rho() external view returns (uint64);

    /// @notice Assets per share at `rho` [ray].
    function chi() external view returns (uint192);

    /// @notice The rate: factor per second [ray].
    function vsr() external view returns (uint256);

    /// @notice Lower bound of the rate [ray].
    function minVsr() external view returns (uint256);

    /// @notice Upper bound of the rate [ray].
    function maxVsr() external view returns (uint256);

    /// @notice The most that `totalAssets` may be after a deposit [unit of the asset]; 0 until set. Yield uses it up.
    function depositCap() external view returns (uint256);

    /// @notice Assets per share now: `rpow(vsr, now - rho) * chi / RAY` [ray].
    function nowChi() external view returns (uint256);

    /// @notice What the shares of `owner` are worth now [unit of the asset].
    function assetsOf(address owner) external view returns (uint256);

    /// @notice `max(totalAssets - idle, 0)`: what was taken and not returned, with yield not yet paid in.
    function assetsOutstanding() external view returns (uint256);

    /// @notice Sets the deposit cap. Only DEFAULT_ADMIN_ROLE.
    function setDepositCap(uint256 newCap) external;

    /// @notice Sets the bounds of the rate; the rate itself stays. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/vsr-too-low`, `/vsr-too-high`, `/min-vsr-gt-max-vsr`.
    function setVsrBounds(uint256 minVsr_, uint256 maxVsr_) external;

    /// @notice Accrues, then sets the rate. Only SETTER_ROLE.
    /// @dev    Reverts with `SparkVault/vsr-too-low`, `/vsr-too-high`.
    function setVsr(uint256 newVsr) external;

    /// @notice Sends idle assets to the caller. Only TAKER_ROLE.
    /// @dev    Policy and buffer do not count what was granted as credit in the same transaction. They also treat
    ///         deposits that have not settled as if they were not there. Reverts with `SparkVault/takes-paused`,
    ///         `/policy-exceeded`, `/buffer-breached`, `/insufficient-liquidity`.
    function take(uint256 value) external;

    /// @notice The most that one `take` can take now: settled idle assets less the buffer, as far as the policy allows.
    ///         0 while takes are paused.
    function maxTake() external view returns (uint256);

    /// @notice Grants credit: takes of this transaction may take that many assets regardless of policy and buffer, as
    ///         far as deposits that have not settled cover them. Only DEPOSITOR_ROLE. It is meant for a migration,
    ///         which repays debt with what it takes.
    /// @param  assets How much more may be taken this way [unit of the asset].
    function grantCredit(uint256 assets) external;

    /// @notice All guardrails in one call.
    /// @dev    `supportsInterface` (ERC-165) is true for the selector of this function. A vault without guardrails
    ///         answers false, which proves that it has none.
    function guardrails() external view returns (Guardrails memory);

    /// @notice Sets the bounds of the guardrails. Guardrails that are already set stay as they are. Only
    ///         DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/bounds-crossed`, `/share-too-high`, `/pause-too-long`, `/cool-down-too-short`.
    function setGuardrailBounds(GuardrailBounds calldata bounds) external;

    /// @notice Sets the withdrawal policy, which is a rate as a RateLimits key is one. At most `share` of the settled
    ///         idle assets leaves at once, and refills evenly over `period`. So at worst twice the share leaves in one
    ///         period, but never more than the share in one second. The new policy begins with what the old or the new
    ///         one lets out now, whichever is less, so that setting the policy again and again lets nothing more out. A
    ///         change lets no deposit settle sooner, except that the old period holds no deposit for more than another
    ///         30 days. Only GUARDRAIL_ROLE within the bounds, or DEFAULT_ADMIN_ROLE. Only the latter may end the
    ///         policy, with (0, 0).
    /// @param  share  Share of settled idle assets [wad]; up to 1e18.
    /// @param  period Time in which the share refills, and after which deposits settle [s].
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/share-too-high`, `/zero-period`, `/share-out-of-bounds`,
    ///         `/period-out-of-bounds`.
    function setWithdrawalPolicy(uint256 share, uint256 period) external;

    /// @notice Sets what `take` must leave of settled assets [unit of the asset]. Only GUARDRAIL_ROLE within the
    ///         bounds, or DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/buffer-out-of-bounds`.
    function setLiquidityBuffer(uint256 assets) external;

    /// @notice The last pause of takes, and of withdrawals, of every account that ever paused.
    function pauses() external view returns (Pause[] memory takes, Pause[] memory withdrawals);

    /// @notice From when an operator may pause again [unix s]; 0 if it does not have to wait. Governance never has to.
    function pausableFrom(address operator) external view returns (uint256 takes, uint256 withdrawals);

    /// @notice Pauses takes, withdrawals or both for a time. Only GUARDRAIL_ROLE or DEFAULT_ADMIN_ROLE; the longest
    ///         length binds both. An operator has to wait after its last pause in proportion to its length, separately
    ///         for takes and for withdrawals. Pauses of others do not make it wait, and governance never waits.
    /// @param  duration Length of the pause [s].
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/nothing-to-pause`, `/zero-pause`, `/pause-too-long`,
    ///         `/cool-down`.
    function pause(bool takes, bool withdrawals, uint256 duration) external;

    /// @notice Ends pauses of takes, withdrawals or both. DEFAULT_ADMIN_ROLE ends all of them. GUARDRAIL_ROLE ends its
    ///         own, and its cool-down begins now. A flow stays paused while somebody else's pause runs.
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/not-paused`, `/pause-of-another`.
    function unpause(bool takes, bool withdrawals) external;

    /// @notice Accrues the rate. Anyone may call.
    /// @return Assets per share afterwards [ray].
    function drip() external returns (uint256);
}
