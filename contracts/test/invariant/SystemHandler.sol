// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../../src/mcd/AutoLine.sol";
import {Jug} from "../../src/mcd/Jug.sol";
import {RayMath} from "../../src/mcd/RayMath.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {UsdsJoin} from "../../src/mcd/UsdsJoin.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";
import {IPau} from "../PauFixture.sol";

/// The contracts and accounts that the handler works with.
struct Stage {
    Vat vat;
    Jug jug;
    Usds usds;
    UsdsJoin usdsJoin;
    AutoLine autoLine;
    address vow;
    address admin;
    IPau generator;
    address relayer;
    IPau[] primes;
    address[] primeRelayers;
    PrimeVault[] vaults;
    // The Generator's first, then those of the legacy ilks. The last Prime has two of them.
    AllocatorVault[] allocators;
}

/// Relayers, keepers, governance and donors work on the whole system with random amounts at random times. Each amount
/// is at most what DOMAIN.md §10 lets through, so nothing may revert. Fees and yield are counted here by the formulas,
/// and not read from the contracts' sums.
contract SystemHandler is Base {
    Stage private stage;

    /// What was drawn less what was repaid on the Generator's ilk [wad].
    int256 public drawn;
    /// Fees of the Generator's ilk [rad].
    uint256 public fees;
    /// What strangers gave to the Generator's ALMProxy [wad].
    uint256 public given;

    /// By vault: what came in and went out [wad], and the yield [1e-27 wad].
    mapping(uint256 side => uint256) public deposited;
    mapping(uint256 side => uint256) public withdrawn;
    mapping(uint256 side => uint256) public taken;
    mapping(uint256 side => uint256) public returned;
    mapping(uint256 side => uint256) public donated;
    mapping(uint256 side => uint256) public yield;

    /// The number of deposits and withdrawals, each of which a vault rounds.
    uint256 public movements;

    constructor(Stage memory stage_) {
        stage = stage_;
        vm.prank(stage_.vow);
        stage_.vat.hope(address(stage_.usdsJoin));
    }

    // --- Time ---

    function wait(uint256 time) external {
        uint256 sides = stage.vaults.length;
        uint256[] memory chis = new uint256[](sides);
        for (uint256 i; i < sides; ++i) {
            chis[i] = stage.vaults[i].nowChi();
        }
        uint256 rate = rateNow(0);

        skip(time % 7 days);
        vm.roll(vm.getBlockNumber() + 1);

        (uint256 art,,,,) = stage.vat.ilks(stage.allocators[0].ilk());
        fees += art * (rateNow(0) - rate);
        for (uint256 i; i < sides; ++i) {
            yield[i] += stage.vaults[i].totalSupply() * (stage.vaults[i].nowChi() - chis[i]);
        }
    }

    // --- The Generator ---

    function mint(uint256 amount) external {
        amount = bound(amount, 0, headroom(0));
        vm.prank(stage.relayer);
        stage.generator.mintUSDS(amount);
        drawn += int256(amount);
    }

    function burn(uint256 amount) external {
        amount = bound(amount, 0, Math.min(_held(stage.generator.proxy()), _greatestWipe(0)));
        vm.prank(stage.relayer);
        stage.generator.burnUSDS(amount);
        drawn -= int256(amount);
    }

    function deposit(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        PrimeVault vault = stage.vaults[side];
        address proxy = stage.generator.proxy();
        uint256 most = vault.maxDeposit(proxy);
        if (most == 0) return;
        amount = bound(amount, 0, Math.min(_held(proxy), most));
        // A deposit that buys no share is refused.
        if (vault.previewDeposit(amount) == 0) amount = 0;
        vm.prank(stage.relayer);
        stage.generator.depositERC4626(address(vault), amount, 0);
        deposited[side] += amount;
        ++movements;
    }

    function withdraw(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        PrimeVault vault = stage.vaults[side];
        amount = bound(amount, 0, vault.maxWithdraw(stage.generator.proxy()));
        vm.prank(stage.relayer);
        stage.generator.withdrawERC4626(address(vault), amount, type(uint256).max);
        withdrawn[side] += amount;
        ++movements;
    }

    function redeem(uint256 which, uint256 shares) external {
        uint256 side = which % stage.vaults.length;
        PrimeVault vault = stage.vaults[side];
        shares = bound(shares, 0, vault.maxRedeem(stage.generator.proxy()));
        vm.prank(stage.relayer);
        withdrawn[side] += stage.generator.redeemERC4626(address(vault), shares, 0);
        ++movements;
    }

    // --- The Primes ---

    function take(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        amount = bound(amount, 0, _held(address(stage.vaults[side])));
        vm.prank(stage.primeRelayers[side]);
        stage.primes[side].takeFromSparkVault(address(stage.vaults[side]), amount);
        taken[side] += amount;
    }

    function giveBack(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        amount = bound(amount, 0, _held(stage.primes[side].proxy()));
        vm.prank(stage.primeRelayers[side]);
        stage.primes[side].transferAsset(address(stage.usds), address(stage.vaults[side]), amount);
        returned[side] += amount;
    }

    function mintLegacy(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        amount = bound(amount, 0, headroom(1 + side));
        vm.prank(stage.primeRelayers[side]);
        stage.primes[side].mintUSDS(amount);
    }

    function burnLegacy(uint256 which, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        amount = bound(amount, 0, Math.min(_held(stage.primes[side].proxy()), _greatestWipe(1 + side)));
        vm.prank(stage.primeRelayers[side]);
        stage.primes[side].burnUSDS(amount);
    }

    /// Uses the second legacy ilk, on which no controller works: the ALMProxy itself draws to the buffer and repays
    /// from it.
    function useSecondIlk(bool draws, uint256 amount) external {
        uint256 last = stage.allocators.length - 1;
        AllocatorVault allocator = stage.allocators[last];
        uint256 most = draws ? headroom(last) : Math.min(_held(allocator.buffer()), _greatestWipe(last));
        amount = bound(amount, 0, most);
        vm.prank(stage.primes[stage.primes.length - 1].proxy());
        draws ? allocator.draw(amount) : allocator.wipe(amount);
    }

    // --- Everybody else ---

    function drip(uint256 which) external {
        uint256 rate = rateNow(which % stage.allocators.length);
        assertEq(stage.jug.drip(stage.allocators[which % stage.allocators.length].ilk()), rate);
    }

    function execAutoLine(uint256 which) external {
        stage.autoLine.exec(stage.allocators[which % stage.allocators.length].ilk());
    }

    /// Spends fees that MCD has collected. This is the only USDS that nobody borrowed: a Prime earns it or a stranger
    /// gives it.
    function spendSurplus(uint256 which, uint256 target, uint256 amount) external {
        uint256 side = which % stage.vaults.length;
        amount = bound(amount, 0, stage.vat.dai(stage.vow) / RAY);
        address to = stage.primes[side].proxy();
        if (target % 3 == 0) {
            to = address(stage.vaults[side]);
            donated[side] += amount;
        } else if (target % 3 == 1) {
            to = stage.generator.proxy();
            given += amount;
        }
        vm.prank(stage.vow);
        stage.usdsJoin.exit(to, amount);
    }

    // --- Governance ---

    /// Sets a fee of up to 20 % a year.
    function setDuty(uint256 which, uint256 duty) external {
        bytes32 ilk = stage.allocators[which % stage.allocators.length].ilk();
        stage.jug.drip(ilk);
        vm.prank(stage.admin);
        stage.jug.file(ilk, "duty", bound(duty, RAY, 1.00000000578137865680459171e27));
    }

    function setVsr(uint256 which, uint256 vsr) external {
        vm.prank(stage.admin);
        stage.vaults[which % stage.vaults.length].setVsr(bound(vsr, RAY, 1.00000000578137865680459171e27));
    }

    function setDepositCap(uint256 which, uint256 cap) external {
        vm.prank(stage.admin);
        stage.vaults[which % stage.vaults.length].setDepositCap(bound(cap, 0, 1e9 * WAD));
    }

    // --- Formulas of DOMAIN.md §3 and §10 ---

    /// `rpow(base + duty, now - rho) * rate / RAY`.
    function rateNow(uint256 which) public view returns (uint256) {
        bytes32 ilk = stage.allocators[which].ilk();
        (uint256 duty, uint256 rho) = stage.jug.ilks(ilk);
        (, uint256 rate,,,) = stage.vat.ilks(ilk);
        return RayMath.rpow(stage.jug.base() + duty, vm.getBlockTimestamp() - rho) * rate / RAY;
    }

    /// The largest draw that both ceilings let through after a drip: `floor(room / rate') * rate' / RAY`.
    function headroom(uint256 which) public view returns (uint256) {
        (uint256 art, uint256 rate,, uint256 line,) = stage.vat.ilks(stage.allocators[which].ilk());
        uint256 next = rateNow(which);
        uint256 room = Math.saturatingSub(line, art * next);
        uint256 total = Math.saturatingSub(stage.vat.Line(), stage.vat.debt() + art * (next - rate));
        return Math.min(room, total) / next * next / RAY;
    }

    /// The largest repayment of an ilk: one more wei would repay more than all of its debt.
    function _greatestWipe(uint256 which) private view returns (uint256) {
        (uint256 art,,,,) = stage.vat.ilks(stage.allocators[which].ilk());
        return ((art + 1) * rateNow(which) - 1) / RAY;
    }

    function _held(address account) private view returns (uint256) {
        return stage.usds.balanceOf(account);
    }
}
