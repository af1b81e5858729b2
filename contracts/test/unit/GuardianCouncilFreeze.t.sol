// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {IGuardianCouncil} from "../../src/interfaces/IGuardianCouncil.sol";
import {Vm} from "../Base.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// What a freeze takes in BeamState, and what the lift gives back.
contract GuardianCouncilFreezeTest is UnitFixture {
    Unit private unit;
    GuardianCouncil private council;
    BeamState private state;
    FreezeRegistry private registry;
    address[] private guardians;
    address private coreCouncil = makeAddr("Core Council");
    address private beam = makeAddr("BEAM");
    address private other = makeAddr("another BEAM");

    /// Two of each, and the BEAMs are paired with all four.
    address[] private rateLimits;
    address[] private controllers;

    function setUp() public {
        vm.warp(1_800_000_000);
        guardians = _makeGuardians(24);
        unit = _deployUnit(new BeamState(), new FreezeRegistry(), coreCouncil, guardians);
        (council, state, registry) = (unit.council, unit.state, unit.registry);
        state.addCBeam(beam);
        state.addCBeam(other);
        for (uint256 i; i < 2; ++i) {
            rateLimits.push(makeAddr(string.concat("RateLimits ", vm.toString(i))));
            controllers.push(makeAddr(string.concat("controller ", vm.toString(i))));
            state.addRateLimits(rateLimits[i]);
            state.addController(controllers[i]);
            state.setCBeamForRateLimits(rateLimits[i], beam);
            state.setCBeamForRateLimits(rateLimits[i], other);
            state.setCBeamForController(controllers[i], beam);
            state.setCBeamForController(controllers[i], other);
        }
        state.setUserRole(beam, 0, true);
        state.setUserRole(beam, 7, true);
        state.setUserRole(beam, 255, true);
        state.setUserRole(other, 7, true);
    }

    // --- What is taken ---

    function test_aFreezeTakesTheNamedPairsAndEveryRole() public {
        _freeze(rateLimits, controllers);
        assertTrue(registry.frozen(beam));
        assertEq(state.userRoles(beam), bytes32(0));
        for (uint256 i; i < 2; ++i) {
            assertEq(state.rateLimitsCBeams(rateLimits[i], beam), 0);
            assertEq(state.controllersCBeams(controllers[i], beam), 0);
        }
        _assertTaken(_roles(), rateLimits, controllers);
    }

    function test_aFreezeTakesNoMoreThanWhatIsNamed() public {
        state.rely(beam);
        _freeze(_list(rateLimits[1]), _list(controllers[0]));
        assertEq(state.rateLimitsCBeams(rateLimits[0], beam), 1);
        assertEq(state.rateLimitsCBeams(rateLimits[1], beam), 0);
        assertEq(state.controllersCBeams(controllers[0], beam), 0);
        assertEq(state.controllersCBeams(controllers[1], beam), 1);
        _assertTaken(_roles(), _list(rateLimits[1]), _list(controllers[0]));

        assertEq(state.cBeams(beam), 1, "its registration went");
        assertEq(state.wards(beam), 1, "a ward was denied");
        assertFalse(registry.frozen(other));
        assertEq(state.userRoles(other), bytes32(uint256(1 << 7)));
        for (uint256 i; i < 2; ++i) {
            assertEq(state.rateLimitsCBeams(rateLimits[i], other), 1);
            assertEq(state.controllersCBeams(controllers[i], other), 1);
            assertEq(state.rateLimits(rateLimits[i]), 1);
            assertEq(state.controllers(controllers[i]), 1);
        }
    }

    /// Between what a guardian read and its transaction, somebody else may have unpaired.
    function test_whatIsNotPairedIsPassedOverAndNotRecorded() public {
        state.unsetCBeamForRateLimits(rateLimits[0], beam);
        state.unsetCBeamForController(controllers[1], beam);
        _freeze(rateLimits, controllers);
        _assertTaken(_roles(), _list(rateLimits[1]), _list(controllers[0]));
    }

    function test_whoHasNothingInBeamStateIsFrozenAllTheSame() public {
        address relayer = makeAddr("relayer");
        vm.prank(guardians[0]);
        council.freeze(relayer, rateLimits, controllers);
        assertTrue(registry.frozen(relayer));
        (bytes32 roles, address[] memory ofLimits, address[] memory ofControllers) = council.taken(relayer);
        assertEq(roles, bytes32(0));
        assertEq(ofLimits.length + ofControllers.length, 0);
    }

    function test_nothingIsRecordedOfWhoIsNotFrozen() public view {
        _assertTaken(0, _noPairs(), _noPairs());
    }

    // --- A second freeze ---

    function test_aSecondFreezeIsAllowedOnlyWhereItTakesMore() public {
        _freeze(_list(rateLimits[0]), _noPairs());
        _refuses(_noPairs(), _noPairs());
        _refuses(_list(rateLimits[0]), _noPairs());

        _freeze(_list(rateLimits[1]), _noPairs());
        _refuses(rateLimits, _noPairs());
        _freeze(_noPairs(), controllers);
        _refuses(rateLimits, controllers);
        state.setUserRole(beam, 9, true);
        _freeze(_noPairs(), _noPairs());
        _assertTaken(_roles() | bytes32(uint256(1 << 9)), rateLimits, controllers);
        assertEq(registry.freezeCount(beam), 1);
    }

    function test_aFreezeOfMoreKeepsTheVotes() public {
        _freeze(_noPairs(), _noPairs());
        _voteToLift(unit, beam, THRESHOLD - 1);
        _freeze(rateLimits, controllers);
        assertEq(council.votesToLift(beam), THRESHOLD - 1);
        vm.prank(guardians[THRESHOLD - 1]);
        council.lift(beam);
        _assertWhole();
    }

    /// Paired anew while it is frozen, and taken again: once in the record, and given back once.
    function test_whatWasGivenDuringAFreezeIsTakenAgain() public {
        _freeze(rateLimits, controllers);
        state.setCBeamForRateLimits(rateLimits[0], beam);
        state.setUserRole(beam, 7, true);
        _freeze(rateLimits, controllers);
        assertEq(state.rateLimitsCBeams(rateLimits[0], beam), 0);
        assertEq(state.userRoles(beam), bytes32(0));
        _assertTaken(_roles(), rateLimits, controllers);
    }

    function test_aBeamThatGovernanceFrozeCanBeFrozenOfMore() public {
        registry.freeze(beam);
        _freeze(rateLimits, controllers);
        assertEq(registry.freezeCount(beam), 1);
        _assertTaken(_roles(), rateLimits, controllers);
    }

    // --- What comes back ---

    function test_aLiftRestoresExactlyAndNothingElse() public {
        state.unsetCBeamForRateLimits(rateLimits[0], beam);
        state.unsetCBeamForController(controllers[1], beam);
        _freeze(rateLimits, controllers);
        _voteToLift(unit, beam, THRESHOLD - 1);
        assertEq(state.userRoles(beam), bytes32(0), "given back before the sixteenth");
        assertEq(state.rateLimitsCBeams(rateLimits[1], beam), 0, "given back before the sixteenth");

        vm.prank(guardians[THRESHOLD - 1]);
        council.lift(beam);
        assertFalse(registry.frozen(beam));
        assertEq(state.userRoles(beam), _roles());
        assertEq(state.rateLimitsCBeams(rateLimits[0], beam), 0, "it did not have this");
        assertEq(state.rateLimitsCBeams(rateLimits[1], beam), 1);
        assertEq(state.controllersCBeams(controllers[0], beam), 1);
        assertEq(state.controllersCBeams(controllers[1], beam), 0, "it did not have this");
        assertEq(state.wards(beam), 0);
        _assertTaken(0, _noPairs(), _noPairs());
    }

    /// What is no longer registered stays away and is said, and does not keep the rest from coming back.
    function test_aTargetThatIsNoLongerRegisteredIsSkippedAndNamed() public {
        _freeze(rateLimits, controllers);
        state.delRateLimits(rateLimits[0]);
        state.delController(controllers[1]);
        _voteToLift(unit, beam, THRESHOLD - 1);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.NotRestored(beam, rateLimits[0]);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.NotRestored(beam, controllers[1]);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Lift(beam);
        vm.prank(guardians[THRESHOLD - 1]);
        council.lift(beam);

        assertEq(state.userRoles(beam), _roles());
        assertEq(state.rateLimitsCBeams(rateLimits[0], beam), 0);
        assertEq(state.rateLimitsCBeams(rateLimits[1], beam), 1);
        assertEq(state.controllersCBeams(controllers[0], beam), 1);
        assertEq(state.controllersCBeams(controllers[1], beam), 0);
    }

    /// The Core Council makes a freeze of a cBEAM last by taking its registration.
    function test_aCBeamThatIsNoLongerRegisteredGetsNoPairBack() public {
        _freeze(rateLimits, controllers);
        vm.prank(coreCouncil);
        state.delCBeam(beam);
        vm.recordLogs();
        _voteToLift(unit, beam, THRESHOLD);
        assertEq(_countOf(IGuardianCouncil.NotRestored.selector), 4);
        for (uint256 i; i < 2; ++i) {
            assertEq(state.rateLimitsCBeams(rateLimits[i], beam), 0);
            assertEq(state.controllersCBeams(controllers[i], beam), 0);
        }
        assertEq(state.userRoles(beam), _roles(), "roles do not hang on a registration");
    }

    /// Governance ended the freeze past the council, and left away what it took: a later lift does not bring it back.
    function test_aLiftGivesNothingBackOfAnEarlierFreeze() public {
        _freeze(rateLimits, controllers);
        registry.unfreeze(beam);
        _assertTaken(0, _noPairs(), _noPairs());
        _freeze(_noPairs(), _noPairs());
        _voteToLift(unit, beam, THRESHOLD);
        assertFalse(registry.frozen(beam));
        assertEq(state.userRoles(beam), bytes32(0));
        for (uint256 i; i < 2; ++i) {
            assertEq(state.rateLimitsCBeams(rateLimits[i], beam), 0);
            assertEq(state.controllersCBeams(controllers[i], beam), 0);
        }
    }

    function test_aFreezeAfterALiftTakesAndGivesBackAnew() public {
        for (uint256 i; i < 2; ++i) {
            _freeze(rateLimits, controllers);
            _voteToLift(unit, beam, THRESHOLD);
            _assertWhole();
        }
    }

    // --- Without its powers ---

    function test_aCouncilThatIsNoWardFreezesNobody() public {
        state.deny(address(council));
        vm.prank(guardians[0]);
        expectRevert("BeamState/not-authorized");
        council.freeze(beam, _noPairs(), _noPairs());
        state.rely(address(council));
        registry.deny(address(council));
        vm.prank(guardians[0]);
        expectRevert("FreezeRegistry/not-authorized");
        council.freeze(beam, _noPairs(), _noPairs());
    }

    // --- Helpers ---

    function _freeze(address[] memory ofLimits, address[] memory ofControllers) private {
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Freeze(guardians[0], beam);
        vm.prank(guardians[0]);
        council.freeze(beam, ofLimits, ofControllers);
    }

    function _refuses(address[] memory ofLimits, address[] memory ofControllers) private {
        vm.prank(guardians[1]);
        expectRevert("GuardianCouncil/already-frozen");
        council.freeze(beam, ofLimits, ofControllers);
    }

    function _roles() private pure returns (bytes32) {
        return bytes32(uint256(1 << 0 | 1 << 7 | 1 << 255));
    }

    function _assertTaken(bytes32 roles, address[] memory ofLimits, address[] memory ofControllers) private view {
        (bytes32 roles_, address[] memory ofLimits_, address[] memory ofControllers_) = council.taken(beam);
        assertEq(roles_, roles);
        assertEq(ofLimits_, ofLimits);
        assertEq(ofControllers_, ofControllers);
    }

    function _assertWhole() private view {
        assertFalse(registry.frozen(beam));
        assertEq(state.userRoles(beam), _roles());
        for (uint256 i; i < 2; ++i) {
            assertEq(state.rateLimitsCBeams(rateLimits[i], beam), 1);
            assertEq(state.controllersCBeams(controllers[i], beam), 1);
        }
    }

    function _countOf(bytes32 topic) private returns (uint256 count) {
        Vm.Log[] memory logs = vm.getRecordedLogs();
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].topics[0] == topic) ++count;
        }
    }
}
