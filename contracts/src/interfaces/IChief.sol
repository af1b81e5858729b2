// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Who acts for governance (the part of the Chief that other contracts ask)
/// @notice The hat may call every contract that has this one as its authority. In the Chief, the votes of SKY holders
///         elect the hat. Elections are outside of this project, so a ward gives the hat here.
interface IChief {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event Lift(address indexed whom);

    /// @notice Whether `usr` stands for the votes of SKY holders: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice The elected contract: a spell, or Protego.
    function hat() external view returns (address);

    /// @notice Makes `usr` a ward. Reverts with `Chief/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as a ward. Reverts with `Chief/not-authorized`.
    function deny(address usr) external;

    /// @notice Gives the hat to `whom`. Reverts with `Chief/not-authorized`.
    function lift(address whom) external;

    /// @notice Whether `src` may call: whether it wears the hat.
    function canCall(address src, address dst, bytes4 sig) external view returns (bool);
}
