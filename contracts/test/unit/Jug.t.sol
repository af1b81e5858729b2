// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Jug} from "../../src/mcd/Jug.sol";
import {RayMath} from "../../src/mcd/RayMath.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {Base} from "../Base.sol";

contract JugTest is Base {
    bytes32 private constant ILK = "TEST-A";
    uint256 private constant START = 1_750_000_000;
    uint256 private constant FIVE_PERCENT = 1.000000001547125957863212448e27;

    address private vow = makeAddr("vow");
    address private alice = makeAddr("alice");
    Vat private vat;
    Jug private jug;

    function setUp() public {
        vm.warp(START);
        vat = new Vat();
        jug = new Jug(address(vat));
        vat.rely(address(jug));
        vat.init(ILK);
        jug.init(ILK);
        jug.file("vow", vow);
    }

    // --- Administration ---

    function test_onlyAWardAdministers() public {
        vm.startPrank(alice);
        expectRevert("Jug/not-authorized");
        jug.rely(alice);
        expectRevert("Jug/not-authorized");
        jug.deny(alice);
        expectRevert("Jug/not-authorized");
        jug.init("OTHER-A");
        expectRevert("Jug/not-authorized");
        jug.file(ILK, "duty", RAY);
        expectRevert("Jug/not-authorized");
        jug.file("base", 0);
        expectRevert("Jug/not-authorized");
        jug.file("vow", alice);
    }

    function test_wardsComeAndGo() public {
        jug.rely(alice);
        assertEq(jug.wards(alice), 1);
        jug.deny(alice);
        assertEq(jug.wards(alice), 0);
    }

    function test_anIlkStartsOnceAtNoFee() public {
        (uint256 duty, uint256 rho) = jug.ilks(ILK);
        assertEq(duty, RAY);
        assertEq(rho, START);
        expectRevert("Jug/ilk-already-init");
        jug.init(ILK);
    }

    function test_filesKnownParametersOnly() public {
        expectRevert("Jug/file-unrecognized-param");
        jug.file(ILK, "rho", 1);
        expectRevert("Jug/file-unrecognized-param");
        jug.file("duty", 1);
        expectRevert("Jug/file-unrecognized-param");
        jug.file("vat", alice);
    }

    function test_aFeeChangesOnlyInTheSecondOfADrip() public {
        skip(1);
        expectRevert("Jug/rho-not-updated");
        jug.file(ILK, "duty", FIVE_PERCENT);
        jug.drip(ILK);
        jug.file(ILK, "duty", FIVE_PERCENT);
    }

    // --- drip ---

    /// Literals from the formula in exact integers, outside Solidity.
    function test_dripsToTheUnit() public {
        jug.file(ILK, "duty", FIVE_PERCENT);
        skip(1);
        assertEq(jug.drip(ILK), 1_000000001547125957863212448);
        skip(3600);
        assertEq(jug.drip(ILK), 1_000005571216089122468971197);
        skip(365 days - 3601);
        assertEq(jug.drip(ILK), 1_049999999999999999961070146);
        (, uint256 rho) = jug.ilks(ILK);
        assertEq(rho, START + 365 days);
    }

    function test_baseIsAddedToEveryFee() public {
        jug.file(ILK, "duty", RAY);
        jug.file("base", FIVE_PERCENT - RAY);
        skip(1);
        assertEq(jug.drip(ILK), FIVE_PERCENT);
    }

    function test_feesGoToTheVow() public {
        _borrow(100 * WAD);
        jug.file(ILK, "duty", FIVE_PERCENT);
        skip(365 days);
        uint256 rate = jug.drip(ILK);
        assertEq(vat.dai(vow), 100 * WAD * (rate - RAY));
        assertEq(vat.debt(), 100 * WAD * rate);
    }

    function test_aSecondDripInASecondChangesNothing() public {
        jug.file(ILK, "duty", FIVE_PERCENT);
        skip(100);
        uint256 rate = jug.drip(ILK);
        assertEq(jug.drip(ILK), rate);
    }

    /// Two drips with a base and a duty, on debt: the rate by an exponentiation of another kind, and where it goes.
    function testFuzz_dripEqualsRpowToTheWei(uint256 duty, uint256 base, uint256 first, uint256 second) public {
        duty = bound(duty, RAY, 1.000000021979553151239153027e27);
        base = bound(base, 0, 1.0e19);
        first = bound(first, 0, 3 * 365 days);
        second = bound(second, 0, 3 * 365 days);
        _borrow(100 * WAD);
        jug.file(ILK, "duty", duty);
        jug.file("base", base);

        skip(first);
        uint256 middle = _power(RAY, base + duty, first);
        assertEq(jug.drip(ILK), middle);
        skip(second);
        uint256 rate = _power(RAY, base + duty, second) * middle / RAY;
        assertEq(jug.drip(ILK), rate);

        (, uint256 stored,,,) = vat.ilks(ILK);
        assertEq(stored, rate);
        assertEq(vat.dai(vow), 100 * WAD * (rate - RAY));
        assertEq(vat.debt(), 100 * WAD * rate);
    }

    /// A duty below 1 takes from the vow.
    function test_aNegativeFeeIsPaidByTheVow() public {
        _borrow(100 * WAD);
        vat.suck(address(this), vow, RAD);
        jug.file(ILK, "duty", RAY - RAY / 1000);
        skip(1);
        assertEq(jug.drip(ILK), RAY - RAY / 1000);
        assertEq(vat.dai(vow), RAD - 100 * WAD * RAY / 1000);
        skip(100);
        vm.expectRevert(bytes(""));
        jug.drip(ILK);
    }

    function test_timeBeforeTheLastDripIsRefused() public {
        vm.warp(START - 1);
        expectRevert("Jug/invalid-now");
        jug.drip(ILK);
    }

    function test_aStoppedVatTakesNoFees() public {
        vat.cage();
        expectRevert("Vat/not-live");
        jug.drip(ILK);
    }

    function test_ratesOutOfRangeRevertWithoutAReason() public {
        // The sum of base and duty.
        jug.file("base", type(uint256).max);
        vm.expectRevert(bytes(""));
        jug.drip(ILK);

        // The product with the rate so far.
        jug.file("base", type(uint256).max / RAY);
        skip(1);
        vm.expectRevert(bytes(""));
        jug.drip(ILK);
        jug.file("base", type(uint256).max / RAY - RAY);
        jug.drip(ILK);

        // The power: a square.
        jug.file("base", 1 << 128);
        skip(2);
        vm.expectRevert(bytes(""));
        jug.drip(ILK);
    }

    // --- rpow ---

    function test_powersOfTheCorners() public pure {
        assertEq(RayMath.rpow(0, 0), RAY);
        assertEq(RayMath.rpow(0, 1), 0);
        assertEq(RayMath.rpow(0, 2), 0);
        assertEq(RayMath.rpow(7, 0), RAY);
        assertEq(RayMath.rpow(7, 1), 7);
        assertEq(RayMath.rpow(RAY, type(uint256).max), RAY);
        assertEq(RayMath.rpow(2 * RAY, 10), 1024 * RAY);
    }

    function test_everyProductRoundsHalfUp() public pure {
        // The squares are just below and just above half a unit.
        assertEq(RayMath.rpow(22360679774997, 2), 0);
        assertEq(RayMath.rpow(22360679774998, 2), 1);
    }

    /// Products on their last step below and above the range: of a square, and of a square with half a unit.
    function test_powersOutOfRangeRevertWithoutAReason() public {
        uint256 root = type(uint128).max;
        assertEq(this.rpow(root, 2), (root * root + RAY / 2) / RAY);
        vm.expectRevert(bytes(""));
        this.rpow(root + 1, 2);
        assertEq(this.rpow(type(uint256).max, 1), type(uint256).max);
        vm.expectRevert(bytes(""));
        this.rpow(root, 3);
    }

    function rpow(uint256 x, uint256 n) external pure returns (uint256) {
        return RayMath.rpow(x, n);
    }

    /// The definition as a recursion over the bits of n, lowest first: z * x^n = (z * x if odd) * (x^2)^(n/2).
    /// Up to a doubling every year for fifty years, which still fits a word at every step.
    function testFuzz_agreesWithTheRecursiveDefinition(uint256 x, uint256 n) public pure {
        x = bound(x, 0, 1.000000021979553151239153027e27);
        n = bound(n, 0, 50 * 365 days);
        assertEq(RayMath.rpow(x, n), _power(RAY, x, n));
    }

    /// A drip in two steps may differ from one by rounding only.
    function testFuzz_splittingTimeChangesOnlyRounding(uint256 duty, uint256 first, uint256 second) public {
        duty = bound(duty, RAY, 1.000000021979553151239153027e27);
        first = bound(first, 1, 365 days);
        second = bound(second, 1, 365 days);
        uint256 whole = RayMath.rpow(duty, first + second);

        jug.file(ILK, "duty", duty);
        skip(first);
        jug.drip(ILK);
        skip(second);
        assertApproxEqAbs(jug.drip(ILK), whole, 1e10);
    }

    function testFuzz_divUpIsTheLeastThatCovers(uint256 x, uint256 y) public pure {
        y = bound(y, 1, type(uint128).max);
        x = bound(x, 0, type(uint256).max - y);
        uint256 z = RayMath.divUp(x, y);
        assertGe(z * y, x);
        if (z != 0) assertLt((z - 1) * y, x);
    }

    function _borrow(uint256 art) private {
        vat.file("Line", 1000 * RAD);
        vat.file(ILK, "line", 1000 * RAD);
        vat.file(ILK, "spot", RAY);
        vat.slip(ILK, address(this), int256(1000 * WAD));
        vat.frob(ILK, address(this), address(this), address(this), int256(1000 * WAD), int256(art));
    }

    function _power(uint256 z, uint256 x, uint256 n) private pure returns (uint256) {
        if (n == 0) return z;
        return _power(n % 2 == 0 ? z : _times(z, x), _times(x, x), n / 2);
    }

    function _times(uint256 a, uint256 b) private pure returns (uint256) {
        uint256 product = a * b;
        return product / RAY + (product % RAY >= RAY / 2 ? 1 : 0);
    }
}
