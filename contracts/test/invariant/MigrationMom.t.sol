// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {Base} from "../Base.sol";

/// Governance lists, delists, raises and lowers; the Diamond asks for any ceiling; others try the same and are refused.
contract MomHandler is Base {
    uint256 public constant ILKS = 3;
    uint256 private constant MOST = 1000 * RAD;

    Vat private immutable vat;
    MigrationMom private immutable mom;
    address private immutable diamond;
    address private immutable governance;

    /// The ceiling with which governance last listed an ilk; 0 where it delisted it.
    mapping(bytes32 ilk => uint256) public recorded;
    /// What the total ceiling must be: what governance set, plus what the Mom may add to it [rad].
    uint256 public expectedTotal;
    /// Whether the Mom ever raised a ceiling above the recorded or the requested one, and whether it ever lowered one.
    bool public raisedAbove;
    bool public lowered;
    mapping(bytes32 ilk => bool) private _closed;
    uint256 public raises;
    uint256 public refusals;

    constructor(Vat vat_, MigrationMom mom_, address diamond_, address governance_) {
        (vat, mom, diamond, governance) = (vat_, mom_, diamond_, governance_);
    }

    function ilk(uint256 seed) public pure returns (bytes32) {
        return keccak256(abi.encode("ilk", seed % ILKS));
    }

    function list(uint256 seed, uint256 ceiling) external {
        ceiling = bound(ceiling, 1, MOST);
        vm.prank(governance);
        mom.list(ilk(seed), ceiling);
        recorded[ilk(seed)] = ceiling;
    }

    function delist(uint256 seed) external {
        vm.prank(governance);
        mom.delist(ilk(seed));
        recorded[ilk(seed)] = 0;
    }

    /// Sets a ceiling as AutoLine or governance does, so that the total changes with it.
    function file(uint256 seed, uint256 line) external {
        line = seed % 2 == 0 ? 0 : bound(line, 0, MOST);
        uint256 before = _line(ilk(seed));
        vm.startPrank(governance);
        vat.file(ilk(seed), "line", line);
        vat.file("Line", Math.saturatingSub(vat.Line(), before) + line);
        vm.stopPrank();
        expectedTotal = Math.saturatingSub(expectedTotal, before) + line;
    }

    /// Closes an ilk as `LineMom.wipe` does, which leaves the total as it was.
    function wipe(uint256 seed) external {
        vm.prank(governance);
        vat.file(ilk(seed), "line", 0);
    }

    function close(uint256 seed) external {
        bytes32 name = ilk(seed);
        uint256 was = _line(name);
        uint256 part = Math.min(was, expectedTotal);
        vm.prank(governance);
        mom.close(name);
        assertEq(_line(name), 0);
        expectedTotal -= part;
        if (was > 0) _closed[name] = true;
    }

    function restore(uint256 seed, uint256 line) external {
        bytes32 name = ilk(seed);
        if (line % 4 == 0) line = type(uint256).max;
        uint256 before = _line(name);
        vm.prank(diamond);
        if (recorded[name] == 0) expectRevert("MigrationMom/ilk-not-listed");
        mom.restore(name, line);

        uint256 after_ = _line(name);
        if (recorded[name] == 0) ++refusals;
        if (after_ < before) lowered = true;
        if (after_ <= before) return;
        if (after_ > recorded[name] || after_ > line) raisedAbove = true;
        // There is no debt here, so a ceiling needs a total of at least the ceiling.
        uint256 missing = Math.saturatingSub(after_, expectedTotal);
        expectedTotal += _closed[name] ? after_ - before : Math.min(after_ - before, missing);
        _closed[name] = false;
        ++raises;
    }

    function restoreAsAnybody(address caller, uint256 seed, uint256 line) external {
        if (caller == diamond) return;
        vm.prank(caller);
        expectRevert("MigrationMom/only-diamond");
        mom.restore(ilk(seed), line);
        ++refusals;
    }

    function listAsAnybody(address caller, uint256 seed, uint256 ceiling) external {
        if (caller == governance) return;
        vm.startPrank(caller);
        expectRevert("MigrationMom/only-owner");
        mom.list(ilk(seed), ceiling);
        expectRevert("MigrationMom/only-owner");
        mom.delist(ilk(seed));
        expectRevert("MigrationMom/only-owner");
        mom.close(ilk(seed));
        expectRevert("MigrationMom/only-owner");
        mom.setOwner(caller);
        vm.stopPrank();
        ++refusals;
    }

    function _line(bytes32 name) private view returns (uint256 line) {
        (,,, line,) = vat.ilks(name);
    }
}

contract MigrationMomInvariant is Base {
    Vat private vat;
    MigrationMom private mom;
    MomHandler private handler;

    function setUp() public {
        address governance = makeAddr("governance");
        address diamond = makeAddr("diamond");
        vat = new Vat();
        mom = new MigrationMom(address(vat), diamond);
        vat.rely(address(mom));
        vat.rely(governance);
        mom.setOwner(governance);
        handler = new MomHandler(vat, mom, diamond, governance);
        for (uint256 i; i < handler.ILKS(); ++i) {
            handler.list(i, (i + 1) * RAD);
        }

        bytes4[] memory selectors = new bytes4[](12);
        selectors[0] = MomHandler.restore.selector;
        selectors[1] = MomHandler.restore.selector;
        selectors[2] = MomHandler.restore.selector;
        selectors[3] = MomHandler.list.selector;
        selectors[4] = MomHandler.delist.selector;
        selectors[5] = MomHandler.file.selector;
        selectors[6] = MomHandler.file.selector;
        selectors[7] = MomHandler.restoreAsAnybody.selector;
        selectors[8] = MomHandler.listAsAnybody.selector;
        selectors[9] = MomHandler.close.selector;
        selectors[10] = MomHandler.close.selector;
        selectors[11] = MomHandler.wipe.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 64
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_neverRaisesACeilingAboveTheRecordedOne() public view {
        assertFalse(handler.raisedAbove());
        assertFalse(handler.lowered());
        for (uint256 i; i < handler.ILKS(); ++i) {
            assertEq(mom.ceilings(handler.ilk(i)), handler.recorded(handler.ilk(i)));
        }
        // The total falls and rises with what the Mom itself closes and restores. For ilks that others closed, it only
        // makes room.
        assertEq(vat.Line(), handler.expectedTotal());
    }

    /// A run in which nothing was raised, or nothing refused, proves nothing.
    function afterInvariant() public view {
        assertGt(handler.raises(), 0);
        assertGt(handler.refusals(), 0);
    }
}
