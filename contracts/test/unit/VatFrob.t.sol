// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {VatFixture} from "../VatFixture.sol";

/// Each rule of `frob` on both sides of its boundary, by its reason.
contract VatFrobTest is VatFixture {
    // --- Whether at all ---

    function test_anIlkMustExist() public {
        expectRevert("Vat/ilk-not-init");
        vat.frob("OTHER-A", address(this), address(this), address(this), 0, 0);
        vat.init("OTHER-A");
        vat.frob("OTHER-A", address(this), address(this), address(this), 0, 0);
    }

    function test_theSystemMustBeLive() public {
        _frob(alice, 0, 0);
        vat.cage();
        expectRevert("Vat/not-live");
        _frob(alice, 0, 0);
        expectRevert("Vat/not-live");
        vat.frob("OTHER-A", alice, alice, alice, 0, 0);
    }

    // --- Ceilings ---

    function test_drawsToTheCeilingAndNotOneMore() public {
        _frob(alice, int256(1000 * WAD), 0);
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, int256(500 * WAD + 1));
        _frob(alice, 0, int256(500 * WAD));
        assertEq(vat.debt(), 500 * RAD);
        assertEq(vat.dai(alice), 500 * RAD);
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, 1);
    }

    /// The ceiling is compared in rad, with the rate: one rad below what is needed refuses.
    function test_theCeilingCountsTheRateToTheRad() public {
        _frob(alice, int256(1000 * WAD), 0);
        vat.fold(ILK, bob, int256(RAY / 7));
        (, uint256 rate,,,) = vat.ilks(ILK);
        uint256 needed = 3 * WAD * rate;
        vat.file(ILK, "line", needed - 1);
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, int256(3 * WAD));
        vat.file(ILK, "line", needed);
        _frob(alice, 0, int256(3 * WAD));
        assertEq(vat.debt(), needed);
    }

    function test_theCeilingOfAllDebtBindsToTheRad() public {
        _frob(alice, int256(1000 * WAD), 0);
        vat.file("Line", 499 * RAD);
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, int256(500 * WAD));
        vat.file("Line", 500 * RAD - 1);
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, int256(500 * WAD));
        vat.file("Line", 500 * RAD);
        _frob(alice, 0, int256(500 * WAD));
    }

    /// What was issued elsewhere, backed or not, takes from the ceiling of all debt and not from that of the ilk.
    function test_unbackedDebtUsesUpTheCeilingOfAllDebt() public {
        vat.suck(bob, bob, 100 * RAD);
        _frob(alice, int256(1000 * WAD), int256(400 * WAD));
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, 1);
        vm.prank(bob);
        vat.heal(1 * RAD);
        _frob(alice, 0, int256(WAD));
    }

    function test_ceilingsBindAnIncreaseOfDebtOnly() public {
        _frob(alice, int256(900 * WAD), int256(500 * WAD));
        vat.file("Line", 0);
        vat.file(ILK, "line", 0);
        _frob(alice, int256(100 * WAD), 0);
        _frob(alice, -int256(100 * WAD), 0);
        _frob(alice, 0, -int256(499 * WAD));
        expectRevert("Vat/ceiling-exceeded");
        _frob(alice, 0, 1);
        _frob(alice, 0, -int256(WAD));
        assertEq(vat.debt(), 0);
    }

    // --- Safety ---

    function test_drawsToThePriceAndNotOneMore() public {
        expectRevert("Vat/not-safe");
        _frob(alice, int256(100 * WAD), int256(100 * WAD + 1));
        _frob(alice, int256(100 * WAD), int256(100 * WAD));
        expectRevert("Vat/not-safe");
        _frob(alice, -1, 0);
        expectRevert("Vat/not-safe");
        _frob(alice, 0, 1);
        _frob(alice, 1, 1);
    }

    /// A position under its price may be made safer in small steps, and in no other way.
    function test_anUnsafePositionMayOnlyBecomeSafer() public {
        _frob(alice, int256(100 * WAD), int256(100 * WAD));
        vat.file(ILK, "spot", RAY / 2);
        _frob(alice, 1, 0);
        _frob(alice, 0, -1);
        _frob(alice, 1, -1);
        _frob(alice, 0, 0);
        expectRevert("Vat/not-safe");
        _frob(alice, -1, -1);
        expectRevert("Vat/not-safe");
        _frob(alice, 1, 1);
        _frob(alice, -1, -int256(51 * WAD));
    }

    // --- Consent ---

    function test_consentIsAskedOfEveryParty() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        vm.startPrank(bob);
        expectRevert("Vat/not-allowed-u");
        vat.frob(ILK, alice, bob, bob, 0, 1);
        expectRevert("Vat/not-allowed-u");
        vat.frob(ILK, alice, bob, bob, -1, 0);
        expectRevert("Vat/not-allowed-v");
        vat.frob(ILK, bob, alice, bob, 1, 0);
        expectRevert("Vat/not-allowed-w");
        vat.frob(ILK, alice, bob, alice, 0, -1);
    }

    function test_whoAgreedIsActedFor() public {
        _frob(alice, int256(900 * WAD), int256(100 * WAD));
        vm.prank(alice);
        vat.hope(bob);
        vm.startPrank(bob);
        vat.frob(ILK, alice, alice, bob, 1, 1);
        assertEq(vat.dai(bob), RAY);
        vat.frob(ILK, alice, bob, alice, -1, -1);
        assertEq(vat.gem(ILK, bob), 1);
        vm.stopPrank();

        vm.prank(alice);
        vat.nope(bob);
        vm.startPrank(bob);
        expectRevert("Vat/not-allowed-u");
        vat.frob(ILK, alice, alice, bob, 0, 1);
        // Whoever deposits or repays for another needs nobody's consent.
        vat.frob(ILK, alice, bob, bob, 1, 0);
        vat.frob(ILK, alice, bob, bob, 0, -1);
    }

    // --- Dust ---

    function test_leavesNoDust() public {
        vat.file(ILK, "dust", 10 * RAD);
        expectRevert("Vat/dust");
        _frob(alice, int256(1000 * WAD), int256(10 * WAD - 1));
        _frob(alice, int256(1000 * WAD), int256(10 * WAD));
        expectRevert("Vat/dust");
        _frob(alice, 0, -1);
        _frob(alice, 0, -int256(10 * WAD));
        _frob(alice, -1, 0);
    }

    function test_dustIsCountedInRad() public {
        _frob(alice, int256(1000 * WAD), int256(10 * WAD));
        vat.file(ILK, "dust", 10 * RAD + 1);
        expectRevert("Vat/dust");
        _frob(alice, 1, 0);
        // The fees of one more unit of the rate lift it over.
        vat.fold(ILK, bob, 1);
        _frob(alice, -1, 0);
    }

    // --- Order of the reasons ---

    function test_reasonsComeInTheOrderOfTheOriginal() public {
        _frob(alice, int256(100 * WAD), int256(50 * WAD));
        vat.file(ILK, "dust", 1000 * RAD);
        vat.file(ILK, "line", 0);
        vm.startPrank(bob);
        expectRevert("Vat/ceiling-exceeded");
        vat.frob(ILK, alice, alice, alice, 1, int256(51 * WAD));
        vm.stopPrank();
        vat.file(ILK, "line", 500 * RAD);
        vm.startPrank(bob);
        expectRevert("Vat/not-safe");
        vat.frob(ILK, alice, alice, alice, 1, int256(51 * WAD));
        expectRevert("Vat/not-allowed-u");
        vat.frob(ILK, alice, alice, alice, 1, 1);
        expectRevert("Vat/not-allowed-v");
        vat.frob(ILK, alice, alice, alice, 1, -1);
        expectRevert("Vat/not-allowed-w");
        vat.frob(ILK, alice, alice, alice, 0, -1);
        expectRevert("Vat/dust");
        vat.frob(ILK, alice, alice, alice, 0, 0);
    }

    // --- Out of range ---

    function test_repayingMoreThanTheDebtRevertsWithoutAReason() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        vm.expectRevert(bytes(""));
        _frob(alice, 0, -int256(100 * WAD + 1));
        _frob(alice, 0, -int256(100 * WAD));
    }

    function test_fundsThatAreNotThereRevertWithoutAReason() public {
        vm.expectRevert(bytes(""));
        _frob(alice, int256(1000 * WAD + 1), 0);
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        vm.prank(alice);
        vat.move(alice, bob, 1);
        vm.expectRevert(bytes(""));
        _frob(alice, 0, -int256(100 * WAD));
        vm.expectRevert(bytes(""));
        _frob(alice, -int256(1000 * WAD + 1), 0);
    }

    /// Both products are formed whether or not they are needed, as in the original.
    function test_aPriceOutOfRangeStopsRepaymentsToo() public {
        _frob(alice, int256(1000 * WAD), int256(100 * WAD));
        uint256 most = type(uint256).max / (1000 * WAD);
        vat.file(ILK, "spot", most + 1);
        vm.expectRevert(bytes(""));
        _frob(alice, 0, -1);
        vat.file(ILK, "spot", most);
        _frob(alice, 0, -1);
    }

    // --- Model ---

    /// Random calls of random callers on two positions in an ilk of a few units, so that every boundary is met:
    /// `frob` does what its rules say, to the reason, and moves every number by what was asked.
    function testFuzz_frobDoesWhatItsRulesSay(uint256 seed) public {
        vat.fold(ILK, bob, int256(RAY / 2 * (seed % 3)));
        vat.file(ILK, "line", 60 * RAY);
        vat.file("Line", 50 * RAY);
        vat.file(ILK, "dust", (seed >> 2) % 8 * RAY);
        vat.slip(ILK, bob, 40);
        if ((seed >> 5) % 2 == 0) {
            vm.prank(alice);
            vat.hope(bob);
        }
        for (uint256 i; i < 24; ++i) {
            _tryFrob(uint256(keccak256(abi.encode(seed, i))));
        }
    }

    struct Call {
        address sender;
        address u;
        address v;
        address w;
        int256 dink;
        int256 dart;
    }

    struct Books {
        uint256 ink;
        uint256 art;
        uint256 Art;
        uint256 debt;
        uint256 gem;
        uint256 dai;
    }

    function _tryFrob(uint256 random) private {
        Call memory c = Call({
            sender: _user(random),
            u: _user(random >> 1),
            v: _user(random >> 2),
            w: _user(random >> 3),
            dink: int256((random >> 16) % 31) - 10,
            dart: int256((random >> 32) % 31) - 10
        });
        string memory reason = _reason(c);
        Books memory before = _books(c);
        vm.prank(c.sender);
        try vat.frob(ILK, c.u, c.v, c.w, c.dink, c.dart) {
            assertEq(reason, "", "it had to refuse");
            Books memory afterwards = _books(c);
            (, uint256 rate,,,) = vat.ilks(ILK);
            int256 dtab = int256(rate) * c.dart;
            assertEq(int256(afterwards.ink), int256(before.ink) + c.dink);
            assertEq(int256(afterwards.art), int256(before.art) + c.dart);
            assertEq(int256(afterwards.Art), int256(before.Art) + c.dart);
            assertEq(int256(afterwards.debt), int256(before.debt) + dtab);
            assertEq(int256(afterwards.gem), int256(before.gem) - c.dink);
            assertEq(int256(afterwards.dai), int256(before.dai) + dtab);
        } catch (bytes memory data) {
            bool silent = bytes(reason).length == 1;
            assertEq(data, silent ? bytes("") : abi.encodeWithSignature("Error(string)", reason));
        }
    }

    /// The reason with which `frob` refuses; "-" for a revert without one, empty if it does not.
    function _reason(Call memory c) private view returns (string memory) {
        Books memory b = _books(c);
        (, uint256 rate, uint256 spot, uint256 line, uint256 dust) = vat.ilks(ILK);
        int256 ink = int256(b.ink) + c.dink;
        int256 art = int256(b.art) + c.dart;
        int256 dtab = int256(rate) * c.dart;
        if (ink < 0 || art < 0) return "-";
        int256 tab = art * int256(rate);

        bool within =
            (int256(b.Art) + c.dart) * int256(rate) <= int256(line) && int256(b.debt) + dtab <= int256(vat.Line());
        if (c.dart > 0 && !within) return "Vat/ceiling-exceeded";
        bool safer = c.dart <= 0 && c.dink >= 0;
        if (!safer && tab > ink * int256(spot)) return "Vat/not-safe";
        if (!safer && !_agrees(c.u, c.sender)) return "Vat/not-allowed-u";
        if (c.dink > 0 && !_agrees(c.v, c.sender)) return "Vat/not-allowed-v";
        if (c.dart < 0 && !_agrees(c.w, c.sender)) return "Vat/not-allowed-w";
        if (art > 0 && tab < int256(dust)) return "Vat/dust";
        if (int256(b.gem) < c.dink || int256(b.dai) + dtab < 0) return "-";
        return "";
    }

    function _books(Call memory c) private view returns (Books memory b) {
        (b.ink, b.art) = vat.urns(ILK, c.u);
        (b.Art,,,,) = vat.ilks(ILK);
        b.debt = vat.debt();
        b.gem = vat.gem(ILK, c.v);
        b.dai = vat.dai(c.w);
    }

    function _agrees(address owner, address sender) private view returns (bool) {
        return owner == sender || vat.can(owner, sender) == 1;
    }

    function _user(uint256 random) private view returns (address) {
        return random & 1 == 0 ? alice : bob;
    }
}
