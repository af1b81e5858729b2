// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IParameterRegistry} from "../../interfaces/IParameterRegistry.sol";

/// @title  The highest accepted exchange rates of ERC-4626 vaults
/// @notice Kept in the ParameterRegistry of the PAU, so that every facet that deposits is held to the same ones.
library LibExchangeRate {
    bytes32 internal constant MAX_EXCHANGE_RATE = keccak256("MAX_EXCHANGE_RATE");

    uint256 private constant PRECISION = 1e36;

    /// @notice The highest exchange rate at which `token` takes a deposit, assets per share [1e36]; 0 if not set.
    function maxExchangeRate(IParameterRegistry registry, address token) internal view returns (uint256) {
        return registry.getParameter(_key(token));
    }

    /// @notice Sets it. The Diamond has to hold CONTROLLER on the registry.
    function setMaxExchangeRate(IParameterRegistry registry, address token, uint256 rate) internal {
        registry.setParameter(_key(token), rate);
    }

    /// @notice Assets per share [1e36]; 0 for no assets, so that (0, 0) is a rate too, and above every maximum for
    ///         assets that bring no shares.
    function exchangeRate(uint256 shares, uint256 assets) internal pure returns (uint256) {
        if (assets == 0) return 0;
        return shares == 0 ? type(uint256).max : PRECISION * assets / shares;
    }

    function _key(address token) private pure returns (bytes32) {
        return keccak256(abi.encode(MAX_EXCHANGE_RATE, token));
    }
}
