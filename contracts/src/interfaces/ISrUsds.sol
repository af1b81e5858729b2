// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20Metadata} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Metadata.sol";

/// @title  srUSDS, senior risk capital that a Generator issues
/// @notice Amounts [wad]. What one is worth is the exchange rate of the HoldingSystem. Balances and allowances revert
///         with the errors of OpenZeppelin's ERC20.
interface ISrUsds is IERC20Metadata {
    /// @notice Who alone mints and burns: the Diamond, through its SrUsdsFacet. It cannot be changed.
    function minter() external view returns (address);

    /// @notice Mints. Only the minter. Reverts with `SrUsds/not-minter`.
    function mint(address to, uint256 amount) external;

    /// @notice Burns tokens of any account, without an allowance. Only the minter, which burns what was converted.
    /// @dev    Reverts with `SrUsds/not-minter`.
    function burn(address from, uint256 amount) external;
}
