// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Emergency closing of debt ceilings
/// @notice It works without a delay, but only for ilks that were added to it. It leaves `Vat.Line` as it was.
interface ILineMom {
    event SetOwner(address indexed owner);
    event SetAuthority(address indexed authority);
    event File(bytes32 indexed what, address data);
    event AddIlk(bytes32 indexed ilk);
    event DelIlk(bytes32 indexed ilk);

    /// @notice A ceiling of `line` [rad] was set to zero.
    event Wipe(bytes32 indexed ilk, uint256 line);

    /// @notice Governance.
    function owner() external view returns (address);

    /// @notice The contract that says who besides the owner may wipe; zero for nobody.
    function authority() external view returns (address);

    /// @notice The AutoLine.
    function autoLine() external view returns (address);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice Whether an ilk was added: 1 or 0.
    function ilks(bytes32 ilk) external view returns (uint256);

    /// @notice Hands the contract over. Reverts with `LineMom/only-owner`.
    function setOwner(address owner_) external;

    /// @notice Sets `authority`. Reverts with `LineMom/only-owner`.
    function setAuthority(address authority_) external;

    /// @notice Sets `autoLine`. Reverts with `LineMom/only-owner`, `/file-unrecognized-param`.
    function file(bytes32 what, address data) external;

    /// @notice Adds an ilk. Reverts with `LineMom/only-owner`.
    function addIlk(bytes32 ilk) external;

    /// @notice Removes an ilk. Reverts with `LineMom/only-owner`.
    function delIlk(bytes32 ilk) external;

    /// @notice Takes an ilk out of AutoLine and sets its ceiling to zero. Reverts with `LineMom/not-authorized`,
    ///         `/ilk-not-added`.
    /// @return line The ceiling before [rad].
    function wipe(bytes32 ilk) external returns (uint256 line);
}
