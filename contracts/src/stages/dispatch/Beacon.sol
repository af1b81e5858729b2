// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/AccessControlEnumerable.sol";

import {IBeacon} from "../../interfaces/IBeacon.sol";
import {IController} from "../../interfaces/IController.sol";
import {IEnumerableIntegrations} from "../../interfaces/IEnumerableIntegrations.sol";
import {LibIntegrations} from "./LibIntegrations.sol";

/// @notice See {IBeacon}.
contract Beacon is IBeacon, AccessControlEnumerable {
    using LibIntegrations for LibIntegrations.Layout;

    LibIntegrations.Layout private _integrations;

    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    constructor(address admin) {
        if (admin == address(0)) revert ZeroAdmin();
        _grantRole(DEFAULT_ADMIN_ROLE, admin);
    }

    /// @inheritdoc IBeacon
    function setIntegration(bytes32 id, Config calldata config) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        if (config.facet == address(0)) revert ZeroFacet();
        if (config.facet.code.length == 0) revert EmptyFacet();
        if (config.wires.length == 0) revert EmptyArray();
        for (uint256 i; i < config.wires.length; ++i) {
            bytes4 callSelector = config.wires[i].callSelector;
            if (_isHardcoded(callSelector)) revert CallSelectorHardcoded(callSelector);
        }
        _integrations.set(id, config);
    }

    /// @inheritdoc IBeacon
    function removeIntegration(bytes32 id) external override onlyRole(DEFAULT_ADMIN_ROLE) {
        _integrations.remove(id);
    }

    function integrations() external view override returns (Integration[] memory) {
        return _integrations.all();
    }

    function getConfig(bytes32 integrationId) external view override returns (Config memory config) {
        return _integrations.configs[integrationId];
    }

    function getConfigs(bytes32[] calldata integrationIds) external view override returns (Config[] memory configs) {
        return _integrations.configsOf(integrationIds);
    }

    function getDispatch(bytes4 callSelector) external view override returns (Dispatch memory dispatch) {
        return _integrations.dispatches[callSelector];
    }

    function getDispatches(bytes4[] calldata callSelectors)
        external
        view
        override
        returns (Dispatch[] memory dispatches)
    {
        return _integrations.dispatchesOf(callSelectors);
    }

    function _isHardcoded(bytes4 selector) private pure returns (bool) {
        bytes4[11] memory hardcoded = [
            IEnumerableIntegrations.integrations.selector,
            IEnumerableIntegrations.getConfig.selector,
            IEnumerableIntegrations.getConfigs.selector,
            IEnumerableIntegrations.getDispatch.selector,
            IEnumerableIntegrations.getDispatches.selector,
            IController.accessControls.selector,
            IController.beacon.selector,
            IController.proxy.selector,
            IController.rateLimits.selector,
            IController.updateIntegrations.selector,
            IController.removeIntegrations.selector
        ];
        for (uint256 i; i < hardcoded.length; ++i) {
            if (hardcoded[i] == selector) return true;
        }
        return false;
    }
}
