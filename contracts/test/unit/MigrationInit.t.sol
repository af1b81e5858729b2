// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {MigrationInit} from "../../src/facets/MigrationInit.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

contract MigrationInitTest is MigrationFixture {
    MigrationInit private init;

    function setUp() public override {
        super.setUp();
        init = new MigrationInit();
    }

    function test_setsTheMomAndTheAutoLine() public view {
        assertEq(diamond.migrationMom(), address(migrationMom));
        assertEq(diamond.autoLine(), address(autoLine));
    }

    function test_setsThemOnce() public {
        MigrationMom other = new MigrationMom(address(vat), address(diamond));
        expectRevert("MigrationInit/already-initialized");
        _init(address(diamond), address(other), address(autoLine));
    }

    function test_refusesZeroAddressesAndTheMomOfAnotherDiamond() public {
        address second = address(sides[SPARK].pau.diamond);
        MigrationMom mom = new MigrationMom(address(vat), second);
        expectRevert("MigrationInit/zero-address");
        _init(second, address(0), address(autoLine));
        expectRevert("MigrationInit/zero-address");
        _init(second, address(mom), address(0));
        expectRevert("MigrationInit/foreign-mom");
        _init(second, address(migrationMom), address(autoLine));
        _init(second, address(mom), address(autoLine));
    }

    /// Called directly it writes to its own storage, and to that of no Diamond.
    function test_doesNothingForWhoMayNotCut() public {
        vm.prank(stranger);
        expectMissingRole(stranger, 0x00);
        generator.diamond
            .diamondCut(
                new IDiamond.FacetCut[](0), address(init), abi.encodeCall(MigrationInit.init, (stranger, stranger))
            );

        init.init(address(new MigrationMom(address(vat), address(init))), stranger);
        assertEq(diamond.migrationMom(), address(migrationMom));
        assertEq(diamond.autoLine(), address(autoLine));
    }

    function _init(address target, address mom, address autoLine_) private {
        vm.prank(admin);
        IDiamondCut(target)
            .diamondCut(new IDiamond.FacetCut[](0), address(init), abi.encodeCall(MigrationInit.init, (mom, autoLine_)));
    }
}
