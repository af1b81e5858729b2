// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAutoLine} from "../../src/interfaces/IAutoLine.sol";
import {ILineMom} from "../../src/interfaces/ILineMom.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../../src/mcd/AutoLine.sol";
import {LineMom} from "../../src/mcd/LineMom.sol";
import {McdFixture} from "../McdFixture.sol";

contract Hat {
    address private immutable wearer;

    constructor(address wearer_) {
        wearer = wearer_;
    }

    function canCall(address src, address, bytes4 sig) external view returns (bool) {
        return src == wearer && sig == LineMom.wipe.selector;
    }
}

contract CeilingsTest is McdFixture {
    bytes32 private constant ILK = "ALLOCATOR-TEST-A";
    uint256 private constant MAX = 500_000_000 * RAD;
    uint256 private constant GAP = 50_000_000 * RAD;
    uint256 private constant TTL = 1 days;

    address private alice = makeAddr("alice");
    AllocatorVault private vault;
    AutoLine private autoLine;
    LineMom private mom;

    function setUp() public override {
        super.setUp();
        vm.roll(1000);
        vault = _deployAllocator(ILK, address(this));
        autoLine = new AutoLine(address(vat));
        mom = new LineMom(address(vat));
        vat.rely(address(autoLine));
        vat.rely(address(mom));
        autoLine.rely(address(mom));
        mom.file("autoLine", address(autoLine));
        autoLine.setIlk(ILK, MAX, GAP, TTL);
    }

    // --- AutoLine ---

    function test_autoLineAnswersToItsWardsOnly() public {
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
        autoLine.deny(address(mom));
        assertEq(autoLine.wards(address(mom)), 0);
    }

    function test_setupIsChecked() public {
        expectRevert("DssAutoLine/invalid-line");
        autoLine.setIlk(ILK, 0, 1, 1);
        expectRevert("DssAutoLine/invalid-ttl");
        autoLine.setIlk(ILK, 1, 1, type(uint48).max);
        autoLine.setIlk(ILK, 1, 1, type(uint48).max - 1);
    }

    function test_lowersAtOnceAndMovesTheTotalAlong() public {
        uint256 total = vat.Line();
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Exec(ILK, LINE, GAP);
        vm.prank(alice);
        assertEq(autoLine.exec(ILK), GAP);
        assertEq(_line(), GAP);
        assertEq(vat.Line(), total - LINE + GAP);
    }

    function test_raisesToDebtPlusGapAndThenWaits() public {
        vault.draw(80_000_000 * WAD);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);

        vault.draw(20_000_000 * WAD);
        vm.roll(1001);
        skip(TTL - 1);
        assertEq(autoLine.exec(ILK), 130_000_000 * RAD);
        skip(1);
        assertEq(autoLine.exec(ILK), 150_000_000 * RAD);
        (,,, uint48 last, uint48 lastInc) = autoLine.ilks(ILK);
        assertEq(uint256(last), 1001);
        assertEq(uint256(lastInc), START + TTL);
    }

    function test_changesOnceABlock() public {
        autoLine.exec(ILK);
        vault.draw(10_000_000 * WAD);
        skip(TTL);
        assertEq(autoLine.exec(ILK), GAP);
        vm.roll(1001);
        assertEq(autoLine.exec(ILK), 60_000_000 * RAD);
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
    }

    function test_doesNothingForAnIlkThatIsNotIn() public {
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Remove(ILK);
        autoLine.remIlk(ILK);
        assertEq(autoLine.exec(ILK), LINE);
        assertEq(_line(), LINE);
    }

    // --- LineMom ---

    function test_momAnswersToItsOwnerOnly() public {
        vm.startPrank(alice);
        expectRevert("LineMom/only-owner");
        mom.setOwner(alice);
        expectRevert("LineMom/only-owner");
        mom.setAuthority(alice);
        expectRevert("LineMom/only-owner");
        mom.file("autoLine", alice);
        expectRevert("LineMom/only-owner");
        mom.addIlk(ILK);
        expectRevert("LineMom/only-owner");
        mom.delIlk(ILK);
        expectRevert("LineMom/not-authorized");
        mom.wipe(ILK);
        vm.stopPrank();

        expectRevert("LineMom/file-unrecognized-param");
        mom.file("vat", alice);
        mom.setOwner(alice);
        assertEq(mom.owner(), alice);
    }

    function test_wipesOnlyWhatWasAdded() public {
        expectRevert("LineMom/ilk-not-added");
        mom.wipe(ILK);
        mom.addIlk(ILK);
        mom.delIlk(ILK);
        expectRevert("LineMom/ilk-not-added");
        mom.wipe(ILK);
    }

    function test_wipeClosesTheCeilingForGoodAndLeavesTheTotal() public {
        mom.addIlk(ILK);
        uint256 total = vat.Line();
        vm.expectEmit(address(mom));
        emit ILineMom.Wipe(ILK, LINE);
        assertEq(mom.wipe(ILK), LINE);
        assertEq(_line(), 0);
        assertEq(vat.Line(), total);

        skip(TTL);
        assertEq(autoLine.exec(ILK), 0);
        expectRevert("Vat/ceiling-exceeded");
        vault.draw(1);
    }

    function test_theHatMayWipe() public {
        mom.addIlk(ILK);
        mom.setAuthority(address(new Hat(alice)));
        vm.prank(vow);
        expectRevert("LineMom/not-authorized");
        mom.wipe(ILK);
        vm.prank(alice);
        mom.wipe(ILK);
        assertEq(_line(), 0);
    }

    function _line() private view returns (uint256 line) {
        (,,, line,) = vat.ilks(ILK);
    }
}
