// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Vat} from "../src/mcd/Vat.sol";
import {Base} from "./Base.sol";

/// One ilk with ceilings of 500. Alice has 1,000 of collateral at a price of 1.
abstract contract VatFixture is Base {
    bytes32 internal constant ILK = "TEST-A";

    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    Vat internal vat;

    function setUp() public virtual {
        vat = new Vat();
        vat.init(ILK);
        vat.file("Line", 500 * RAD);
        vat.file(ILK, "line", 500 * RAD);
        vat.file(ILK, "spot", RAY);
        vat.slip(ILK, alice, int256(1000 * WAD));
    }

    function _frob(address usr, int256 dink, int256 dart) internal {
        vm.prank(usr);
        vat.frob(ILK, usr, usr, usr, dink, dart);
    }
}
