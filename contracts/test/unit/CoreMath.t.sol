// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {CoreMath} from "../../src/mcd/CoreMath.sol";
import {Base} from "../Base.sol";

/// The library as calls, so that a refusal is a revert of theirs.
contract Arithmetic {
    function add(uint256 x, uint256 y) external pure returns (uint256) {
        return CoreMath.add(x, y);
    }

    function sub(uint256 x, uint256 y) external pure returns (uint256) {
        return CoreMath.sub(x, y);
    }

    function mul(uint256 x, uint256 y) external pure returns (uint256) {
        return CoreMath.mul(x, y);
    }

    function addInt(uint256 x, int256 y) external pure returns (uint256) {
        return CoreMath.add(x, y);
    }

    function subInt(uint256 x, int256 y) external pure returns (uint256) {
        return CoreMath.sub(x, y);
    }

    function mulInt(uint256 x, int256 y) external pure returns (int256) {
        return CoreMath.mul(x, y);
    }

    function diff(uint256 x, uint256 y) external pure returns (int256) {
        return CoreMath.diff(x, y);
    }
}

/// The last number that each function takes, and the first that it refuses; the core refuses without a reason.
contract CoreMathTest is Base {
    uint256 private constant MOST = type(uint256).max;
    uint256 private constant MOST_INT = uint256(type(int256).max);

    Arithmetic private math = new Arithmetic();

    function test_addition() public {
        assertEq(math.add(MOST - 1, 1), MOST);
        expectRevert("");
        math.add(MOST, 1);
    }

    function test_subtraction() public {
        assertEq(math.sub(1, 1), 0);
        expectRevert("");
        math.sub(0, 1);
    }

    function test_multiplication() public {
        assertEq(math.mul(MOST, 1), MOST);
        assertEq(math.mul(MOST, 0), 0);
        expectRevert("");
        math.mul(MOST / 2 + 1, 2);
    }

    function test_additionOfANumberWithASign() public {
        assertEq(math.addInt(MOST - 1, 1), MOST);
        assertEq(math.addInt(1, -1), 0);
        expectRevert("");
        math.addInt(MOST, 1);
        expectRevert("");
        math.addInt(0, -1);
    }

    function test_subtractionOfANumberWithASign() public {
        assertEq(math.subInt(1, 1), 0);
        assertEq(math.subInt(MOST - 1, -1), MOST);
        expectRevert("");
        math.subInt(0, 1);
        expectRevert("");
        math.subInt(MOST, -1);
    }

    function test_multiplicationWithANumberWithASign() public {
        assertEq(math.mulInt(MOST_INT, 1), type(int256).max);
        assertEq(math.mulInt(MOST_INT, -1), -type(int256).max);
        assertEq(math.mulInt(MOST_INT, 0), 0);
        expectRevert("");
        math.mulInt(MOST_INT + 1, 1);
        expectRevert("");
        math.mulInt(MOST_INT, 2);
        expectRevert("");
        math.mulInt(MOST_INT, -2);
    }

    function test_differenceWithASign() public {
        assertEq(math.diff(MOST_INT, 0), type(int256).max);
        assertEq(math.diff(0, MOST_INT), -type(int256).max);
        expectRevert("");
        math.diff(MOST_INT + 1, 0);
        expectRevert("");
        math.diff(0, MOST_INT + 1);
    }
}
