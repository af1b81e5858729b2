// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

import {ISrUsds} from "../interfaces/ISrUsds.sol";

/// @notice See {ISrUsds}.
contract SrUsds is ISrUsds, ERC20 {
    /// @inheritdoc ISrUsds
    address public immutable override minter;

    modifier onlyMinter() {
        require(msg.sender == minter, "SrUsds/not-minter");
        _;
    }

    /// @param minter_ The Diamond that issues it.
    constructor(address minter_) ERC20("Senior Risk USDS", "srUSDS") {
        require(minter_ != address(0), "SrUsds/zero-address");
        minter = minter_;
    }

    /// @inheritdoc ISrUsds
    function mint(address to, uint256 amount) external override onlyMinter {
        _mint(to, amount);
    }

    /// @inheritdoc ISrUsds
    function burn(address from, uint256 amount) external override onlyMinter {
        _burn(from, amount);
    }
}
