// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {IFreezeRegistry} from "../../src/interfaces/IFreezeRegistry.sol";
import {IGuardianCouncil} from "../../src/interfaces/IGuardianCouncil.sol";
import {UnitFixture} from "../UnitFixture.sol";

contract GuardianCouncilTest is UnitFixture {
    uint256 private constant SEATS = 24;

    Unit private unit;
    GuardianCouncil private council;
    BeamState private state;
    FreezeRegistry private registry;
    address[] private guardians;
    address private coreCouncil = makeAddr("Core Council");
    address private beam = makeAddr("BEAM");
    address private stranger = makeAddr("stranger");

    function setUp() public {
        vm.warp(1_800_000_000);
        guardians = _makeGuardians(SEATS);
        unit = _deployUnit(new BeamState(), new FreezeRegistry(), coreCouncil, guardians);
        (council, state, registry) = (unit.council, unit.state, unit.registry);
    }

    // --- Creation ---

    function test_theFirstGuardiansAndWhatTheyWatch() public view {
        assertEq(council.THRESHOLD(), THRESHOLD);
        assertEq(council.SEATS(), SEATS);
        assertEq(council.beamState(), address(state));
        assertEq(council.freezeRegistry(), address(registry));
        assertEq(council.timelock(), address(unit.timelock));
        assertEq(council.wards(address(this)), 1);
        assertEq(council.guardians(), guardians);
        assertTrue(council.isGuardian(guardians[0]));
        assertFalse(council.isGuardian(stranger));
    }

    function test_aCouncilIsNotMadeOfWrongParts() public {
        (address of_, address in_, address on) = (address(state), address(registry), address(unit.timelock));
        expectRevert("GuardianCouncil/zero-address");
        new GuardianCouncil(_noPairs(), address(0), in_, on);
        expectRevert("GuardianCouncil/zero-address");
        new GuardianCouncil(_noPairs(), of_, address(0), on);
        expectRevert("GuardianCouncil/zero-address");
        new GuardianCouncil(_noPairs(), of_, in_, address(0));
        expectRevert("GuardianCouncil/zero-address");
        new GuardianCouncil(new address[](1), of_, in_, on);
        address[] memory tooMany = _makeGuardians(SEATS + 1);
        expectRevert("GuardianCouncil/no-seat-left");
        new GuardianCouncil(tooMany, of_, in_, on);
        address[] memory twice = _makeGuardians(2);
        twice[1] = twice[0];
        expectRevert("GuardianCouncil/is-guardian");
        new GuardianCouncil(twice, of_, in_, on);
    }

    /// Fewer than lift a freeze could freeze whom they like and undo nothing.
    function test_aCouncilIsNeverSmallerThanWhatLifts() public {
        address[] memory few = _makeGuardians(THRESHOLD - 1);
        expectRevert("GuardianCouncil/too-few-guardians");
        new GuardianCouncil(few, address(state), address(registry), address(unit.timelock));

        council = _deployUnit(new BeamState(), new FreezeRegistry(), coreCouncil, _makeGuardians(THRESHOLD + 1)).council;
        for (uint256 i; i < THRESHOLD; ++i) {
            vm.prank(guardians[i]);
            council.removeGuardian(guardians[THRESHOLD]);
        }
        assertEq(council.guardians().length, THRESHOLD);
        vm.startPrank(guardians[0]);
        expectRevert("GuardianCouncil/too-few-guardians");
        council.removeGuardian(guardians[1]);
        vm.stopPrank();
        council.addGuardian(stranger);
        vm.prank(guardians[0]);
        council.removeGuardian(guardians[1]);
    }

    function test_aCouncilIsCreatedWithItsEvents() public {
        vm.expectEmit();
        emit IGuardianCouncil.Rely(address(this));
        vm.expectEmit();
        emit IGuardianCouncil.AddGuardian(guardians[0]);
        new GuardianCouncil(_makeGuardians(THRESHOLD), address(state), address(registry), address(unit.timelock));
    }

    // --- Governance ---

    function test_powerIsHandedOver() public {
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Rely(stranger);
        council.rely(stranger);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Deny(address(this));
        council.deny(address(this));

        expectRevert("GuardianCouncil/not-authorized");
        council.rely(address(this));
        expectRevert("GuardianCouncil/not-authorized");
        council.deny(stranger);
        expectRevert("GuardianCouncil/not-authorized");
        council.addGuardian(beam);
        vm.prank(guardians[0]);
        expectRevert("GuardianCouncil/not-authorized");
        council.addGuardian(beam);
    }

    function test_aSeatIsGivenOnceAndOnlyWhereOneIsFree() public {
        expectRevert("GuardianCouncil/zero-address");
        council.addGuardian(address(0));
        expectRevert("GuardianCouncil/no-seat-left");
        council.addGuardian(stranger);

        _remove(guardians[SEATS - 1]);
        expectRevert("GuardianCouncil/is-guardian");
        council.addGuardian(guardians[0]);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.AddGuardian(stranger);
        council.addGuardian(stranger);
        assertTrue(council.isGuardian(stranger));
        assertEq(council.guardians().length, SEATS);
    }

    // --- Freeze ---

    function test_onlyGuardiansAct() public {
        address[3] memory others = [address(this), coreCouncil, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectRevert("GuardianCouncil/not-guardian");
            council.freeze(beam, _noPairs(), _noPairs());
            expectRevert("GuardianCouncil/not-guardian");
            council.cancel(0);
            expectRevert("GuardianCouncil/not-guardian");
            council.lift(beam);
            expectRevert("GuardianCouncil/not-guardian");
            council.removeGuardian(guardians[0]);
            vm.stopPrank();
        }
    }

    function test_anyGuardianFreezesAtOnce() public {
        for (uint256 i; i < SEATS; ++i) {
            address each = makeAddr(string.concat("BEAM ", vm.toString(i)));
            vm.expectEmit(address(registry));
            emit IFreezeRegistry.Freeze(each);
            vm.expectEmit(address(council));
            emit IGuardianCouncil.Freeze(guardians[i], each);
            vm.prank(guardians[i]);
            council.freeze(each, _noPairs(), _noPairs());
            assertTrue(registry.frozen(each));
        }
    }

    function test_whatCannotBeFrozen() public {
        vm.startPrank(guardians[0]);
        expectRevert("GuardianCouncil/zero-address");
        council.freeze(address(0), _noPairs(), _noPairs());
        expectRevert("GuardianCouncil/itself");
        council.freeze(address(council), _noPairs(), _noPairs());
        council.freeze(beam, _noPairs(), _noPairs());
        expectRevert("GuardianCouncil/already-frozen");
        council.freeze(beam, _noPairs(), _noPairs());
    }

    /// Frozen again, a BEAM would lose what was voted already.
    function test_aFreezeCannotResetTheVotes() public {
        _freeze();
        _voteToLift(unit, beam, THRESHOLD - 1);
        vm.prank(guardians[SEATS - 1]);
        expectRevert("GuardianCouncil/already-frozen");
        council.freeze(beam, _noPairs(), _noPairs());
        assertEq(council.votesToLift(beam), THRESHOLD - 1);
    }

    // --- Cancel ---

    function test_anyGuardianCancelsAQueuedGrant() public {
        bytes32 id = _schedule(unit, address(state), abi.encodeCall(state.addCBeam, (stranger)));
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Cancel(guardians[7], id);
        vm.prank(guardians[7]);
        council.cancel(id);
        assertFalse(unit.timelock.isOperation(id));
        assertEq(unit.timelock.getOperationsCount(), 0);

        vm.prank(guardians[7]);
        expectRevertData(
            abi.encodeWithSignature("TimelockUnexpectedOperationState(bytes32,bytes32)", id, bytes32(uint256(6)))
        );
        council.cancel(id);
    }

    // --- Lift ---

    function test_fifteenVotesDoNotLiftAndTheSixteenthDoes() public {
        _freeze();
        for (uint256 i; i < THRESHOLD - 1; ++i) {
            vm.expectEmit(address(council));
            emit IGuardianCouncil.VoteToLift(guardians[i], beam);
            vm.prank(guardians[i]);
            council.lift(beam);
            assertEq(council.votesToLift(beam), i + 1);
            assertTrue(registry.frozen(beam));
        }

        vm.expectEmit(address(council));
        emit IGuardianCouncil.VoteToLift(guardians[SEATS - 1], beam);
        vm.expectEmit(address(registry));
        emit IFreezeRegistry.Unfreeze(beam);
        vm.expectEmit(address(council));
        emit IGuardianCouncil.Lift(beam);
        vm.prank(guardians[SEATS - 1]);
        council.lift(beam);
        assertFalse(registry.frozen(beam));
        assertEq(council.votesToLift(beam), 0);
    }

    function test_aGuardianVotesOnceOnAFreeze() public {
        _freeze();
        vm.startPrank(guardians[0]);
        council.lift(beam);
        expectRevert("GuardianCouncil/has-voted");
        council.lift(beam);
        assertEq(council.votesToLift(beam), 1);
    }

    function test_onlyWhatIsFrozenIsLifted() public {
        vm.prank(guardians[0]);
        expectRevert("GuardianCouncil/not-frozen");
        council.lift(beam);
        assertEq(council.votesToLift(beam), 0);
    }

    function test_aLaterFreezeIsVotedOnAnew() public {
        _freeze();
        _voteToLift(unit, beam, THRESHOLD);
        _freeze();
        assertEq(council.votesToLift(beam), 0);
        _voteToLift(unit, beam, THRESHOLD - 1);
        assertTrue(registry.frozen(beam));
        vm.prank(guardians[THRESHOLD - 1]);
        council.lift(beam);
        assertFalse(registry.frozen(beam));
    }

    /// Governance may freeze and lift past the council, and no vote outlives that either.
    function test_aFreezeByGovernanceIsVotedOnAnew() public {
        _freeze();
        _voteToLift(unit, beam, THRESHOLD - 1);
        registry.unfreeze(beam);
        assertEq(council.votesToLift(beam), 0);
        registry.freeze(beam);
        vm.prank(guardians[SEATS - 1]);
        council.lift(beam);
        assertEq(council.votesToLift(beam), 1);
        assertTrue(registry.frozen(beam));
    }

    function test_votesAreForOneBeam() public {
        _freeze();
        vm.prank(guardians[0]);
        council.freeze(stranger, _noPairs(), _noPairs());
        _voteToLift(unit, beam, THRESHOLD - 1);
        assertEq(council.votesToLift(stranger), 0);
    }

    // --- Removal ---

    function test_fifteenVotesDoNotRemoveAndTheSixteenthDoes() public {
        address other = guardians[SEATS - 1];
        for (uint256 i; i < THRESHOLD - 1; ++i) {
            vm.expectEmit(address(council));
            emit IGuardianCouncil.VoteToRemove(guardians[i], other);
            vm.prank(guardians[i]);
            council.removeGuardian(other);
            assertEq(council.votesToRemove(other), i + 1);
        }
        vm.prank(guardians[0]);
        expectRevert("GuardianCouncil/has-voted");
        council.removeGuardian(other);
        assertTrue(council.isGuardian(other));

        vm.expectEmit(address(council));
        emit IGuardianCouncil.RemoveGuardian(other);
        vm.prank(guardians[THRESHOLD - 1]);
        council.removeGuardian(other);
        assertFalse(council.isGuardian(other));
        assertEq(council.votesToRemove(other), 0);
        vm.prank(guardians[0]);
        expectRevert("GuardianCouncil/no-such-guardian");
        council.removeGuardian(other);
        vm.prank(other);
        expectRevert("GuardianCouncil/not-guardian");
        council.freeze(beam, _noPairs(), _noPairs());
    }

    function test_theVoteOfARemovedGuardianNoLongerCounts() public {
        address removed = guardians[0];
        _freeze();
        _voteToLift(unit, beam, THRESHOLD - 1);
        vm.prank(removed);
        council.removeGuardian(guardians[1]);
        _remove(removed);
        assertEq(council.votesToLift(beam), THRESHOLD - 2);
        assertEq(council.votesToRemove(guardians[1]), 0);

        vm.prank(guardians[THRESHOLD - 1]);
        council.lift(beam);
        assertTrue(registry.frozen(beam), "lifted by the vote of a removed guardian");
        vm.prank(guardians[THRESHOLD]);
        council.lift(beam);
        assertFalse(registry.frozen(beam));
    }

    function test_whoIsSeatedAnewHasNoVotesFromBefore() public {
        address again = guardians[0];
        _freeze();
        vm.prank(again);
        council.lift(beam);
        vm.prank(guardians[1]);
        council.removeGuardian(guardians[2]);
        _remove(again);
        council.addGuardian(again);

        assertEq(council.votesToLift(beam), 0);
        assertEq(council.votesToRemove(again), 0, "votes against its earlier seat");
        vm.prank(again);
        council.lift(beam);
        assertEq(council.votesToLift(beam), 1);
    }

    // --- Helpers ---

    function _freeze() private {
        vm.prank(guardians[0]);
        council.freeze(beam, _noPairs(), _noPairs());
    }

    function _remove(address guardian) private {
        address[] memory today = council.guardians();
        for (uint256 i; council.isGuardian(guardian); ++i) {
            vm.prank(today[i]);
            council.removeGuardian(guardian);
        }
    }
}
