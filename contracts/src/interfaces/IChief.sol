// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Whose word counts (the part of the Chief that others ask)
/// @notice The hat may call whatever names this contract as its authority. How the hat is elected lies outside of this
///         project: its ward lifts it here, where the votes of SKY holders do in the Chief.
interface IChief {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event Lift(address indexed whom);

    /// @notice Who stands for the votes: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The elected contract: a spell, or Protego.
    function hat() external view returns (address);

    /// @notice Hands power over. Reverts with `Chief/not-authorized`.
    function rely(address usr) external;

    /// @notice Takes power away. Reverts with `Chief/not-authorized`.
    function deny(address usr) external;

    /// @notice Gives the hat to `whom`. Reverts with `Chief/not-authorized`.
    function lift(address whom) external;

    /// @notice Whether `src` may call: whether it wears the hat.
    function canCall(address src, address dst, bytes4 sig) external view returns (bool);
}
