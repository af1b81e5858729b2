// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// Returns nothing.
contract SilentToken {
    mapping(address => uint256) public balanceOf;

    function give(address to, uint256 amount) external {
        balanceOf[to] += amount;
    }

    function transfer(address to, uint256 amount) external {
        balanceOf[msg.sender] -= amount;
        balanceOf[to] += amount;
    }
}

/// Returns false.
contract FalseToken {
    function transfer(address, uint256) external pure returns (bool) {
        return false;
    }
}

/// Takes an allowance over zero only, or none at all.
contract StubbornToken {
    bool private immutable hopeless;
    bool private _zero;

    constructor(bool hopeless_) {
        hopeless = hopeless_;
    }

    function approve(address, uint256 amount) external returns (bool) {
        if (hopeless) return false;
        require(amount == 0 || _zero, "StubbornToken/not-over-zero");
        _zero = amount == 0;
        return true;
    }
}

/// Calls back on anything.
contract CallsBackToken {
    address private _target;
    bytes private _data;

    function setCallback(address target, bytes calldata data) external {
        _target = target;
        _data = data;
    }

    fallback() external {
        (bool success, bytes memory result) = _target.call(_data);
        assembly {
            if success { return(add(result, 0x20), mload(result)) }
            revert(add(result, 0x20), mload(result))
        }
    }
}
