// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../src/mcd/AutoLine.sol";
import {LineMom} from "../src/mcd/LineMom.sol";
import {McdFixture} from "./McdFixture.sol";

/// An allocator ilk under AutoLine and LineMom, on which the test contract may draw.
abstract contract CeilingsFixture is McdFixture {
    bytes32 internal constant ILK = "ALLOCATOR-TEST-A";
    uint256 internal constant MAX = 500_000_000 * RAD;
    uint256 internal constant GAP = 50_000_000 * RAD;
    uint256 internal constant TTL = 1 days;
    uint256 internal constant BLOCK = 1000;

    address internal alice = makeAddr("alice");
    AllocatorVault internal vault;
    AutoLine internal autoLine;
    LineMom internal mom;

    function setUp() public virtual override {
        super.setUp();
        vm.roll(BLOCK);
        vault = _deployAllocator(ILK, address(this));
        autoLine = new AutoLine(address(vat));
        mom = new LineMom(address(vat));
        vat.rely(address(autoLine));
        vat.rely(address(mom));
        autoLine.rely(address(mom));
        mom.file("autoLine", address(autoLine));
        autoLine.setIlk(ILK, MAX, GAP, TTL);
    }

    function _line() internal view returns (uint256) {
        return _line(ILK);
    }

    function _line(bytes32 ilk) internal view returns (uint256 line) {
        (,,, line,) = vat.ilks(ilk);
    }
}
