// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ILctsQueue} from "../interfaces/ILctsQueue.sol";

/// @notice See {ILctsQueue}.
contract LctsQueue is ILctsQueue, ReentrancyGuardTransient {
    /// @dev Precision of what is given per share.
    uint256 private constant PRECISION = 1e27;

    /// @dev A generation with more shares than that for each wei that waits has ended: the next entrants would get so many
    ///      shares that a reward, divided by them, came to nothing.
    uint256 private constant MAX_SHARES_PER_ASSET = 1e9;

    /// @inheritdoc ILctsQueue
    address public immutable override asset;

    /// @inheritdoc ILctsQueue
    address public immutable override reward;

    /// @inheritdoc ILctsQueue
    address public immutable override usds;

    /// @inheritdoc ILctsQueue
    address public immutable override operator;

    /// @inheritdoc ILctsQueue
    address public immutable override holdingSystem;

    /// @inheritdoc ILctsQueue
    uint256 public override gen;

    /// @inheritdoc ILctsQueue
    Status public override status;

    /// @inheritdoc ILctsQueue
    uint256 public override totalShares;

    /// @inheritdoc ILctsQueue
    uint256 public override totalUnderlying;

    /// @inheritdoc ILctsQueue
    uint256 public override rewardPerToken;

    /// @inheritdoc ILctsQueue
    mapping(uint256 generation => uint256) public override finalRewardPerToken;

    /// @inheritdoc ILctsQueue
    mapping(uint256 generation => uint256) public override finalUnderlyingPerToken;

    /// @inheritdoc ILctsQueue
    uint256 public override lockedAt;

    /// @inheritdoc ILctsQueue
    uint256 public override unclaimedReward;

    /// @inheritdoc ILctsQueue
    uint256 public override unclaimedUnderlying;

    /// @inheritdoc ILctsQueue
    uint256 public override undistributed;

    /// @inheritdoc ILctsQueue
    mapping(address user => Position) public override positions;

    modifier onlyOperator() {
        require(msg.sender == operator, "LctsQueue/not-operator");
        _;
    }

    /// @param asset_         What users put in.
    /// @param reward_        What a settlement pays.
    /// @param usds_          What `asset_`, an ERC-4626 vault, is made of; zero to take `asset_` alone.
    /// @param operator_      The Diamond that locks and settles.
    /// @param holdingSystem_ Where converted assets go; zero where the operator burns them.
    constructor(address asset_, address reward_, address usds_, address operator_, address holdingSystem_) {
        require(asset_ != address(0) && reward_ != address(0), "LctsQueue/zero-address");
        require(operator_ != address(0), "LctsQueue/zero-address");
        require(asset_ != reward_, "LctsQueue/same-token");
        require(usds_ == address(0) || IERC4626(asset_).asset() == usds_, "LctsQueue/usds-mismatch");
        asset = asset_;
        reward = reward_;
        usds = usds_;
        operator = operator_;
        holdingSystem = holdingSystem_;
    }

    // --- Users ---

    /// @inheritdoc ILctsQueue
    function enter(uint256 assets) external override nonReentrant returns (uint256 shares) {
        shares = _enter(assets);
        IERC20(asset).transferFrom(msg.sender, address(this), assets);
    }

    /// @inheritdoc ILctsQueue
    function enterUsds(uint256 usdsAmount) external override nonReentrant returns (uint256 shares) {
        require(usds != address(0), "LctsQueue/usds-not-accepted");
        IERC20(usds).transferFrom(msg.sender, address(this), usdsAmount);
        IERC20(usds).approve(asset, usdsAmount);
        shares = _enter(IERC4626(asset).deposit(usdsAmount, address(this)));
    }

    /// @inheritdoc ILctsQueue
    function claim() external override nonReentrant returns (uint256 reward_) {
        _requireCurrent(msg.sender);
        reward_ = _claim(msg.sender);
    }

    /// @inheritdoc ILctsQueue
    function claimAndExit() external override nonReentrant returns (uint256 reward_, uint256 assets) {
        _requireCurrent(msg.sender);
        reward_ = pending(msg.sender);
        assets = underlyingOf(msg.sender);
        uint256 generation = gen;

        totalShares -= positions[msg.sender].shares;
        totalUnderlying -= assets;
        delete positions[msg.sender];
        if (totalShares == 0) _finalize();

        _payReward(msg.sender, reward_);
        IERC20(asset).transfer(msg.sender, assets);
        emit Exit(msg.sender, generation, assets, reward_);
    }

    /// @inheritdoc ILctsQueue
    function claimFinalized(address user) external override nonReentrant returns (uint256 reward_, uint256 assets) {
        require(_isFinalized(user), "LctsQueue/nothing-finalized");
        return _claimFinalized(user);
    }

    // --- Operator ---

    /// @inheritdoc ILctsQueue
    function lock() external override nonReentrant onlyOperator returns (bool locked) {
        if (status != Status.Active) return false;
        status = Status.Locked;
        lockedAt = block.timestamp;
        emit Lock(gen, totalShares, totalUnderlying);
        return true;
    }

    /// @inheritdoc ILctsQueue
    function settle(uint256 cap, uint256 reward_)
        external
        override
        nonReentrant
        onlyOperator
        returns (uint256 converted)
    {
        require(status == Status.Locked, "LctsQueue/not-locked");
        converted = Math.min(cap, totalUnderlying);
        require((converted == 0) == (reward_ == 0), "LctsQueue/reward-mismatch");
        uint256 left = totalUnderlying - converted;
        totalUnderlying = left;
        status = Status.Active;

        if (converted != 0) _distribute(reward_);
        bool ended = _isThin(left);
        emit Settle(gen, converted, reward_, left, ended);
        if (ended) _finalize();

        if (converted != 0 && holdingSystem != address(0)) IERC20(asset).transfer(holdingSystem, converted);
        require(_balance(reward) >= unclaimedReward, "LctsQueue/reward-not-received");
        require(_balance(asset) >= totalUnderlying + unclaimedUnderlying, "LctsQueue/assets-missing");
    }

    // --- Views ---

    /// @inheritdoc ILctsQueue
    function finalized(address user) external view override returns (uint256 reward_, uint256 assets) {
        return _isFinalized(user) ? _finalized(positions[user]) : (0, 0);
    }

    /// @inheritdoc ILctsQueue
    function pending(address user) public view override returns (uint256) {
        if (!_isCurrent(user)) return 0;
        Position storage position = positions[user];
        return Math.mulDiv(position.shares, rewardPerToken - position.rewardDebt, PRECISION);
    }

    /// @inheritdoc ILctsQueue
    function underlyingOf(address user) public view override returns (uint256) {
        if (!_isCurrent(user)) return 0;
        return Math.mulDiv(positions[user].shares, totalUnderlying, totalShares);
    }

    // --- Positions ---

    /// @dev Books assets that are here or about to be.
    function _enter(uint256 assets) private returns (uint256 shares) {
        require(status != Status.Locked, "LctsQueue/locked");
        require(assets != 0, "LctsQueue/zero-amount");
        if (_isFinalized(msg.sender)) _claimFinalized(msg.sender);
        if (status == Status.Dormant) {
            ++gen;
            status = Status.Active;
            shares = assets;
        } else {
            shares = Math.mulDiv(assets, totalShares, totalUnderlying);
            require(shares != 0, "LctsQueue/zero-shares");
            if (pending(msg.sender) != 0) _claim(msg.sender);
        }

        Position storage position = positions[msg.sender];
        position.gen = gen;
        position.shares += shares;
        position.rewardDebt = rewardPerToken;
        totalShares += shares;
        totalUnderlying += assets;
        emit Enter(msg.sender, gen, assets, shares);
    }

    function _claim(address user) private returns (uint256 reward_) {
        reward_ = pending(user);
        positions[user].rewardDebt = rewardPerToken;
        _payReward(user, reward_);
        emit Claim(user, gen, reward_);
    }

    function _claimFinalized(address user) private returns (uint256 reward_, uint256 assets) {
        Position memory position = positions[user];
        delete positions[user];
        (reward_, assets) = _finalized(position);
        unclaimedUnderlying -= assets;
        _payReward(user, reward_);
        IERC20(asset).transfer(user, assets);
        emit ClaimFinalized(user, position.gen, reward_, assets);
    }

    function _payReward(address user, uint256 reward_) private {
        unclaimedReward -= reward_;
        IERC20(reward).transfer(user, reward_);
    }

    function _finalized(Position memory position) private view returns (uint256 reward_, uint256 assets) {
        uint256 perToken = finalRewardPerToken[position.gen] - position.rewardDebt;
        reward_ = Math.mulDiv(position.shares, perToken, PRECISION);
        assets = Math.mulDiv(position.shares, finalUnderlyingPerToken[position.gen], PRECISION);
    }

    function _isCurrent(address user) private view returns (bool) {
        return status != Status.Dormant && positions[user].gen == gen;
    }

    function _isFinalized(address user) private view returns (bool) {
        return positions[user].shares != 0 && !_isCurrent(user);
    }

    function _requireCurrent(address user) private view {
        require(!_isFinalized(user), "LctsQueue/generation-finalized");
        require(status == Status.Active, "LctsQueue/not-active");
        require(positions[user].shares != 0, "LctsQueue/no-position");
    }

    // --- Generations ---

    /// @dev What cannot be divided among the shares waits for the next settlement: nothing is paid to nobody.
    function _distribute(uint256 reward_) private {
        uint256 due = reward_ + undistributed;
        uint256 perToken = Math.mulDiv(due, PRECISION, totalShares);
        rewardPerToken += perToken;
        unclaimedReward += reward_;
        undistributed = due - Math.mulDiv(perToken, totalShares, PRECISION, Math.Rounding.Ceil);
    }

    function _isThin(uint256 left) private view returns (bool) {
        return Math.saturatingMul(left, MAX_SHARES_PER_ASSET) < totalShares;
    }

    /// @dev What is left goes back to the users in proportion.
    function _finalize() private {
        finalRewardPerToken[gen] = rewardPerToken;
        if (totalUnderlying != 0) {
            finalUnderlyingPerToken[gen] = Math.mulDiv(totalUnderlying, PRECISION, totalShares);
            unclaimedUnderlying += totalUnderlying;
        }
        status = Status.Dormant;
        totalShares = 0;
        totalUnderlying = 0;
        rewardPerToken = 0;
    }

    function _balance(address token) private view returns (uint256) {
        return IERC20(token).balanceOf(address(this));
    }
}
