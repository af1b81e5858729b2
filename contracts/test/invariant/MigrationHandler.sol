// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {RayMath} from "../../src/mcd/RayMath.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";
import {MigrationStage} from "./MigrationStage.sol";

/// Relayers, keepers, governance and attackers work on a migration with random amounts at random times, each up to the
/// most that DOMAIN.md §10 lets through. What should pass must pass, and what should not pass is tried and must be
/// refused. Debt is counted here, from draws, repayments and the formula of fees, and not read from the contracts'
/// sums.
contract MigrationHandler is Base {
    MigrationStage private stage;

    /// By ilk, the Generator's first: what was drawn less what was repaid [wad], and the fees [rad].
    mapping(uint256 ilk => int256) public principal;
    mapping(uint256 ilk => uint256) public fees;

    /// By side: the phase in which governance and the cBEAM left it.
    mapping(uint256 side => ILegacyMigrationFacet.Phase) public phase;
    /// By ilk: the most normalised debt that it may have. It falls with each repayment while the Prime is cut over.
    mapping(uint256 ilk => uint256) public most;

    /// By side: debt moved over and moved back [wad].
    mapping(uint256 side => uint256) public moved;
    mapping(uint256 side => uint256) public movedBack;

    /// How often each of these happened.
    uint256 public migrations;
    uint256 public migrationsBack;
    uint256 public cutOvers;
    uint256 public rollbacks;
    uint256 public retirements;
    uint256 public refused;

    constructor(MigrationStage memory stage_) {
        stage = stage_;
        for (uint256 i; i < stage_.allocators.length; ++i) {
            (uint256 art, uint256 rate,,,) = stage_.vat.ilks(stage_.allocators[i].ilk());
            // What is owed at the start, without what rounding left in the Vat.
            uint256 left = stage_.vat.dai(address(stage_.allocators[i]));
            principal[i] = int256((art * rate - left) / RAY);
            fees[i] = art * rate - left - uint256(principal[i]) * RAY;
            most[i] = type(uint256).max;
        }
        for (uint256 side; side < stage_.primes.length; ++side) {
            phase[side] = stage_.diamond.migration(stage_.primes[side].proxy()).phase;
        }
    }

    // --- Time ---

    /// Time stops outside the Processing Window. `refuseInWindow` is about the time inside.
    function wait(uint256 time) external {
        _advance(time % 3 days);
        if (_inWindow()) _advance(3 hours);
    }

    /// No step passes inside the Processing Window. Time stops after it.
    function refuseInWindow(uint256 which, uint256 time) external {
        uint256 toWindow = (13 hours + 1 days - vm.getBlockTimestamp() % 1 days) % 1 days;
        _advance(toWindow + time % 3 hours);
        uint256 ilk = _legacy(which);
        (address prime, bytes32 name) = (_prime(ilk), _name(ilk));
        vm.startPrank(stage.relayer);
        expectRevert("LegacyMigrationFacet/processing-window");
        stage.diamond.migrate(prime, name, 1);
        expectRevert("LegacyMigrationFacet/processing-window");
        stage.diamond.migrateBack(prime, name, 1);
        vm.stopPrank();
        ++refused;
        _advance(3 hours);
    }

    // --- Steps ---

    function migrate(uint256 which, uint256 amount) external {
        uint256 ilk = _legacy(which);
        PrimeVault vault = stage.vaults[_side(ilk)];
        uint256 room = Math.min(headroom(0, _undripped(ilk)), vault.maxDeposit(stage.generator.proxy()));
        uint256 greatest = Math.min(room, owed(ilk));
        // One wei would not buy a share.
        if (greatest < 2 || phase[_side(ilk)] == ILegacyMigrationFacet.Phase.Retired) return;
        // Every other time asks for all of the debt, where all of it can move.
        amount = amount % 2 == 0 && greatest == owed(ilk) ? type(uint256).max : bound(amount, 2, greatest);

        (uint256 before, uint256 bound_) = _debts(ilk);
        vm.startPrank(stage.relayer);
        uint256 wad = stage.diamond.migrate(_prime(ilk), _name(ilk), amount);
        vm.stopPrank();
        assertEq(wad, Math.min(amount, greatest), "a step moved another amount");
        _assertConserved(ilk, before, bound_);
        principal[0] += int256(wad);
        principal[ilk] -= int256(wad);
        moved[_side(ilk)] += wad;
        _repaid(ilk);
        ++migrations;
    }

    function migrateBack(uint256 which, uint256 amount) external {
        // Picks a side in dual-run, if there is one.
        uint256 ilk = _legacy(which);
        if (phase[_side(ilk)] != ILegacyMigrationFacet.Phase.DualRun) ilk = _side(ilk) == 0 ? 2 : 1;
        if (phase[_side(ilk)] != ILegacyMigrationFacet.Phase.DualRun) return;

        uint256 worth = stage.vaults[_side(ilk)].assetsOf(stage.generator.proxy());
        worth = Math.min(worth, stage.vaults[_side(ilk)].assetsOutstanding());
        uint256 greatest = Math.min(headroom(ilk, _undripped(0)), Math.min(worth, owed(0)));
        if (greatest == 0) return;
        amount = bound(amount, 1, greatest);
        (uint256 before, uint256 bound_) = _debts(ilk);
        vm.startPrank(stage.relayer);
        assertEq(stage.diamond.migrateBack(_prime(ilk), _name(ilk), amount), amount, "a step moved another amount");
        vm.stopPrank();
        _assertConserved(ilk, before, bound_);
        principal[0] -= int256(amount);
        principal[ilk] += int256(amount);
        movedBack[_side(ilk)] += amount;
        ++migrationsBack;
    }

    // --- Everyday business ---

    function draw(uint256 which, uint256 amount) external {
        uint256 ilk = which % stage.allocators.length;
        amount = bound(amount, 0, headroom(ilk, 0));
        _draw(ilk, amount);
        principal[ilk] += int256(amount);
    }

    function wipe(uint256 which, uint256 amount) external {
        uint256 ilk = which % stage.allocators.length;
        address proxy = ilk == 0 ? stage.generator.proxy() : _prime(ilk);
        amount = bound(amount, 0, Math.min(stage.usds.balanceOf(proxy), _greatestWipe(ilk)));
        AllocatorVault allocator = stage.allocators[ilk];
        vm.startPrank(proxy);
        stage.usds.transfer(allocator.buffer(), amount);
        allocator.wipe(amount);
        vm.stopPrank();
        principal[ilk] -= int256(amount);
        _repaid(ilk);
    }

    function drip(uint256 which) external {
        uint256 rate = rateNow(which % stage.allocators.length);
        assertEq(stage.jug.drip(_name(which % stage.allocators.length)), rate);
    }

    function exec(uint256 which) external {
        stage.autoLine.exec(_name(which % stage.allocators.length));
    }

    /// Sets a fee of up to 20 % a year.
    function setDuty(uint256 which, uint256 duty) external {
        bytes32 ilk = _name(which % stage.allocators.length);
        stage.jug.drip(ilk);
        stage.jug.file(ilk, "duty", bound(duty, RAY, 1.00000000578137865680459171e27));
    }

    // --- Governance and the cBEAM ---

    /// Cuts a side over, or rolls it back.
    function turn(uint256 which) external {
        uint256 side = which % stage.primes.length;
        if (phase[side] == ILegacyMigrationFacet.Phase.DualRun) _cutOver(side);
        else if (phase[side] == ILegacyMigrationFacet.Phase.CutOver) _rollBack(side);
    }

    /// Retires the last side once it owes nothing. That is final, so it is tried seldom.
    function retire(uint256 seed) external {
        uint256 side = stage.primes.length - 1;
        if (seed % 4 != 0 || phase[side] != ILegacyMigrationFacet.Phase.CutOver) return;
        bool clear = true;
        for (uint256 i = 1; i < stage.allocators.length; ++i) {
            if (_side(i) == side && _art(i) != 0) clear = false;
        }
        bytes memory step = abi.encodeCall(IMigrationActions.retire, (stage.wiring, stage.primes[side].proxy()));
        vm.prank(stage.pause);
        if (!clear) expectRevert("ds-pause-delegatecall-error");
        stage.pauseProxy.exec(stage.actions, step);
        if (clear) {
            phase[side] = ILegacyMigrationFacet.Phase.Retired;
            ++retirements;
        }
    }

    // --- Attackers ---

    /// Tries every way to raise a ceiling, or to draw on the legacy ilk of a Prime that is cut over and has repaid some
    /// debt.
    function attack(uint256 which) external {
        uint256 ilk = _legacy(which);
        bytes32 name = _name(ilk);
        bool closed = phase[_side(ilk)] >= ILegacyMigrationFacet.Phase.CutOver;
        vm.prank(stage.relayer);
        expectRevert("MigrationMom/only-diamond");
        stage.mom.restore(name, type(uint256).max);
        vm.prank(stage.pause);
        expectRevert("ds-pause-delegatecall-error");
        stage.pauseProxy.exec(address(this), abi.encodeCall(this.restoreAsGovernance, (stage.mom, name)));
        if (!closed) return;

        address prime = _prime(ilk);
        AllocatorVault allocator = stage.allocators[ilk];
        vm.prank(prime);
        expectRevert("Vat/ceiling-exceeded");
        allocator.draw(1);
        vm.prank(stage.primeRelayers[_side(ilk)]);
        expectRevert("Vat/ceiling-exceeded");
        stage.primes[_side(ilk)].mintUSDS(1);
        assertEq(stage.autoLine.exec(name), 0);
        vm.startPrank(stage.relayer);
        expectRevert("LegacyMigrationFacet/wrong-phase");
        stage.diamond.migrateBack(prime, name, 1);
        expectMissingRole(stage.relayer, keccak256("CONFIGURATOR"));
        stage.diamond.rollback(prime);
        vm.stopPrank();
        ++refused;
    }

    function restoreAsGovernance(MigrationMom mom, bytes32 ilk) external {
        mom.restore(ilk, type(uint256).max);
    }

    // --- Formulas of DOMAIN.md §3 and §10 ---

    /// `rpow(base + duty, now - rho) * rate / RAY`.
    function rateNow(uint256 ilk) public view returns (uint256) {
        (uint256 duty, uint256 rho) = stage.jug.ilks(_name(ilk));
        (, uint256 rate,,,) = stage.vat.ilks(_name(ilk));
        return RayMath.rpow(stage.jug.base() + duty, vm.getBlockTimestamp() - rho) * rate / RAY;
    }

    function debtNow(uint256 ilk) public view returns (uint256) {
        return _art(ilk) * rateNow(ilk);
    }

    /// What repays all debt of an ilk [wad].
    function owed(uint256 ilk) public view returns (uint256) {
        return Math.ceilDiv(debtNow(ilk), RAY);
    }

    /// The largest draw that both ceilings let through after a drip of this ilk and of another one with fees of
    /// `others`.
    function headroom(uint256 ilk, uint256 others) public view returns (uint256) {
        (,,, uint256 line,) = stage.vat.ilks(_name(ilk));
        uint256 room = Math.saturatingSub(line, debtNow(ilk));
        uint256 total = Math.saturatingSub(stage.vat.Line(), stage.vat.debt() + _undripped(ilk) + others);
        uint256 next = rateNow(ilk);
        return Math.min(room, total) / next * next / RAY;
    }

    function _undripped(uint256 ilk) private view returns (uint256) {
        (uint256 art, uint256 rate,,,) = stage.vat.ilks(_name(ilk));
        return art * (rateNow(ilk) - rate);
    }

    /// The largest repayment of an ilk: one more wei would repay more than all of its debt.
    function _greatestWipe(uint256 ilk) private view returns (uint256) {
        return ((_art(ilk) + 1) * rateNow(ilk) - 1) / RAY;
    }

    // --- Parts ---

    function _advance(uint256 time) private {
        uint256 count = stage.allocators.length;
        uint256[] memory rates = new uint256[](count);
        for (uint256 i; i < count; ++i) {
            rates[i] = rateNow(i);
        }
        skip(time);
        vm.roll(vm.getBlockNumber() + 1);
        for (uint256 i; i < count; ++i) {
            fees[i] += _art(i) * (rateNow(i) - rates[i]);
        }
    }

    function _inWindow() private view returns (bool) {
        uint256 time = vm.getBlockTimestamp() % 1 days;
        return time >= 13 hours && time < 16 hours;
    }

    function _draw(uint256 ilk, uint256 amount) private {
        address proxy = ilk == 0 ? stage.generator.proxy() : _prime(ilk);
        AllocatorVault allocator = stage.allocators[ilk];
        vm.startPrank(proxy);
        allocator.draw(amount);
        stage.usds.transferFrom(allocator.buffer(), proxy, amount);
        vm.stopPrank();
    }

    function _cutOver(uint256 side) private {
        address prime = stage.primes[side].proxy();
        bytes memory step = abi.encodeCall(IMigrationActions.cutOver, (stage.wiring, prime));
        bool open = _hasWayBack(side);
        vm.prank(stage.pause);
        if (!open) expectRevert("ds-pause-delegatecall-error");
        stage.pauseProxy.exec(stage.actions, step);
        if (!open) {
            // Records the ceilings anew, so that a ceiling that the debt has outgrown does not prevent the cutover
            // forever.
            vm.prank(stage.pause);
            stage.pauseProxy
                .exec(stage.actions, abi.encodeCall(IMigrationActions.recordCeilings, (stage.wiring, prime)));
            return;
        }
        phase[side] = ILegacyMigrationFacet.Phase.CutOver;
        for (uint256 i = 1; i < stage.allocators.length; ++i) {
            if (_side(i) == side) most[i] = _art(i);
        }
        ++cutOvers;
    }

    /// Whether every ceiling that a rollback restores exceeds the debt by a hundredth, and the total ceiling leaves
    /// room for that.
    function _hasWayBack(uint256 side) private view returns (bool) {
        uint256 total = stage.vat.Line();
        uint256 debt = stage.vat.debt();
        for (uint256 i = 1; i < stage.allocators.length; ++i) {
            if (_side(i) == side) total -= _line(i);
        }
        for (uint256 i = 1; i < stage.allocators.length; ++i) {
            uint256 ceiling = stage.mom.ceilings(_name(i));
            if (_side(i) != side || ceiling == 0) continue;
            uint256 margin = Math.max(Math.ceilDiv(debtNow(i), 100), RAY + rateNow(i));
            if (ceiling < debtNow(i) + margin) return false;
            debt += _undripped(i);
            // An open ilk will be closed by the spell, through the Mom. A closed one counts only if the Mom closed it.
            bool closes = _line(i) > 0 || stage.mom.closed(_name(i));
            uint256 needed = Math.saturatingSub(debt + ceiling - debtNow(i), total);
            if (total + (closes ? ceiling : Math.min(ceiling, needed)) < debt + margin) return false;
        }
        return true;
    }

    function _rollBack(uint256 side) private {
        bytes memory call = abi.encodeCall(ILegacyMigrationFacet.rollback, (stage.primes[side].proxy()));
        vm.prank(stage.cBeam);
        stage.configurator.callControllerAction(address(stage.diamond), call);
        phase[side] = ILegacyMigrationFacet.Phase.DualRun;
        for (uint256 i = 1; i < stage.allocators.length; ++i) {
            if (_side(i) == side) most[i] = type(uint256).max;
        }
        ++rollbacks;
    }

    /// The debt of both ilks of a step [rad], and the most that rounding may add to it.
    function _debts(uint256 ilk) private view returns (uint256 sum, uint256 bound_) {
        return (debtNow(0) + debtNow(ilk), rateNow(0) + rateNow(ilk));
    }

    /// DOMAIN.md §11, identity 4: debt grows by rounding only, by less than rate_generator + rate_legacy.
    function _assertConserved(uint256 ilk, uint256 before, uint256 bound_) private view {
        (uint256 sum,) = _debts(ilk);
        assertGe(sum, before, "debt was lost");
        assertLt(sum - before, bound_, "a step created debt");
    }

    function _repaid(uint256 ilk) private {
        if (most[ilk] != type(uint256).max) most[ilk] = Math.min(most[ilk], _art(ilk));
    }

    function _legacy(uint256 which) private view returns (uint256) {
        return 1 + which % (stage.allocators.length - 1);
    }

    function _side(uint256 ilk) private view returns (uint256) {
        return stage.sideOf[ilk - 1];
    }

    function _prime(uint256 ilk) private view returns (address) {
        return stage.primes[_side(ilk)].proxy();
    }

    function _name(uint256 ilk) private view returns (bytes32) {
        return stage.allocators[ilk].ilk();
    }

    function _line(uint256 ilk) private view returns (uint256 line) {
        (,,, line,) = stage.vat.ilks(_name(ilk));
    }

    function _art(uint256 ilk) private view returns (uint256 art) {
        (art,,,,) = stage.vat.ilks(_name(ilk));
    }
}
