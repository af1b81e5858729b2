// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Holds the sUSDS behind srUSDS, and knows the exchange rate between the two
/// @notice It refuses whatever would leave srUSDS with less than the rate promises. Whoever brings yield sends sUSDS here
///         before the settlement that raises the rate. Reasons of reverts are strings `HoldingSystem/...`.
interface IHoldingSystem {
    /// @notice The rate moved at a settlement.
    /// @param  haircut What left for the receiver of losses [wei of sUSDS]; 0 where the rate rose.
    event ExchangeRateSet(uint256 rateBefore, uint256 rateAfter, uint256 haircut);

    /// @notice sUSDS left for redemptions.
    event Paid(address indexed to, uint256 amount);

    /// @notice Token that is held: sUSDS.
    function asset() external view returns (address);

    /// @notice Token that is backed.
    function srUsds() external view returns (address);

    /// @notice Who alone sets the rate and pays: the Diamond, through its SrUsdsFacet. It cannot be changed.
    function controller() external view returns (address);

    /// @notice Who gets what a haircut takes.
    function lossReceiver() external view returns (address);

    /// @notice sUSDS for 1e18 srUSDS [wad]. Begins at 1e18, moves at settlements only, and reading it never reverts.
    function exchangeRate() external view returns (uint256);

    /// @notice What all srUSDS is worth at the rate, rounded up [wei of sUSDS].
    function liabilities() external view returns (uint256);

    /// @notice sUSDS beyond the liabilities, which a settlement can turn into yield; 0 where there is less.
    function surplus() external view returns (uint256);

    /// @notice Sets the rate. Where it falls, what srUSDS lost leaves for the receiver of losses. Only the controller.
    /// @return haircut What left [wei of sUSDS].
    /// @dev    Reverts with `/not-controller`, `/zero-rate`, and with `/underbacked` where a higher rate is not covered.
    function setExchangeRate(uint256 rate) external returns (uint256 haircut);

    /// @notice Pays sUSDS for srUSDS that was burned before. Only the controller.
    /// @dev    Reverts with `/not-controller`, and with `/underbacked` where too little would be left.
    function pay(address to, uint256 amount) external;
}
