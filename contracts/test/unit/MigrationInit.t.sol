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

    function test_setsTheMomAndWhoNamesTheAutoLine() public view {
        assertEq(diamond.migrationMom(), address(migrationMom));
        assertEq(diamond.autoLine(), address(autoLine));
    }

    function test_setsThemOnce() public {
        MigrationMom other = new MigrationMom(address(vat), address(diamond));
        expectRevert("MigrationInit/already-initialized");
        _init(address(diamond), address(other), address(chainlog));
    }

    function test_refusesZeroAddressesAndTheMomOfAnotherDiamond() public {
        address second = address(sides[SPARK].pau.diamond);
        MigrationMom mom = new MigrationMom(address(vat), second);
        expectRevert("MigrationInit/zero-address");
        _init(second, address(0), address(chainlog));
        expectRevert("MigrationInit/zero-address");
        _init(second, address(mom), address(0));
        expectRevert("MigrationInit/foreign-mom");
        _init(second, address(migrationMom), address(chainlog));
        _init(second, address(mom), address(chainlog));
    }

    function test_refusesAChainlogWithoutAnAutoLine() public {
        address second = address(sides[SPARK].pau.diamond);
        MigrationMom mom = new MigrationMom(address(vat), second);
        chainlog.removeAddress("MCD_IAM_AUTO_LINE");
        expectRevert("dss-chain-log/invalid-key");
        _init(second, address(mom), address(chainlog));
    }

    /// A cut that wires it in by mistake gives a stranger nothing, even where no list forbids the cut.
    function test_wiredInAsAFacetItStillAsksWhoCalls() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = MigrationInit.init.selector;
        cuts[0] = IDiamond.FacetCut(address(init), IDiamond.FacetCutAction.Add, selectors);
        address second = address(sides[SPARK].pau.diamond);
        vm.prank(admin);
        IDiamondCut(second).diamondCut(cuts, address(0), "");

        MigrationMom mom = new MigrationMom(address(vat), second);
        vm.prank(stranger);
        expectMissingRole(stranger, 0x00);
        MigrationInit(second).init(address(mom), address(chainlog));
    }

    /// Called directly it refuses, and writes to no Diamond.
    function test_doesNothingForWhoMayNotCut() public {
        vm.prank(stranger);
        expectMissingRole(stranger, 0x00);
        generator.diamond
            .diamondCut(
                new IDiamond.FacetCut[](0), address(init), abi.encodeCall(MigrationInit.init, (stranger, stranger))
            );

        address mom = address(new MigrationMom(address(vat), address(init)));
        expectMissingRole(address(this), 0x00);
        init.init(mom, stranger);
        assertEq(diamond.migrationMom(), address(migrationMom));
        assertEq(diamond.autoLine(), address(autoLine));
    }

    function _init(address target, address mom, address chainlog_) private {
        vm.prank(admin);
        IDiamondCut(target)
            .diamondCut(new IDiamond.FacetCut[](0), address(init), abi.encodeCall(MigrationInit.init, (mom, chainlog_)));
    }
}
