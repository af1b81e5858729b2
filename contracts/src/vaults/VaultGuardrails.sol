// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";

/// @title  What a Prime vault lets out, and when
/// @notice A withdrawal policy and a liquidity buffer for takes, and pauses that end by themselves.
/// @dev    What comes in by a deposit and leaves by a take of the same transaction was never idle: it is a credit on
///         which takes draw first, uncounted. Withdrawals of that transaction lower the credit, whether they come before
///         or after the deposit, and cannot take out again what takes have used of it. So, over a transaction, uncounted
///         takes are covered by what depositors leave behind, and a loan for one transaction opens nothing. Who leaves
///         own funds for longer can, up to the deposit cap, and stands in line with all depositors for idle assets.
abstract contract VaultGuardrails is IPrimeVault, AccessControlEnumerable {
    /// @inheritdoc IPrimeVault
    bytes32 public constant override GUARDRAIL_ROLE = keccak256("GUARDRAIL_ROLE");

    /// @inheritdoc IPrimeVault
    uint256 public constant override MAX_PAUSE = 7 days;

    /// @inheritdoc IPrimeVault
    uint256 public constant override MIN_COOL_DOWN = 1 hours;

    uint256 private constant WAD = 1e18;

    Guardrails private _guardrails;

    // Of this transaction, [unit of the asset].
    uint256 private transient _deposited;
    uint256 private transient _withdrawn;
    uint256 private transient _takenOnCredit;

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

        _guardrails.share = share;
        _guardrails.period = period;
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
    function pause(bool takes, bool withdrawals, uint256 duration) external override {
        _requireOperator();
        require(takes || withdrawals, "SparkVault/nothing-to-pause");
        require(duration > 0, "SparkVault/zero-pause");
        require(duration <= _guardrails.bounds.maxPause, "SparkVault/pause-too-long");

        uint256 until = block.timestamp + duration;
        if (takes) {
            _requireCooledDown(_guardrails.takesPausedUntil);
            _guardrails.takesPausedUntil = until;
        }
        if (withdrawals) {
            _requireCooledDown(_guardrails.withdrawalsPausedUntil);
            _guardrails.withdrawalsPausedUntil = until;
        }
        emit Paused(msg.sender, takes, withdrawals, until);
    }

    /// @inheritdoc IPrimeVault
    function unpause(bool takes, bool withdrawals) external override {
        _requireOperator();
        require(takes || withdrawals, "SparkVault/not-paused");
        if (takes) {
            require(_takesPaused(), "SparkVault/not-paused");
            _guardrails.takesPausedUntil = block.timestamp;
        }
        if (withdrawals) {
            require(_withdrawalsPaused(), "SparkVault/not-paused");
            _guardrails.withdrawalsPausedUntil = block.timestamp;
        }
        emit Unpaused(msg.sender, takes, withdrawals);
    }

    // --- Views ---

    /// @inheritdoc IPrimeVault
    function guardrails() external view override returns (Guardrails memory) {
        return _guardrails;
    }

    /// @notice Whether the contract has an interface (ERC-165); `guardrails.selector` stands for the guardrails.
    function supportsInterface(bytes4 interfaceId) public view override returns (bool) {
        return interfaceId == this.guardrails.selector || super.supportsInterface(interfaceId);
    }

    /// @inheritdoc IPrimeVault
    function maxTake() external view override returns (uint256) {
        if (_takesPaused()) return 0;
        uint256 idle = _idle();
        uint256 credit = Math.min(_credit(), idle);
        uint256 counted = Math.saturatingAdd(credit, _policyLeft(idle - credit));
        return Math.max(credit, Math.min(counted, Math.saturatingSub(idle, _guardrails.buffer)));
    }

    // --- For the vault ---

    /// @dev Demands that `value` may be taken now, and counts it. Before the assets move.
    function _checkTake(uint256 value) internal {
        require(!_takesPaused(), "SparkVault/takes-paused");

        uint256 credit = _credit();
        uint256 onCredit = Math.min(value, credit);
        _takenOnCredit += onCredit;
        uint256 counted = value - onCredit;
        if (counted == 0) return;

        uint256 idle = _idle();
        _usePolicy(counted, Math.saturatingSub(idle, credit));
        require(Math.saturatingSub(idle, value) >= _guardrails.buffer, "SparkVault/buffer-breached");
    }

    /// @dev Demands that `assets` may be withdrawn now, and counts them. Before the assets move.
    function _checkWithdrawal(uint256 assets) internal {
        require(!_withdrawalsPaused(), "SparkVault/withdrawals-paused");
        require(assets <= _withdrawable(), "SparkVault/credit-spent");
        _withdrawn += assets;
    }

    /// @dev After the assets came in.
    function _countDeposit(uint256 assets) internal {
        _deposited += assets;
    }

    /// @dev What the guardrails let depositors withdraw now, whatever is idle; 0 while withdrawals are paused.
    function _withdrawable() internal view returns (uint256) {
        if (_withdrawalsPaused()) return 0;
        bool guarded = _guardrails.period > 0 || _guardrails.buffer > 0;
        return guarded && _takenOnCredit > 0 ? _credit() : type(uint256).max;
    }

    /// @dev What the vault holds.
    function _idle() internal view virtual returns (uint256);

    // --- Parts ---

    // What takes may still take out of what was deposited in this transaction.
    function _credit() private view returns (uint256) {
        return Math.saturatingSub(_deposited, _withdrawn + _takenOnCredit);
    }

    function _usePolicy(uint256 counted, uint256 idle) private {
        if (_guardrails.period == 0) return;
        if (!_periodRuns()) {
            _guardrails.periodStart = block.timestamp;
            _guardrails.periodIdle = idle;
            _guardrails.periodTaken = 0;
        }
        require(counted <= _policyLeft(idle), "SparkVault/policy-exceeded");
        _guardrails.periodTaken += counted;
    }

    function _policyLeft(uint256 idle) private view returns (uint256) {
        if (_guardrails.period == 0) return type(uint256).max;
        if (!_periodRuns()) return _shareOf(idle);
        return Math.saturatingSub(_shareOf(_guardrails.periodIdle), _guardrails.periodTaken);
    }

    // A start of 0 is none.
    function _periodRuns() private view returns (bool) {
        uint256 start = _guardrails.periodStart;
        return start > 0 && block.timestamp - start < _guardrails.period;
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

    // `until` is the end of the last pause, 0 where there was none.
    function _requireCooledDown(uint256 until) private view {
        require(
            until == 0 || (block.timestamp >= until && block.timestamp - until >= _guardrails.bounds.coolDown),
            "SparkVault/cool-down"
        );
    }

    function _requireOperator() private view returns (bool governs) {
        governs = hasRole(DEFAULT_ADMIN_ROLE, msg.sender);
        require(governs || hasRole(GUARDRAIL_ROLE, msg.sender), "SparkVault/not-guardrail-role");
    }
}
