// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @title  The vault between the Generator and one Prime (surface of SparkVault V2)
/// @notice An ERC-4626 vault whose shares grow by a rate that governance sets, and whose assets a taker may use.
///         `totalAssets = totalSupply * nowChi / RAY`, whatever the vault holds. Deposit and redeem floor, mint and
///         withdraw ceil. Failures are the strings `SparkVault/...` of the original.
interface IPrimeVault is IERC4626, IAccessControlEnumerable {
    /// @notice Within what the operator moves the guardrails, so that it can neither open nor close the vault for good.
    /// @param minShare  Smallest share of idle assets [wad].
    /// @param maxShare  Largest [wad]; up to 1e18.
    /// @param minPeriod Shortest period [s].
    /// @param maxPeriod Longest [s].
    /// @param minBuffer Least liquidity buffer [unit of the asset].
    /// @param maxBuffer Most.
    /// @param maxPause  Longest pause [s]; up to MAX_PAUSE, 0 for none.
    /// @param coolDown  How long an operator waits after the end of a longest pause before its next [s], after a shorter one
    ///                  in proportion; at least MIN_COOL_DOWN.
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
    /// @param share               Share of settled idle assets that may leave at once, and refills [wad].
    /// @param period              In which that share refills, and after which a deposit settles [s]; 0 for no policy.
    /// @param lastLeft            What the policy let out after the last take or change of it [unit of the asset].
    /// @param lastUpdated         When that was [unix s]; 0 for never.
    /// @param youngSince          When the first of the young deposits came [unix s].
    /// @param youngLast           When the last of them came: they settle a period later.
    /// @param oldLast             When the last of the old deposits came.
    /// @param heldUntil           Before it no deposit settles: a change of the period lets none settle sooner.
    /// @param youngAssets         What the young deposits left in [unit of the asset].
    /// @param oldAssets           The same of those that came in the period before the young.
    /// @param buffer              What `take` must leave of settled assets [unit of the asset].
    /// @param takesPausedUntil    First second at which takes are not paused any more [unix s].
    /// @param withdrawalsPausedUntil The same of withdrawals and redemptions.
    /// @param bounds              Within what the operator moves them.
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

    /// @notice The last pause of takes or of withdrawals that somebody began.
    /// @param by    Who began it.
    /// @param start When [unix s].
    /// @param until First second at which it does not run any more [unix s], or did not when it was ended early.
    struct Pause {
        address by;
        uint48 start;
        uint48 until;
    }

    /// @notice The taker took `value` of idle assets.
    event Take(address indexed to, uint256 value);

    /// @notice The rate was accrued: `chi` [ray] afterwards, and by how much `totalAssets` grew.
    event Drip(uint256 chi, uint256 diff);

    /// @notice The rate per second was changed [ray].
    event VsrSet(address indexed sender, uint256 oldVsr, uint256 newVsr);

    /// @notice The bounds of the rate were changed [ray].
    event VsrBoundsSet(uint256 oldMinVsr, uint256 oldMaxVsr, uint256 newMinVsr, uint256 newMaxVsr);

    /// @notice The deposit cap was changed [unit of the asset].
    event DepositCapSet(uint256 oldCap, uint256 newCap);

    /// @notice The bounds of the guardrails were changed.
    event GuardrailBoundsSet(GuardrailBounds bounds);

    /// @notice The withdrawal policy was changed: share of settled idle assets [wad] that may leave, refilled
    ///         over the period [s].
    event WithdrawalPolicySet(address indexed sender, uint256 share, uint256 period);

    /// @notice The liquidity buffer was changed [unit of the asset].
    event LiquidityBufferSet(address indexed sender, uint256 assets);

    /// @notice Somebody paused takes, withdrawals or both until `until` [unix s]; the pause of another may run longer.
    event Paused(address indexed sender, bool takes, bool withdrawals, uint256 until);

    /// @notice A pause of takes, withdrawals or both was ended early: by an operator its own, by governance every one.
    event Unpaused(address indexed sender, bool takes, bool withdrawals);

    /// @notice Who may take: `keccak256("TAKER_ROLE")`. A holder may not deposit, nor be deposited for.
    function TAKER_ROLE() external view returns (bytes32);

    /// @notice Who may deposit, and be deposited for: `keccak256("DEPOSITOR_ROLE")`. Held by the Generator's ALMProxy.
    function DEPOSITOR_ROLE() external view returns (bytes32);

    /// @notice Who may set the rate within its bounds: `keccak256("SETTER_ROLE")`.
    function SETTER_ROLE() external view returns (bytes32);

    /// @notice Who may move the guardrails within their bounds, and pause: `keccak256("GUARDRAIL_ROLE")`.
    function GUARDRAIL_ROLE() external view returns (bytes32);

