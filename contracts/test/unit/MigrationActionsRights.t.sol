// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {Vm} from "../Base.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// A Mom that restores for anybody.
contract LooseMom is MigrationMom {
    constructor(address vat_, address diamond_) MigrationMom(vat_, diamond_) {}

    function fileAnything(bytes32 ilk, uint256 line) external {
        (bool success,) = vat.call(abi.encodeWithSignature("file(bytes32,bytes32,uint256)", ilk, bytes32("line"), line));
        require(success);
    }
}

/// What the governance steps need, and leave behind, where the pause proxy does not own all, or is late.
contract MigrationActionsRightsTest is MigrationFixture {
    address private subProxy = makeAddr("subProxy");

    // --- The star's own SubProxy administers the ALMProxy ---

    function test_theStarGrantsControllerWhereItAdministersTheProxy() public {
        _handToStar(SPARK);
        _schedule(SPARK);
        bytes memory start = abi.encodeCall(IMigrationActions.startDualRun, (wiring, _prime(SPARK)));
        expectRevert("LegacyMigrationFacet/not-controller");
        _asGovernance(start);

        vm.prank(subProxy);
        sides[SPARK].pau.proxy.grantRole(CONTROLLER, address(diamond));
        _asGovernance(start);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.DualRun);
    }

    function test_theStarRevokesControllerAfterTheRetirement() public {
        _startDualRun(SPARK);
        _handToStar(SPARK);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        vm.expectEmit(address(pauseProxy));
        emit IMigrationActions.ControllerLeftToRevoke(_prime(SPARK), address(diamond));
        _retire(SPARK);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.Retired);
        assertTrue(sides[SPARK].pau.proxy.hasRole(CONTROLLER, address(diamond)));
        assertEq(migrationMom.ceilings(PRIME_ILK), 0);

        vm.prank(subProxy);
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
    }

    /// What is held already is not granted once more, and what is not held is not revoked.
    function test_grantsAndRevokesOnlyWhatChanges() public {
        _handToStar(SPARK);
        vm.prank(subProxy);
        sides[SPARK].pau.proxy.grantRole(CONTROLLER, address(diamond));
        _startDualRun(SPARK);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        vm.prank(subProxy);
        sides[SPARK].pau.proxy.revokeRole(CONTROLLER, address(diamond));
        vm.recordLogs();
        _retire(SPARK);
        // Nothing is left to the star, so nothing says so.
        _assertNoEvent(IMigrationActions.ControllerLeftToRevoke.selector);
        _assertPhase(SPARK, ILegacyMigrationFacet.Phase.Retired);
    }

    // --- The Mom's right on the Vat ---

    function test_theMomIsNoWardAfterTheLastRetirement() public {
        vat.file("Line", 2 * vat.Line());
        _startDualRun(GROVE);
        _startDualRun(SPARK);
        _cutOver(GROVE);
        _cutOver(SPARK);
        _migrateAll(GROVE);
        _migrateAll(SPARK);
        _retire(GROVE);
        assertEq(vat.wards(address(migrationMom)), 1);
        _retire(SPARK);
        assertEq(vat.wards(address(migrationMom)), 0);
    }

    function test_aPrimeThatIsOnlyScheduledKeepsTheMom() public {
        _startDualRun(SPARK);
        _schedule(GROVE);
        _cutOver(SPARK);
        _migrateAll(SPARK);
        _retire(SPARK);
        assertEq(vat.wards(address(migrationMom)), 1);
    }

    function test_aScheduleMakesTheMomAWardAgain() public {
        vat.deny(address(migrationMom));
        _schedule(SPARK);
        assertEq(vat.wards(address(migrationMom)), 1);
    }

    /// No other code becomes a ward, nor the Mom of another owner, Diamond or Vat.
    function test_noOtherMomBecomesAWard() public {
        _refusesMom(address(new LooseMom(address(vat), address(diamond))), true);
        _refusesMom(address(new MigrationMom(address(vat), address(diamond))), false);
        _refusesMom(address(new MigrationMom(address(vat), stranger)), true);
        _refusesMom(address(new MigrationMom(stranger, address(diamond))), true);
        _refusesMom(stranger, false);
    }

    /// One of an earlier build, say, to which governance gave the right by another spell.
    function test_aMomThatIsAWardIsNotAskedForItsCode() public {
        MigrationMom mom = new LooseMom(address(vat), address(diamond));
        mom.setOwner(admin);
        vat.rely(address(mom));
        wiring.mom = address(mom);
        _schedule(SPARK);
        assertEq(mom.ceilings(PRIME_ILK), LINE);
    }

    // --- Late ---

    /// A plan that nobody executes in time would be dead for good, and the schedule with it.
    function test_aScheduleThatIsCastAfterItsEpochStillSchedules() public {
        vm.warp(EPOCH + 1 days);
        _schedule(SPARK);
        assertEq(uint256(diamond.migration(_prime(SPARK)).epoch), EPOCH + 1 days);
    }

    function test_aScheduleThatIsCastInTimeKeepsItsEpoch() public {
        _schedule(SPARK);
        assertEq(uint256(diamond.migration(_prime(SPARK)).epoch), EPOCH);
    }

    // --- Parts ---

    function _handToStar(uint256 side) private {
        vm.startPrank(admin);
        sides[side].pau.proxy.grantRole(0x00, subProxy);
        sides[side].pau.proxy.revokeRole(0x00, admin);
        vm.stopPrank();
    }

    function _assertNoEvent(bytes32 topic) private {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertGt(logs.length, 0);
        for (uint256 i; i < logs.length; ++i) {
            assertTrue(logs[i].topics[0] != topic);
        }
    }

    function _refusesMom(address mom, bool handOver) private {
        if (handOver) MigrationMom(mom).setOwner(admin);
        wiring.mom = mom;
        expectRevert("MigrationActions/foreign-mom");
        _schedule(SPARK);
        assertEq(vat.wards(mom), 0);
    }
}
