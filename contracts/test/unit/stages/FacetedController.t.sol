// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AdminFacet} from "../../../src/facets/AdminFacet.sol";
import {Erc4626Facet} from "../../../src/facets/Erc4626Facet.sol";
import {FacetSelectors} from "../../../src/facets/FacetSelectors.sol";
import {PauInit} from "../../../src/facets/PauInit.sol";
import {SparkVaultFacet} from "../../../src/facets/SparkVaultFacet.sol";
import {TransferAssetFacet} from "../../../src/facets/TransferAssetFacet.sol";
import {UsdsFacet} from "../../../src/facets/UsdsFacet.sol";
import {Diamond} from "../../../src/diamond/Diamond.sol";
import {IDiamond} from "../../../src/interfaces/IDiamond.sol";
import {IDiamondLoupe} from "../../../src/interfaces/IDiamondLoupe.sol";
import {IFacetedController} from "../../../src/interfaces/IFacetedController.sol";
import {ParameterRegistry} from "../../../src/pau/ParameterRegistry.sol";
import {FacetedController} from "../../../src/stages/faceted/FacetedController.sol";
import {IPau} from "../../PauFixture.sol";
import {Reasons, RelayerRules} from "./RelayerRules.sol";

contract FacetedControllerTest is RelayerRules {
    FacetedController private controller;
    ParameterRegistry private parameters;
    IFacetedController.Facets private facets;

    function setUp() public override {
        super.setUp();
        parameters = new ParameterRegistry(admin);
        facets = IFacetedController.Facets({
            admin: address(new AdminFacet()),
            usds: address(new UsdsFacet()),
            erc4626: address(new Erc4626Facet()),
            sparkVault: address(new SparkVaultFacet()),
            transferAsset: address(new TransferAssetFacet())
        });
        controller = _create(facets);
        vm.startPrank(admin);
        controller.grantRole(RELAYER, starRelayer);
        controller.grantRole(FREEZER, freezer);
        controller.grantRole(OPERATORS, stranger);
        vm.stopPrank();
        _ready();
    }

    // --- What it is ---

    function test_namesItsWires() public view {
        assertEq(controller.proxy(), address(starProxy));
        assertEq(controller.rateLimits(), address(starLimits));
        assertEq(controller.parameterRegistry(), address(parameters));
        assertEq(controller.freezeRegistry(), address(freezeRegistry));
        assertEq(controller.vault(), address(starAllocator));
        assertEq(controller.buffer(), starAllocator.buffer());
        assertEq(controller.usds(), address(usds));
    }

    function test_namesItsFacets() public view {
        assertEq(controller.adminFacet(), facets.admin);
        assertEq(controller.usdsFacet(), facets.usds);
        assertEq(controller.erc4626Facet(), facets.erc4626);
        assertEq(controller.sparkVaultFacet(), facets.sparkVault);
        assertEq(controller.transferAssetFacet(), facets.transferAsset);
    }

    function test_namesItsRolesAndLimits() public view {
        assertEq(controller.RELAYER(), keccak256("RELAYER"));
        assertEq(controller.FREEZER(), keccak256("FREEZER"));
        assertEq(controller.CONFIGURATOR(), keccak256("CONFIGURATOR"));
        assertEq(controller.OPERATORS(), keccak256("OPERATORS"));
        assertEq(controller.DEFAULT_ADMIN_ROLE(), bytes32(0));
        assertEq(controller.LIMIT_USDS_MINT(), keccak256("LIMIT_USDS_MINT"));
        assertEq(controller.LIMIT_4626_DEPOSIT(), keccak256("LIMIT_4626_DEPOSIT"));
        assertEq(controller.LIMIT_4626_WITHDRAW(), keccak256("LIMIT_4626_WITHDRAW"));
        assertEq(controller.LIMIT_SPARK_VAULT_TAKE(), keccak256("LIMIT_SPARK_VAULT_TAKE"));
        assertEq(controller.LIMIT_ASSET_TRANSFER(), keccak256("LIMIT_ASSET_TRANSFER"));
    }

    function test_hasNoLoupeAndNoFunctionBesideItsOwn() public {
        (bool success, bytes memory result) = address(controller).call(abi.encodeCall(IDiamondLoupe.facets, ()));
        assertFalse(success);
        assertEq(result.length, 0);
    }

    // --- Roles ---

    function test_rolesCanBeListed() public view {
        assertEq(controller.getRoleMemberCount(RELAYER), 1);
        assertEq(controller.getRoleMember(RELAYER, 0), starRelayer);
        assertTrue(controller.hasRole(RELAYER, starRelayer));
        assertFalse(controller.hasRole(RELAYER, admin));
    }

    function test_aFreezerRemovesARelayer() public {
        vm.expectEmit(address(controller));
        emit IFacetedController.RoleRevoked(RELAYER, starRelayer, freezer);
        vm.expectEmit(address(controller));
        emit IFacetedController.RelayerRemoved(starRelayer);
        vm.prank(freezer);
        controller.removeRelayer(starRelayer);
        _refuses(starRelayer, _mintCall(1), _missing(starRelayer, RELAYER));
    }

    function test_removingWhoIsNoRelayerSucceeds() public {
        vm.expectEmit(address(controller));
        emit IFacetedController.RelayerRemoved(admin);
        vm.prank(freezer);
        controller.removeRelayer(admin);
        assertTrue(controller.hasRole(RELAYER, starRelayer));
    }

    function test_adminAndOperatorsReplaceRelayersAndFreezers() public {
        vm.prank(stranger);
        controller.setRelayer(admin);
        assertFalse(controller.hasRole(RELAYER, starRelayer));
        vm.prank(admin);
        controller.setFreezer(admin);
        assertFalse(controller.hasRole(FREEZER, freezer));
        assertEq(controller.getRoleMember(FREEZER, 0), admin);
    }

    function test_everyOtherFunctionIsForItsRoleOnly() public {
        bytes memory grant = abi.encodeCall(IFacetedController.grantRole, (RELAYER, stranger));
        bytes memory revoke = abi.encodeCall(IFacetedController.revokeRole, (RELAYER, starRelayer));
        bytes memory remove = abi.encodeCall(IFacetedController.removeRelayer, (starRelayer));
        _refuses(stranger, grant, _missing(stranger, bytes32(0)));
        _refuses(stranger, revoke, _missing(stranger, bytes32(0)));
        _refuses(admin, remove, _missing(admin, FREEZER));
        bytes memory setRelayer = abi.encodeCall(IFacetedController.setRelayer, (stranger));
        bytes memory setFreezer = abi.encodeCall(IFacetedController.setFreezer, (stranger));
        _refuses(freezer, setRelayer, _missing(freezer, OPERATORS));
        _refuses(freezer, setFreezer, _missing(freezer, OPERATORS));
        _refuses(freezer, _rateCall(address(savings), 1, 1), _missing(freezer, CONFIGURATOR));
        vm.prank(admin);
        controller.revokeRole(RELAYER, starRelayer);
        assertEq(controller.getRoleMemberCount(RELAYER), 0);
    }

    // --- Parameters ---

    function test_settingAnExchangeRateIsAnEventOfTheController() public {
        vm.expectEmit(address(controller));
        emit IFacetedController.MaxExchangeRateSet(address(savings), 2e36);
        vm.prank(admin);
        controller.setMaxExchangeRate(address(savings), 1, 2);
    }

    function test_exchangeRatesSurviveTheNextController() public {
        FacetedController next = _create(facets);
        assertEq(next.maxExchangeRates(address(savings)), 1.1e36);
    }

    /// From stage 2 to stage 3: the facets stay, parameters and limits with them; only what routes to them is new.
    function test_theFacetsServeADiamondUnchanged() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](3);
        cuts[0] = _add(facets.admin, FacetSelectors.admin());
        cuts[1] = _add(facets.usds, FacetSelectors.usds());
        cuts[2] = _add(facets.erc4626, FacetSelectors.erc4626());
        IPau diamond = IPau(address(new Diamond(cuts, admin, address(new PauInit()), _initData())));
        _authorise(address(diamond), starLimits);
        vm.prank(admin);
        diamond.setRelayer(starRelayer);

        vm.startPrank(starRelayer);
        diamond.mintUSDS(MAX);
        diamond.depositERC4626(address(savings), MAX, MAX);
        vm.stopPrank();
        assertEq(diamond.maxExchangeRates(address(savings)), controller.maxExchangeRates(address(savings)));
        _refusesFor(_mintCall(1), "RateLimits/rate-limit-exceeded");
    }

    function _create(IFacetedController.Facets memory facets_) private returns (FacetedController created) {
        created = new FacetedController(facets_, admin, address(new PauInit()), _initData());
        _authorise(address(created), starLimits);
        vm.prank(admin);
        parameters.grantRole(CONTROLLER, address(created));
    }

    function _initData() private view returns (bytes memory) {
        Pau memory pau = Pau(IPau(address(0)), starProxy, starLimits, parameters, starAllocator);
        return abi.encodeCall(PauInit.init, (_wiring(pau), address(starAllocator)));
    }

    // --- The stage ---

    function _controller() internal view override returns (address) {
        return address(controller);
    }

    function _operatorRole() internal pure override returns (bytes32) {
        return RELAYER;
    }

    function _passesOverZero() internal pure override returns (bool) {
        return true;
    }

    function _maxRate(address token) internal view override returns (uint256) {
        return controller.maxExchangeRates(token);
    }

    function _reasons() internal pure override returns (Reasons memory) {
        return Reasons({
            approve: "LibProxyToken/approve-failed",
            transfer: "LibProxyToken/transfer-failed",
            minShares: "Erc4626Facet/min-shares-out-not-met",
            zeroShares: "Erc4626Facet/zero-shares",
            rateTooHigh: "Erc4626Facet/exchange-rate-too-high",
            rateNotSet: "Erc4626Facet/max-exchange-rate-not-set",
            sharesBurned: "Erc4626Facet/shares-burned-too-high",
            minAssets: "Erc4626Facet/min-assets-out-not-met",
            zeroToken: "Erc4626Facet/zero-token"
        });
    }

    function _mintCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.mintUSDS, (amount));
    }

    function _burnCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.burnUSDS, (amount));
    }

    function _depositCall(address token, uint256 amount, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.depositERC4626, (token, amount, min));
    }

    function _withdrawCall(address token, uint256 amount, uint256 max) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.withdrawERC4626, (token, amount, max));
    }

    function _redeemCall(address token, uint256 shares, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.redeemERC4626, (token, shares, min));
    }

    function _takeCall(address vault, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.takeFromSparkVault, (vault, amount));
    }

    function _transferCall(address asset, address to, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.transferAsset, (asset, to, amount));
    }

    function _rateCall(address token, uint256 shares, uint256 assets) internal pure override returns (bytes memory) {
        return abi.encodeCall(IFacetedController.setMaxExchangeRate, (token, shares, assets));
    }
}
