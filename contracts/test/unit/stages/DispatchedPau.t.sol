// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

import {IDispatchErc4626Facet} from "../../../src/interfaces/IDispatchErc4626Facet.sol";
import {IDispatchSparkVaultFacet} from "../../../src/interfaces/IDispatchSparkVaultFacet.sol";
import {IDispatchTransferAssetFacet} from "../../../src/interfaces/IDispatchTransferAssetFacet.sol";
import {IDispatchUsdsFacet} from "../../../src/interfaces/IDispatchUsdsFacet.sol";
import {IDispatchedPau} from "../../../src/interfaces/IDispatchedPau.sol";
import {DispatchUsdsFacet} from "../../../src/stages/dispatch/DispatchUsdsFacet.sol";
import {DispatchFixture} from "../../DispatchFixture.sol";
import {StagesFixture} from "../../StagesFixture.sol";
import {Reasons, RelayerRules} from "./RelayerRules.sol";

contract DispatchedPauTest is DispatchFixture, RelayerRules {
    IDispatchedPau private pau;

    function setUp() public override(DispatchFixture, StagesFixture) {
        super.setUp();
        pau = IDispatchedPau(address(controller));
        vm.prank(admin);
        accessControls.grantRole(ALLOCATOR_ROLE, starRelayer);
        _ready();
    }

    // --- What it is ---

    function test_namesWhatItWorksOn() public view {
        assertEq(pau.usds_vault(), address(starAllocator));
        assertEq(pau.usds_usds(), address(usds));
        assertEq(pau.erc4626_EXCHANGE_RATE_PRECISION(), 1e36);
        assertEq(pau.erc4626_getMaxExchangeRate(address(savings)), 1.1e36);
    }

    function test_namesTheKeysOfItsLimits() public view {
        assertEq(pau.usds_mintRateLimitKey(), keccak256("LIMIT_USDS_MINT"));
        assertEq(pau.usds_burnRateLimitKey(), keccak256("LIMIT_USDS_BURN"));
        assertEq(
            pau.erc4626_getDepositRateLimitKey(address(savings), address(usds)),
            keccak256(abi.encode(keccak256("LIMIT_4626_DEPOSIT"), address(usds), address(savings)))
        );
        assertEq(pau.erc4626_getWithdrawRateLimitKey(address(savings)), _key("LIMIT_4626_WITHDRAW", address(savings)));
        assertEq(
            pau.sparkVault_getTakeRateLimitKey(address(starVault)), _key("LIMIT_SPARK_VAULT_TAKE", address(starVault))
        );
        assertEq(
            pau.transferAsset_getTransferRateLimitKey(address(usds), stranger),
            _pairKey("LIMIT_ASSET_TRANSFER", address(usds), stranger)
        );
    }

    // --- Events ---

    function test_everyOperationIsAnEventOfTheController() public {
        vm.startPrank(starRelayer);
        vm.expectEmit(address(controller));
        emit IDispatchUsdsFacet.USDSMint(10);
        pau.usds_mint(10);
        vm.expectEmit(address(controller));
        emit IDispatchErc4626Facet.ERC4626Deposit(address(savings), 8, 8);
        pau.erc4626_deposit(address(savings), 8, 8);
        vm.expectEmit(address(controller));
        emit IDispatchErc4626Facet.ERC4626Withdraw(address(savings), 3, 3);
        pau.erc4626_withdraw(address(savings), 3, 3);
        vm.expectEmit(address(controller));
        emit IDispatchErc4626Facet.ERC4626Redeem(address(savings), 2, 2);
        pau.erc4626_redeem(address(savings), 2, 2);
        vm.expectEmit(address(controller));
        emit IDispatchUsdsFacet.USDSBurn(1);
        pau.usds_burn(1);
        vm.expectEmit(address(controller));
        emit IDispatchSparkVaultFacet.SparkVaultTake(address(starVault), 5);
        pau.sparkVault_take(address(starVault), 5);
        vm.expectEmit(address(controller));
        emit IDispatchTransferAssetFacet.TransferAssetTransfer(address(usds), address(starVault), 4);
        pau.transferAsset_transfer(address(usds), address(starVault), 4);
    }

    // --- What the admin sets ---

    function test_onlyTheAdminSetsVaultAndRates() public {
        bytes memory setVault = abi.encodeCall(IDispatchedPau.usds_setVault, (stranger));
        bytes memory setRate = _rateCall(address(savings), 1, 2);
        address[3] memory others = [starRelayer, freezer, stranger];
        for (uint256 i; i < others.length; ++i) {
            _refuses(others[i], setVault, _missing(others[i], bytes32(0)));
            _refuses(others[i], setRate, _missing(others[i], bytes32(0)));
        }
        vm.startPrank(admin);
        vm.expectEmit(address(controller));
        emit IDispatchUsdsFacet.USDSVaultSet(stranger);
        pau.usds_setVault(stranger);
        assertEq(pau.usds_vault(), stranger);
        vm.expectEmit(address(controller));
        emit IDispatchErc4626Facet.ERC4626MaxExchangeRateSet(address(savings), 2e36);
        pau.erc4626_setMaxExchangeRate(address(savings), 1, 2);
    }

    function test_neitherVaultNorTokenIsZero() public {
        _refuses(admin, abi.encodeCall(IDispatchedPau.usds_setVault, (address(0))), _error("USDSFacet/zero-vault"));
        expectRevert("USDSFacet/zero-usds");
        new DispatchUsdsFacet(address(0));
    }

    /// A facet by itself asks nobody: there are no wires in its own storage.
    function test_aFacetByItselfHasNoWires() public {
        vm.prank(admin);
        (bool success,) = address(facets.usds).call(abi.encodeCall(IDispatchUsdsFacet.mint, (1)));
        assertFalse(success);
    }

    // --- The stage ---

    function _controller() internal view override returns (address) {
        return address(controller);
    }

    function _operatorRole() internal pure override returns (bytes32) {
        return ALLOCATOR_ROLE;
    }

    function _passesOverZero() internal pure override returns (bool) {
        return true;
    }

    function _burnHasALimit() internal pure override returns (bool) {
        return true;
    }

    function _depositKey(address token) internal view override returns (bytes32) {
        return _pairKey("LIMIT_4626_DEPOSIT", IERC4626(token).asset(), token);
    }

    function _maxRate(address token) internal view override returns (uint256) {
        return pau.erc4626_getMaxExchangeRate(token);
    }

    function _reasons() internal pure override returns (Reasons memory) {
        return Reasons({
            approve: "ApproveLib/approve-failed",
            transfer: "TransferAssetFacet/transfer-failed",
            minShares: "ERC4626Facet/min-shares-out-not-met",
            zeroShares: "ERC4626Facet/zero-shares",
            rateTooHigh: "ERC4626Facet/exchange-rate-too-high",
            rateNotSet: "ERC4626Facet/exchange-rate-too-high",
            sharesBurned: "ERC4626Facet/shares-burned-too-high",
            minAssets: "ERC4626Facet/min-assets-out-not-met",
            zeroToken: "ERC4626Facet/token-zero-address"
        });
    }

    function _mintCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.usds_mint, (amount));
    }

    function _burnCall(uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.usds_burn, (amount));
    }

    function _depositCall(address token, uint256 amount, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.erc4626_deposit, (token, amount, min));
    }

    function _withdrawCall(address token, uint256 amount, uint256 max) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.erc4626_withdraw, (token, amount, max));
    }

    function _redeemCall(address token, uint256 shares, uint256 min) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.erc4626_redeem, (token, shares, min));
    }

    function _takeCall(address vault, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.sparkVault_take, (vault, amount));
    }

    function _transferCall(address asset, address to, uint256 amount) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.transferAsset_transfer, (asset, to, amount));
    }

    function _rateCall(address token, uint256 shares, uint256 assets) internal pure override returns (bytes memory) {
        return abi.encodeCall(IDispatchedPau.erc4626_setMaxExchangeRate, (token, shares, assets));
    }
}
