// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";

/// A token that calls the vault back in the middle of each movement, and may do there whatever anyone may.
contract HostileToken {
    mapping(address account => uint256) public balanceOf;
    PrimeVault private vault;
    bytes private callback;

    function mint(address to, uint256 value) external {
        balanceOf[to] += value;
    }

    function arm(PrimeVault vault_, bytes calldata callback_) external {
        (vault, callback) = (vault_, callback_);
    }

    function transfer(address to, uint256 value) external returns (bool) {
        return transferFrom(msg.sender, to, value);
    }

    function transferFrom(address from, address to, uint256 value) public returns (bool) {
        balanceOf[from] -= value;
        balanceOf[to] += value;
        if (callback.length == 0) return true;
        (bool success, bytes memory result) = address(vault).call(callback);
        if (success) return true;
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }
}

/// No movement of a vault is called from within another, so that no guardrail sees one half done.
contract PrimeVaultReentrancyTest is Base {
    uint256 private constant TAKE = 4;

    address private user = makeAddr("user");
    HostileToken private token;
    PrimeVault private vault;

    function setUp() public {
        token = new HostileToken();
        vault = new PrimeVault(address(token), "", "", address(this));
        vault.setDepositCap(1e30);
        vault.grantRole(vault.DEPOSITOR_ROLE(), user);
        vault.grantRole(vault.DEPOSITOR_ROLE(), address(token));
        token.mint(user, 1000 * WAD);
        token.mint(address(token), 1000 * WAD);
        _deposit(user);
        _deposit(address(token));
    }

    function test_noMovementIsCalledFromWithinAnother() public {
        bytes32 takerRole = vault.TAKER_ROLE();
        bytes[5] memory outer = _movements(user);
        bytes[5] memory inner = _movements(address(token));
        for (uint256 i; i < outer.length; ++i) {
            for (uint256 j; j < inner.length; ++j) {
                uint256 id = vm.snapshotState();
                // Not granted to both from the start, since a taker may not deposit.
                if (i == TAKE) vault.grantRole(takerRole, user);
                if (j == TAKE) vault.grantRole(takerRole, address(token));
                token.arm(vault, inner[j]);
                vm.prank(user);
                (bool success, bytes memory result) = address(vault).call(outer[i]);
                assertFalse(success);
                assertEq(result, abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
                // It is the callback that was refused.
                token.arm(vault, "");
                vm.prank(user);
                (success,) = address(vault).call(outer[i]);
                assertTrue(success);
                vm.prank(address(token));
                (success,) = address(vault).call(inner[j]);
                assertTrue(success);
                vm.revertToState(id);
            }
        }
    }

    function _movements(address who) private view returns (bytes[5] memory) {
        return [
            abi.encodeCall(vault.deposit, (1, who)),
            abi.encodeCall(vault.mint, (1, who)),
            abi.encodeCall(vault.withdraw, (1, who, who)),
            abi.encodeCall(vault.redeem, (1, who, who)),
            abi.encodeCall(vault.take, (1))
        ];
    }

    function _deposit(address who) private {
        vm.prank(who);
        vault.deposit(100 * WAD, who);
    }
}
