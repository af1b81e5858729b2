// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The checked arithmetic of MCD's core
/// @dev   The core was compiled before Solidity panicked: out of range it reverts without a reason.
library CoreMath {
    function add(uint256 x, uint256 y) internal pure returns (uint256 z) {
        unchecked {
            z = x + y;
        }
        require(z >= x);
    }

    function sub(uint256 x, uint256 y) internal pure returns (uint256 z) {
        unchecked {
            z = x - y;
        }
        require(z <= x);
    }

    function mul(uint256 x, uint256 y) internal pure returns (uint256 z) {
        unchecked {
            z = x * y;
            require(y == 0 || z / y == x);
        }
    }

    function add(uint256 x, int256 y) internal pure returns (uint256 z) {
        unchecked {
            z = x + uint256(y);
        }
        require(y >= 0 ? z >= x : z < x);
    }

    function sub(uint256 x, int256 y) internal pure returns (uint256 z) {
        unchecked {
            z = x - uint256(y);
        }
        require(y > 0 ? z < x : z >= x);
    }

    function mul(uint256 x, int256 y) internal pure returns (int256 z) {
        require(x <= uint256(type(int256).max));
        unchecked {
            z = int256(x) * y;
            require(y == 0 || z / y == int256(x));
        }
    }

    /// @dev `x - y` of two numbers that each fit an int256.
    function diff(uint256 x, uint256 y) internal pure returns (int256) {
        require(x <= uint256(type(int256).max) && y <= uint256(type(int256).max));
        return int256(x) - int256(y);
    }
}
