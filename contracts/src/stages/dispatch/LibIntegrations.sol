// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {IEnumerableIntegrations} from "../../interfaces/IEnumerableIntegrations.sol";

/// @title Integrations by id, with the table of selectors that follows from them
library LibIntegrations {
    using EnumerableSet for EnumerableSet.Bytes32Set;

    struct Layout {
        EnumerableSet.Bytes32Set ids;
        mapping(bytes32 id => IEnumerableIntegrations.Config) configs;
        mapping(bytes4 callSelector => IEnumerableIntegrations.Dispatch) dispatches;
    }

    /// @notice Adds an integration, or replaces it as a whole.
    function set(Layout storage $, bytes32 id, IEnumerableIntegrations.Config memory config) internal {
        if (!$.ids.add(id)) _unwire($, id);

        IEnumerableIntegrations.Config storage stored = $.configs[id];
        stored.facet = config.facet;
        for (uint256 i; i < config.wires.length; ++i) {
            IEnumerableIntegrations.Wire memory wire = config.wires[i];
            if ($.dispatches[wire.callSelector].facet != address(0)) {
                revert IEnumerableIntegrations.CallSelectorAlreadyWired(wire.callSelector);
            }
            $.dispatches[wire.callSelector] = IEnumerableIntegrations.Dispatch(config.facet, wire.delegateSelector);
            stored.wires.push(wire);
        }
        emit IEnumerableIntegrations.IntegrationSet(id, config);
    }

    /// @notice Removes an integration that is there.
    function remove(Layout storage $, bytes32 id) internal {
        if (!$.ids.remove(id)) revert IEnumerableIntegrations.IntegrationNotFound(id);
        _unwire($, id);
        emit IEnumerableIntegrations.IntegrationRemoved(id);
    }

    function all(Layout storage $) internal view returns (IEnumerableIntegrations.Integration[] memory integrations) {
        uint256 count = $.ids.length();
        integrations = new IEnumerableIntegrations.Integration[](count);
        for (uint256 i; i < count; ++i) {
            bytes32 id = $.ids.at(i);
            integrations[i] = IEnumerableIntegrations.Integration(id, $.configs[id]);
        }
    }

    function configsOf(Layout storage $, bytes32[] calldata ids)
        internal
        view
        returns (IEnumerableIntegrations.Config[] memory configs)
    {
        configs = new IEnumerableIntegrations.Config[](ids.length);
        for (uint256 i; i < ids.length; ++i) {
            configs[i] = $.configs[ids[i]];
        }
    }

    function dispatchesOf(Layout storage $, bytes4[] calldata callSelectors)
        internal
        view
        returns (IEnumerableIntegrations.Dispatch[] memory dispatches)
    {
        dispatches = new IEnumerableIntegrations.Dispatch[](callSelectors.length);
        for (uint256 i; i < callSelectors.length; ++i) {
            dispatches[i] = $.dispatches[callSelectors[i]];
        }
    }

    function _unwire(Layout storage $, bytes32 id) private {
        IEnumerableIntegrations.Wire[] storage wires = $.configs[id].wires;
        for (uint256 i; i < wires.length; ++i) {
            delete $.dispatches[wires[i].callSelector];
        }
        delete $.configs[id];
    }
}
