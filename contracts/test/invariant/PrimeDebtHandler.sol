// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {Jug} from "../../src/mcd/Jug.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {UsdsJoin} from "../../src/mcd/UsdsJoin.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";
import {IPau} from "../PauFixture.sol";

/// One Prime in its dual-run, and who acts on it.
struct PrimeDebtStage {
    Vat vat;
    Jug jug;
    Usds usds;
    UsdsJoin usdsJoin;
    IPau generator;
    AllocatorVault generatorAllocator;
    address relayer;
    IPau prime;
    AllocatorVault allocator;
    address primeRelayer;
    PrimeVault vault;
    address operator;
}

/// The relayers of Generator and Prime, a bad operator of the guardrails and a stranger do what they can, in any order and
/// amount, whether it passes or not. Of each call of the Generator's relayer it marks whether the Prime owed more by it than
/// it received.
contract PrimeDebtHandler is Base {
    PrimeDebtStage private stage;
    address private stranger = makeAddr("stranger");
    address private proxy;
    address private primeProxy;

    /// By what the Prime would owe most without having received it [rad].
    int256 public unfunded;
    bool public strangerDeposited;
    /// How often the Generator's relayer did something that passed, by what it was.
    mapping(bytes4 selector => uint256) public passed;

    constructor(PrimeDebtStage memory stage_) {
        stage = stage_;
        proxy = stage_.generator.proxy();
        primeProxy = stage_.prime.proxy();
    }

    // --- The Generator's relayer ---

    function mint(uint256 amount) external {
        _byGenerator(abi.encodeCall(IPau(address(0)).mintUSDS, (_some(amount, 30e24))));
    }

    function burn(uint256 amount) external {
        _byGenerator(abi.encodeCall(IPau(address(0)).burnUSDS, (_some(amount, stage.usds.balanceOf(proxy)))));
    }

    function deposit(uint256 amount) external {
        amount = _some(amount, stage.usds.balanceOf(proxy));
        _byGenerator(abi.encodeCall(IPau(address(0)).depositERC4626, (address(stage.vault), amount, 0)));
    }

    function withdraw(uint256 amount) external {
        amount = _some(amount, stage.vault.maxWithdraw(proxy));
        _byGenerator(
            abi.encodeCall(IPau(address(0)).withdrawERC4626, (address(stage.vault), amount, type(uint256).max))
        );
    }

    function redeem(uint256 shares) external {
        shares = _some(shares, stage.vault.maxRedeem(proxy));
        _byGenerator(abi.encodeCall(IPau(address(0)).redeemERC4626, (address(stage.vault), shares, 0)));
    }

    function migrate(uint256 amount) external {
        bytes32 ilk = stage.allocator.ilk();
        _byGenerator(abi.encodeCall(ILegacyMigrationFacet.migrate, (primeProxy, ilk, _some(amount, 60e24))));
    }

    function migrateBack(uint256 amount) external {
        bytes32 ilk = stage.allocator.ilk();
        _byGenerator(abi.encodeCall(ILegacyMigrationFacet.migrateBack, (primeProxy, ilk, _some(amount, 60e24))));
    }

    // --- The Prime's ---

    function take(uint256 amount) external {
        amount = _some(amount, stage.vault.maxTake());
        vm.prank(stage.primeRelayer);
        try stage.prime.takeFromSparkVault(address(stage.vault), amount) {} catch {}
    }

    function giveBack(uint256 amount) external {
        amount = _some(amount, stage.usds.balanceOf(primeProxy));
        vm.prank(stage.primeRelayer);
        try stage.prime.transferAsset(address(stage.usds), address(stage.vault), amount) {} catch {}
    }

    function draw(uint256 amount) external {
        vm.prank(stage.primeRelayer);
        try stage.prime.mintUSDS(_some(amount, 10e24)) {} catch {}
    }

    function repay(uint256 amount) external {
        amount = _some(amount, stage.usds.balanceOf(primeProxy));
        vm.prank(stage.primeRelayer);
        try stage.prime.burnUSDS(amount) {} catch {}
    }

    // --- The operator, a stranger, and time ---

    function turnGuardrails(uint256 share, uint256 period, uint256 buffer) external {
        vm.startPrank(stage.operator);
        try stage.vault.setWithdrawalPolicy(share % (WAD + 1), period % 7 days) {} catch {}
        try stage.vault.setLiquidityBuffer(buffer % 20e24) {} catch {}
        vm.stopPrank();
    }

    function donate(uint256 amount, uint256 to) external {
        address[4] memory targets = [address(stage.vault), proxy, primeProxy, stage.allocator.buffer()];
        stage.usds.mint(targets[to % 4], _some(amount, 5e24));
    }

    /// Repays for a Prime, or for the Generator, in the Vat.
    function joinDebt(uint256 amount, bool own) external {
        amount = _some(amount, 5e24);
        // What exists as USDS is Dai of the join.
        if (stage.vat.dai(address(stage.usdsJoin)) < amount * RAY) return;
        stage.usds.mint(stranger, amount);
        vm.startPrank(stranger);
        stage.usds.approve(address(stage.usdsJoin), amount);
        stage.usdsJoin.join(address(own ? stage.generatorAllocator : stage.allocator), amount);
        vm.stopPrank();
    }

    function comeAsStranger(uint256 shares, uint256 amount) external {
        vm.startPrank(proxy);
        stage.vault.transfer(stranger, _some(shares, stage.vault.balanceOf(proxy) / 8));
        vm.stopPrank();
        uint256 most = stage.vault.maxRedeem(stranger);
        amount = _some(amount, 5e24);
        stage.usds.mint(stranger, amount);
        vm.startPrank(stranger);
        if (most > 0) stage.vault.redeem(most, stranger, stranger);
        stage.usds.approve(address(stage.vault), amount);
        try stage.vault.deposit(amount, stranger) {
            strangerDeposited = true;
        } catch {}
        try stage.vault.deposit(amount, proxy) {
            strangerDeposited = true;
        } catch {}
        vm.stopPrank();
    }

    /// Outside the Processing Window.
    function wait(uint256 time) external {
        skip(time % 2 days);
        uint256 hour = vm.getBlockTimestamp() % 1 days;
        if (hour >= 13 hours && hour < 16 hours) skip(3 hours);
        vm.roll(vm.getBlockNumber() + 1);
    }

    // --- Parts ---

    /// Fees and yield up to now are not by the call.
    function _byGenerator(bytes memory call) private {
        stage.jug.drip(stage.allocator.ilk());
        stage.vault.drip();
        int256 before = _owes();
        uint256 had = stage.usds.balanceOf(primeProxy);
        vm.prank(stage.relayer);
        (bool success,) = address(stage.generator).call(call);
        if (!success) return;
        ++passed[bytes4(call)];
        int256 more = _owes() - before - int256((stage.usds.balanceOf(primeProxy) - had) * RAY);
        if (more > unfunded) unfunded = more;
    }

    /// What the Prime owes MCD, less what its AllocatorVault has there, and what it has out of its vault [rad].
    function _owes() private view returns (int256) {
        (uint256 art, uint256 rate,,,) = stage.vat.ilks(stage.allocator.ilk());
        uint256 out = stage.vault.assetsOutstanding();
        return int256(art * rate + out * RAY) - int256(stage.vat.dai(address(stage.allocator)));
    }

    /// Every third time all of it, every third all and more than it.
    function _some(uint256 amount, uint256 most) private pure returns (uint256) {
        if (amount % 3 == 0) return most;
        return amount % 3 == 1 ? amount % (most + 1) : amount % (2 * most + 1);
    }
}
