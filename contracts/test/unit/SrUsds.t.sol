// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {SrUsds} from "../../src/srusds/SrUsds.sol";
import {Base} from "../Base.sol";

contract SrUsdsTest is Base {
    SrUsds private token;
    address private minter = makeAddr("Diamond");
    address private ada = makeAddr("Ada");

    function setUp() public {
        token = new SrUsds(minter);
    }

    function test_isAToken() public view {
        assertEq(token.name(), "Senior Risk USDS");
        assertEq(token.symbol(), "srUSDS");
        assertEq(token.decimals(), 18);
        assertEq(token.minter(), minter);
    }

    function test_needsAMinter() public {
        expectRevert("SrUsds/zero-address");
        new SrUsds(address(0));
    }

    function test_onlyTheMinterMintsAndBurns() public {
        vm.startPrank(minter);
        token.mint(ada, 10);
        token.burn(ada, 4);
        vm.stopPrank();
        assertEq(token.balanceOf(ada), 6);
        assertEq(token.totalSupply(), 6);

        vm.startPrank(ada);
        expectRevert("SrUsds/not-minter");
        token.mint(ada, 1);
        expectRevert("SrUsds/not-minter");
        token.burn(ada, 1);
        vm.stopPrank();
    }
}
