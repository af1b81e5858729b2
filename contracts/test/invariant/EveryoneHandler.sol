// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {EveryoneBooks, EveryoneStage} from "./EveryoneBooks.sol";
import {EveryoneGovernance} from "./EveryoneGovernance.sol";

/// Lets everybody act in any order: compromised relayers of both sides, bad operators, a bad guardian, governance and a
/// stranger, while time passes. Each call is one transaction.
contract EveryoneHandler is EveryoneGovernance {
    constructor(EveryoneStage memory all_) EveryoneBooks(all_) {}

    // --- A stranger ---

    function donate(uint256 to, uint256 amount) external worthNoLess {
        address[6] memory targets = [
            address(stage.vaults[0]),
            address(stage.vaults[1]),
            stage.generator.proxy(),
            stage.primes[0].proxy(),
            stage.primes[1].proxy(),
            stage.allocators[1].buffer()
        ];
        amount = Math.min(_some(amount, 5e23), stage.usds.balanceOf(all.stranger));
        vm.prank(all.stranger);
        stage.usds.transfer(targets[to % 6], amount);
        _count(true);
    }

    /// Pays into the Vat balance of a Prime's or the Generator's AllocatorVault.
    function joinDebt(uint256 which, uint256 amount) external worthNoLess {
        AllocatorVault allocator = stage.allocators[which % stage.allocators.length];
        amount = Math.min(_some(amount, 5e23), stage.usds.balanceOf(all.stranger));
        vm.startPrank(all.stranger);
        stage.usds.approve(address(all.usdsJoin), amount);
        all.usdsJoin.join(address(allocator), amount);
        vm.stopPrank();
        _count(true);
    }

    /// Buys shares from the Generator at their value.
    function takeShares(uint256 which, uint256 shares) external worthNoLess {
        PrimeVault from = _vault(which);
        address proxy = stage.generator.proxy();
        shares = _some(shares, from.balanceOf(proxy) / 8) % (from.balanceOf(proxy) + 1);
        uint256 price = from.previewMint(shares);
        if (price > stage.usds.balanceOf(all.stranger)) return;
        vm.prank(all.stranger);
        stage.usds.transfer(proxy, price);
        vm.prank(proxy);
        from.transfer(all.stranger, shares);
        _count(shares > 0);
    }

    function redeemShares(uint256 which) external worthNoLess {
        PrimeVault from = _vault(which);
        uint256 most = from.maxRedeem(all.stranger);
        if (most == 0) return;
        vm.prank(all.stranger);
        uint256 assets = from.redeem(most, all.stranger, all.stranger);
        if (_isGuarded(which)) _withdrawn(assets);
        _count(true);
    }

    /// Counts as passed where the deposit is refused, as it must be.
    function tryToDeposit(uint256 which, uint256 amount, uint256 forOther) external worthNoLess {
        PrimeVault to = _vault(which);
        amount = _some(amount, 1e24);
        address receiver = forOther % 2 == 0 ? all.stranger : stage.generator.proxy();
        vm.startPrank(all.stranger);
        stage.usds.approve(address(to), amount);
        try to.deposit(amount, receiver) {
            strangerDeposited = true;
        } catch {
            _count(true);
        }
        vm.stopPrank();
    }

    function exec(uint256 which) external worthNoLess {
        bytes32 ilk = _name(which % stage.allocators.length);
        (,,, uint256 before,) = stage.vat.ilks(ilk);
        _count(stage.autoLine.exec(ilk) != before);
    }

    // --- Time ---

    /// Time may stop exactly where a pause ends or a deposit settles. In a run of 128 acts no more than 64 days pass,
    /// so that fees do not use up the margin of a way back.
    function wait(uint256 seed) external {
        uint256[3] memory ends =
            [_nextCount(), vault.guardrails().takesPausedUntil, vault.guardrails().withdrawalsPausedUntil];
        uint256 end = ends[seed % 3];
        bool isSoon = end > block.timestamp + 1 && end <= block.timestamp + 12 hours;
        vm.warp(isSoon && seed % 2 == 0 ? end - seed / 6 % 2 : block.timestamp + seed % 12 hours);
        vm.roll(vm.getBlockNumber() + 1);
        ++passed[msg.sig];
    }
}
