// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAutoLine} from "../../src/interfaces/IAutoLine.sol";
import {ILineMom} from "../../src/interfaces/ILineMom.sol";
import {LineMom} from "../../src/mcd/LineMom.sol";
import {CeilingsFixture} from "../CeilingsFixture.sol";

contract Hat {
    address private immutable wearer;

    constructor(address wearer_) {
        wearer = wearer_;
    }

    function canCall(address src, address, bytes4 sig) external view returns (bool) {
        return src == wearer && sig == LineMom.wipe.selector;
    }
}

contract LineMomTest is CeilingsFixture {
    bytes32 private constant OTHER = "ALLOCATOR-OTHER-A";

    function test_answersToItsOwnerOnly() public {
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
        expectRevert("LineMom/only-owner");
        mom.setOwner(address(this));
    }

    function test_tellsWhatItIsTold() public {
        vm.expectEmit(address(mom));
        emit ILineMom.AddIlk(ILK);
        mom.addIlk(ILK);
        vm.expectEmit(address(mom));
        emit ILineMom.DelIlk(ILK);
        mom.delIlk(ILK);
        vm.expectEmit(address(mom));
        emit ILineMom.File("autoLine", alice);
        mom.file("autoLine", alice);
        vm.expectEmit(address(mom));
        emit ILineMom.SetAuthority(alice);
        mom.setAuthority(alice);
        vm.expectEmit(address(mom));
        emit ILineMom.SetOwner(alice);
        mom.setOwner(alice);
        assertEq(mom.autoLine(), alice);
        assertEq(mom.authority(), alice);
    }

    function test_wipesOnlyWhatWasAdded() public {
        expectRevert("LineMom/ilk-not-added");
        mom.wipe(ILK);
        mom.addIlk(OTHER);
        expectRevert("LineMom/ilk-not-added");
        mom.wipe(ILK);

        mom.addIlk(ILK);
        assertEq(mom.ilks(ILK), 1);
        mom.delIlk(ILK);
        assertEq(mom.ilks(ILK), 0);
        expectRevert("LineMom/ilk-not-added");
        mom.wipe(ILK);
    }

    function test_wipeClosesTheCeilingForGoodAndLeavesTheTotal() public {
        mom.addIlk(ILK);
        uint256 total = vat.Line();
        vm.expectEmit(address(autoLine));
        emit IAutoLine.Remove(ILK);
        vm.expectEmit(address(mom));
        emit ILineMom.Wipe(ILK, LINE);
        assertEq(mom.wipe(ILK), LINE);
        assertEq(_line(), 0);
        assertEq(vat.Line(), total);

        (uint256 max, uint256 gap, uint48 ttl, uint48 last, uint48 lastInc) = autoLine.ilks(ILK);
        assertEq(max, 0);
        assertEq(gap, 0);
        assertEq(uint256(ttl), 0);
        assertEq(uint256(last), 0);
        assertEq(uint256(lastInc), 0);
        skip(TTL);
        vm.roll(BLOCK + 1);
        assertEq(autoLine.exec(ILK), 0);
        expectRevert("Vat/ceiling-exceeded");
        vault.draw(1);
    }

    /// What was drawn stays drawn, and can be repaid; another ilk keeps its ceiling and its place in AutoLine.
    function test_wipeTouchesNeitherDebtNorAnotherIlk() public {
        _deployAllocator(OTHER, address(this));
        autoLine.setIlk(OTHER, MAX, GAP, TTL);
        vault.draw(10 * WAD);
        mom.addIlk(ILK);
        mom.wipe(ILK);
        vault.wipe(10 * WAD);

        assertEq(_line(OTHER), LINE);
        (uint256 max,,,,) = autoLine.ilks(OTHER);
        assertEq(max, MAX);
    }

    /// `Vat.Line` stays: governance that reopens the ilk has to mind that the old ceiling is still part of it.
    function test_aSecondWipeFindsNothingToClose() public {
        mom.addIlk(ILK);
        mom.wipe(ILK);
        vm.expectEmit(address(mom));
        emit ILineMom.Wipe(ILK, 0);
        assertEq(mom.wipe(ILK), 0);
        assertEq(vat.Line(), LINE);
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

    function test_wipeNeedsItsRightsOnVatAndAutoLine() public {
        mom.addIlk(ILK);
        autoLine.deny(address(mom));
        expectRevert("DssAutoLine/not-authorized");
        mom.wipe(ILK);
        autoLine.rely(address(mom));
        vat.deny(address(mom));
        expectRevert("Vat/not-authorized");
        mom.wipe(ILK);
    }
}
