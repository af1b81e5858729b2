// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibProxyToken} from "../../src/facets/libraries/LibProxyToken.sol";
import {ALMProxy} from "../../src/pau/ALMProxy.sol";
import {Base} from "../Base.sol";

/// Refuses to change an allowance that is not zero, and returns nothing.
contract ZeroFirstToken {
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    function approve(address spender, uint256 amount) external {
        require(amount == 0 || allowance[msg.sender][spender] == 0, "ZeroFirstToken/not-zero");
        allowance[msg.sender][spender] = amount;
    }
}

/// Answers every call with a fixed word.
contract WordToken {
    uint256 private immutable word;

    constructor(uint256 word_) {
        word = word_;
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return abi.encode(word);
    }
}

contract LibProxyTokenHarness {
    ALMProxy public immutable proxy;

    constructor() {
        proxy = new ALMProxy(address(this));
        proxy.grantRole(proxy.CONTROLLER(), address(this));
    }

    function approve(address token, address spender, uint256 amount) external {
        LibProxyToken.approve(proxy, token, spender, amount);
    }

    function transfer(address token, address to, uint256 amount) external {
        LibProxyToken.transfer(proxy, token, to, amount);
    }

    function transferFrom(address token, address from, address to, uint256 amount) external {
        LibProxyToken.transferFrom(proxy, token, from, to, amount);
    }
}

contract LibProxyTokenTest is Base {
    address private spender = makeAddr("spender");
    LibProxyTokenHarness private harness = new LibProxyTokenHarness();

    function test_approvesOverAnAllowanceThatMustBeZeroFirst() public {
        ZeroFirstToken token = new ZeroFirstToken();
        harness.approve(address(token), spender, 5);
        harness.approve(address(token), spender, 7);
        assertEq(token.allowance(address(harness.proxy()), spender), 7);
    }

    function test_takesTrueAndNothingElseForSuccess() public {
        address yes = address(new WordToken(1));
        harness.approve(yes, spender, 1);
        harness.transfer(yes, spender, 1);
        harness.transferFrom(yes, spender, spender, 1);

        for (uint256 word; word < 4; word += 2) {
            address no = address(new WordToken(word));
            expectRevert("LibProxyToken/approve-failed");
            harness.approve(no, spender, 1);
            expectRevert("LibProxyToken/transfer-failed");
            harness.transfer(no, spender, 1);
            expectRevert("LibProxyToken/transfer-failed");
            harness.transferFrom(no, spender, spender, 1);
        }
    }
}
