// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {CodeLens} from "../../src/lens/CodeLens.sol";
import {Base} from "../Base.sol";

contract CodeLensTest is Base {
    CodeLens private lens = new CodeLens();

    function test_tellsTheHashAndTheSizeOfCode() public view {
        (bytes32 codeHash, uint256 size) = lens.codeOf(address(lens));
        assertEq(codeHash, keccak256(address(lens).code));
        assertEq(size, address(lens).code.length);
    }

    function test_anAccountWithoutCodeHasTheHashOfNothing() public {
        address account = makeAddr("account");
        vm.deal(account, 1);
        (bytes32 codeHash, uint256 size) = lens.codeOf(account);
        assertEq(codeHash, keccak256(""));
        assertEq(size, 0);
    }

    function test_anAccountThatDoesNotExistHasNone() public {
        (bytes32 codeHash, uint256 size) = lens.codeOf(makeAddr("nobody"));
        assertEq(codeHash, bytes32(0));
        assertEq(size, 0);
    }
}
