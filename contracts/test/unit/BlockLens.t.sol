// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BlockLens} from "../../src/lens/BlockLens.sol";
import {Base} from "../Base.sol";

contract BlockLensTest is Base {
    BlockLens private lens = new BlockLens();

    function test_tellsTheConditionsOfItsTransaction() public {
        vm.roll(11);
        vm.warp(12);
        vm.fee(13);
        vm.txGasPrice(14);
        vm.coinbase(address(15));
        vm.prevrandao(uint256(16));
        BlockLens.Conditions memory found = lens.conditions{value: 1}();
        assertEq(found.number, 11);
        assertEq(found.time, 12);
        assertEq(found.baseFee, 13);
        assertEq(found.gasPrice, 14);
        assertEq(found.coinbase, address(15));
        assertEq(found.prevrandao, 16);
        assertEq(found.gasLimit, block.gaslimit);
        assertEq(address(lens).balance, 1);
    }
}
