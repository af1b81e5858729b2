// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Lets anyone execute the one spell that governance plotted for a Prime
/// @notice A ward plots a spell with the hash of its code. Until its deadline anyone executes it, once, while the code is
///         still that and the spell itself agrees. The SubProxy runs it by delegatecall.
/// @dev    Compared with `src/StarGuard.sol` of sky-ecosystem/star-guard.
interface IStarGuard {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event File(bytes32 indexed what, uint256 data);
    /// @notice A spell was plotted. `deadline` is the last second at which it may run [unix s].
    event Plot(address indexed addr, bytes32 tag, uint256 deadline);
    /// @notice A spell was dropped, or another was plotted in its place.
    event Drop(address indexed addr);
    event Exec(address indexed addr);

    /// @notice 1 for whoever plots and drops.
    function wards(address usr) external view returns (uint256);

    /// @notice What runs the spell: the owner of what the Prime owns.
    function subProxy() external view returns (address);

    /// @notice How long a spell may run after it was plotted [s]. A change leaves what is plotted as it is.
    function maxDelay() external view returns (uint256);

    /// @notice The pending spell; all zero where there is none.
    /// @return addr     The spell.
    /// @return tag      Hash of its code when it was plotted.
    /// @return deadline Last second at which it may run [unix s].
    function spellData() external view returns (address addr, bytes32 tag, uint256 deadline);

    /// @notice Adds a ward. Reverts with `StarGuard/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes a ward. Reverts with `StarGuard/not-authorized`.
    function deny(address usr) external;

    /// @notice Sets `maxDelay`. Reverts with `StarGuard/not-authorized` and `StarGuard/file-unrecognized-param`.
    function file(bytes32 what, uint256 data) external;

    /// @notice Plots a spell, in the place of one that is pending.
    /// @dev    Reverts with `StarGuard/not-authorized` and `StarGuard/zero-spell-address`. The tag is not compared with the
    ///         code here.
    function plot(address addr_, bytes32 tag_) external;

    /// @notice Drops the pending spell; does nothing without one. Reverts with `StarGuard/not-authorized`.
    function drop() external;

    /// @notice Whether `exec` would start the pending spell in this block. Reverts where the spell does.
    function prob() external view returns (bool);

    /// @notice Executes the pending spell. Anyone.
    /// @return addr The spell.
    /// @dev    Reverts with `StarGuard/unplotted-spell`, `StarGuard/wrong-codehash`, `StarGuard/expired-spell`,
    ///         `StarGuard/not-yet-executable`, as `SubProxy.exec`, and with `StarGuard/subProxy-owner-change` where the
    ///         spell took this contract's right to run spells.
    function exec() external returns (address addr);
}
