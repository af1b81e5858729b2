// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../../src/diamond/LibRoles.sol";
import {Erc4626Facet} from "../../src/facets/Erc4626Facet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {LegacyMigrationFacet} from "../../src/facets/LegacyMigrationFacet.sol";
import {SparkVaultFacet} from "../../src/facets/SparkVaultFacet.sol";
import {TransferAssetFacet} from "../../src/facets/TransferAssetFacet.sol";
import {UsdsFacet} from "../../src/facets/UsdsFacet.sol";
import {LibController} from "../../src/facets/libraries/LibController.sol";
import {LibLegacyMigration} from "../../src/facets/libraries/LibLegacyMigration.sol";
import {LibUsds} from "../../src/facets/libraries/LibUsds.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {Base} from "../Base.sol";
import {MigrationFixture} from "../MigrationFixture.sol";
import {LoupeChecks} from "./LoupeChecks.sol";

/// Governance adds, replaces and removes the real facets of a PAU, in whole or in part. Each facet has two versions.
contract FacetHandler is Base {
    uint256 public constant KINDS = 5;

    address private immutable diamond;
    address private immutable admin;

    /// By kind of facet: the contract that is wired in at first, and another contract with the same code.
    address[2][KINDS] public versions;
    bytes4[][KINDS] private _selectors;

    mapping(bytes4 selector => address) public expected;
    uint256 public added;
    uint256 public replaced;
    uint256 public removed;
    uint256 public refused;

    constructor(address diamond_, address admin_) {
        (diamond, admin) = (diamond_, admin_);
        _selectors[0] = FacetSelectors.usds();
        _selectors[1] = FacetSelectors.erc4626();
        _selectors[2] = FacetSelectors.sparkVault();
        _selectors[3] = FacetSelectors.transferAsset();
        _selectors[4] = FacetSelectors.legacyMigration();
        address[KINDS] memory second = [
            address(new UsdsFacet()),
            address(new Erc4626Facet()),
            address(new SparkVaultFacet()),
            address(new TransferAssetFacet()),
            address(new LegacyMigrationFacet())
        ];
        for (uint256 kind; kind < KINDS; ++kind) {
            versions[kind] = [IDiamondLoupe(diamond).facetAddress(_selectors[kind][0]), second[kind]];
            for (uint256 i; i < _selectors[kind].length; ++i) {
                expected[_selectors[kind][i]] = versions[kind][0];
            }
        }
    }

    function selectors(uint256 kind) external view returns (bytes4[] memory) {
        return _selectors[kind];
    }

    /// Removes a whole facet, or wires in all of it: adds what is missing and replaces what is of the other version.
    function swap(uint256 kind, uint256 version, bool removes) external {
        kind %= KINDS;
        address facet = versions[kind][version % 2];
        bytes4[] memory absent = _servedBy(kind, address(0));
        bytes4[] memory same = _servedBy(kind, facet);
        bytes4[] memory other = _servedBy(kind, versions[kind][1 - version % 2]);
        if (removes) {
            if (same.length != 0) _cut(IDiamond.FacetCutAction.Remove, address(0), same);
            if (other.length != 0) _cut(IDiamond.FacetCutAction.Remove, address(0), other);
        } else {
            if (absent.length != 0) _cut(IDiamond.FacetCutAction.Add, facet, absent);
            if (other.length != 0) _cut(IDiamond.FacetCutAction.Replace, facet, other);
        }
    }

    /// Cuts any part of the functions of a facet, whether or not that is possible.
    function cut(uint256 kind, uint256 action, uint256 version, uint256 from, uint256 count) external {
        kind %= KINDS;
        bytes4[] memory all = _selectors[kind];
        from %= all.length;
        bytes4[] memory part = new bytes4[](1 + count % (all.length - from));
        for (uint256 i; i < part.length; ++i) {
            part[i] = all[from + i];
        }
        IDiamond.FacetCutAction kindOfCut = IDiamond.FacetCutAction(action % 3);
        bool removes = kindOfCut == IDiamond.FacetCutAction.Remove;
        _cut(kindOfCut, removes ? address(0) : versions[kind][version % 2], part);
    }

    function _servedBy(uint256 kind, address facet) private view returns (bytes4[] memory served) {
        bytes4[] memory all = _selectors[kind];
        served = new bytes4[](all.length);
        uint256 count;
        for (uint256 i; i < all.length; ++i) {
            if (expected[all[i]] == facet) served[count++] = all[i];
        }
        assembly {
            mstore(served, count)
        }
    }

    /// Cuts. The table alone predicts whether the Diamond accepts the cut.
    function _cut(IDiamond.FacetCutAction action, address facet, bytes4[] memory part) private {
        bool allowed = true;
        for (uint256 i; i < part.length; ++i) {
            address present = expected[part[i]];
            if (action == IDiamond.FacetCutAction.Add) allowed = allowed && present == address(0);
            else allowed = allowed && present != address(0) && present != facet;
        }
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, action, part);

        vm.prank(admin);
        try IDiamondCut(diamond).diamondCut(cuts, address(0), "") {
            require(allowed, "FacetHandler/took-a-bad-cut");
        } catch {
            require(!allowed, "FacetHandler/refused-a-good-cut");
            ++refused;
            return;
        }
        for (uint256 i; i < part.length; ++i) {
            expected[part[i]] = facet;
        }
        if (action == IDiamond.FacetCutAction.Add) ++added;
        else if (action == IDiamond.FacetCutAction.Replace) ++replaced;
        else ++removed;
    }
}

