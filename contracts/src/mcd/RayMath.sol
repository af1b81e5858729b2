// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {CoreMath} from "./CoreMath.sol";

/// @title The arithmetic of rates in MCD
library RayMath {
    using CoreMath for uint256;

    uint256 internal constant RAY = 1e27;

    /// @notice `x` to the power of `n`, every product rounded half up. Out of range it reverts without a reason.
    /// @param  x Base [ray].
    /// @param  n Exponent; for a rate the seconds.
    /// @return z Power [ray].
    function rpow(uint256 x, uint256 n) internal pure returns (uint256 z) {
        z = n % 2 == 0 ? RAY : x;
        for (n /= 2; n != 0; n /= 2) {
            x = x.mul(x).add(RAY / 2) / RAY;
            if (n % 2 != 0) z = z.mul(x).add(RAY / 2) / RAY;
        }
    }

    /// @notice `x / y`, rounded up; 0 for `x == 0`.
    function divUp(uint256 x, uint256 y) internal pure returns (uint256) {
        return x == 0 ? 0 : (x - 1) / y + 1;
    }
}
