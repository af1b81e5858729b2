// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IBeamState} from "../interfaces/IBeamState.sol";
import {IFreezeRegistry} from "../interfaces/IFreezeRegistry.sol";
import {IGuardianCouncil} from "../interfaces/IGuardianCouncil.sol";

/// @dev What the council needs of the timelock.
interface CancelLike {
    function cancel(bytes32 id) external;
}

/// @title  The guardians of the Core Council
/// @notice See {IGuardianCouncil}. It is a ward of BeamState and of the freeze registry, and holds CANCELLER_ROLE on the
///         timelock. Its code takes roles and pairs, gives back what it took, and can do nothing else as a ward.
contract GuardianCouncil is IGuardianCouncil {
    using EnumerableSet for EnumerableSet.AddressSet;

    /// @inheritdoc IGuardianCouncil
    uint256 public constant override THRESHOLD = 16;

    /// @inheritdoc IGuardianCouncil
    uint256 public constant override SEATS = 24;

    /// @inheritdoc IGuardianCouncil
    address public immutable override beamState;

    /// @inheritdoc IGuardianCouncil
    address public immutable override freezeRegistry;

    /// @inheritdoc IGuardianCouncil
    address public immutable override timelock;

    /// @inheritdoc IGuardianCouncil
    mapping(address usr => uint256 allowed) public override wards;

    EnumerableSet.AddressSet private _guardians;

    /// @dev The number under which a guardian sits, never given twice: who is seated anew has no votes from before.
    mapping(address guardian => uint256 seating) private _seatings;
    uint256 private _lastSeating;

    mapping(bytes32 ballot => mapping(uint256 seating => bool)) private _hasVoted;

    struct Taken {
        bytes32 roles;
        EnumerableSet.AddressSet rateLimits;
        EnumerableSet.AddressSet controllers;
    }

    /// @dev By the ballot that gives it back, so that nothing is given back of an earlier freeze.
    mapping(bytes32 ballot => Taken) private _taken;

    modifier auth() {
        require(wards[msg.sender] == 1, "GuardianCouncil/not-authorized");
        _;
    }

    modifier onlyGuardian() {
        require(_guardians.contains(msg.sender), "GuardianCouncil/not-guardian");
        _;
    }

    /// @param guardians_ The first guardians: at least as many as lift a freeze.
    constructor(address[] memory guardians_, address beamState_, address freezeRegistry_, address timelock_) {
        require(
            beamState_ != address(0) && freezeRegistry_ != address(0) && timelock_ != address(0),
            "GuardianCouncil/zero-address"
        );
        beamState = beamState_;
        freezeRegistry = freezeRegistry_;
        timelock = timelock_;
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
        for (uint256 i; i < guardians_.length; ++i) {
            _seat(guardians_[i]);
        }
        // Fewer could freeze and never lift.
        require(guardians_.length >= THRESHOLD, "GuardianCouncil/too-few-guardians");
    }

    // --- Governance ---

    /// @inheritdoc IGuardianCouncil
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IGuardianCouncil
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IGuardianCouncil
    function addGuardian(address guardian) external override auth {
        _seat(guardian);
    }

    // --- Any guardian ---

    /// @inheritdoc IGuardianCouncil
    function freeze(address beam, address[] calldata rateLimits, address[] calldata controllers)
        external
        override
        onlyGuardian
    {
        require(beam != address(0), "GuardianCouncil/zero-address");
        require(beam != address(this), "GuardianCouncil/itself");
        bool takesMore = !_isFrozen(beam);
        if (takesMore) IFreezeRegistry(freezeRegistry).freeze(beam);

        Taken storage record = _taken[_liftBallot(beam)];
        if (_takeRoles(record, beam)) takesMore = true;
        if (_takeRateLimits(record, beam, rateLimits)) takesMore = true;
        if (_takeControllers(record, beam, controllers)) takesMore = true;
        require(takesMore, "GuardianCouncil/already-frozen");
        emit Freeze(msg.sender, beam);
    }

    /// @inheritdoc IGuardianCouncil
    function cancel(bytes32 id) external override onlyGuardian {
        CancelLike(timelock).cancel(id);
        emit Cancel(msg.sender, id);
    }

    // --- Many guardians ---

    /// @inheritdoc IGuardianCouncil
    function lift(address beam) external override onlyGuardian {
        require(_isFrozen(beam), "GuardianCouncil/not-frozen");
        bytes32 ballot = _liftBallot(beam);
        _vote(ballot);
        emit VoteToLift(msg.sender, beam);

        if (_votes(ballot) < THRESHOLD) return;
        IFreezeRegistry(freezeRegistry).unfreeze(beam);
        _giveBack(_taken[ballot], beam);
        emit Lift(beam);
    }

    /// @inheritdoc IGuardianCouncil
    function removeGuardian(address guardian) external override onlyGuardian {
        require(_guardians.contains(guardian), "GuardianCouncil/no-such-guardian");
        require(_guardians.length() > THRESHOLD, "GuardianCouncil/too-few-guardians");
        bytes32 ballot = _removalBallot(guardian);
        _vote(ballot);
        emit VoteToRemove(msg.sender, guardian);

        if (_votes(ballot) < THRESHOLD) return;
        _guardians.remove(guardian);
        delete _seatings[guardian];
        emit RemoveGuardian(guardian);
    }

    // --- Views ---

    /// @inheritdoc IGuardianCouncil
    function guardians() external view override returns (address[] memory) {
        return _guardians.values();
    }

    /// @inheritdoc IGuardianCouncil
    function isGuardian(address account) external view override returns (bool) {
        return _guardians.contains(account);
    }

    /// @inheritdoc IGuardianCouncil
    function votesToLift(address beam) external view override returns (uint256) {
        return _isFrozen(beam) ? _votes(_liftBallot(beam)) : 0;
    }

    /// @inheritdoc IGuardianCouncil
    function taken(address beam)
        external
        view
        override
        returns (bytes32 roles, address[] memory rateLimits, address[] memory controllers)
    {
        if (!_isFrozen(beam)) return (roles, rateLimits, controllers);
        Taken storage record = _taken[_liftBallot(beam)];
        return (record.roles, record.rateLimits.values(), record.controllers.values());
    }

    /// @inheritdoc IGuardianCouncil
    function votesToRemove(address guardian) external view override returns (uint256) {
        return _guardians.contains(guardian) ? _votes(_removalBallot(guardian)) : 0;
    }

    // --- What a freeze takes ---

    function _takeRoles(Taken storage record, address beam) private returns (bool takesMore) {
        bytes32 roles = IBeamState(beamState).userRoles(beam);
        record.roles |= roles;
        _setRoles(beam, roles, false);
        return roles != 0;
    }

    function _takeRateLimits(Taken storage record, address beam, address[] calldata rateLimits)
        private
        returns (bool takesMore)
    {
        for (uint256 i; i < rateLimits.length; ++i) {
            if (IBeamState(beamState).rateLimitsCBeams(rateLimits[i], beam) == 0) continue;
            IBeamState(beamState).unsetCBeamForRateLimits(rateLimits[i], beam);
            record.rateLimits.add(rateLimits[i]);
            takesMore = true;
        }
    }

    function _takeControllers(Taken storage record, address beam, address[] calldata controllers)
        private
        returns (bool takesMore)
    {
        for (uint256 i; i < controllers.length; ++i) {
            if (IBeamState(beamState).controllersCBeams(controllers[i], beam) == 0) continue;
            IBeamState(beamState).unsetCBeamForController(controllers[i], beam);
            record.controllers.add(controllers[i]);
            takesMore = true;
        }
    }

    /// @dev BeamState pairs only what is registered. A pair that it would refuse must not keep the rest from coming back.
    function _giveBack(Taken storage record, address beam) private {
        IBeamState state = IBeamState(beamState);
        _setRoles(beam, record.roles, true);
        bool isCBeam = state.cBeams(beam) == 1;
        address[] memory targets = record.rateLimits.values();
        for (uint256 i; i < targets.length; ++i) {
            if (isCBeam && state.rateLimits(targets[i]) == 1) state.setCBeamForRateLimits(targets[i], beam);
            else emit NotRestored(beam, targets[i]);
        }
        targets = record.controllers.values();
        for (uint256 i; i < targets.length; ++i) {
            if (isCBeam && state.controllers(targets[i]) == 1) state.setCBeamForController(targets[i], beam);
            else emit NotRestored(beam, targets[i]);
        }
    }

    function _setRoles(address beam, bytes32 roles, bool enabled) private {
        for (uint256 role; role <= type(uint8).max; ++role) {
            if (uint256(roles) >> role & 1 == 1) IBeamState(beamState).setUserRole(beam, uint8(role), enabled);
        }
    }

    // --- Seats and ballots ---

    function _seat(address guardian) private {
        require(guardian != address(0), "GuardianCouncil/zero-address");
        require(_guardians.length() < SEATS, "GuardianCouncil/no-seat-left");
        require(_guardians.add(guardian), "GuardianCouncil/is-guardian");
        _seatings[guardian] = ++_lastSeating;
        emit AddGuardian(guardian);
    }

    function _isFrozen(address beam) private view returns (bool) {
        return IFreezeRegistry(freezeRegistry).frozen(beam);
    }

    /// @dev One for each freeze, also for one by governance: what was voted on an earlier freeze does not count, and what
    ///      it took is not given back.
    function _liftBallot(address beam) private view returns (bytes32) {
        return keccak256(abi.encode("lift", beam, IFreezeRegistry(freezeRegistry).freezeCount(beam)));
    }

    function _removalBallot(address guardian) private view returns (bytes32) {
        return keccak256(abi.encode("remove", guardian, _seatings[guardian]));
    }

    function _vote(bytes32 ballot) private {
        uint256 seating = _seatings[msg.sender];
        require(!_hasVoted[ballot][seating], "GuardianCouncil/has-voted");
        _hasVoted[ballot][seating] = true;
    }

    /// @dev Only those of today's guardians.
    function _votes(bytes32 ballot) private view returns (uint256 count) {
        uint256 length = _guardians.length();
        for (uint256 i; i < length; ++i) {
            if (_hasVoted[ballot][_seatings[_guardians.at(i)]]) ++count;
        }
    }
}