contract DiamondFacetsInvariant is MigrationFixture, LoupeChecks {
    FacetHandler private handler;
    bytes32[] private slots;
    bytes32[] private values;
    bytes private schedule;

    function setUp() public override {
        super.setUp();
        _startDualRun(GROVE);
        schedule = abi.encode(diamond.migrations());
        handler = new FacetHandler(address(diamond), admin);
        _remember(LibController.SLOT, 5);
        _remember(LibUsds.SLOT, 3);
        _remember(LibLegacyMigration.SLOT, 6);
        _remember(LibRoles.SLOT, 1);
        _remember(keccak256(abi.encode(RELAYER, LibRoles.SLOT)), 2);

        bytes4[] memory selectors = new bytes4[](3);
        selectors[0] = FacetHandler.swap.selector;
        selectors[1] = FacetHandler.swap.selector;
        selectors[2] = FacetHandler.cut.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// Each selector is routed to the facet that the cuts gave it, and listed once.
    /// forge-config: default.invariant.runs = 8
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_everyFunctionIsServedByTheFacetOfTheLastCut() public view {
        IDiamondLoupe loupe = IDiamondLoupe(address(diamond));
        uint256 count =
            FacetSelectors.diamondCut().length + FacetSelectors.diamondLoupe().length + FacetSelectors.admin().length;
        for (uint256 kind; kind < handler.KINDS(); ++kind) {
            bytes4[] memory selectors = handler.selectors(kind);
            for (uint256 i; i < selectors.length; ++i) {
                address facet = handler.expected(selectors[i]);
                assertEq(loupe.facetAddress(selectors[i]), facet);
                if (facet != address(0)) ++count;
            }
        }
        assertEq(_listed(loupe), count);
    }

    /// No cut changes the state of a facet. One that comes back, even in another version, finds the state as it was
    /// left.
    /// forge-config: default.invariant.runs = 8
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_theStateOfAFacetOutlivesIt() public view {
        for (uint256 i; i < slots.length; ++i) {
            assertEq(vm.load(address(diamond), slots[i]), values[i]);
        }
        if (_has(ILegacyMigrationFacet.migrations.selector)) {
            assertEq(abi.encode(diamond.migrations()), schedule);
        }
        if (_has(ILegacyMigrationFacet.migrationMom.selector)) {
            assertEq(diamond.migrationMom(), address(migrationMom));
        }
        if (_has(IUsdsFacet.vault.selector)) assertEq(generator.diamond.vault(), address(generator.vault));
    }

    /// A run without every kind of cut, or without a refused cut, proves nothing.
    function afterInvariant() public view {
        assertGt(handler.added(), 0);
        assertGt(handler.replaced(), 0);
        assertGt(handler.removed(), 0);
        assertGt(handler.refused(), 0);
    }

    function _remember(bytes32 slot, uint256 count) private {
        for (uint256 i; i < count; ++i) {
            slots.push(bytes32(uint256(slot) + i));
            values.push(vm.load(address(diamond), slots[slots.length - 1]));
        }
    }

    function _has(bytes4 selector) private view returns (bool) {
        return handler.expected(selector) != address(0);
    }
}
