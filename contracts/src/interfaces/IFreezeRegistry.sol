// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Who is frozen in the scope of a Configurator Unit
/// @notice Diamonds of the scope ask it for each call of a relayer. BeamState and the Configurator do not know it: what a
///         cBEAM or an aBEAM has there, a freeze takes away there.
interface IFreezeRegistry {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice A BEAM is frozen. Emitted also if it was already.
    event Freeze(address indexed beam);

    /// @notice A BEAM is no longer frozen. Emitted also if it was not.
    event Unfreeze(address indexed beam);

    /// @notice Governance, and the council of guardians: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Whether a BEAM is frozen.
    function frozen(address beam) external view returns (bool);

    /// @notice How often a BEAM was frozen. A call that finds it frozen already does not count.
    function freezeCount(address beam) external view returns (uint256);

    // --- Wards only: `FreezeRegistry/not-authorized` ---

    function rely(address usr) external;
    function deny(address usr) external;

    /// @notice Freezes a BEAM: its relayer's calls are refused.
    function freeze(address beam) external;

    /// @notice Ends a freeze. What the council of guardians took for it stays taken.
    function unfreeze(address beam) external;
}
