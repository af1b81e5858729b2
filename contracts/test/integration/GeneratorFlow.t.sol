// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {RayMath} from "../../src/mcd/RayMath.sol";
import {PauFixture} from "../PauFixture.sol";

/// Funds on their whole way: MCD, Generator, vault, Prime, and back, by relayers through real contracts only.
contract GeneratorFlowTest is PauFixture {
    uint256 private constant MILLION = 1_000_000 * 1e18;

    address private token;
    address private generatorProxy;
    address private primeProxy;

    function setUp() public override {
        super.setUp();
        token = address(primeVault);
        generatorProxy = address(generator.proxy);
        primeProxy = address(prime.proxy);
        _setLimit(generator, _key("LIMIT_USDS_MINT"), 50 * MILLION);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", token), 20 * MILLION);
        _setLimit(generator, _key("LIMIT_4626_WITHDRAW", token), 20 * MILLION);
        _setLimit(prime, _key("LIMIT_USDS_MINT"), 5 * MILLION);
        _setLimit(prime, _key("LIMIT_SPARK_VAULT_TAKE", token), 8 * MILLION);
        _setLimit(prime, keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), usds, token)), 10 * MILLION);
    }

    function test_fundsGoOutAndComeBack() public {
        // The Generator draws, deposits; the Prime takes.
        _mint(generator, relayer, 10 * MILLION);
        vm.startPrank(relayer);
        assertEq(generator.diamond.depositERC4626(token, 9 * MILLION, 9 * MILLION), 9 * MILLION);
        vm.stopPrank();
        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(token, 8 * MILLION);

        _assertArtIsWhole(GENERATOR_ILK, address(generator.vault));
        assertEq(usds.balanceOf(generatorProxy), MILLION);
        assertEq(usds.balanceOf(token), MILLION);
        assertEq(usds.balanceOf(primeProxy), 8 * MILLION);
        assertEq(primeVault.assetsOutstanding(), 8 * MILLION);

        // Only what is idle can be recalled.
        vm.startPrank(relayer);
        expectRevert("SparkVault/insufficient-liquidity");
        generator.diamond.withdrawERC4626(token, MILLION + 1, type(uint256).max);
        vm.stopPrank();

        // The Prime returns it; the Generator recalls in both ways and repays.
        vm.prank(primeRelayer);
        prime.diamond.transferAsset(address(usds), token, 8 * MILLION);
        vm.startPrank(relayer);
        assertEq(generator.diamond.withdrawERC4626(token, 5 * MILLION, 5 * MILLION), 5 * MILLION);
        assertEq(generator.diamond.redeemERC4626(token, 4 * MILLION, 4 * MILLION), 4 * MILLION);
        generator.diamond.burnUSDS(10 * MILLION);
        vm.stopPrank();

        (uint256 art,,,,) = vat.ilks(GENERATOR_ILK);
        assertEq(art, 0);
        assertEq(primeVault.totalSupply(), 0);
        assertEq(usds.totalSupply(), 0);
        // What was given back is there again; what was taken from the withdrawal limit is used.
        assertEq(_current("LIMIT_USDS_MINT"), 50 * MILLION);
        assertEq(_currentOfVault("LIMIT_4626_DEPOSIT"), 20 * MILLION);
        assertEq(_currentOfVault("LIMIT_4626_WITHDRAW"), 11 * MILLION);
    }

    function test_aYearOfFeesAndYieldIsPaidInFull() public {
        vm.startPrank(admin);
        primeVault.setVsrBounds(RAY, DUTY);
        primeVault.grantRole(primeVault.SETTER_ROLE(), admin);
        primeVault.setVsr(DUTY);
        vm.stopPrank();

        _mint(generator, relayer, MILLION);
        vm.prank(relayer);
        generator.diamond.depositERC4626(token, MILLION, 0);
        vm.prank(primeRelayer);
        prime.diamond.takeFromSparkVault(token, MILLION);
        skip(365 days);

        // The Prime earned elsewhere; here it draws on its legacy ilk. It returns what it took with the yield.
        uint256 yield = primeVault.assetsOutstanding() - MILLION;
        assertEq(yield, 49_999_999999999999961070);
        _mint(prime, primeRelayer, yield);
        vm.prank(primeRelayer);
        prime.diamond.transferAsset(address(usds), token, MILLION + yield);
        assertEq(primeVault.assetsOutstanding(), 0);

        uint256 shares = primeVault.balanceOf(generatorProxy);
        vm.prank(relayer);
        uint256 assets = generator.diamond.redeemERC4626(token, shares, MILLION + yield);
        assertEq(assets, MILLION + yield);

        // Fee and yield have the same rate: what comes back is the debt, to the rounding of one unit.
        uint256 owed = RayMath.divUp(_debtNow(GENERATOR_ILK), RAY);
        assertApproxEqAbs(assets, owed, 1);
        vm.prank(relayer);
        generator.diamond.burnUSDS(assets);
        (uint256 art,,,,) = vat.ilks(GENERATOR_ILK);
        assertLe(art, 1);
    }

    function test_aFreezeStopsOneRelayerAndOnlyThatOne() public {
        address second = makeAddr("second");
        vm.prank(admin);
        generator.diamond.grantRole(RELAYER, second);
        _mint(generator, relayer, MILLION);

        vm.prank(freezer);
        generator.diamond.removeRelayer(relayer);
        vm.prank(relayer);
        expectMissingRole(relayer, RELAYER);
        generator.diamond.mintUSDS(1);
        _mint(generator, second, MILLION);
        _mint(prime, primeRelayer, MILLION);

        vm.prank(freezer);
        generator.diamond.removeRelayer(second);
        vm.prank(second);
        expectMissingRole(second, RELAYER);
        generator.diamond.burnUSDS(1);
        assertEq(generator.diamond.getRoleMemberCount(RELAYER), 0);
    }

    function test_generatorAndPrimeDoNotShareLimitsOrDebt() public {
        _mint(generator, relayer, 10 * MILLION);
        _mint(prime, primeRelayer, 5 * MILLION);
        (uint256 generatorArt,,,,) = vat.ilks(GENERATOR_ILK);
        (uint256 primeArt,,,,) = vat.ilks(PRIME_ILK);
        assertEq(generatorArt, 10 * MILLION);
        assertEq(primeArt, 5 * MILLION);

        vm.prank(primeRelayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        prime.diamond.mintUSDS(1);
        _mint(generator, relayer, 1);
    }

    function _assertArtIsWhole(bytes32 ilk, address vault) private view {
        (uint256 total,,,,) = vat.ilks(ilk);
        (, uint256 art) = vat.urns(ilk, vault);
        assertEq(art, total);
    }

    function _current(string memory name) private view returns (uint256) {
        return generator.limits.getCurrentRateLimit(_key(name));
    }

    function _currentOfVault(string memory name) private view returns (uint256) {
        return generator.limits.getCurrentRateLimit(_key(name, token));
    }
}
