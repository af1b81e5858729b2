// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IMigrationMom} from "../../src/interfaces/IMigrationMom.sol";
import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {CeilingsFixture} from "../CeilingsFixture.sol";

contract MigrationMomTest is CeilingsFixture {
    bytes32 private constant OTHER = "ALLOCATOR-OTHER-A";

    address private diamond = makeAddr("diamond");
    MigrationMom private migrationMom;

    function setUp() public override {
        super.setUp();
        migrationMom = new MigrationMom(address(vat), diamond);
        vat.rely(address(migrationMom));
        migrationMom.list(ILK, LINE);
    }

    function test_isMadeForOneVatAndOneDiamond() public {
        vm.expectEmit();
        emit IMigrationMom.SetOwner(address(this));
        MigrationMom made = new MigrationMom(address(vat), diamond);
        assertEq(made.vat(), address(vat));
        assertEq(made.diamond(), diamond);
        assertEq(made.owner(), address(this));
        assertEq(made.ceilings(ILK), 0);
    }

    function test_isNotMadeForNothing() public {
        expectRevert("MigrationMom/zero-address");
        new MigrationMom(address(0), diamond);
        expectRevert("MigrationMom/zero-address");
        new MigrationMom(address(vat), address(0));
    }

    function test_answersToItsOwnerOnly() public {
        address[2] memory others = [alice, diamond];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectRevert("MigrationMom/only-owner");
            migrationMom.setOwner(others[i]);
            expectRevert("MigrationMom/only-owner");
            migrationMom.list(ILK, 1);
            expectRevert("MigrationMom/only-owner");
            migrationMom.delist(ILK);
            expectRevert("MigrationMom/only-owner");
            migrationMom.close(ILK);
            vm.stopPrank();
        }
    }

    function test_isHandedOver() public {
        expectRevert("MigrationMom/zero-address");
        migrationMom.setOwner(address(0));

        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.SetOwner(alice);
        migrationMom.setOwner(alice);
        assertEq(migrationMom.owner(), alice);
        expectRevert("MigrationMom/only-owner");
        migrationMom.setOwner(address(this));
        vm.prank(alice);
        migrationMom.delist(ILK);
    }

    function test_keepsAListOfCeilings() public {
        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.List(OTHER, 5 * RAD);
        migrationMom.list(OTHER, 5 * RAD);
        assertEq(migrationMom.ceilings(OTHER), 5 * RAD);
        assertEq(migrationMom.ceilings(ILK), LINE);

        migrationMom.list(OTHER, 7 * RAD);
        assertEq(migrationMom.ceilings(OTHER), 7 * RAD);

        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.Delist(OTHER);
        migrationMom.delist(OTHER);
        assertEq(migrationMom.ceilings(OTHER), 0);
        assertEq(migrationMom.ceilings(ILK), LINE);

        expectRevert("MigrationMom/zero-ceiling");
        migrationMom.list(OTHER, 0);
    }

    /// The owner, too, restores only by way of the Diamond.
    function test_restoresForTheDiamondOnly() public {
        _close();
        expectRevert("MigrationMom/only-diamond");
        migrationMom.restore(ILK, LINE);
        vm.prank(alice);
        expectRevert("MigrationMom/only-diamond");
        migrationMom.restore(ILK, LINE);

        assertEq(_restore(ILK, LINE), LINE);
    }

    function test_restoresOnlyWhatIsListed() public {
        _deployAllocator(OTHER, address(this));
        vat.file(OTHER, "line", 0);
        expectRevert("MigrationMom/ilk-not-listed");
        _restore(OTHER, LINE);

        _close();
        migrationMom.delist(ILK);
        expectRevert("MigrationMom/ilk-not-listed");
        _restore(ILK, LINE);
        assertEq(_line(), 0);
    }

    function test_restoresTheCeilingAndItsPartOfTheTotal() public {
        uint256 total = vat.Line();
        _close();
        assertEq(vat.Line(), total - LINE);

        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.Restore(ILK, LINE);
        assertEq(_restore(ILK, LINE), LINE);
        assertEq(_line(), LINE);
        assertEq(vat.Line(), total);
        vault.draw(1);
    }

    function test_restoresUpToTheRecordedCeilingAndNotAUnitMore() public {
        _close();
        assertEq(_restore(ILK, LINE - 1), LINE - 1);
        assertEq(_line(), LINE - 1);
        assertEq(_restore(ILK, LINE + 1), LINE);
        assertEq(_line(), LINE);
        assertEq(vat.Line(), LINE);
        assertEq(_restore(ILK, type(uint256).max), LINE);
        assertEq(vat.Line(), LINE);
    }

    /// A ceiling that AutoLine or governance raised since stays; so does the total, and no event says otherwise.
    function test_neverLowersACeiling() public {
        vat.file(ILK, "line", LINE + 1);
        vm.recordLogs();
        assertEq(_restore(ILK, LINE), LINE + 1);
        assertEq(_restore(ILK, 0), LINE + 1);
        assertEq(_line(), LINE + 1);
        assertEq(vat.Line(), LINE);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_saysNothingWhereNothingChanged() public {
        uint256[2] memory asked = [LINE, LINE - 1];
        for (uint256 i; i < asked.length; ++i) {
            (,,, uint256 line,) = vat.ilks(ILK);
            assertEq(line, LINE);
            uint256 total = vat.Line();
            vm.recordLogs();
            vm.prank(diamond);
            assertEq(migrationMom.restore(ILK, asked[i]), LINE);
            assertEq(vm.getRecordedLogs().length, 0);
            assertEq(vat.Line(), total);
        }
    }

    function test_touchesNoOtherIlk() public {
        _deployAllocator(OTHER, address(this));
        vat.file(OTHER, "line", 3 * RAD);
        migrationMom.list(OTHER, 9 * RAD);
        _close();
        _restore(ILK, LINE);
        assertEq(_line(OTHER), 3 * RAD);
    }

    function test_needsItsRightOnTheVat() public {
        _close();
        vat.deny(address(migrationMom));
        expectRevert("Vat/not-authorized");
        _restore(ILK, LINE);
    }

    function testFuzz_aCeilingEndsAtTheGreaterOfItselfAndWhatMayBeRestored(
        uint256 current,
        uint256 recorded,
        uint256 asked
    ) public {
        current = bound(current, 0, LINE);
        recorded = bound(recorded, 1, 2 * LINE);
        vat.file(ILK, "line", 2 * LINE);
        vat.file("Line", 2 * LINE);
        migrationMom.close(ILK);
        vat.file(ILK, "line", current);
        vat.file("Line", current);
        migrationMom.list(ILK, recorded);

        uint256 restored = _restore(ILK, asked);
        uint256 allowed = asked < recorded ? asked : recorded;
        assertEq(restored, allowed > current ? allowed : current);
        assertEq(_line(), restored);
        assertEq(vat.Line(), restored);
        assertTrue(restored <= recorded || restored == current);
    }

    function test_closesAnIlkAndLowersTheTotalByAsMuch() public {
        uint256 total = vat.Line();
        vm.expectEmit(address(migrationMom));
        emit IMigrationMom.Close(ILK, LINE);
        migrationMom.close(ILK);
        assertEq(_line(), 0);
        assertEq(vat.Line(), total - LINE);
        assertTrue(migrationMom.closed(ILK));

        vm.recordLogs();
        migrationMom.close(ILK);
        assertEq(vm.getRecordedLogs().length, 0);
        assertEq(vat.Line(), total - LINE);
        assertTrue(migrationMom.closed(ILK));
        _restore(ILK, LINE);
        assertFalse(migrationMom.closed(ILK));
    }

    /// `LineMom.wipe` closes an ilk and leaves the total; so may anybody who files. Restoring it must not raise the total.
    function test_whatItDidNotTakeItDoesNotGiveBack() public {
        uint256 total = vat.Line();
        for (uint256 i; i < 3; ++i) {
            mom.addIlk(ILK);
            mom.wipe(ILK);
            migrationMom.close(ILK);
            _restore(ILK, LINE);
            assertEq(_line(), LINE);
            assertEq(vat.Line(), total);
        }
    }

    function test_closesACeilingThatIsGreaterThanTheTotal() public {
        vat.file("Line", LINE - 1);
        migrationMom.close(ILK);
        assertEq(_line(), 0);
        assertEq(vat.Line(), 0);
        _restore(ILK, LINE);
        assertEq(vat.Line(), LINE);
    }

    /// AutoLine had lowered ceiling and total since the ceiling was recorded: both come back in full.
    function test_restoresMoreThanItClosedWithTheTotal() public {
        vat.file("Line", vat.Line() - LINE / 2);
        vat.file(ILK, "line", LINE / 2);
        _close();
        _restore(ILK, LINE);
        assertEq(_line(), LINE);
        assertEq(vat.Line(), LINE);
    }

    /// Closed by hand, and the total with it: it is raised as far as the ceiling needs to be drawn in full.
    function test_whatSomebodyElseClosedGetsTheRoomThatItNeeds() public {
        vault.draw(1000 * WAD);
        vat.file(ILK, "line", 0);
        vat.file("Line", vat.debt());
        (uint256 restored, uint256 raised) = migrationMom.restorable(ILK, LINE);
        assertEq(restored, LINE);
        assertEq(raised, LINE - vat.debt());
        _restore(ILK, LINE);
        assertEq(vat.Line(), LINE);
        vault.draw(LINE / RAY - 1001 * WAD);
    }

    /// One code for every copy: its hash says all about what a ward of the Vat can do.
    function test_everyCopyHasTheSameCode() public {
        MigrationMom other = new MigrationMom(alice, alice);
        assertEq(address(other).codehash, address(migrationMom).codehash);
        assertEq(address(other).codehash, keccak256(type(MigrationMom).runtimeCode));
    }

    function _close() private {
        autoLine.remIlk(ILK);
        migrationMom.close(ILK);
    }

    function _restore(bytes32 ilk, uint256 line) private returns (uint256) {
        vm.prank(diamond);
        return migrationMom.restore(ilk, line);
    }
}
