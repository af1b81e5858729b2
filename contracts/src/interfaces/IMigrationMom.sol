// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Reopens the ceilings of legacy ilks when a cutover is rolled back
/// @notice It raises only ilks that governance listed, at most to the recorded ceiling, and only when the Diamond of
///         the Generator asks. Governance also closes ilks through it. It then knows that `Vat.Line` fell with the
///         ceiling and has to rise with it again. Others may close an ilk without lowering the total, such as
///         `LineMom.wipe`. For such an ilk it raises the total only as far as the restored ceiling needs. So no series
///         of cutovers and rollbacks makes the total grow.
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

    /// @notice The highest ceiling to which an ilk may be restored [rad]; 0 for an ilk that is not listed.
    function ceilings(bytes32 ilk) external view returns (uint256);

    /// @notice Whether this contract closed the ilk, and lowered `Vat.Line` with it, since it was last restored.
    function closed(bytes32 ilk) external view returns (bool);

    /// @notice What `restore` would do to an ilk now.
    /// @return restored The ceiling afterwards [rad].
    /// @return raised   By how much `Vat.Line` would grow [rad].
    function restorable(bytes32 ilk, uint256 line) external view returns (uint256 restored, uint256 raised);

    /// @notice Hands the contract over. Reverts with `MigrationMom/only-owner`, `/zero-address`.
    function setOwner(address owner_) external;

    /// @notice Lists an ilk. Reverts with `MigrationMom/only-owner`, `/zero-ceiling`.
    function list(bytes32 ilk, uint256 ceiling) external;

    /// @notice Takes an ilk off the list. Reverts with `MigrationMom/only-owner`.
    function delist(bytes32 ilk) external;

    /// @notice Sets the ceiling of an ilk to zero and lowers `Vat.Line` by as much. Does nothing if the ceiling is zero
    ///         already.
    /// @dev    Reverts with `MigrationMom/only-owner`.
    function close(bytes32 ilk) external;

    /// @notice Raises the ceiling of an ilk to `line`, or to the recorded ceiling if that is lower. Never lowers it.
    ///         Raises `Vat.Line` by as much if this contract closed the ilk, and otherwise only as far as the new
    ///         ceiling needs.
    /// @return restored The ceiling afterwards [rad].
    /// @dev    Reverts with `MigrationMom/only-diamond`, `/ilk-not-listed`.
    function restore(bytes32 ilk, uint256 line) external returns (uint256 restored);
}
