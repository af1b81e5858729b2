// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PauFixture} from "../PauFixture.sol";
import {FalseToken, SilentToken} from "../Tokens.sol";

contract PrimeFacetsTest is PauFixture {
    bytes32 private takeKey;
    bytes32 private transferKey;

    function setUp() public override {
        super.setUp();
        takeKey = _key("LIMIT_SPARK_VAULT_TAKE", address(primeVault));
        transferKey = _transferKey(address(usds), address(primeVault));
        _setLimit(generator, _key("LIMIT_USDS_MINT"), 1000 * WAD);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", address(primeVault)), 1000 * WAD);
        _mint(generator, relayer, 1000 * WAD);
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(primeVault), 1000 * WAD, 0);
        _setLimit(prime, takeKey, 600 * WAD);
        _setLimit(prime, transferKey, 500 * WAD);
    }

    function test_keysStartFromTheHashesOfTheirNames() public view {
        assertEq(prime.diamond.LIMIT_SPARK_VAULT_TAKE(), keccak256("LIMIT_SPARK_VAULT_TAKE"));
        assertEq(prime.diamond.LIMIT_ASSET_TRANSFER(), keccak256("LIMIT_ASSET_TRANSFER"));
    }

    function test_onlyThePrimesOwnRelayerOperates() public {
        vm.startPrank(relayer);
        expectMissingRole(relayer, RELAYER);
        prime.diamond.takeFromSparkVault(address(primeVault), 1);
        expectMissingRole(relayer, RELAYER);
        prime.diamond.transferAsset(address(usds), address(primeVault), 1);
    }

    function test_takesTheLimitAndNotOneMore() public {
        vm.startPrank(primeRelayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        prime.diamond.takeFromSparkVault(address(primeVault), 600 * WAD + 1);

        vm.expectEmit(address(primeVault));
        emit IPrimeVault.Take(address(prime.proxy), 600 * WAD);
        prime.diamond.takeFromSparkVault(address(primeVault), 600 * WAD);
        assertEq(usds.balanceOf(address(prime.proxy)), 600 * WAD);
        assertEq(primeVault.assetsOutstanding(), 600 * WAD);
        assertEq(prime.limits.getCurrentRateLimit(takeKey), 0);
        assertEq(generator.limits.getCurrentRateLimit(takeKey), 0, "the limit is on the Prime's own RateLimits");
    }

    function test_takesWhatIsIdleAndNotOneMore() public {
        _setLimit(prime, takeKey, 2000 * WAD);
        vm.startPrank(primeRelayer);
        expectRevert("SparkVault/insufficient-liquidity");
        prime.diamond.takeFromSparkVault(address(primeVault), 1000 * WAD + 1);
        prime.diamond.takeFromSparkVault(address(primeVault), 1000 * WAD);
    }

    function test_anotherVaultHasNoLimit() public {
        vm.prank(primeRelayer);
        expectRevert("RateLimits/zero-maxAmount");
        prime.diamond.takeFromSparkVault(stranger, 1);
    }

    function test_withoutTakerRoleNothingIsTaken() public {
        bytes32 role = primeVault.TAKER_ROLE();
        vm.prank(admin);
        primeVault.revokeRole(role, address(prime.proxy));
        vm.prank(primeRelayer);
        expectMissingRole(address(prime.proxy), role);
        prime.diamond.takeFromSparkVault(address(primeVault), 1);
    }

    function test_returnsTheLimitAndNotOneMore() public {
        vm.startPrank(primeRelayer);
        prime.diamond.takeFromSparkVault(address(primeVault), 600 * WAD);
        expectRevert("RateLimits/rate-limit-exceeded");
        prime.diamond.transferAsset(address(usds), address(primeVault), 500 * WAD + 1);
        prime.diamond.transferAsset(address(usds), address(primeVault), 500 * WAD);
        assertEq(primeVault.assetsOutstanding(), 100 * WAD);
        assertEq(prime.limits.getCurrentRateLimit(transferKey), 0);
    }

    function test_anotherDestinationHasNoLimit() public {
        vm.prank(primeRelayer);
        expectRevert("RateLimits/zero-maxAmount");
        prime.diamond.transferAsset(address(usds), stranger, 1);
    }

    function test_transfersATokenThatReturnsNothing() public {
        SilentToken token = new SilentToken();
        token.give(address(prime.proxy), 10);
        _setLimit(prime, _transferKey(address(token), stranger), 10);
        vm.prank(primeRelayer);
        prime.diamond.transferAsset(address(token), stranger, 10);
        assertEq(token.balanceOf(stranger), 10);
    }

    function test_refusesATransferThatReturnsFalse() public {
        address token = address(new FalseToken());
        _setLimit(prime, _transferKey(token, stranger), 10);
        vm.prank(primeRelayer);
        expectRevert("LibProxyToken/transfer-failed");
        prime.diamond.transferAsset(token, stranger, 10);
    }

    function _transferKey(address asset, address destination) private pure returns (bytes32) {
        return keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), asset, destination));
    }
}
