// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IHoldingSystem} from "../interfaces/IHoldingSystem.sol";

/// @notice See {IHoldingSystem}.
contract HoldingSystem is IHoldingSystem {
    uint256 private constant WAD = 1e18;

    /// @inheritdoc IHoldingSystem
    address public immutable override asset;

    /// @inheritdoc IHoldingSystem
    address public immutable override srUsds;

    /// @inheritdoc IHoldingSystem
    address public immutable override controller;

    /// @inheritdoc IHoldingSystem
    address public immutable override lossReceiver;

    /// @inheritdoc IHoldingSystem
    uint256 public override exchangeRate = WAD;

    modifier onlyController() {
        require(msg.sender == controller, "HoldingSystem/not-controller");
        _;
    }

    /// @param asset_        sUSDS.
    /// @param srUsds_       The token that is backed.
    /// @param controller_   The Diamond that issues it.
    /// @param lossReceiver_ Who gets what a haircut takes.
    constructor(address asset_, address srUsds_, address controller_, address lossReceiver_) {
        require(asset_ != address(0) && srUsds_ != address(0), "HoldingSystem/zero-address");
        require(controller_ != address(0) && lossReceiver_ != address(0), "HoldingSystem/zero-address");
        asset = asset_;
        srUsds = srUsds_;
        controller = controller_;
        lossReceiver = lossReceiver_;
    }

    /// @inheritdoc IHoldingSystem
    function setExchangeRate(uint256 rate) external override onlyController returns (uint256 haircut) {
        require(rate != 0, "HoldingSystem/zero-rate");
        uint256 rateBefore = exchangeRate;
        exchangeRate = rate;
        if (rate < rateBefore) {
            haircut = Math.mulDiv(IERC20(srUsds).totalSupply(), rateBefore - rate, WAD);
            IERC20(asset).transfer(lossReceiver, haircut);
        } else if (rate > rateBefore) {
            _requireBacked();
        }
        emit ExchangeRateSet(rateBefore, rate, haircut);
    }

    /// @inheritdoc IHoldingSystem
    function pay(address to, uint256 amount) external override onlyController {
        IERC20(asset).transfer(to, amount);
        _requireBacked();
        emit Paid(to, amount);
    }

    /// @inheritdoc IHoldingSystem
    function surplus() external view override returns (uint256) {
        return Math.saturatingSub(_held(), liabilities());
    }

    /// @inheritdoc IHoldingSystem
    function liabilities() public view override returns (uint256) {
        return Math.mulDiv(IERC20(srUsds).totalSupply(), exchangeRate, WAD, Math.Rounding.Ceil);
    }

    function _held() private view returns (uint256) {
        return IERC20(asset).balanceOf(address(this));
    }

    function _requireBacked() private view {
        require(_held() >= liabilities(), "HoldingSystem/underbacked");
    }
}
