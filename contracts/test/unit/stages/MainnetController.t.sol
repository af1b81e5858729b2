// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IMainnetController} from "../../../src/interfaces/IMainnetController.sol";
import {MainnetController} from "../../../src/stages/monolithic/MainnetController.sol";
import {CallsBackToken} from "../../Tokens.sol";
import {Reasons, RelayerRules} from "./RelayerRules.sol";

contract MainnetControllerTest is RelayerRules {
    MainnetController private controller;

    function setUp() public override {
        super.setUp();
        controller = new MainnetController(admin, address(starProxy), address(starLimits), address(starAllocator));
        _authorise(address(controller), starLimits);
        vm.startPrank(admin);
        controller.grantRole(RELAYER, starRelayer);
        controller.grantRole(FREEZER, freezer);
        vm.stopPrank();
        _ready();
    }

    // --- What it is ---

    function test_namesItsWires() public view {
        assertEq(controller.proxy(), address(starProxy));
        assertEq(controller.rateLimits(), address(starLimits));
        assertEq(controller.vault(), address(starAllocator));
        assertEq(controller.buffer(), starAllocator.buffer());
        assertEq(controller.usds(), address(usds));
    }

    function test_namesItsRolesAndLimits() public view {
        assertEq(controller.RELAYER(), keccak256("RELAYER"));
        assertEq(controller.FREEZER(), keccak256("FREEZER"));
        assertEq(controller.DEFAULT_ADMIN_ROLE(), bytes32(0));
        assertEq(controller.LIMIT_USDS_MINT(), keccak256("LIMIT_USDS_MINT"));
        assertEq(controller.LIMIT_4626_DEPOSIT(), keccak256("LIMIT_4626_DEPOSIT"));
        assertEq(controller.LIMIT_4626_WITHDRAW(), keccak256("LIMIT_4626_WITHDRAW"));
        assertEq(controller.LIMIT_SPARK_VAULT_TAKE(), keccak256("LIMIT_SPARK_VAULT_TAKE"));
        assertEq(controller.LIMIT_ASSET_TRANSFER(), keccak256("LIMIT_ASSET_TRANSFER"));
        assertEq(controller.EXCHANGE_RATE_PRECISION(), 1e36);
    }

    function test_rolesCanBeListed() public {
        assertEq(controller.getRoleMemberCount(RELAYER), 1);
        assertEq(controller.getRoleMember(RELAYER, 0), starRelayer);
        vm.prank(admin);
        controller.grantRole(RELAYER, stranger);
        address[] memory members = controller.getRoleMembers(RELAYER);
        assertEq(members.length, 2);
        assertEq(members[1], stranger);
    }

    // --- Freezing ---

    function test_aFreezerRemovesARelayer() public {
        vm.expectEmit(address(controller));
        emit IAccessControl.RoleRevoked(RELAYER, starRelayer, freezer);
        vm.expectEmit(address(controller));
        emit IMainnetController.RelayerRemoved(starRelayer);
        vm.prank(freezer);
        controller.removeRelayer(starRelayer);
        assertFalse(controller.hasRole(RELAYER, starRelayer));
        _refuses(starRelayer, _mintCall(1), _missing(starRelayer, RELAYER));
    }

    function test_removingWhoIsNoRelayerSucceedsAndChangesNothing() public {
        vm.recordLogs();
        vm.prank(freezer);
        controller.removeRelayer(stranger);
        assertEq(vm.getRecordedLogs().length, 1, "no RoleRevoked");
        assertTrue(controller.hasRole(RELAYER, starRelayer));
    }

    function test_onlyAFreezerRemovesRelayers() public {
        bytes memory call = abi.encodeCall(IMainnetController.removeRelayer, (starRelayer));
        address[3] memory others = [admin, starRelayer, stranger];
        for (uint256 i; i < others.length; ++i) {
            _refuses(others[i], call, _missing(others[i], FREEZER));
        }
    }

    function test_neitherFreezingNorSettingIsEnteredAgain() public {
        CallsBackToken token = new CallsBackToken();
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", address(token), stranger), MAX);
        bytes memory reason = abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        token.setCallback(address(controller), abi.encodeCall(IMainnetController.removeRelayer, (starRelayer)));
        _refuses(starRelayer, _transferCall(address(token), stranger, 1), reason);
        token.setCallback(address(controller), _rateCall(address(savings), 1, 1));
        _refuses(starRelayer, _transferCall(address(token), stranger, 1), reason);
    }

    // --- Exchange rates ---

    function test_onlyTheAdminSetsAnExchangeRate() public {
        address[3] memory others = [freezer, starRelayer, stranger];
        for (uint256 i; i < others.length; ++i) {
            _refuses(others[i], _rateCall(address(savings), 1, 1), _missing(others[i], bytes32(0)));
        }
        vm.expectEmit(address(controller));
        emit IMainnetController.MaxExchangeRateSet(address(savings), 2e36);
        vm.prank(admin);
        controller.setMaxExchangeRate(address(savings), 1, 2);
    }

    /// What a registry would keep, a new controller of this stage has lost.
    function test_exchangeRatesAreTheControllersOwn() public {
        MainnetController next =
            new MainnetController(admin, address(starProxy), address(starLimits), address(starAllocator));
        assertEq(controller.maxExchangeRates(address(savings)), 1.1e36);
        assertEq(next.maxExchangeRates(address(savings)), 0);
    }

    // --- The stage ---

    function _controller() internal view override returns (address) {
        return address(controller);
    }

    function _operatorRole() internal pure override returns (bytes32) {
        return RELAYER;
    }

    function _passesOverZero() internal pure override returns (bool) {
        return false;
    }

    function _maxRate(address token) internal view override returns (uint256) {
        return controller.maxExchangeRates(token);
    }

    function _reasons() internal pure override returns (Reasons memory) {
        return Reasons({
            approve: "MC/approve-failed",
            transfer: "MC/transfer-failed",
            minShares: "MC/min-shares-out-not-met",
            zeroShares: "MC/zero-shares",
            rateTooHigh: "MC/exchange-rate-too-high",
            rateNotSet: "MC/exchange-rate-too-high",
            sharesBurned: "MC/shares-burned-too-high",
            minAssets: "MC/min-assets-out-not-met",
            zeroToken: "MC/token-zero-address"
        });
    }

    function _mintCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.mintUSDS, (amount));
    }

    function _burnCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.burnUSDS, (amount));
    }

    function _depositCall(address token, uint256 amount, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.depositERC4626, (token, amount, min));
    }

    function _withdrawCall(address token, uint256 amount, uint256 max) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.withdrawERC4626, (token, amount, max));
    }

    function _redeemCall(address token, uint256 shares, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.redeemERC4626, (token, shares, min));
    }

    function _takeCall(address vault, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.takeFromSparkVault, (vault, amount));
    }

    function _transferCall(address asset, address to, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.transferAsset, (asset, to, amount));
    }

    function _rateCall(address token, uint256 shares, uint256 assets) internal pure override returns (bytes memory) {
        return abi.encodeCall(IMainnetController.setMaxExchangeRate, (token, shares, assets));
    }
}
