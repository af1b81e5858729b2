// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The guardians of the Core Council
/// @notice Any one of them freezes a BEAM at once or cancels what is queued; only many together lift a freeze or remove
///         one of their own. A frozen BEAM keeps its role and cannot use it: an aBEAM neither schedules nor acts at
///         once, a cBEAM changes nothing, a pBEAM's calls are refused by its Diamond.
interface IGuardianCouncil {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event AddGuardian(address indexed guardian);
    event RemoveGuardian(address indexed guardian);

    /// @notice A guardian froze a BEAM.
    event Freeze(address indexed guardian, address indexed beam);

    /// @notice A guardian cancelled an operation of the timelock.
    event Cancel(address indexed guardian, bytes32 indexed id);

    /// @notice A guardian spoke for lifting the freeze of a BEAM.
    event VoteToLift(address indexed guardian, address indexed beam);

    /// @notice Enough of them did.
    event Lift(address indexed beam);

    /// @notice A guardian spoke for removing another.
    event VoteToRemove(address indexed guardian, address indexed other);

    /// @notice Where the freeze is recorded.
    function beamState() external view returns (address);

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

    /// @notice How many of today's guardians spoke for removing `guardian`.
    function votesToRemove(address guardian) external view returns (uint256);

    /// @notice Hands power over. Reverts with `GuardianCouncil/not-authorized`.
    function rely(address usr) external;

    /// @notice Takes power away. Reverts with `GuardianCouncil/not-authorized`.
    function deny(address usr) external;

    /// @notice Seats a guardian. Only wards.
    /// @dev    Reverts with `GuardianCouncil/not-authorized`, `/zero-address`, `/no-seat-left`, `/is-guardian`.
    function addGuardian(address guardian) external;

    /// @notice Freezes a BEAM at once. Any guardian. The council itself cannot be frozen: nobody could lift it.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/zero-address`, `/itself`, `/already-frozen`.
    function freeze(address beam) external;

    /// @notice Cancels an operation that is queued in the timelock. Any guardian.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, and as `BEAMTimeLock.cancel`.
    function cancel(bytes32 id) external;

    /// @notice Speaks for lifting a freeze; the sixteenth lifts it. A later freeze is voted on anew.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/not-frozen`, `/has-voted`.
    function lift(address beam) external;

    /// @notice Speaks for removing a guardian; the sixteenth removes it, and its votes count no more.
    ///         A council of sixteen removes nobody: fewer could never lift a freeze.
    /// @dev    Reverts with `GuardianCouncil/not-guardian`, `/no-such-guardian`, `/too-few-guardians`, `/has-voted`.
    function removeGuardian(address guardian) external;
}
