// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";
import {RayMath} from "../mcd/RayMath.sol";
import {VaultGuardrails} from "./VaultGuardrails.sol";

/// @notice See {IPrimeVault}.
contract PrimeVault is VaultGuardrails, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @inheritdoc IPrimeVault
    uint256 public constant override MAX_VSR = 1.000000021979553151239153027e27;

    /// @inheritdoc IPrimeVault
    uint256 public constant override RAY = RayMath.RAY;

    /// @inheritdoc IPrimeVault
    bytes32 public constant override SETTER_ROLE = keccak256("SETTER_ROLE");

    /// @inheritdoc IPrimeVault
    bytes32 public constant override TAKER_ROLE = keccak256("TAKER_ROLE");

    /// @dev Most assets with which the vault computes: less one for rounding, their product with RAY fits a word.
    uint256 private constant MOST_ASSETS = type(uint256).max / RayMath.RAY - 1;

    /// @notice Decimals of the shares, whatever those of the asset.
    uint8 public constant override decimals = 18;

    /// @notice The token that the vault holds.
    address public immutable override asset;

    /// @notice Name of the shares.
    string public override name;

    /// @notice Symbol of the shares.
    string public override symbol;

    /// @inheritdoc IPrimeVault
    uint64 public override rho;

    /// @inheritdoc IPrimeVault
    uint192 public override chi;

    /// @inheritdoc IPrimeVault
    uint256 public override vsr;

    /// @inheritdoc IPrimeVault
    uint256 public override minVsr;

    /// @inheritdoc IPrimeVault
    uint256 public override maxVsr;

    /// @inheritdoc IPrimeVault
    uint256 public override depositCap;

    /// @notice Shares in existence.
    uint256 public override totalSupply;

    /// @notice Shares of an account.
    mapping(address owner => uint256) public override balanceOf;

    /// @notice What `spender` may move of the shares of `owner`; `2^256 - 1` is never used up.
    mapping(address owner => mapping(address spender => uint256)) public override allowance;

    /// @param asset_  The token that the vault holds.
    /// @param name_   Name of the shares.
    /// @param symbol_ Symbol of the shares.
    /// @param admin   First holder of DEFAULT_ADMIN_ROLE.
    constructor(address asset_, string memory name_, string memory symbol_, address admin) {
        asset = asset_;
        name = name_;
        symbol = symbol_;

        _grantRole(DEFAULT_ADMIN_ROLE, admin);

        chi = uint192(RAY);
        rho = uint64(block.timestamp);
        vsr = RAY;
        minVsr = RAY;
        maxVsr = RAY;
    }

    // --- Administration ---

    /// @inheritdoc IPrimeVault
    function setDepositCap(uint256 newCap) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        emit DepositCapSet(depositCap, newCap);
        depositCap = newCap;
    }

    /// @inheritdoc IPrimeVault
    function setVsrBounds(uint256 minVsr_, uint256 maxVsr_) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        require(minVsr_ >= RAY, "SparkVault/vsr-too-low");
        require(maxVsr_ <= MAX_VSR, "SparkVault/vsr-too-high");
        require(minVsr_ <= maxVsr_, "SparkVault/min-vsr-gt-max-vsr");

        emit VsrBoundsSet(minVsr, maxVsr, minVsr_, maxVsr_);
        minVsr = minVsr_;
        maxVsr = maxVsr_;
    }

    /// @inheritdoc IPrimeVault
    function setVsr(uint256 newVsr) external override onlyRole(SETTER_ROLE) {
        require(newVsr >= minVsr, "SparkVault/vsr-too-low");
        require(newVsr <= maxVsr, "SparkVault/vsr-too-high");

        drip();
        emit VsrSet(msg.sender, vsr, newVsr);
        vsr = newVsr;
    }

    /// @inheritdoc IPrimeVault
    function take(uint256 value) external override onlyRole(TAKER_ROLE) nonReentrant {
        _checkTake(value);
        _pushAsset(msg.sender, value);
        emit Take(msg.sender, value);
    }

    // --- Rate ---

    /// @inheritdoc IPrimeVault
    function drip() public override returns (uint256) {
        uint256 oldChi = chi;
        uint256 newChi = nowChi();
        uint256 supply = totalSupply;

        // nowChi divides a number of 256 bits by RAY, so its result has 167 at most.
        chi = uint192(newChi);
        rho = uint64(block.timestamp);
        emit Drip(newChi, supply * newChi / RAY - supply * oldChi / RAY);
        return newChi;
    }

    /// @inheritdoc IPrimeVault
    function nowChi() public view override returns (uint256) {
        if (block.timestamp == rho) return chi;
        return RayMath.rpow(vsr, block.timestamp - rho) * chi / RAY;
    }

    // --- ERC-20 ---

    /// @notice Lets `spender` move shares of the caller.
    function approve(address spender, uint256 value) external override returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    /// @notice Moves shares of the caller.
    function transfer(address to, uint256 value) external override returns (bool) {
        _moveShares(msg.sender, to, value);
        return true;
    }

    /// @notice Moves shares of `from`.
    function transferFrom(address from, address to, uint256 value) external override returns (bool) {
        _moveShares(from, to, value);
        return true;
    }

    // --- ERC-4626: movements ---

    /// @notice Deposits assets of the caller for `receiver`. Shares round down.
    /// @dev    Reverts with `SparkVault/invalid-address`, `/taker-cannot-deposit`, `/not-depositor`,
    ///         `/deposit-cap-exceeded`.
    function deposit(uint256 assets, address receiver) external override nonReentrant returns (uint256 shares) {
        shares = assets * RAY / drip();
        _mint(assets, shares, receiver);
    }

    /// @notice Deposits for an exact number of shares. Assets round up.
    /// @dev    Reverts as `deposit`.
    function mint(uint256 shares, address receiver) external override nonReentrant returns (uint256 assets) {
        assets = RayMath.divUp(shares * drip(), RAY);
        _mint(assets, shares, receiver);
    }

    /// @notice Withdraws exact assets to `receiver`. Shares round up.
    /// @dev    Reverts with `SparkVault/withdrawals-paused`, `/insufficient-balance`, `/insufficient-allowance`,
    ///         `/insufficient-liquidity`.
    function withdraw(uint256 assets, address receiver, address owner)
        external
        override
        nonReentrant
        returns (uint256 shares)
    {
        shares = RayMath.divUp(assets * RAY, drip());
        _burn(assets, shares, receiver, owner);
    }

    /// @notice Redeems exact shares for assets to `receiver`. Assets round down.
    /// @dev    Reverts as `withdraw`.
    function redeem(uint256 shares, address receiver, address owner)
        external
        override
        nonReentrant
        returns (uint256 assets)
    {
        assets = shares * drip() / RAY;
        _burn(assets, shares, receiver, owner);
    }

    // --- ERC-4626: views ---

    /// @notice What all shares are worth now. It does not depend on what the vault holds.
    function totalAssets() public view override returns (uint256) {
        return convertToAssets(totalSupply);
    }

    /// @notice What `shares` are worth now, rounded down.
    function convertToAssets(uint256 shares) public view override returns (uint256) {
        return shares * nowChi() / RAY;
    }

    /// @notice How many shares `assets` are worth now, rounded down.
    function convertToShares(uint256 assets) public view override returns (uint256) {
        return assets * RAY / nowChi();
    }

    /// @notice What the deposit cap leaves, 0 for a receiver that `deposit` refuses.
    /// @dev    The original takes deposits of anyone. It promises a taker what it then refuses, and for a cap beyond
    ///         2^256 / RAY more than it can compute with.
    function maxDeposit(address receiver) external view override returns (uint256) {
        return _room(receiver);
    }

    /// @notice What the deposit cap leaves in shares, rounded down; 0 for a receiver that `mint` refuses.
    function maxMint(address receiver) external view override returns (uint256) {
        return _room(receiver) * RAY / nowChi();
    }

    /// @notice What `owner` can withdraw now: its assets, as far as they are idle; 0 while withdrawals are paused.
    function maxWithdraw(address owner) external view override returns (uint256) {
        return Math.min(_idleToWithdraw(), assetsOf(owner));
    }

    /// @notice How many shares `owner` can redeem now, rounded down; 0 while withdrawals are paused.
    function maxRedeem(address owner) external view override returns (uint256) {
        return Math.min(_idleToWithdraw() * RAY / nowChi(), balanceOf[owner]);
    }

    /// @notice Shares that a deposit would give.
    function previewDeposit(uint256 assets) external view override returns (uint256) {
        return convertToShares(assets);
    }

    /// @notice Assets that a mint would take.
    function previewMint(uint256 shares) external view override returns (uint256) {
        return RayMath.divUp(shares * nowChi(), RAY);
    }

    /// @notice Shares that a withdrawal would take. Reverts with `SparkVault/insufficient-liquidity`.
    function previewWithdraw(uint256 assets) external view override returns (uint256) {
        require(_idle() >= assets, "SparkVault/insufficient-liquidity");
        return RayMath.divUp(assets * RAY, nowChi());
    }

    /// @notice Assets that a redemption would give. Reverts with `SparkVault/insufficient-liquidity`.
    function previewRedeem(uint256 shares) external view override returns (uint256 assets) {
        assets = convertToAssets(shares);
        require(_idle() >= assets, "SparkVault/insufficient-liquidity");
    }

    /// @inheritdoc IPrimeVault
    function assetsOf(address owner) public view override returns (uint256) {
        return convertToAssets(balanceOf[owner]);
    }

    /// @inheritdoc IPrimeVault
    function assetsOutstanding() external view override returns (uint256) {
        return Math.saturatingSub(totalAssets(), _idle());
    }

    // --- Internals ---

    function _room(address receiver) private view returns (uint256) {
        if (!_isReceiver(receiver) || hasRole(TAKER_ROLE, receiver) || !hasRole(DEPOSITOR_ROLE, receiver)) return 0;
        return Math.saturatingSub(Math.min(depositCap, MOST_ASSETS), totalAssets());
    }

    function _idle() internal view override returns (uint256) {
        return IERC20(asset).balanceOf(address(this));
    }

    function _idleToWithdraw() private view returns (uint256) {
        return Math.min(_idle(), _withdrawable());
    }

    function _mint(uint256 assets, uint256 shares, address receiver) private {
        _requireReceiver(receiver);
        require(!hasRole(TAKER_ROLE, msg.sender) && !hasRole(TAKER_ROLE, receiver), "SparkVault/taker-cannot-deposit");
        _checkDeposit(msg.sender, receiver);
        require(totalAssets() + assets <= depositCap, "SparkVault/deposit-cap-exceeded");

        IERC20(asset).safeTransferFrom(msg.sender, address(this), assets);
        _countDeposit(assets);
        totalSupply += shares;
        balanceOf[receiver] += shares;

        emit Deposit(msg.sender, receiver, assets, shares);
        emit Transfer(address(0), receiver, shares);
    }

    function _burn(uint256 assets, uint256 shares, address receiver, address owner) private {
        _checkWithdrawal(assets);
        _spendShares(owner, shares);
        totalSupply -= shares;
        _pushAsset(receiver, assets);

        emit Transfer(owner, address(0), shares);
        emit Withdraw(msg.sender, receiver, owner, assets, shares);
    }

    function _pushAsset(address to, uint256 value) private {
        require(value <= _idle(), "SparkVault/insufficient-liquidity");
        IERC20(asset).safeTransfer(to, value);
    }

    function _moveShares(address from, address to, uint256 value) private {
        _requireReceiver(to);
        _spendShares(from, value);
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    // Takes shares from `from` on behalf of the caller.
    function _spendShares(address from, uint256 value) private {
        uint256 balance = balanceOf[from];
        require(balance >= value, "SparkVault/insufficient-balance");
        balanceOf[from] = balance - value;

        uint256 allowed = allowance[from][msg.sender];
        if (from == msg.sender || allowed == type(uint256).max) return;
        require(allowed >= value, "SparkVault/insufficient-allowance");
        allowance[from][msg.sender] = allowed - value;
    }

    function _requireReceiver(address to) private view {
        require(_isReceiver(to), "SparkVault/invalid-address");
    }

    function _isReceiver(address to) private view returns (bool) {
        return to != address(0) && to != address(this);
    }
}
