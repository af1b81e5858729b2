// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The guardians of the Core Council
/// @notice Any one of them freezes a BEAM at once or cancels what is queued; only many together lift a freeze or remove
///         one of their own. A freeze takes from a BEAM what it has in BeamState: an aBEAM loses its roles there, so that
///         it does nothing at once any more, and what it schedules is cancelled; a cBEAM loses the pairs that are named. A
///         pBEAM keeps its role, and its calls are refused by the Diamonds that ask the freeze registry. What was taken
///         is recorded, and the lift gives back that and nothing else. A ward has no role to lose.
interface IGuardianCouncil {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event AddGuardian(address indexed guardian);
    event RemoveGuardian(address indexed guardian);

    /// @notice A guardian froze a BEAM.
    event Freeze(address indexed guardian, address indexed beam);

    /// @notice A pair was not given back, as the BEAM or `target`, a RateLimits or a controller, is no longer registered.
    event NotRestored(address indexed beam, address indexed target);

    /// @notice A guardian cancelled an operation of the timelock.
    event Cancel(address indexed guardian, bytes32 indexed id);

    /// @notice A guardian spoke for lifting the freeze of a BEAM.
    event VoteToLift(address indexed guardian, address indexed beam);

    /// @notice Enough guardians spoke: the freeze of a BEAM was lifted.
    event Lift(address indexed beam);

    /// @notice A guardian spoke for removing another.
    event VoteToRemove(address indexed guardian, address indexed other);

    /// @notice What BEAMs have is kept there. The council is a ward of it.
    function beamState() external view returns (address);

    /// @notice Where it is recorded who is frozen. The council is a ward of it.
    function freezeRegistry() external view returns (address);

    /// @notice The timelock of the same Configurator Unit.
    function timelock() external view returns (address);

    /// @notice How many have to agree: 16.
    function THRESHOLD() external view returns (uint256);

    /// @notice Most guardians: 24.
    function SEATS() external view returns (uint256);

    /// @notice Governance: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The guardians. The order means nothing and changes with removals.
    function guardians() external view returns (address[] memory);

    /// @notice Whether `account` is a guardian.
    function isGuardian(address account) external view returns (bool);

    /// @notice How many of today's guardians spoke for lifting the freeze of `beam`; 0 when it is not frozen.
    function votesToLift(address beam) external view returns (uint256);

    /// @notice What the freeze of `beam` took and the lift gives back; nothing when it is not frozen.
    /// @return roles       Its roles in BeamState, one bit each
    /// @return rateLimits  The RateLimits that it was paired with
    /// @return controllers The controllers that it was paired with
    function taken(address beam)
        external
        view
        returns (bytes32 roles, address[] memory rateLimits, address[] memory controllers);

    /// @notice How many of today's guardians spoke for removing `guardian`.
    function votesToRemove(address guardian) external view returns (uint256);

    /// @notice Hands power over. Reverts with `GuardianCouncil/not-authorized`.
    function rely(address usr) external;

    /// @notice Takes power away. Reverts with `GuardianCouncil/not-authorized`.
    function deny(address usr) external;

    /// @notice Seats a guardian. Only wards.
    /// @dev    Reverts with `GuardianCouncil/not-authorized`, `/zero-address`, `/no-seat-left`, `/is-guardian`.
    function addGuardian(address guardian) external;

    /// @notice Freezes a BEAM at once: in the freeze registry, of all roles that it has in BeamState, and of its pairs
    ///         there with what is listed. What it is not paired with is passed over. Any guardian. A BEAM that is frozen
    ///         can be frozen of more, under the same votes.
    /// @param  rateLimits  RateLimits that it is paired with
    /// @param  controllers Controllers that it is paired with
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/zero-address`, `/itself`, and with `/already-frozen` where it
    ///         is frozen and nothing more was taken.
    function freeze(address beam, address[] calldata rateLimits, address[] calldata controllers) external;

    /// @notice Cancels an operation that is queued in the timelock. Any guardian.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, and as `BEAMTimeLock.cancel`.
    function cancel(bytes32 id) external;

    /// @notice Speaks for lifting a freeze; the sixteenth lifts it and gives back what it took. A later freeze is voted on
    ///         anew.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/not-frozen`, `/has-voted`.
    function lift(address beam) external;

    /// @notice Speaks for removing a guardian; the sixteenth removes it, and its votes count no more.
    ///         A council of sixteen removes nobody: fewer could never lift a freeze.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/no-such-guardian`, `/too-few-guardians`, `/has-voted`.
    function removeGuardian(address guardian) external;
}
