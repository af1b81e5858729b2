// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {LibRoles} from "../../diamond/LibRoles.sol";
import {LibController} from "../../facets/libraries/LibController.sol";
import {LibExchangeRate} from "../../facets/libraries/LibExchangeRate.sol";
import {LibUsds} from "../../facets/libraries/LibUsds.sol";
import {IErc4626Facet} from "../../interfaces/IErc4626Facet.sol";
import {IFacetedController} from "../../interfaces/IFacetedController.sol";
import {IParameterRegistry} from "../../interfaces/IParameterRegistry.sol";
import {ISparkVaultFacet} from "../../interfaces/ISparkVaultFacet.sol";
import {ITransferAssetFacet} from "../../interfaces/ITransferAssetFacet.sol";
import {IUsdsFacet} from "../../interfaces/IUsdsFacet.sol";

/// @notice See {IFacetedController}. What it and its facets store lies in the ERC-7201 namespaces of the facets.
contract FacetedController is IFacetedController {
    using EnumerableSet for EnumerableSet.AddressSet;
    using LibExchangeRate for IParameterRegistry;

    /// @inheritdoc IFacetedController
    bytes32 public constant override DEFAULT_ADMIN_ROLE = LibRoles.DEFAULT_ADMIN_ROLE;

    /// @inheritdoc IFacetedController
    bytes32 public constant override RELAYER = LibRoles.RELAYER;

    /// @inheritdoc IFacetedController
    bytes32 public constant override FREEZER = LibRoles.FREEZER;

    /// @inheritdoc IFacetedController
    bytes32 public constant override CONFIGURATOR = LibRoles.CONFIGURATOR;

    /// @inheritdoc IFacetedController
    bytes32 public constant override OPERATORS = LibRoles.OPERATORS;

    /// @inheritdoc IFacetedController
    address public immutable override adminFacet;

    /// @inheritdoc IFacetedController
    address public immutable override usdsFacet;

    /// @inheritdoc IFacetedController
    address public immutable override erc4626Facet;

    /// @inheritdoc IFacetedController
    address public immutable override sparkVaultFacet;

    /// @inheritdoc IFacetedController
    address public immutable override transferAssetFacet;

    /// @param facets The facets, for good.
    /// @param admin  First holder of DEFAULT_ADMIN_ROLE.
    /// @param init   Contract to run by delegatecall: it sets the wires.
    /// @param data   Calldata of that run.
    constructor(Facets memory facets, address admin, address init, bytes memory data) {
        adminFacet = facets.admin;
        usdsFacet = facets.usds;
        erc4626Facet = facets.erc4626;
        sparkVaultFacet = facets.sparkVault;
        transferAssetFacet = facets.transferAsset;
        LibRoles.grant(DEFAULT_ADMIN_ROLE, admin);
        Address.functionDelegateCall(init, data);
    }

    // --- Roles ---

    /// @inheritdoc IFacetedController
    function grantRole(bytes32, address) external override {
        _runFacet(adminFacet);
    }

    /// @inheritdoc IFacetedController
    function revokeRole(bytes32, address) external override {
        _runFacet(adminFacet);
    }

    /// @inheritdoc IFacetedController
    function setRelayer(address) external override {
        _runFacet(adminFacet);
    }

    /// @inheritdoc IFacetedController
    function setFreezer(address) external override {
        _runFacet(adminFacet);
    }

    /// @inheritdoc IFacetedController
    function removeRelayer(address) external override {
        _runFacet(adminFacet);
    }

    /// @inheritdoc IFacetedController
    function hasRole(bytes32 role, address account) external view override returns (bool) {
        return LibRoles.has(role, account);
    }

    /// @inheritdoc IFacetedController
    function getRoleMember(bytes32 role, uint256 index) external view override returns (address) {
        return LibRoles.state().members[role].at(index);
    }

    /// @inheritdoc IFacetedController
    function getRoleMemberCount(bytes32 role) external view override returns (uint256) {
        return LibRoles.state().members[role].length();
    }

    // --- What relayers do ---

    /// @inheritdoc IFacetedController
    function mintUSDS(uint256) external override {
        _runFacet(usdsFacet);
    }

    /// @inheritdoc IFacetedController
    function burnUSDS(uint256) external override {
        _runFacet(usdsFacet);
    }

    /// @inheritdoc IFacetedController
    function depositERC4626(address, uint256, uint256) external override returns (uint256 shares) {
        shares = abi.decode(_runFacet(erc4626Facet), (uint256));
    }

    /// @inheritdoc IFacetedController
    function withdrawERC4626(address, uint256, uint256) external override returns (uint256 shares) {
        shares = abi.decode(_runFacet(erc4626Facet), (uint256));
    }

    /// @inheritdoc IFacetedController
    function redeemERC4626(address, uint256, uint256) external override returns (uint256 assets) {
        assets = abi.decode(_runFacet(erc4626Facet), (uint256));
    }

    /// @inheritdoc IFacetedController
    function takeFromSparkVault(address, uint256) external override {
        _runFacet(sparkVaultFacet);
    }

    /// @inheritdoc IFacetedController
    function transferAsset(address, address, uint256) external override {
        _runFacet(transferAssetFacet);
    }

    // --- Parameters and wires ---

    /// @inheritdoc IFacetedController
    function setMaxExchangeRate(address, uint256, uint256) external override {
        _runFacet(erc4626Facet);
    }

    /// @inheritdoc IFacetedController
    function maxExchangeRates(address token) external view override returns (uint256) {
        return IParameterRegistry(LibController.state().parameterRegistry).maxExchangeRate(token);
    }

    /// @inheritdoc IFacetedController
    function LIMIT_USDS_MINT() external view override returns (bytes32) {
        return IUsdsFacet(usdsFacet).LIMIT_USDS_MINT();
    }

    /// @inheritdoc IFacetedController
    function LIMIT_4626_DEPOSIT() external view override returns (bytes32) {
        return IErc4626Facet(erc4626Facet).LIMIT_4626_DEPOSIT();
    }

    /// @inheritdoc IFacetedController
    function LIMIT_4626_WITHDRAW() external view override returns (bytes32) {
        return IErc4626Facet(erc4626Facet).LIMIT_4626_WITHDRAW();
    }

    /// @inheritdoc IFacetedController
    function LIMIT_SPARK_VAULT_TAKE() external view override returns (bytes32) {
        return ISparkVaultFacet(sparkVaultFacet).LIMIT_SPARK_VAULT_TAKE();
    }

    /// @inheritdoc IFacetedController
    function LIMIT_ASSET_TRANSFER() external view override returns (bytes32) {
        return ITransferAssetFacet(transferAssetFacet).LIMIT_ASSET_TRANSFER();
    }

    /// @inheritdoc IFacetedController
    function proxy() external view override returns (address) {
        return LibController.state().proxy;
    }

    /// @inheritdoc IFacetedController
    function rateLimits() external view override returns (address) {
        return LibController.state().rateLimits;
    }

    /// @inheritdoc IFacetedController
    function parameterRegistry() external view override returns (address) {
        return LibController.state().parameterRegistry;
    }

    /// @inheritdoc IFacetedController
    function freezeRegistry() external view override returns (address) {
        return LibController.state().freezeRegistry;
    }

    /// @inheritdoc IFacetedController
    function vault() external view override returns (address) {
        return LibUsds.state().vault;
    }

    /// @inheritdoc IFacetedController
    function buffer() external view override returns (address) {
        return LibUsds.state().buffer;
    }

    /// @inheritdoc IFacetedController
    function usds() external view override returns (address) {
        return LibUsds.state().usds;
    }

    // The function has the same selector here and there, so the calldata goes on as it came.
    function _runFacet(address facet) private returns (bytes memory) {
        return Address.functionDelegateCall(facet, msg.data);
    }
}
