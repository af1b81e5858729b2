// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {IAllocatorVault} from "../../src/interfaces/IAllocatorVault.sol";
import {IPau, PauFixture} from "../PauFixture.sol";

contract UsdsFacetTest is PauFixture {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");
    uint256 private constant LIMIT = 1_000_000 * WAD;

    IPau private diamond;

    function setUp() public override {
        super.setUp();
        diamond = generator.diamond;
        _setLimit(generator, MINT, LIMIT);
    }

    function test_showsItsWiring() public view {
        assertEq(diamond.LIMIT_USDS_MINT(), MINT);
        assertEq(diamond.vault(), address(generator.vault));
        assertEq(diamond.buffer(), generator.vault.buffer());
        assertEq(diamond.usds(), address(usds));
    }

    function test_onlyARelayerMintsAndBurns() public {
        address[3] memory others = [admin, freezer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectMissingRole(others[i], RELAYER);
            diamond.mintUSDS(1);
            expectMissingRole(others[i], RELAYER);
            diamond.burnUSDS(1);
            vm.stopPrank();
        }
    }

    function test_mintsTheLimitAndNotOneMore() public {
        vm.startPrank(relayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        diamond.mintUSDS(LIMIT + 1);

        vm.expectEmit(address(generator.vault));
        emit IAllocatorVault.Draw(address(generator.proxy), LIMIT);
        diamond.mintUSDS(LIMIT);
        assertEq(usds.balanceOf(address(generator.proxy)), LIMIT);
        assertEq(usds.balanceOf(diamond.buffer()), 0);
        assertEq(generator.limits.getCurrentRateLimit(MINT), 0);
        (, uint256 art) = vat.urns(GENERATOR_ILK, address(generator.vault));
        assertEq(art, LIMIT);

        expectRevert("RateLimits/rate-limit-exceeded");
        diamond.mintUSDS(1);
    }

    function test_aLimitThatIsNotSetStopsMinting() public {
        _setLimit(generator, MINT, 0);
        vm.prank(relayer);
        expectRevert("RateLimits/zero-maxAmount");
        diamond.mintUSDS(1);
    }

    function test_theCeilingBindsAfterTheLimit() public {
        vm.prank(admin);
        generator.limits.setUnlimitedRateLimitData(MINT);
        vm.startPrank(relayer);
        expectRevert("Vat/ceiling-exceeded");
        diamond.mintUSDS(100_000_000 * WAD + 1);
        diamond.mintUSDS(100_000_000 * WAD);
    }

    function test_burnRepaysAndGivesCapacityBack() public {
        _mint(generator, relayer, 600 * WAD);
        vm.expectEmit(address(generator.vault));
        emit IAllocatorVault.Wipe(address(generator.proxy), 400 * WAD);
        vm.prank(relayer);
        diamond.burnUSDS(400 * WAD);

        assertEq(usds.balanceOf(address(generator.proxy)), 200 * WAD);
        assertEq(usds.balanceOf(diamond.buffer()), 0);
        assertEq(usds.totalSupply(), 200 * WAD);
        assertEq(generator.limits.getCurrentRateLimit(MINT), LIMIT - 200 * WAD);
        (, uint256 art) = vat.urns(GENERATOR_ILK, address(generator.vault));
        assertEq(art, 200 * WAD);
    }

    function test_burnWorksWithoutALimit() public {
        _mint(generator, relayer, 100 * WAD);
        _setLimit(generator, MINT, 0);
        vm.prank(relayer);
        diamond.burnUSDS(100 * WAD);
        assertEq(generator.limits.getCurrentRateLimit(MINT), 0);
        assertEq(usds.totalSupply(), 0);
    }

    function test_burnsWhatTheProxyHasAndNotOneMore() public {
        _mint(generator, relayer, 100 * WAD);
        vm.startPrank(relayer);
        expectRevert("Usds/insufficient-balance");
        diamond.burnUSDS(100 * WAD + 1);
        diamond.burnUSDS(100 * WAD);
    }

    /// For an amount above the debt the Vat gives no reason, so the ALMProxy can only say that the call failed.
    function test_burningMoreThanTheDebtFailsWithoutAReason() public {
        _setLimit(prime, MINT, 1000 * WAD);
        _mint(generator, relayer, 100 * WAD);
        _mint(prime, primeRelayer, 100 * WAD);
        vm.prank(address(prime.proxy));
        usds.transfer(address(generator.proxy), 1);

        vm.startPrank(relayer);
        vm.expectRevert(Errors.FailedCall.selector);
        diamond.burnUSDS(100 * WAD + 1);
        diamond.burnUSDS(100 * WAD);
    }

    function test_withoutControllerNothingMoves() public {
        vm.prank(admin);
        generator.proxy.revokeRole(CONTROLLER, address(diamond));
        vm.prank(relayer);
        expectMissingRole(address(diamond), CONTROLLER);
        diamond.mintUSDS(1);
    }

    function test_withoutAuthorityOnTheVaultNothingMoves() public {
        roles.setUserRole(GENERATOR_ILK, address(generator.proxy), OPERATOR_ROLE, false);
        vm.startPrank(relayer);
        expectRevert("AllocatorVault/not-authorized");
        diamond.mintUSDS(1);
    }

    function testFuzz_mintThenBurnLeavesNoDebtWithoutFees(uint256 amount) public {
        amount = bound(amount, 1, LIMIT);
        _mint(generator, relayer, amount);
        vm.prank(relayer);
        diamond.burnUSDS(amount);
        (, uint256 art) = vat.urns(GENERATOR_ILK, address(generator.vault));
        assertEq(art, 0);
        assertEq(generator.limits.getCurrentRateLimit(MINT), LIMIT);
    }
}