    /// @notice Longest pause that governance can allow: 7 days [s].
    function MAX_PAUSE() external view returns (uint256);

    /// @notice Shortest cool-down after a longest pause that governance can allow: 1 hour [s].
    function MIN_COOL_DOWN() external view returns (uint256);

    /// @notice Highest bound of the rate: 100 % a year [ray per s].
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

    /// @notice Most that `totalAssets` may reach by a deposit [unit of the asset]; 0 until set. Yield uses it up.
    function depositCap() external view returns (uint256);

    /// @notice Assets per share now: `rpow(vsr, now - rho) * chi / RAY` [ray].
    function nowChi() external view returns (uint256);

    /// @notice What the shares of `owner` are worth now.
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
    /// @dev    Policy and buffer count neither what was granted as credit in the same transaction nor deposits that have
    ///         not settled: for those it is as if they were not there. Reverts with `SparkVault/takes-paused`,
    ///         `/policy-exceeded`, `/buffer-breached`, `/insufficient-liquidity`.
    function take(uint256 value) external;

    /// @notice What one `take` lets through now: settled idle assets without the buffer, as far as the policy allows; 0
    ///         while takes are paused.
    function maxTake() external view returns (uint256);

    /// @notice Lets takes of this transaction take so many assets beside policy and buffer, as far as deposits that have
    ///         not settled cover them. Only DEPOSITOR_ROLE: a migration, which repays debt with what it takes.
    /// @param  assets What more may be taken so [unit of the asset].
    function grantCredit(uint256 assets) external;

    /// @notice All guardrails in one call.
    /// @dev    `supportsInterface` (ERC-165) is true for the selector of this function; a vault without guardrails answers
    ///         false, so that their absence is proven and not presumed.
    function guardrails() external view returns (Guardrails memory);

    /// @notice Sets the bounds of the guardrails; what is set already stays. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/bounds-crossed`, `/share-too-high`, `/pause-too-long`, `/cool-down-too-short`.
    function setGuardrailBounds(GuardrailBounds calldata bounds) external;

    /// @notice Sets the withdrawal policy: a rate, as that of a RateLimits key. At most `share` of the settled idle assets
    ///         leaves at once, and refills evenly over `period`; so at worst twice the share leaves in one period, but never
    ///         more than the share in one second. The new one begins with what both, the old and the new, let out now, so
    ///         that setting the policy again and again lets nothing more out, and no deposit settles sooner than it would
    ///         have, but for what a period without end would hold longer than 30 days. Only GUARDRAIL_ROLE within the bounds, or DEFAULT_ADMIN_ROLE, which alone may end it with (0, 0).
    /// @param  share  Share of settled idle assets [wad]; up to 1e18.
    /// @param  period In which the share refills, and after which deposits settle [s].
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/share-too-high`, `/zero-period`, `/share-out-of-bounds`,
    ///         `/period-out-of-bounds`.
    function setWithdrawalPolicy(uint256 share, uint256 period) external;

    /// @notice Sets what `take` must leave. Only GUARDRAIL_ROLE within the bounds, or DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/buffer-out-of-bounds`.
    function setLiquidityBuffer(uint256 assets) external;

    /// @notice The last pause of takes and of withdrawals of everybody who ever paused.
    function pauses() external view returns (Pause[] memory takes, Pause[] memory withdrawals);

    /// @notice From when an operator may pause again [unix s]; 0 where it has nothing to wait for. Governance never has.
    function pausableFrom(address operator) external view returns (uint256 takes, uint256 withdrawals);

    /// @notice Pauses takes, withdrawals or both for a time. Only GUARDRAIL_ROLE or DEFAULT_ADMIN_ROLE; the bounds of its
    ///         length bind both. An operator waits after its last pause, of takes and of withdrawals apart, in proportion to
    ///         how long that was; no pause of another bars it, and governance does not wait.
    /// @param  duration Length of the pause [s].
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/nothing-to-pause`, `/zero-pause`, `/pause-too-long`,
    ///         `/cool-down`.
    function pause(bool takes, bool withdrawals, uint256 duration) external;

    /// @notice Ends pauses of takes, withdrawals or both: DEFAULT_ADMIN_ROLE every one, GUARDRAIL_ROLE its own; its cool-down
    ///         begins now. The flow stays paused while the pause of another runs.
    /// @dev    Reverts with `SparkVault/not-guardrail-role`, `/not-paused`, `/pause-of-another`.
    function unpause(bool takes, bool withdrawals) external;

    /// @notice Accrues the rate. Anyone.
    /// @return Assets per share afterwards [ray].
    function drip() external returns (uint256);
}
