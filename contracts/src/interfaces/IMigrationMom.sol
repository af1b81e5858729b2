// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Reopens the ceilings of legacy ilks when a cutover is rolled back
/// @notice It raises only ilks that governance listed, to at most the ceiling that governance recorded, and only when the
///         Diamond of the Generator asks. It closes them for governance, so that it knows that `Vat.Line` fell with the
///         ceiling, and has to rise with it. Where somebody else closed one, as `LineMom.wipe` which leaves the total, it
///         raises the total only as far as the restored ceiling needs: no row of cutovers and rollbacks lets it grow.
interface IMigrationMom {
    event SetOwner(address indexed owner);

    /// @notice An ilk was listed with the ceiling that may be restored [rad].
    event List(bytes32 indexed ilk, uint256 ceiling);

    /// @notice An ilk was taken off the list.
    event Delist(bytes32 indexed ilk);

    /// @notice A ceiling of `line` [rad] was set to zero; `Vat.Line` fell by as much, or to zero.
    event Close(bytes32 indexed ilk, uint256 line);

    /// @notice A ceiling was raised to `line` [rad].
    event Restore(bytes32 indexed ilk, uint256 line);

    /// @notice Governance.
    function owner() external view returns (address);

    /// @notice The Diamond of the Generator.
    function diamond() external view returns (address);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice Most that a ceiling is restored to [rad]; 0 for an ilk that is not listed.
    function ceilings(bytes32 ilk) external view returns (uint256);

    /// @notice Whether this contract closed the ilk, and `Vat.Line` fell with its ceiling, since it was restored last.
    function closed(bytes32 ilk) external view returns (bool);

    /// @notice What `restore` would make of an ilk now.
    /// @return restored Its ceiling [rad].
    /// @return raised   By how much `Vat.Line` would grow [rad].
    function restorable(bytes32 ilk, uint256 line) external view returns (uint256 restored, uint256 raised);

    /// @notice Hands the contract over. Reverts with `MigrationMom/only-owner`, `/zero-address`.
    function setOwner(address owner_) external;

    /// @notice Lists an ilk. Reverts with `MigrationMom/only-owner`, `/zero-ceiling`.
    function list(bytes32 ilk, uint256 ceiling) external;

    /// @notice Takes an ilk off the list. Reverts with `MigrationMom/only-owner`.
    function delist(bytes32 ilk) external;

    /// @notice Sets the ceiling of an ilk to zero and lowers `Vat.Line` by as much; nothing where it is zero already.
    /// @dev    Reverts with `MigrationMom/only-owner`.
    function close(bytes32 ilk) external;

    /// @notice Raises the ceiling of an ilk to `line`, or to the recorded one where that is less; never lowers it. Raises
    ///         `Vat.Line` by as much where this contract closed the ilk; else only as far as the room of the ceiling needs.
    /// @return restored The ceiling afterwards [rad].
    /// @dev    Reverts with `MigrationMom/only-diamond`, `/ilk-not-listed`.
    function restore(bytes32 ilk, uint256 line) external returns (uint256 restored);
}
