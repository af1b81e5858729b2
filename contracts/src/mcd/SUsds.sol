// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {ERC4626} from "@openzeppelin/contracts/token/ERC20/extensions/ERC4626.sol";

/// @title  Stands for sUSDS: an ERC-4626 vault over USDS
/// @notice It knows no savings rate. What a share is worth grows as USDS is sent here.
contract SUsds is ERC4626 {
    /// @param usds USDS.
    constructor(address usds) ERC20("Savings USDS", "sUSDS") ERC4626(IERC20(usds)) {}
}
