// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorVault} from "../../src/interfaces/IAllocatorVault.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {RayMath} from "../../src/mcd/RayMath.sol";
import {McdFixture} from "../McdFixture.sol";

contract AllocatorVaultTest is McdFixture {
    bytes32 private constant ILK = "ALLOCATOR-TEST-A";

    address private operator = makeAddr("operator");
    address private alice = makeAddr("alice");
    AllocatorVault private vault;
    AllocatorBuffer private buffer;

    function setUp() public override {
        super.setUp();
        vault = _deployAllocator(ILK, operator);
        buffer = AllocatorBuffer(vault.buffer());
    }

    function test_vaultShowsItsWiring() public view {
        assertEq(vault.ilk(), ILK);
        assertEq(vault.vat(), address(vat));
        assertEq(vault.jug(), address(jug));
        assertEq(vault.roles(), address(roles));
        assertEq(vault.usds(), address(usds));
        assertEq(vault.usdsJoin(), address(usdsJoin));
        assertEq(registry.buffers(ILK), address(buffer));
    }

    function test_vaultRefusesWhoHasNeitherRoleNorWard() public {
        vm.startPrank(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.draw(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.wipe(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.rely(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.deny(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.file("jug", alice);
    }

    function test_aRoleOpensOnlyItsFunctions() public {
        vm.startPrank(operator);
        vault.draw(1);
        expectRevert("AllocatorVault/not-authorized");
        vault.rely(operator);
    }

    function test_aWardMayDrawToo() public {
        vault.draw(WAD);
        vault.rely(alice);
        vm.startPrank(alice);
        vault.draw(WAD);
        vault.deny(alice);
        expectRevert("AllocatorVault/not-authorized");
        vault.draw(WAD);
    }

    function test_vaultFilesTheJugOnly() public {
        expectRevert("AllocatorVault/file-unrecognized-param");
        vault.file("vat", alice);
    }

    function test_drawsToTheBuffer() public {
        vm.prank(operator);
        vault.draw(1000 * WAD);
        assertEq(usds.balanceOf(address(buffer)), 1000 * WAD);
        (, uint256 art) = vat.urns(ILK, address(vault));
        assertEq(art, 1000 * WAD);
    }

    function test_aDebtThatDoesNotFitASignedNumberIsRefused() public {
        vat.fold(ILK, vow, 1 - int256(RAY));
        uint256 fits = uint256(type(int256).max) / RAY;
        expectRevert("AllocatorVault/overflow");
        vault.draw(fits + 1);
        expectRevert("Vat/ceiling-exceeded");
        vault.draw(fits);
    }

    /// At any rate: `ceil(art * rate / RAY)` repays everything and a unit less does not. What would repay a unit of
    /// normalised debt that is not there reverts without a reason; between the two, the excess stays in the Vat.
    function testFuzz_aFullWipeTakesTheCeilingAndMoreReverts(uint256 wait, uint256 amount) public {
        skip(bound(wait, 0, 20 * 365 days));
        vm.prank(operator);
        vault.draw(bound(amount, 1, 1_000_000 * WAD));
        skip(bound(wait >> 128, 0, 365 days));
        uint256 rate = jug.drip(ILK);
        (uint256 art,,,,) = vat.ilks(ILK);
        uint256 all = RayMath.divUp(art * rate, RAY);
        uint256 tooMuch = RayMath.divUp((art + 1) * rate, RAY);
        _fillBuffer(tooMuch);

        vm.startPrank(operator);
        vm.expectRevert(bytes(""));
        vault.wipe(tooMuch);
        uint256 id = vm.snapshotState();
        vault.wipe(all - 1);
        assertGt(_art(), 0);
        vm.revertToState(id);
        id = vm.snapshotState();
        vault.wipe(tooMuch - 1);
        assertEq(_art(), 0);
        vm.revertToState(id);

        uint256 left = vat.dai(address(vault));
        vm.expectEmit(address(vault));
        emit IAllocatorVault.Wipe(operator, all);
        vault.wipe(all);
        assertEq(_art(), 0);
        assertEq(vat.dai(address(vault)) - left, all * RAY - art * rate);
        vault.wipe(0);
    }

    /// With the rate at one, one unit more than the debt is already too much.
    function test_atARateOfOneAnythingAboveTheDebtReverts() public {
        jug.drip(ILK);
        jug.file(ILK, "duty", RAY);
        vm.startPrank(operator);
        vault.draw(1000 * WAD);
        vm.stopPrank();
        _fillBuffer(1);
        vm.startPrank(operator);
        vm.expectRevert(bytes(""));
        vault.wipe(1000 * WAD + 1);
        vault.wipe(1000 * WAD);
        assertEq(_art(), 0);
    }

    /// A draw of the headroom of DOMAIN.md §3 succeeds, one unit more does not; so does a draw from under a ceiling that
    /// was lowered, never.
    function testFuzz_drawsTheHeadroomAndNotOneMore(uint256 wait, uint256 amount, uint256 line) public {
        vm.prank(operator);
        vault.draw(bound(amount, 0, 1_000_000 * WAD));
        line = bound(line, 1, 2_000_000 * RAD);
        vat.file(ILK, "line", line);
        skip(bound(wait, 0, 10 * 365 days));

        uint256 debt = _debtNow(ILK);
        uint256 id = vm.snapshotState();
        uint256 rate = jug.drip(ILK);
        vm.revertToState(id);
        uint256 headroom = debt >= line ? 0 : (line - debt) / rate * rate / RAY;
        vm.startPrank(operator);
        expectRevert("Vat/ceiling-exceeded");
        vault.draw(headroom + 1);
        vm.expectEmit(address(vault));
        emit IAllocatorVault.Draw(operator, headroom);
        vault.draw(headroom);
    }

    function test_wipesWhatTheBufferHasAndNotOneMore() public {
        vm.startPrank(operator);
        vault.draw(1000 * WAD);
        usds.transferFrom(address(buffer), alice, 400 * WAD);
        expectRevert("Usds/insufficient-balance");
        vault.wipe(600 * WAD + 1);
        vm.stopPrank();
        buffer.approve(address(usds), address(vault), 600 * WAD - 1);
        vm.prank(operator);
        expectRevert("Usds/insufficient-allowance");
        vault.wipe(600 * WAD);
        buffer.approve(address(usds), address(vault), 600 * WAD);
        vm.prank(operator);
        vault.wipe(600 * WAD);
        assertEq(_art(), 400 * WAD);
    }

    function test_aStoppedVatNeitherDrawsNorIsRepaid() public {
        vm.startPrank(operator);
        vault.draw(WAD);
        vm.stopPrank();
        vat.cage();
        vm.startPrank(operator);
        expectRevert("Vat/not-live");
        vault.draw(1);
        expectRevert("Vat/not-live");
        vault.wipe(1);
    }

    /// Drawing rounds the debt up and wiping rounds it down, each by less than one unit of normalised debt.
    function testFuzz_roundsInFavourOfTheSystem(uint256 wait, uint256 amount, uint256 part) public {
        wait = bound(wait, 1, 20 * 365 days);
        amount = bound(amount, 1, 1_000_000 * WAD);
        part = bound(part, 0, amount);
        skip(wait);

        vm.startPrank(operator);
        vault.draw(amount);
        (, uint256 rate,,,) = vat.ilks(ILK);
        (, uint256 art) = vat.urns(ILK, address(vault));
        assertGe(art * rate, amount * RAY);
        assertLt(art * rate - amount * RAY, rate);

        vault.wipe(part);
        (, uint256 left) = vat.urns(ILK, address(vault));
        uint256 repaid = (art - left) * rate;
        assertLe(repaid, part * RAY);
        assertLt(part * RAY - repaid, rate);

        (uint256 total,,,,) = vat.ilks(ILK);
        assertEq(left, total);
    }

    function _art() private view returns (uint256 art) {
        (, art) = vat.urns(ILK, address(vault));
    }

    /// USDS from elsewhere, so that fees can be paid.
    function _fillBuffer(uint256 amount) private {
        vat.suck(vow, address(this), amount * RAY);
        vat.hope(address(usdsJoin));
        usdsJoin.exit(address(buffer), amount);
    }
}
