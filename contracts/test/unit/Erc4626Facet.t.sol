// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {Erc4626FacetV1} from "../../script/Erc4626FacetV1.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {IPau, PauFixture} from "../PauFixture.sol";

/// A vault that takes only half of what it may.
contract HalfVault {
    address public immutable asset;
    mapping(address owner => uint256) public balanceOf;

    constructor(address asset_) {
        asset = asset_;
    }

    function deposit(uint256 assets, address receiver) external returns (uint256) {
        IERC20(asset).transferFrom(msg.sender, address(this), assets / 2);
        balanceOf[receiver] += assets;
        return assets;
    }
}

contract Erc4626FacetTest is PauFixture {
    uint256 private constant LIMIT = 1_000 * WAD;

    bytes32 private depositKey;
    bytes32 private withdrawKey;
    address private token;
    IPau private diamond;

    function setUp() public override {
        super.setUp();
        diamond = generator.diamond;
        token = address(primeVault);
        depositKey = _key("LIMIT_4626_DEPOSIT", token);
        withdrawKey = _key("LIMIT_4626_WITHDRAW", token);
        _setLimit(generator, _key("LIMIT_USDS_MINT"), 10_000 * WAD);
        _setLimit(generator, depositKey, LIMIT);
        _setLimit(generator, withdrawKey, LIMIT);
        _mint(generator, relayer, 2 * LIMIT);
    }

    function test_keysStartFromTheHashesOfTheirNames() public view {
        assertEq(diamond.LIMIT_4626_DEPOSIT(), keccak256("LIMIT_4626_DEPOSIT"));
        assertEq(diamond.LIMIT_4626_WITHDRAW(), keccak256("LIMIT_4626_WITHDRAW"));
    }

    function test_onlyARelayerOperates() public {
        vm.startPrank(admin);
        expectMissingRole(admin, RELAYER);
        diamond.depositERC4626(token, 1, 0);
        expectMissingRole(admin, RELAYER);
        diamond.withdrawERC4626(token, 1, 1);
        expectMissingRole(admin, RELAYER);
        diamond.redeemERC4626(token, 1, 0);
    }

    // --- Exchange rate ---

    function test_onlyAdminAndConfiguratorSetTheRate() public {
        address[3] memory others = [relayer, freezer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], CONFIGURATOR);
            diamond.setMaxExchangeRate(token, 1, 1);
        }

        vm.startPrank(admin);
        diamond.setMaxExchangeRate(token, 1, 2);
        assertEq(diamond.maxExchangeRates(token), 2e36);
        diamond.grantRole(CONFIGURATOR, stranger);
        vm.stopPrank();
        vm.prank(stranger);
        diamond.setMaxExchangeRate(token, 1, 3);
        assertEq(diamond.maxExchangeRates(token), 3e36);
    }

    function test_theRateIsAssetsPerShareIn1e36() public {
        vm.expectEmit(address(diamond));
        emit IErc4626Facet.MaxExchangeRateSet(token, 1.25e36);
        vm.startPrank(admin);
        diamond.setMaxExchangeRate(token, 1e18, 1.25e18);
        assertEq(diamond.maxExchangeRates(token), 1.25e36);

        diamond.setMaxExchangeRate(token, 0, 0);
        assertEq(diamond.maxExchangeRates(token), 0);
    }

    function test_refusesARateWithoutTokenOrShares() public {
        vm.startPrank(admin);
        expectRevert("Erc4626Facet/zero-token");
        diamond.setMaxExchangeRate(address(0), 1, 1);
        expectRevert("Erc4626Facet/zero-shares");
        diamond.setMaxExchangeRate(token, 0, 1);
    }

    function test_aRateOfZeroMeansNotConfigured() public {
        vm.prank(admin);
        diamond.setMaxExchangeRate(token, 0, 0);
        vm.prank(relayer);
        expectRevert("Erc4626Facet/max-exchange-rate-not-set");
        diamond.depositERC4626(token, 0, 0);
    }

    function test_depositsAtTheRateAndNotAboveIt() public {
        uint256 shares = _growChi();
        vm.prank(admin);
        diamond.setMaxExchangeRate(token, shares, 100 * WAD - 1);
        vm.prank(relayer);
        expectRevert("Erc4626Facet/exchange-rate-too-high");
        diamond.depositERC4626(token, 100 * WAD, 0);

        vm.prank(admin);
        diamond.setMaxExchangeRate(token, shares, 100 * WAD);
        vm.prank(relayer);
        assertEq(diamond.depositERC4626(token, 100 * WAD, 0), shares);
    }

    function test_assetsThatBuyNoShareAreRefused() public {
        _growChi();
        vm.prank(relayer);
        expectRevert("Erc4626Facet/zero-shares");
        diamond.depositERC4626(token, 1, 0);
    }

    // --- Deposit ---

    function test_depositsTheLimitAndNotOneMore() public {
        vm.startPrank(relayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        diamond.depositERC4626(token, LIMIT + 1, 0);

        assertEq(diamond.depositERC4626(token, LIMIT, LIMIT), LIMIT);
        assertEq(primeVault.balanceOf(address(generator.proxy)), LIMIT);
        assertEq(usds.balanceOf(token), LIMIT);
        assertEq(usds.allowance(address(generator.proxy), token), 0);
        assertEq(generator.limits.getCurrentRateLimit(depositKey), 0);
    }

    function test_demandsTheLeastShares() public {
        vm.startPrank(relayer);
        expectRevert("Erc4626Facet/min-shares-out-not-met");
        diamond.depositERC4626(token, LIMIT, LIMIT + 1);
    }

    function test_aVaultWithoutALimitIsOutOfReach() public {
        _setLimit(generator, depositKey, 0);
        vm.prank(relayer);
        expectRevert("RateLimits/zero-maxAmount");
        diamond.depositERC4626(token, 1, 0);
    }

    function test_leavesNoAllowanceToAVaultThatTakesLess() public {
        address half = address(new HalfVault(address(usds)));
        vm.prank(admin);
        diamond.setMaxExchangeRate(half, 1, 1);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", half), LIMIT);
        vm.prank(relayer);
        diamond.depositERC4626(half, LIMIT, 0);
        assertEq(usds.balanceOf(half), LIMIT / 2);
        assertEq(usds.allowance(address(generator.proxy), half), 0);
    }

    // --- Withdraw ---

    function test_withdrawsTheLimitAndNotOneMore() public {
        _setLimit(generator, withdrawKey, 400 * WAD);
        vm.startPrank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        expectRevert("RateLimits/rate-limit-exceeded");
        diamond.withdrawERC4626(token, 400 * WAD + 1, LIMIT);

        assertEq(diamond.withdrawERC4626(token, 400 * WAD, 400 * WAD), 400 * WAD);
        assertEq(generator.limits.getCurrentRateLimit(withdrawKey), 0);
        assertEq(generator.limits.getCurrentRateLimit(depositKey), 400 * WAD);
        assertEq(usds.balanceOf(address(generator.proxy)), LIMIT + 400 * WAD);
    }

    function test_givesAtMostTheStatedShares() public {
        vm.startPrank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        expectRevert("Erc4626Facet/shares-burned-too-high");
        diamond.withdrawERC4626(token, WAD, WAD - 1);
    }

    function test_recallWorksWithoutADepositLimit() public {
        vm.prank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        _setLimit(generator, depositKey, 0);
        vm.startPrank(relayer);
        diamond.withdrawERC4626(token, 300 * WAD, LIMIT);
        diamond.redeemERC4626(token, 300 * WAD, 0);
        assertEq(generator.limits.getCurrentRateLimit(depositKey), 0);
    }

    function test_theOlderFacetRefusesRecallWithoutADepositLimit() public {
        vm.prank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] =
            IDiamond.FacetCut(address(new Erc4626FacetV1()), IDiamond.FacetCutAction.Replace, FacetSelectors.erc4626());
        vm.prank(admin);
        diamond.diamondCut(cuts, address(0), "");
        assertEq(diamond.maxExchangeRates(token), 1.1e36, "the state outlives the facet");

        _setLimit(generator, depositKey, 0);
        vm.startPrank(relayer);
        expectRevert("RateLimits/zero-maxAmount");
        diamond.withdrawERC4626(token, WAD, LIMIT);
        expectRevert("RateLimits/zero-maxAmount");
        diamond.redeemERC4626(token, WAD, 0);
    }

    // --- Redeem ---

    function test_redeemsTheLimitAndNotOneMore() public {
        _setLimit(generator, withdrawKey, 400 * WAD);
        vm.startPrank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        expectRevert("RateLimits/rate-limit-exceeded");
        diamond.redeemERC4626(token, 400 * WAD + 1, 0);

        assertEq(diamond.redeemERC4626(token, 400 * WAD, 400 * WAD), 400 * WAD);
        assertEq(generator.limits.getCurrentRateLimit(withdrawKey), 0);
        assertEq(generator.limits.getCurrentRateLimit(depositKey), 400 * WAD);
    }

    function test_demandsTheLeastAssets() public {
        vm.startPrank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        expectRevert("Erc4626Facet/min-assets-out-not-met");
        diamond.redeemERC4626(token, WAD, WAD + 1);
    }

    function test_whatWasTakenCannotBeRecalled() public {
        vm.prank(relayer);
        diamond.depositERC4626(token, LIMIT, 0);
        vm.prank(address(prime.proxy));
        primeVault.take(LIMIT - 1);

        vm.startPrank(relayer);
        expectRevert("SparkVault/insufficient-liquidity");
        diamond.withdrawERC4626(token, 2, LIMIT);
        diamond.withdrawERC4626(token, 1, LIMIT);
    }

    /// Lets a share grow to more than one asset; answers what 100 USDS buy then.
    function _growChi() private returns (uint256 shares) {
        vm.startPrank(admin);
        primeVault.setVsrBounds(RAY, DUTY);
        primeVault.grantRole(primeVault.SETTER_ROLE(), admin);
        primeVault.setVsr(DUTY);
        vm.stopPrank();
        skip(365 days);
        shares = primeVault.previewDeposit(100 * WAD);
        assertLt(shares, 96 * WAD);
    }
}
