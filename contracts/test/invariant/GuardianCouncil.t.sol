// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {Base} from "../Base.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// Guardians, former guardians, strangers and governance act in any order. The handler counts votes by itself, by
/// people and their seats, and not in the way in which the council does. It also keeps for itself what each BEAM has and
/// what a lift owes it, one bit for each pair and role.
contract GuardianHandler is Base {
    uint256 private constant PEOPLE = 30;
    uint256 private constant BEAMS = 3;
    uint256 private constant THRESHOLD = 16;

    /// The first two bits are pairs with RateLimits, the next two with controllers, the last two roles.
    uint256 private constant THINGS = 6;
    uint256 private constant ROLES = 0x30;

    BeamState private immutable state;
    FreezeRegistry private immutable registry;
    GuardianCouncil private immutable council;

    address[] public people;
    address[] public beams;

    /// Who voted since the last freeze or since the member in question got its seat, and still has a seat.
    mapping(address subject => address[]) private _speakers;

    address[4] public targets;

    mapping(address beam => uint256 bits) public has;
    mapping(address beam => uint256 bits) public owed;

    /// Whether a freeze passed that took nothing more, or one was refused that would have taken more.
    bool public renewed;
    bool public refused;
    /// The fewest votes at the moment that a BEAM was unfrozen or a guardian removed.
    uint256 public fewestSpeakers = type(uint256).max;

    constructor(BeamState state_, FreezeRegistry registry_, GuardianCouncil council_) {
        state = state_;
        registry = registry_;
        council = council_;
        for (uint256 i; i < targets.length; ++i) {
            targets[i] = makeAddr(string.concat("target ", vm.toString(i)));
        }
        for (uint256 i; i < PEOPLE; ++i) {
            people.push(makeAddr(string.concat("guardian ", vm.toString(i))));
        }
        for (uint256 i; i < BEAMS; ++i) {
            beams.push(makeAddr(string.concat("BEAM ", vm.toString(i))));
        }
    }

    function freeze(uint256 who, uint256 what, uint256 named) external {
        address beam = beams[what % BEAMS];
        address guardian = people[who % PEOPLE];
        uint256 more = has[beam] & (named | ROLES);
        bool isFresh = !registry.frozen(beam);
        (address[] memory rateLimits, address[] memory controllers) = (_named(named, 0), _named(named, 2));
        vm.prank(guardian);
        try council.freeze(beam, rateLimits, controllers) {
            if (!isFresh && more == 0) renewed = true;
            if (isFresh) _begins(beam);
            has[beam] &= ~more;
            owed[beam] |= more;
        } catch {
            if (council.isGuardian(guardian) && (isFresh || more != 0)) refused = true;
        }
    }

    /// Governance pairs, or gives a role, also while the BEAM is frozen.
    function give(uint256 what, uint256 which) external {
        address beam = beams[what % BEAMS];
        _set(beam, which % THINGS, true);
    }

    function takeAway(uint256 what, uint256 which) external {
        address beam = beams[what % BEAMS];
        _set(beam, which % THINGS, false);
    }

    /// Several guardians vote in a row. With single votes a run would hardly ever lift a freeze.
    function lift(uint256 who, uint256 what, uint256 howMany) external {
        address beam = beams[what % BEAMS];
        for (uint256 i; i < howMany % PEOPLE && registry.frozen(beam); ++i) {
            address guardian = people[(who % PEOPLE + i) % PEOPLE];
            vm.prank(guardian);
            try council.lift(beam) {
                _speakers[beam].push(guardian);
                if (!registry.frozen(beam)) {
                    _ended(beam);
                    has[beam] |= owed[beam];
                    delete owed[beam];
                }
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

    /// Acts as governance, as this handler is a ward of BeamState and of the council.
    function seat(uint256 whom) external {
        council.addGuardian(people[whom % PEOPLE]);
    }

    function liftByGovernance(uint256 what) external {
        address beam = beams[what % BEAMS];
        registry.unfreeze(beam);
        _begins(beam);
    }

    function freezeByGovernance(uint256 what) external {
        address beam = beams[what % BEAMS];
        if (!registry.frozen(beam)) _begins(beam);
        registry.freeze(beam);
    }

    function speakers(address subject) external view returns (uint256) {
        return _speakers[subject].length;
    }

    /// What the contracts say that a BEAM has.
    function held(address beam) external view returns (uint256 bits) {
        for (uint256 i; i < 2; ++i) {
            bits |= state.rateLimitsCBeams(targets[i], beam) << i;
            bits |= state.controllersCBeams(targets[2 + i], beam) << 2 + i;
            if (state.hasUserRole(beam, uint8(4 + i))) bits |= 1 << 4 + i;
        }
        // A role that is none of these would be one too many.
        if (uint256(state.userRoles(beam)) & ~ROLES != 0) bits |= 1 << THINGS;
    }

    /// What the council says that a lift gives back.
    function recorded(address beam) external view returns (uint256 bits) {
        (bytes32 roles, address[] memory rateLimits, address[] memory controllers) = council.taken(beam);
        bits = uint256(roles) | _bitsOf(rateLimits, 0) | _bitsOf(controllers, 2);
    }

    function _bitsOf(address[] memory listed, uint256 from) private view returns (uint256 bits) {
        for (uint256 i; i < listed.length; ++i) {
            for (uint256 j; j < 2; ++j) {
                if (listed[i] == targets[from + j]) bits += 1 << from + j;
            }
        }
    }

    function _named(uint256 bits, uint256 from) private view returns (address[] memory list) {
        list = new address[]((bits >> from & 1) + (bits >> from + 1 & 1));
        uint256 count;
        for (uint256 i = from; i < from + 2; ++i) {
            if (bits >> i & 1 == 1) list[count++] = targets[i];
        }
    }

    function _set(address beam, uint256 thing, bool enabled) private {
        if (thing > 3) state.setUserRole(beam, uint8(thing), enabled);
        else if (thing < 2 && enabled) state.setCBeamForRateLimits(targets[thing], beam);
        else if (thing < 2) state.unsetCBeamForRateLimits(targets[thing], beam);
        else if (enabled) state.setCBeamForController(targets[thing], beam);
        else state.unsetCBeamForController(targets[thing], beam);
        has[beam] = enabled ? has[beam] | 1 << thing : has[beam] & ~(1 << thing);
    }

    function _begins(address beam) private {
        delete _speakers[beam];
        delete owed[beam];
    }

    function _ended(address subject) private {
        uint256 count = _speakers[subject].length;
        if (count < fewestSpeakers) fewestSpeakers = count;
        delete _speakers[subject];
    }

    /// Drops all votes of a guardian that lost its seat.
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
        unit = _deployUnit(new BeamState(), new FreezeRegistry(), makeAddr("Core Council"), _makeGuardians(24));
        handler = new GuardianHandler(unit.state, unit.registry, unit.council);
        for (uint256 i; i < 2; ++i) {
            unit.state.addRateLimits(handler.targets(i));
            unit.state.addController(handler.targets(2 + i));
        }
        for (uint256 i; i < BEAMS; ++i) {
            unit.state.addCBeam(handler.beams(i));
        }
        unit.state.rely(address(handler));
        unit.registry.rely(address(handler));
        unit.council.rely(address(handler));
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = GuardianHandler.freeze.selector;
        selectors[1] = GuardianHandler.lift.selector;
        selectors[2] = GuardianHandler.remove.selector;
        selectors[3] = GuardianHandler.seat.selector;
        selectors[4] = GuardianHandler.liftByGovernance.selector;
        selectors[5] = GuardianHandler.freezeByGovernance.selector;
        selectors[6] = GuardianHandler.give.selector;
        selectors[7] = GuardianHandler.takeAway.selector;
        targetSelector(address(handler), selectors);
    }

    /// Fewer than sixteen guardians never unfreeze a BEAM or remove a guardian. There are never fewer than sixteen, and
    /// only votes of present guardians count.
    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 64
    function invariant_nothingIsUndoneByFewerThanSixteen() public view {
        assertFalse(handler.renewed(), "a frozen BEAM was frozen again, of nothing more");
        assertFalse(handler.refused(), "a freeze that takes more was refused");
        assertGe(handler.fewestSpeakers(), THRESHOLD, "fewer than sixteen were enough");
        for (uint256 i; i < BEAMS; ++i) {
            address beam = handler.beams(i);
            assertEq(unit.council.votesToLift(beam), unit.registry.frozen(beam) ? handler.speakers(beam) : 0);
            assertLt(unit.council.votesToLift(beam), THRESHOLD, "enough voted, but the BEAM is still frozen");
        }
        for (uint256 i; i < PEOPLE; ++i) {
            address person = handler.people(i);
            assertEq(unit.council.votesToRemove(person), handler.speakers(person));
            assertLt(unit.council.votesToRemove(person), THRESHOLD, "enough voted, but the guardian still has its seat");
        }
        assertLe(unit.council.guardians().length, unit.council.SEATS());
        assertGe(unit.council.guardians().length, THRESHOLD, "too few guardians are left to lift a freeze");
    }

    /// A freeze takes what is named and a lift gives back what was taken: at every time a BEAM has what it was given and
    /// nobody took, and the record is of what the council took for the freeze that holds.
    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 64
    function invariant_aBeamHasAndIsOwedWhatWasDoneToIt() public view {
        for (uint256 i; i < BEAMS; ++i) {
            address beam = handler.beams(i);
            assertEq(handler.held(beam), handler.has(beam), "it has something else");
            assertEq(handler.recorded(beam), handler.owed(beam), "it is owed something else");
        }
    }
}
