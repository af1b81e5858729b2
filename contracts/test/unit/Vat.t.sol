// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {VatFixture} from "../VatFixture.sol";

/// All of the Vat but `frob`.
contract VatTest is VatFixture {
    // --- Administration ---

    function test_onlyAWardAdministers() public {
        vm.startPrank(alice);
        expectRevert("Vat/not-authorized");
        vat.rely(alice);
        expectRevert("Vat/not-authorized");
        vat.deny(alice);
        expectRevert("Vat/not-authorized");
        vat.init("OTHER-A");
        expectRevert("Vat/not-authorized");
        vat.file("Line", 1);
        expectRevert("Vat/not-authorized");
        vat.file(ILK, "line", 1);
        expectRevert("Vat/not-authorized");
        vat.cage();
        expectRevert("Vat/not-authorized");
        vat.slip(ILK, alice, 1);
        expectRevert("Vat/not-authorized");
        vat.grab(ILK, alice, alice, alice, 0, 0);
        expectRevert("Vat/not-authorized");
        vat.suck(alice, alice, 1);
        expectRevert("Vat/not-authorized");
        vat.fold(ILK, alice, 1);
    }

    function test_wardsComeAndGo() public {
        vat.rely(alice);
        assertEq(vat.wards(alice), 1);
        vm.prank(alice);
        vat.deny(address(this));
        assertEq(vat.wards(address(this)), 0);
    }

    function test_anIlkStartsOnce() public {
        (, uint256 rate,,,) = vat.ilks(ILK);
        assertEq(rate, RAY);
        expectRevert("Vat/ilk-already-init");
        vat.init(ILK);
    }

    function test_filesKnownParametersOnly() public {
        vat.file(ILK, "dust", 3);
        (,, uint256 spot, uint256 line, uint256 dust) = vat.ilks(ILK);
        assertEq(spot, RAY);
        assertEq(line, 500 * RAD);
        assertEq(dust, 3);
        expectRevert("Vat/file-unrecognized-param");
        vat.file("line", 1);
        expectRevert("Vat/file-unrecognized-param");
        vat.file(ILK, "Line", 1);
    }

    function test_cageStopsWhatItMust() public {
        vat.cage();
        assertEq(vat.live(), 0);
        expectRevert("Vat/not-live");
        vat.rely(alice);
        expectRevert("Vat/not-live");
        vat.deny(alice);
        expectRevert("Vat/not-live");
        vat.file("Line", 1);
        expectRevert("Vat/not-live");
        vat.file(ILK, "line", 1);
        expectRevert("Vat/not-live");
        vat.frob(ILK, alice, alice, alice, 0, 0);
        expectRevert("Vat/not-live");
        vat.fold(ILK, alice, 1);
    }

    // --- Consent and balances ---

    function test_movesBalanceWithConsentOnly() public {
        vat.suck(bob, alice, 10 * RAD);
        vm.prank(bob);
        expectRevert("Vat/not-allowed");
        vat.move(alice, bob, RAD);

        vm.prank(alice);
        vat.hope(bob);
        vm.prank(bob);
        vat.move(alice, bob, 4 * RAD);
        assertEq(vat.dai(alice), 6 * RAD);
        assertEq(vat.dai(bob), 4 * RAD);

        vm.prank(alice);
        vat.nope(bob);
        vm.prank(bob);
        expectRevert("Vat/not-allowed");
        vat.move(alice, bob, RAD);
    }

    function test_movesCollateralWithConsentOnly() public {
        vm.prank(bob);
        expectRevert("Vat/not-allowed");
        vat.flux(ILK, alice, bob, 1);
        vm.startPrank(alice);
        vat.flux(ILK, alice, bob, 3);
        assertEq(vat.gem(ILK, bob), 3);
        vm.expectRevert(bytes(""));
        vat.flux(ILK, alice, bob, 1000 * WAD);
    }

    // --- fork, grab, heal, suck, fold ---

    function test_forkNeedsBothSidesSafeCleanAndWilling() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        expectRevert("Vat/not-allowed");
        vm.prank(alice);
        vat.fork(ILK, alice, bob, 0, 0);

        vm.prank(bob);
        vat.hope(alice);
        vm.startPrank(alice);
        expectRevert("Vat/not-safe-src");
        vat.fork(ILK, alice, bob, int256(901 * WAD), 0);
        expectRevert("Vat/not-safe-dst");
        vat.fork(ILK, alice, bob, 0, 1);
        vm.stopPrank();

        vat.file(ILK, "dust", 10 * RAD);
        vm.startPrank(alice);
        expectRevert("Vat/dust-src");
        vat.fork(ILK, alice, bob, int256(500 * WAD), int256(91 * WAD));
        expectRevert("Vat/dust-dst");
        vat.fork(ILK, alice, bob, int256(500 * WAD), int256(9 * WAD));
        vat.fork(ILK, alice, bob, int256(500 * WAD), int256(50 * WAD));
        (uint256 ink, uint256 art) = vat.urns(ILK, bob);
        assertEq(ink, 500 * WAD);
        assertEq(art, 50 * WAD);
    }

    function test_grabTurnsDebtIntoUnbackedDebtAndHealEndsIt() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        vat.grab(ILK, alice, bob, bob, -int256(1000 * WAD), -int256(100 * WAD));
        assertEq(vat.gem(ILK, bob), 1000 * WAD);
        assertEq(vat.sin(bob), 100 * RAD);
        assertEq(vat.vice(), 100 * RAD);
        assertEq(vat.debt(), 100 * RAD);

        vm.prank(alice);
        vat.move(alice, bob, 100 * RAD);
        vm.prank(bob);
        vat.heal(100 * RAD);
        assertEq(vat.debt(), 0);
        assertEq(vat.vice(), 0);
    }

    function test_foldAccruesToItsBeneficiary() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        vat.fold(ILK, bob, int256(RAY / 10));
        assertEq(vat.dai(bob), 10 * RAD);
        assertEq(vat.debt(), 110 * RAD);
        (, uint256 rate,,,) = vat.ilks(ILK);
        assertEq(rate, 1.1e27);
    }

    // --- Fuzz ---

    /// Total debt is what the positions owe; balances are backed by it to the last unit.
    function testFuzz_debtIsTheSumOfPositionsAndBalances(uint256 a, uint256 b, uint256 rate, uint256 back) public {
        vat.slip(ILK, bob, int256(1000 * WAD));
        a = bound(a, 1, 200 * WAD);
        b = bound(b, 1, 200 * WAD);
        _frob(alice, int256(1000 * WAD), int256(a));
        _frob(bob, int256(1000 * WAD), int256(b));
        vat.fold(ILK, address(this), int256(bound(rate, 0, RAY / 10)));
        back = bound(back, 0, a * 9 / 10);
        _frob(alice, 0, -int256(back));

        (uint256 art, uint256 rateNow,,,) = vat.ilks(ILK);
        assertEq(art, a + b - back);
        assertEq(vat.debt(), art * rateNow);
        assertEq(vat.debt(), vat.dai(alice) + vat.dai(bob) + vat.dai(address(this)));
    }
}
