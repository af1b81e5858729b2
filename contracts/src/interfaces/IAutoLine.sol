// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Automatic debt ceilings (DssAutoLine)
/// @notice The ceiling of an ilk follows its debt at a distance, up or down.
interface IAutoLine {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice An ilk was added or changed.
    event Setup(bytes32 indexed ilk, uint256 line, uint256 gap, uint256 ttl);

    /// @notice An ilk was taken out.
    event Remove(bytes32 indexed ilk);

    /// @notice A ceiling was changed from `line` to `lineNew` [rad].
    event Exec(bytes32 indexed ilk, uint256 line, uint256 lineNew);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice The setup of an ilk; all zero if it is not in.
    /// @return line    Highest ceiling that `exec` sets [rad].
    /// @return gap     Distance of the ceiling from the debt [rad].
    /// @return ttl     Least time between two increases [s].
    /// @return last    Block of the last change.
    /// @return lastInc Time of the last increase [unix s].
    function ilks(bytes32 ilk)
        external
        view
        returns (uint256 line, uint256 gap, uint48 ttl, uint48 last, uint48 lastInc);

    /// @notice Makes `usr` an administrator. Reverts with `DssAutoLine/not-authorized`.
    function rely(address usr) external;

    /// @notice Ends the administration of `usr`. Reverts with `DssAutoLine/not-authorized`.
    function deny(address usr) external;

    /// @notice Adds an ilk or changes it; forgets its last change. Reverts with `DssAutoLine/not-authorized`,
    ///         `/invalid-ttl`, `/invalid-line`.
    /// @param  line Highest ceiling [rad].
    /// @param  gap  Distance [rad].
    /// @param  ttl  Least time between increases [s].
    function setIlk(bytes32 ilk, uint256 line, uint256 gap, uint256 ttl) external;

    /// @notice Takes an ilk out. Its ceiling stays as it is. Reverts with `DssAutoLine/not-authorized`.
    function remIlk(bytes32 ilk) external;

    /// @notice Sets the ceiling of an ilk to `min(Art * rate + gap, line)` and moves `Vat.Line` by the same amount.
    ///         Anyone. An increase waits for `lastInc + ttl`; at most one change a block; nothing happens for an ilk
    ///         that is not in. Out of range it reverts without a reason.
    /// @return The ceiling afterwards [rad].
    function exec(bytes32 ilk) external returns (uint256);
}
