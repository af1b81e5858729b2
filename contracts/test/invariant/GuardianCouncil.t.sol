// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {Base} from "../Base.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// Guardians, governance and those in between, in any order. It counts for itself who spoke for what: by the people and
/// their seats, not as the council does.
contract GuardianHandler is Base {
    uint256 private constant PEOPLE = 30;
    uint256 private constant BEAMS = 3;
    uint256 private constant THRESHOLD = 16;

    BeamState private immutable state;
    GuardianCouncil private immutable council;

    address[] public people;
    address[] public beams;

    /// Who spoke since the last freeze, or since the seat was taken, and still sits.
    mapping(address subject => address[]) private _speakers;

    /// Whether something was frozen that was frozen already.
    bool public renewed;
    /// Least speakers at the moment that someone was unfrozen or removed.
    uint256 public fewestSpeakers = type(uint256).max;

    constructor(BeamState state_, GuardianCouncil council_) {
        state = state_;
        council = council_;
        for (uint256 i; i < PEOPLE; ++i) {
            people.push(makeAddr(string.concat("guardian ", vm.toString(i))));
        }
        for (uint256 i; i < BEAMS; ++i) {
            beams.push(makeAddr(string.concat("BEAM ", vm.toString(i))));
        }
    }

    function freeze(uint256 who, uint256 what) external {
        address beam = beams[what % BEAMS];
        bool was = state.frozen(beam);
        vm.prank(people[who % PEOPLE]);
        council.freeze(beam);
        if (was) renewed = true;
        delete _speakers[beam];
    }

    /// Several in a row, as the sixteen would; without it a run hardly ever lifts anything.
    function lift(uint256 who, uint256 what, uint256 howMany) external {
        address beam = beams[what % BEAMS];
        for (uint256 i; i < howMany % PEOPLE && state.frozen(beam); ++i) {
            address guardian = people[(who % PEOPLE + i) % PEOPLE];
            vm.prank(guardian);
            try council.lift(beam) {
                _speakers[beam].push(guardian);
                if (!state.frozen(beam)) _ended(beam);
            } catch {}
        }
    }

    function remove(uint256 who, uint256 whom, uint256 howMany) external {
        address other = people[whom % PEOPLE];
        for (uint256 i; i < howMany % PEOPLE && council.isGuardian(other); ++i) {
            address guardian = people[(who % PEOPLE + i) % PEOPLE];
            vm.prank(guardian);
            try council.removeGuardian(other) {
                _speakers[other].push(guardian);
                if (!council.isGuardian(other)) {
                    _ended(other);
                    _silence(other);
                }
            } catch {}
        }
    }

    /// By governance: this handler is a ward of both.
    function seat(uint256 whom) external {
        council.addGuardian(people[whom % PEOPLE]);
    }

    function liftByGovernance(uint256 what) external {
        address beam = beams[what % BEAMS];
        state.unfreeze(beam);
        delete _speakers[beam];
    }

    function freezeByGovernance(uint256 what) external {
        address beam = beams[what % BEAMS];
        if (!state.frozen(beam)) delete _speakers[beam];
        state.freeze(beam);
    }

    function speakers(address subject) external view returns (uint256) {
        return _speakers[subject].length;
    }

    function _ended(address subject) private {
        uint256 count = _speakers[subject].length;
        if (count < fewestSpeakers) fewestSpeakers = count;
        delete _speakers[subject];
    }

    /// Who lost its seat is heard no more.
    function _silence(address removed) private {
        for (uint256 i; i < BEAMS; ++i) {
            _drop(beams[i], removed);
        }
        for (uint256 i; i < PEOPLE; ++i) {
            _drop(people[i], removed);
        }
    }

    function _drop(address subject, address removed) private {
        address[] storage all = _speakers[subject];
        for (uint256 i; i < all.length; ++i) {
            if (all[i] != removed) continue;
            all[i] = all[all.length - 1];
            all.pop();
            return;
        }
    }
}

contract GuardianCouncilInvariant is UnitFixture {
    uint256 private constant PEOPLE = 30;
    uint256 private constant BEAMS = 3;

    Unit private unit;
    GuardianHandler private handler;

    function setUp() public {
        unit = _deployUnit(new BeamState(), makeAddr("Core Council"), _makeGuardians(24));
        handler = new GuardianHandler(unit.state, unit.council);
        unit.state.rely(address(handler));
        unit.council.rely(address(handler));
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](6);
        selectors[0] = GuardianHandler.freeze.selector;
        selectors[1] = GuardianHandler.lift.selector;
        selectors[2] = GuardianHandler.remove.selector;
        selectors[3] = GuardianHandler.seat.selector;
        selectors[4] = GuardianHandler.liftByGovernance.selector;
        selectors[5] = GuardianHandler.freezeByGovernance.selector;
        targetSelector(address(handler), selectors);
    }

    /// By fewer than sixteen guardians nobody is ever unfrozen or removed, and there are never fewer; every count is of
    /// today's guardians.
    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 64
    function invariant_nothingIsUndoneByFewerThanSixteen() public view {
        assertFalse(handler.renewed(), "a freeze was renewed");
        assertGe(handler.fewestSpeakers(), THRESHOLD, "fewer were enough");
        for (uint256 i; i < BEAMS; ++i) {
            address beam = handler.beams(i);
            assertEq(unit.council.votesToLift(beam), unit.state.frozen(beam) ? handler.speakers(beam) : 0);
            assertLt(unit.council.votesToLift(beam), THRESHOLD, "enough spoke, and it is frozen still");
        }
        for (uint256 i; i < PEOPLE; ++i) {
            address person = handler.people(i);
            assertEq(unit.council.votesToRemove(person), handler.speakers(person));
            assertLt(unit.council.votesToRemove(person), THRESHOLD, "enough spoke, and it sits still");
        }
        assertLe(unit.council.guardians().length, unit.council.SEATS());
        assertGe(unit.council.guardians().length, THRESHOLD, "too few to lift");
    }
}
