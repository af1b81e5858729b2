// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Vat} from "../../src/mcd/Vat.sol";
import {Base} from "../Base.sol";
import {VatHandler} from "./VatHandler.sol";

/// The bookkeeping of the Vat holds after any order of calls.
contract VatInvariant is Base {
    Vat private vat;
    VatHandler private handler;

    function setUp() public {
        vat = new Vat();
        handler = new VatHandler(vat);
        vat.rely(address(handler));
        vat.file("Line", 1_500_000 * RAD);
        for (uint256 i; i < handler.ILKS(); ++i) {
            bytes32 ilk = handler.ilk(i);
            vat.init(ilk);
            vat.file(ilk, "spot", RAY);
            vat.file(ilk, "line", 1_000_000 * RAD);
            vat.file(ilk, "dust", RAD);
        }

        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](10);
        selectors[0] = VatHandler.frob.selector;
        selectors[1] = VatHandler.fork.selector;
        selectors[2] = VatHandler.flux.selector;
        selectors[3] = VatHandler.move.selector;
        selectors[4] = VatHandler.heal.selector;
        selectors[5] = VatHandler.slip.selector;
        selectors[6] = VatHandler.grab.selector;
        selectors[7] = VatHandler.suck.selector;
        selectors[8] = VatHandler.fold.selector;
        selectors[9] = VatHandler.file.selector;
        targetSelector(address(handler), selectors);
    }

    /// The issued total is what positions owe plus what is unbacked, to the rad. It is also the sum of all balances.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_vatBookkeepingIsConserved() public view {
        uint256 owed;
        int256 collateral;
        for (uint256 i; i < handler.ILKS(); ++i) {
            bytes32 ilk = handler.ilk(i);
            (uint256 total, uint256 rate,,,) = vat.ilks(ilk);
            uint256 sum;
            for (uint256 j; j < handler.USERS(); ++j) {
                (uint256 ink, uint256 art) = vat.urns(ilk, handler.user(j));
                sum += art;
                collateral += int256(ink + vat.gem(ilk, handler.user(j)));
            }
            assertEq(sum, total, "Art is the sum of all art");
            owed += total * rate;
        }
        assertEq(vat.debt(), owed + vat.vice(), "debt is what positions owe and what is unbacked");
        assertEq(vat.debt(), _sum(vat.dai), "debt is the sum of all dai");
        assertEq(vat.vice(), _sum(vat.sin), "vice is the sum of all sin");
        assertEq(collateral, handler.slipped(), "collateral is what was brought in");
    }

    /// A run in which no call is accepted proves nothing.
    function afterInvariant() public view {
        assertGt(handler.accepted(), 0);
    }

    function _sum(function(address) external view returns (uint256) book) private view returns (uint256 sum) {
        for (uint256 i; i < handler.USERS(); ++i) {
            sum += book(handler.user(i));
        }
    }
}
