// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @title  USDS, the stablecoin
/// @notice Amounts [wad]. Reverts with `Usds/insufficient-balance`, `/insufficient-allowance`, `/invalid-address`.
interface IUsds is IERC20Metadata, IERC20Permit {
    event Rely(address indexed usr);
    event Deny(address indexed usr);

    /// @notice Whether `usr` may mint: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Lets `usr` mint. Reverts with `Usds/not-authorized`.
    function rely(address usr) external;

    /// @notice No longer lets `usr` mint. Reverts with `Usds/not-authorized`.
    function deny(address usr) external;

    /// @notice Mints. Reverts with `Usds/not-authorized`.
    function mint(address to, uint256 value) external;

    /// @notice Sets an allowance by a signature of `owner`. For a contract (ERC-1271) it may have any length.
    /// @dev    Reverts with `Usds/permit-expired`, `/invalid-owner`, `/invalid-permit`.
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes memory signature) external;

    /// @notice Burns the caller's own tokens, or those of another account within an allowance.
    function burn(address from, uint256 value) external;
}
