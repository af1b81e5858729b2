// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IBeacon} from "../../interfaces/IBeacon.sol";
import {IController} from "../../interfaces/IController.sol";
import {LibDispatch} from "./LibDispatch.sol";
import {LibIntegrations} from "./LibIntegrations.sol";

/// @notice See {IController}.
contract Controller is IController, ReentrancyGuardTransient {
    using LibIntegrations for LibIntegrations.Layout;

    bytes32 private constant DEFAULT_ADMIN_ROLE = 0x00;

    /// @inheritdoc IController
    address public immutable override beacon;

    modifier onlyAdmin() {
        if (!IAccessControl(LibDispatch.wires().accessControls).hasRole(DEFAULT_ADMIN_ROLE, msg.sender)) {
            revert NotAdmin(msg.sender);
        }
        _;
    }

    constructor(address accessControls_, address beacon_, address proxy_, address rateLimits_) {
        if (accessControls_ == address(0)) revert ZeroAccessControls();
        if (beacon_ == address(0)) revert ZeroBeacon();
        if (proxy_ == address(0)) revert ZeroProxy();
        if (rateLimits_ == address(0)) revert ZeroRateLimits();

        LibDispatch.Wires storage $ = LibDispatch.wires();
        $.accessControls = accessControls_;
        $.proxy = proxy_;
        $.rateLimits = rateLimits_;
        beacon = beacon_;
    }

    /// @notice Refuses plain ether: without a selector there is no facet that could want it.
    receive() external payable {
        revert InvalidCallDataLength(0);
    }

    /// @notice Runs the facet of the selector, with the selector that the facet has for it.
    fallback() external payable {
        if (msg.data.length < 4) revert InvalidCallDataLength(msg.data.length);
        Dispatch memory dispatch = LibDispatch.state().dispatches[msg.sig];
        (address facet, bytes4 delegateSelector) = (dispatch.facet, dispatch.delegateSelector);
        if (facet == address(0)) revert CallSelectorNotWired(msg.sig);
        assembly {
            calldatacopy(0, 0, calldatasize())
            // The selector is all that changes: the rest of its word is calldata already.
            mstore(0, or(delegateSelector, and(mload(0), shr(32, not(0)))))
            let success := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch success
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }

    /// @inheritdoc IController
    function updateIntegrations(bytes32[] calldata ids) external override nonReentrant onlyAdmin {
        if (ids.length == 0) revert EmptyArray();
        Config[] memory configs = IBeacon(beacon).getConfigs(ids);
        for (uint256 i; i < ids.length; ++i) {
            Config memory config = configs[i];
            if (config.facet == address(0)) revert IntegrationNotFound(ids[i]);
            if (config.facet.code.length == 0) revert EmptyFacet();
            if (config.wires.length == 0) revert EmptyArray();
            LibDispatch.state().set(ids[i], config);
        }
    }

    /// @inheritdoc IController
    function removeIntegrations(bytes32[] calldata ids) external override nonReentrant onlyAdmin {
        if (ids.length == 0) revert EmptyArray();
        for (uint256 i; i < ids.length; ++i) {
            LibDispatch.state().remove(ids[i]);
        }
    }

    function integrations() external view override returns (Integration[] memory) {
        return LibDispatch.state().all();
    }

    function getConfig(bytes32 integrationId) external view override returns (Config memory config) {
        return LibDispatch.state().configs[integrationId];
    }

    function getConfigs(bytes32[] calldata integrationIds) external view override returns (Config[] memory configs) {
        return LibDispatch.state().configsOf(integrationIds);
    }

    function getDispatch(bytes4 callSelector) external view override returns (Dispatch memory dispatch) {
        return LibDispatch.state().dispatches[callSelector];
    }

    function getDispatches(bytes4[] calldata callSelectors)
        external
        view
        override
        returns (Dispatch[] memory dispatches)
    {
        return LibDispatch.state().dispatchesOf(callSelectors);
    }

    /// @inheritdoc IController
    function accessControls() external view override returns (address) {
        return LibDispatch.wires().accessControls;
    }

    /// @inheritdoc IController
    function proxy() external view override returns (address) {
        return LibDispatch.wires().proxy;
    }

    /// @inheritdoc IController
    function rateLimits() external view override returns (address) {
        return LibDispatch.wires().rateLimits;
    }
}
