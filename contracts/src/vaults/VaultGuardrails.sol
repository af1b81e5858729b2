// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";
import {LibPauses} from "./LibPauses.sol";
import {LibSettling} from "./LibSettling.sol";

/// @title  What a Prime vault lets out, and when
/// @notice A withdrawal policy and a liquidity buffer for takes, and pauses that end by themselves ({LibPauses}).
/// @dev    The policy is a rate, as a key of RateLimits is one: what it lets out refills over a period, up to a share of
///         what counts as idle ({LibSettling}). So at no moment can more than that share leave, and over any time no more
///         than that share and what refilled in it. A migration passes beside both: what it deposits it takes in the same
///         transaction, and repays debt with it, so nothing of it reaches the Prime.
abstract contract VaultGuardrails is IPrimeVault, AccessControlEnumerable {
    using LibPauses for LibPauses.Flow;
    using LibSettling for Guardrails;

    /// @inheritdoc IPrimeVault
    bytes32 public constant override DEPOSITOR_ROLE = keccak256("DEPOSITOR_ROLE");

    /// @inheritdoc IPrimeVault
    bytes32 public constant override GUARDRAIL_ROLE = keccak256("GUARDRAIL_ROLE");

    /// @inheritdoc IPrimeVault
    uint256 public constant override MAX_PAUSE = 7 days;

    /// @inheritdoc IPrimeVault
    uint256 public constant override MIN_COOL_DOWN = 1 hours;

    uint256 private constant WAD = 1e18;

    Guardrails private _guardrails;
    LibPauses.Flow private _takePauses;
    LibPauses.Flow private _withdrawalPauses;

    // What takes of this transaction may still take uncounted, as far as it has not settled [unit of the asset].
    uint256 private transient _credit;

    // --- Governance ---

    /// @inheritdoc IPrimeVault
    function setGuardrailBounds(GuardrailBounds calldata bounds) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        require(
            bounds.minShare <= bounds.maxShare && bounds.minPeriod <= bounds.maxPeriod
                && bounds.minBuffer <= bounds.maxBuffer,
            "SparkVault/bounds-crossed"
        );
        require(bounds.maxShare <= WAD, "SparkVault/share-too-high");
        require(bounds.maxPause <= MAX_PAUSE, "SparkVault/pause-too-long");
        require(bounds.coolDown >= MIN_COOL_DOWN, "SparkVault/cool-down-too-short");

        _guardrails.bounds = bounds;
        emit GuardrailBoundsSet(bounds);
    }

    // --- Operation ---

    /// @inheritdoc IPrimeVault
    function setWithdrawalPolicy(uint256 share, uint256 period) external override {
        bool governs = _requireOperator();
        require(share <= WAD, "SparkVault/share-too-high");
        require(period > 0 || (governs && share == 0), "SparkVault/zero-period");
        if (!governs) {
            GuardrailBounds storage bounds = _guardrails.bounds;
            require(share >= bounds.minShare && share <= bounds.maxShare, "SparkVault/share-out-of-bounds");
            require(period >= bounds.minPeriod && period <= bounds.maxPeriod, "SparkVault/period-out-of-bounds");
        }

        uint256 counted = _guardrails.settled(_idle());
        uint256 left = _policyLeft(counted);
        _guardrails.hold();
        _guardrails.share = share;
        _guardrails.period = period;
        _keepLeft(Math.min(left, _shareOf(counted)));
        emit WithdrawalPolicySet(msg.sender, share, period);
    }

    /// @inheritdoc IPrimeVault
    function setLiquidityBuffer(uint256 assets) external override {
        if (!_requireOperator()) {
            GuardrailBounds storage bounds = _guardrails.bounds;
            require(assets >= bounds.minBuffer && assets <= bounds.maxBuffer, "SparkVault/buffer-out-of-bounds");
        }

        _guardrails.buffer = assets;
        emit LiquidityBufferSet(msg.sender, assets);
    }

    /// @inheritdoc IPrimeVault
    function grantCredit(uint256 assets) external override onlyRole(DEPOSITOR_ROLE) {
        _credit += assets;
    }

    /// @inheritdoc IPrimeVault
    function pause(bool takes, bool withdrawals, uint256 duration) external override {
        bool governs = _requireOperator();
        require(takes || withdrawals, "SparkVault/nothing-to-pause");
        require(duration > 0, "SparkVault/zero-pause");
        require(duration <= _guardrails.bounds.maxPause, "SparkVault/pause-too-long");

        uint256 until = block.timestamp + duration;
        if (takes) _guardrails.takesPausedUntil = _pause(_takePauses, governs, until);
        if (withdrawals) _guardrails.withdrawalsPausedUntil = _pause(_withdrawalPauses, governs, until);
        emit Paused(msg.sender, takes, withdrawals, until);
    }

    /// @inheritdoc IPrimeVault
    function unpause(bool takes, bool withdrawals) external override {
        bool governs = _requireOperator();
        require(takes || withdrawals, "SparkVault/not-paused");
        if (takes) {
            require(_takesPaused(), "SparkVault/not-paused");
            _guardrails.takesPausedUntil = _unpause(_takePauses, governs);
        }
        if (withdrawals) {
            require(_withdrawalsPaused(), "SparkVault/not-paused");
            _guardrails.withdrawalsPausedUntil = _unpause(_withdrawalPauses, governs);
        }
        emit Unpaused(msg.sender, takes, withdrawals);
    }

    // --- Views ---

    /// @inheritdoc IPrimeVault
    function guardrails() external view override returns (Guardrails memory) {
        return _guardrails;
    }

    /// @inheritdoc IPrimeVault
    function pauses() external view override returns (Pause[] memory takes, Pause[] memory withdrawals) {
        return (_takePauses.list, _withdrawalPauses.list);
    }

    /// @inheritdoc IPrimeVault
    function pausableFrom(address operator) external view override returns (uint256 takes, uint256 withdrawals) {
        takes = _takePauses.pausableFrom(operator, _guardrails.bounds);
        withdrawals = _withdrawalPauses.pausableFrom(operator, _guardrails.bounds);
    }

    /// @notice Whether the contract has an interface (ERC-165); `guardrails.selector` stands for the guardrails.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == this.guardrails.selector || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc IPrimeVault
    function maxTake() external view override returns (uint256) {
        if (_takesPaused()) return 0;
        uint256 credit = _creditLeft();
        uint256 idle = _idle();
        if (!_isGuarded()) return idle;
        uint256 counted = _guardrails.settled(idle);
        return credit + Math.min(_policyLeft(counted), Math.saturatingSub(counted, _guardrails.buffer));
    }

    // --- For the vault ---

    /// @dev Demands that `value` may be taken now, and counts it. Before the assets move.
    function _checkTake(uint256 value) internal {
        require(!_takesPaused(), "SparkVault/takes-paused");

        uint256 onCredit = _useCredit(value);
        uint256 counted = value - onCredit;
        if (counted == 0) return;

        uint256 idle = _guardrails.settled(_idle() - onCredit);
        if (!_isGuarded()) return _guardrails.countOut(Math.saturatingSub(counted, idle));
        uint256 left = _policyLeft(idle);
        require(counted <= left, "SparkVault/policy-exceeded");
        require(Math.saturatingSub(idle, counted) >= _guardrails.buffer, "SparkVault/buffer-breached");
        _keepLeft(left - counted);
    }

    /// @dev Demands that assets may be withdrawn now, and counts them. Before they move.
    function _checkWithdrawal(uint256 assets) internal {
        require(!_withdrawalsPaused(), "SparkVault/withdrawals-paused");
        _guardrails.countOut(assets);
    }

    /// @dev Demands that `from` may deposit for `receiver`.
    function _checkDeposit(address from, address receiver) internal view {
        require(hasRole(DEPOSITOR_ROLE, from) && hasRole(DEPOSITOR_ROLE, receiver), "SparkVault/not-depositor");
    }

    /// @dev After the assets came in.
    function _countDeposit(uint256 assets) internal {
        _guardrails.countIn(assets);
    }

    /// @dev What the guardrails let depositors withdraw now, whatever is idle; 0 while withdrawals are paused.
    function _withdrawable() internal view returns (uint256) {
        return _withdrawalsPaused() ? 0 : type(uint256).max;
    }

    /// @dev What the vault holds.
    function _idle() internal view virtual returns (uint256);

    // --- Parts ---

    function _isGuarded() private view returns (bool) {
        return _guardrails.period > 0 || _guardrails.buffer > 0;
    }

    // Only what has not settled is taken on credit: the rest counts.
    function _creditLeft() private view returns (uint256) {
        (uint256 young, uint256 old) = _guardrails.lots();
        return Math.min(_credit, Math.min(young + old, _idle()));
    }

    function _useCredit(uint256 value) private returns (uint256 used) {
        if (_credit == 0) return 0;
        used = Math.min(value, _creditLeft());
        _credit -= used;
        _guardrails.countOut(used);
    }

    // What the policy lets out of `counted` now.
    function _policyLeft(uint256 counted) private view returns (uint256) {
        uint256 period = _guardrails.period;
        if (period == 0) return type(uint256).max;
        uint256 most = _shareOf(counted);
        uint256 time = block.timestamp - _guardrails.lastUpdated;
        if (time >= period) return most;
        return Math.min(most, Math.saturatingAdd(_guardrails.lastLeft, Math.mulDiv(most, time, period)));
    }

    function _keepLeft(uint256 left) private {
        if (_guardrails.period == 0) return;
        _guardrails.lastLeft = left;
        _guardrails.lastUpdated = uint64(block.timestamp);
    }

    function _shareOf(uint256 idle) private view returns (uint256) {
        return Math.mulDiv(idle, _guardrails.share, WAD);
    }

    function _takesPaused() private view returns (bool) {
        return block.timestamp < _guardrails.takesPausedUntil;
    }

    function _withdrawalsPaused() private view returns (bool) {
        return block.timestamp < _guardrails.withdrawalsPausedUntil;
    }

    function _pause(LibPauses.Flow storage flow, bool governs, uint256 until) private returns (uint256) {
        require(governs || block.timestamp >= flow.pausableFrom(msg.sender, _guardrails.bounds), "SparkVault/cool-down");
        return flow.begin(msg.sender, until);
    }

    function _unpause(LibPauses.Flow storage flow, bool governs) private returns (uint256) {
        return governs ? flow.stopAll() : flow.stop(msg.sender);
    }

    function _requireOperator() private view returns (bool governs) {
        governs = hasRole(DEFAULT_ADMIN_ROLE, msg.sender);
        require(governs || hasRole(GUARDRAIL_ROLE, msg.sender), "SparkVault/not-guardrail-role");
    }
}
