// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Usds} from "../../src/mcd/Usds.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";

/// Three depositors, a taker, donors and the administration of one vault act with random amounts at random times. The
/// handler checks the rounding of each movement and keeps its own books: what everyone paid in and got out, and what
/// their shares earned. The unit of the books is 1e-27 of an asset, so that nothing is rounded.
contract PrimeVaultHandler is Base {
    uint256 private constant MOST = 1e33;

    PrimeVault private immutable vault;
    Usds private immutable usds;
    address private immutable admin;
    address private immutable taker;

    address[] public users;

    mapping(address user => uint256) public paidIn;
    mapping(address user => uint256) public gotOut;
    /// Yield, plus shares from others and less shares to others at their value at the time [1e-27 of an asset].
    mapping(address user => int256) public earned;
    /// How often a movement was rounded.
    mapping(address user => uint256) public movements;

    uint256 public taken;
    uint256 public returned;
    uint256 public donated;

    constructor(PrimeVault vault_, address admin_, address taker_) {
        vault = vault_;
        usds = Usds(vault_.asset());
        admin = admin_;
        taker = taker_;
        for (uint256 i; i < 3; ++i) {
            address user = makeAddr(string.concat("user", vm.toString(i)));
            users.push(user);
            bytes32 role = vault_.DEPOSITOR_ROLE();
            vm.prank(admin_);
            vault_.grantRole(role, user);
        }
    }

    function userCount() external view returns (uint256) {
        return users.length;
    }

    // --- Movements ---

    function deposit(uint256 who, uint256 assets) external {
        address user = _user(who);
        uint256 most = vault.maxDeposit(user);
        // A holder of TAKER_ROLE cannot deposit, not even an amount of 0.
        if (most == 0) return;
        assets = _amount(assets, most);
        _pay(user, assets);
        uint256 shares = vault.deposit(assets, user);
        vm.stopPrank();
        uint256 chi = vault.chi();
        assertLe(shares * chi, assets * RAY, "a deposit gave too much");
        assertLt(assets * RAY - shares * chi, chi, "a deposit gave too little");
    }

    function mint(uint256 who, uint256 shares) external {
        address user = _user(who);
        uint256 most = vault.maxMint(user);
        if (most == 0) return;
        shares = _amount(shares, most);
        _pay(user, vault.previewMint(shares));
        uint256 assets = vault.mint(shares, user);
        vm.stopPrank();
        uint256 chi = vault.chi();
        assertGe(assets * RAY, shares * chi, "a mint took too little");
        assertLt(assets * RAY - shares * chi, RAY, "a mint took too much");
    }

    function withdraw(uint256 who, uint256 assets) external {
        if (block.timestamp < vault.guardrails().withdrawalsPausedUntil) return;
        address user = _user(who);
        assets = _amount(assets, vault.maxWithdraw(user));
        vm.prank(user);
        uint256 shares = vault.withdraw(assets, address(this), user);
        gotOut[user] += assets;
        ++movements[user];
        uint256 chi = vault.chi();
        assertGe(shares * chi, assets * RAY, "a withdrawal took too little");
        assertLt(shares * chi - assets * RAY, chi, "a withdrawal took too much");
    }

    function redeem(uint256 who, uint256 shares) external {
        if (block.timestamp < vault.guardrails().withdrawalsPausedUntil) return;
        address user = _user(who);
        shares = _amount(shares, vault.maxRedeem(user));
        vm.prank(user);
        uint256 assets = vault.redeem(shares, address(this), user);
        gotOut[user] += assets;
        ++movements[user];
        uint256 chi = vault.chi();
        assertLe(assets * RAY, shares * chi, "a redemption gave too much");
        assertLt(shares * chi - assets * RAY, RAY, "a redemption gave too little");
    }

    function moveShares(uint256 who, uint256 shares) external {
        address user = _user(who);
        address other = _user(who % users.length + 1);
        shares = _amount(shares, vault.balanceOf(user));
        vm.prank(user);
        vault.transfer(other, shares);
        int256 worth = int256(shares * vault.nowChi());
        earned[user] -= worth;
        earned[other] += worth;
    }

    // --- The taker, and donors ---

    /// Often takes nearly everything, so that liquidity binds.
    function take(uint256 assets) external {
        uint256 most = vault.maxTake();
        if (most == 0) return;
        uint256 some = _amount(assets, most);
        assets = assets % 2 == 0 ? some : most - some;
        vm.prank(taker);
        vault.take(assets);
        taken += assets;
    }

    function giveBack(uint256 assets) external {
        assets = _amount(assets, usds.balanceOf(taker));
        vm.prank(taker);
        usds.transfer(address(vault), assets);
        returned += assets;
    }

    function donate(uint256 assets) external {
        assets = _amount(assets, vault.totalAssets() / 10 + WAD);
        usds.mint(address(vault), assets);
        donated += assets;
    }

    // --- Administration and time ---

    /// Mostly sets a cap above the present assets. Otherwise nothing could be deposited any more.
    function setDepositCap(uint256 cap) external {
        cap = cap % 4 == 0 ? cap >> (cap % 256) : vault.totalAssets() + _amount(cap, MOST);
        vm.prank(admin);
        vault.setDepositCap(cap);
    }

    function setVsr(uint256 vsr) external {
        vsr = bound(vsr, RAY, vault.MAX_VSR());
        vm.prank(admin);
        vault.setVsr(vsr);
    }

    /// Half of the time ends the policy, so that takes can use up the liquidity.
    function setPolicy(uint256 share, uint256 period) external {
        bool none = share % 2 == 0;
        vm.prank(admin);
        vault.setWithdrawalPolicy(none ? 0 : share % (WAD + 1), none ? 0 : 1 + period % 90 days);
    }

    function setBuffer(uint256 assets) external {
        assets = assets % 4 > 0 ? 0 : _amount(assets, usds.balanceOf(address(vault)));
        vm.prank(admin);
        vault.setLiquidityBuffer(assets);
    }

    function pause(bool takes, bool withdrawals, uint256 duration) external {
        takes = takes && _isCooledDown(vault.guardrails().takesPausedUntil);
        withdrawals = withdrawals && _isCooledDown(vault.guardrails().withdrawalsPausedUntil);
        if (!takes && !withdrawals) return;
        vm.prank(admin);
        vault.pause(takes, withdrawals, bound(duration, 1, 7 days));
    }

    function unpause(bool takes, bool withdrawals) external {
        takes = takes && block.timestamp < vault.guardrails().takesPausedUntil;
        withdrawals = withdrawals && block.timestamp < vault.guardrails().withdrawalsPausedUntil;
        if (!takes && !withdrawals) return;
        vm.prank(admin);
        vault.unpause(takes, withdrawals);
    }

    /// Gives TAKER_ROLE to a depositor, or takes it away again.
    function turnTaker(uint256 who) external {
        address user = _user(who);
        bytes32 role = vault.TAKER_ROLE();
        vm.startPrank(admin);
        if (vault.hasRole(role, user)) vault.revokeRole(role, user);
        else vault.grantRole(role, user);
        vm.stopPrank();
    }

    function drip() external {
        uint256 chi = vault.nowChi();
        assertEq(vault.drip(), chi);
        assertEq(uint256(vault.chi()), chi);
    }

    function wait(uint256 time) external {
        uint256 chi = vault.nowChi();
        skip(time % 60 days);
        uint256 growth = vault.nowChi() - chi;
        for (uint256 i; i < users.length; ++i) {
            earned[users[i]] += int256(vault.balanceOf(users[i]) * growth);
        }
    }

    // --- Parts ---

    function _pay(address user, uint256 assets) private {
        usds.mint(user, assets);
        paidIn[user] += assets;
        ++movements[user];
        vm.startPrank(user);
        usds.approve(address(vault), assets);
    }

    function _isCooledDown(uint256 until) private view returns (bool) {
        return until == 0 || block.timestamp >= until + vault.guardrails().bounds.coolDown;
    }

    function _user(uint256 who) private view returns (address) {
        return users[who % users.length];
    }

    /// An amount up to `max`, of any magnitude.
    function _amount(uint256 random, uint256 max) private pure returns (uint256) {
        return bound(random >> (random % 256), 0, max < MOST ? max : MOST);
    }
}
