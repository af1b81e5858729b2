// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The bridge between USDS tokens and internal balances of the Vat
interface IUsdsJoin {
    event Join(address indexed caller, address indexed usr, uint256 wad);
    event Exit(address indexed caller, address indexed usr, uint256 wad);

    /// @notice The Vat.
    function vat() external view returns (address);

    /// @notice The USDS token.
    function usds() external view returns (address);

    /// @notice The USDS token, under the name of this function in the join of Dai.
    function dai() external view returns (address);

    /// @notice Burns the caller's tokens and credits `usr` in the Vat [wad].
    function join(address usr, uint256 wad) external;

    /// @notice Takes the caller's balance in the Vat and mints tokens for `usr` [wad].
    function exit(address usr, uint256 wad) external;
}
