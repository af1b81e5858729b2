// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAutoLine} from "../../src/interfaces/IAutoLine.sol";
import {CeilingsFixture} from "../CeilingsFixture.sol";

contract AutoLineTest is CeilingsFixture {
    // --- Administration ---

    function test_answersToItsWardsOnly() public {
        vm.startPrank(alice);
        expectRevert("DssAutoLine/not-authorized");
        autoLine.setIlk(ILK, 1, 1, 1);
        expectRevert("DssAutoLine/not-authorized");
        autoLine.remIlk(ILK);
        expectRevert("DssAutoLine/not-authorized");
        autoLine.rely(alice);
        expectRevert("DssAutoLine/not-authorized");
        autoLine.deny(alice);
        vm.stopPrank();

        vm.expectEmit(address(autoLine));
        emit IAutoLine.Rely(alice);
        autoLine.rely(alice);
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Deny(address(mom));
        vm.prank(alice);
        autoLine.deny(address(mom));
        assertEq(autoLine.wards(address(mom)), 0);
    }

    function test_setupIsChecked() public {
        expectRevert("DssAutoLine/invalid-line");
        autoLine.setIlk(ILK, 0, 1, 1);
        expectRevert("DssAutoLine/invalid-ttl");
        autoLine.setIlk(ILK, 0, 1, type(uint48).max);
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Setup(ILK, 1, 1, type(uint48).max - 1);
        autoLine.setIlk(ILK, 1, 1, type(uint48).max - 1);
    }

    function test_aNewSetupForgetsTheLastChange() public {
        vault.draw(80_000_000 * WAD);
        autoLine.exec(ILK);
        autoLine.setIlk(ILK, MAX, 2 * GAP, TTL);
        (,,, uint48 last, uint48 lastInc) = autoLine.ilks(ILK);
        assertEq(uint256(last), 0);
        assertEq(uint256(lastInc), 0);
        assertEq(autoLine.exec(ILK), 180_000_000 * RAD, "neither block nor ttl holds it back");
    }

    // --- Down ---

    function test_lowersAtOnceAndMovesTheTotalAlong() public {
        uint256 total = vat.Line();
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Exec(ILK, LINE, GAP);
        vm.prank(alice);
        assertEq(autoLine.exec(ILK), GAP);
        assertEq(_line(), GAP);
        assertEq(vat.Line(), total - LINE + GAP);
        (,,, uint48 last, uint48 lastInc) = autoLine.ilks(ILK);
        assertEq(uint256(last), BLOCK);
        assertEq(uint256(lastInc), 0, "only an increase starts the wait");
    }

    function test_aDecreaseDoesNotWait() public {
        vault.draw(80_000_000 * WAD);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);
        vault.wipe(80_000_000 * WAD);
        vm.roll(BLOCK + 1);
        assertEq(autoLine.exec(ILK), GAP);
    }

    // --- Up ---

    function test_raisesToDebtPlusGapAndThenWaits() public {
        uint256 total = vat.Line();
        vault.draw(80_000_000 * WAD);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);
        assertEq(vat.Line(), total - LINE + 130_000_000 * RAD);

        vault.draw(20_000_000 * WAD);
        vm.roll(BLOCK + 1);
        skip(TTL - 1);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);
        skip(1);
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Exec(ILK, 130_000_000 * RAD, 150_000_000 * RAD);
        assertEq(autoLine.exec(ILK), 150_000_000 * RAD);
        (,,, uint48 last, uint48 lastInc) = autoLine.ilks(ILK);
        assertEq(uint256(last), BLOCK + 1);
        assertEq(uint256(lastInc), START + TTL);
        assertEq(vat.Line(), total - LINE + 150_000_000 * RAD);
    }

    function test_neverPassesItsMaximum() public {
        autoLine.setIlk(ILK, 120_000_000 * RAD, GAP, TTL);
        vault.draw(80_000_000 * WAD);
        assertEq(autoLine.exec(ILK), 120_000_000 * RAD);
    }

    /// The ceiling follows the rate as stored, without the fees since the last drip.
    function test_countsTheDebtWithoutUndrippedFees() public {
        vault.draw(80_000_000 * WAD);
        skip(365 days);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);
        jug.drip(ILK);
        vm.roll(BLOCK + 1);
        skip(TTL);
        (uint256 art, uint256 rate,,,) = vat.ilks(ILK);
        assertEq(autoLine.exec(ILK), art * rate + GAP);
    }

    // --- Not at all ---

    function test_changesOnceABlock() public {
        autoLine.exec(ILK);
        vault.draw(10_000_000 * WAD);
        skip(TTL);
        assertEq(autoLine.exec(ILK), GAP);
        vm.roll(BLOCK + 1);
        assertEq(autoLine.exec(ILK), 60_000_000 * RAD);
    }

    function test_anExecWithoutChangeUsesUpNoBlock() public {
        vault.draw(LINE / RAY - GAP / RAY);
        vm.recordLogs();
        assertEq(autoLine.exec(ILK), LINE);
        assertEq(vm.getRecordedLogs().length, 0);
        (,,, uint48 last,) = autoLine.ilks(ILK);
        assertEq(uint256(last), 0);
        vault.draw(WAD);
        assertEq(autoLine.exec(ILK), LINE + RAD);
    }

    function test_doesNothingForAnIlkThatIsNotIn() public {
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Remove(ILK);
        autoLine.remIlk(ILK);
        vm.recordLogs();
        assertEq(autoLine.exec(ILK), LINE);
        assertEq(_line(), LINE);
        assertEq(autoLine.exec("NOWHERE-A"), 0);
        assertEq(vat.Line(), LINE);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_needsItsRightOnTheVat() public {
        vat.deny(address(autoLine));
        expectRevert("Vat/not-authorized");
        autoLine.exec(ILK);
        vat.rely(address(autoLine));
        vat.cage();
        expectRevert("Vat/not-live");
        autoLine.exec(ILK);
    }

    function test_sumsOutOfRangeRevertWithoutAReason() public {
        // Debt and gap.
        vault.draw(WAD);
        autoLine.setIlk(ILK, MAX, type(uint256).max - RAD + 1, TTL);
        vm.expectRevert(bytes(""));
        autoLine.exec(ILK);
        autoLine.setIlk(ILK, MAX, type(uint256).max - RAD, TTL);
        uint256 id = vm.snapshotState();
        assertEq(autoLine.exec(ILK), MAX);
        vm.revertToState(id);

        // The total is below the ceiling of the ilk.
        vat.file("Line", LINE - 1);
        vm.expectRevert(bytes(""));
        autoLine.exec(ILK);
        vat.file("Line", LINE);
        autoLine.exec(ILK);

        // The total has no room for the increase.
        vm.roll(BLOCK + 1);
        skip(TTL);
        autoLine.setIlk(ILK, MAX + 1, type(uint256).max - RAD, TTL);
        vat.file("Line", type(uint256).max);
        vm.expectRevert(bytes(""));
        autoLine.exec(ILK);
        vat.file("Line", type(uint256).max - 1);
        assertEq(autoLine.exec(ILK), MAX + 1);
    }

    // --- Model ---

    /// DOMAIN.md §3: `min(Art * rate + gap, line)`, up or down; an increase not before `lastInc + ttl`, one change a
    /// block, and the total by the same amount. Debt, time and block move at random between the calls.
    function testFuzz_execDoesWhatTheModelSays(uint256 max, uint256 gap, uint256[8] calldata steps) public {
        max = bound(max, 1, MAX);
        gap = bound(gap, 0, MAX / 2);
        autoLine.setIlk(ILK, max, gap, TTL);
        uint256 line = LINE;
        uint256 lastInc;
        uint256 last;
        for (uint256 i; i < steps.length; ++i) {
            _changeDebt(steps[i]);
            skip((steps[i] >> 128) % (2 * TTL));
            if (steps[i] & 1 == 0) vm.roll(vm.getBlockNumber() + 1);

            (uint256 art, uint256 rate,,,) = vat.ilks(ILK);
            uint256 target = art * rate + gap < max ? art * rate + gap : max;
            bool up = target > line;
            bool stays = last == vm.getBlockNumber() || (up && vm.getBlockTimestamp() < lastInc + TTL);
            if (!stays && target != line) {
                line = target;
                last = vm.getBlockNumber();
                if (up) lastInc = vm.getBlockTimestamp();
            }
            assertEq(autoLine.exec(ILK), line);
            assertEq(_line(), line);
            assertEq(vat.Line(), line, "it is the only ilk");
        }
        (,,, uint48 storedLast, uint48 storedInc) = autoLine.ilks(ILK);
        assertEq(uint256(storedLast), last);
        assertEq(uint256(storedInc), lastInc);
    }

    /// Draws up to the ceiling or repays up to everything.
    function _changeDebt(uint256 random) private {
        uint256 rate = jug.drip(ILK);
        (uint256 art,,, uint256 line,) = vat.ilks(ILK);
        if (random & 2 == 0) {
            vault.draw(bound(random >> 2, 0, line <= art * rate ? 0 : (line - art * rate) / rate * rate / RAY));
        } else {
            uint256 held = usds.balanceOf(vault.buffer());
            vault.wipe(bound(random >> 2, 0, held < art * rate / RAY ? held : art * rate / RAY));
        }
    }
}
