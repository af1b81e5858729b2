// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  What a Beacon and the Controllers of stage diamond-pau have in common: integrations that can be listed
/// @notice An integration is a facet with the selectors by which it is called. A call selector is replaced by the
///         delegate selector before the facet runs, so two facets may use one name. Unlike EIP-2535 there is no loupe.
interface IEnumerableIntegrations {
    /// @param callSelector     Selector by which the Controller is called.
    /// @param delegateSelector Selector by which the facet runs.
    struct Wire {
        bytes4 callSelector;
        bytes4 delegateSelector;
    }

    /// @param facet Contract that the Controller runs by delegatecall.
    /// @param wires Its selectors.
    struct Config {
        address facet;
        Wire[] wires;
    }

    struct Integration {
        bytes32 id;
        Config config;
    }

    /// @param facet            Contract that serves a call selector; zero if none does.
    /// @param delegateSelector Selector by which it runs.
    struct Dispatch {
        address facet;
        bytes4 delegateSelector;
    }

    /// @notice An integration was added, or replaced as a whole.
    event IntegrationSet(bytes32 indexed id, Config config);

    /// @notice An integration was removed.
    event IntegrationRemoved(bytes32 indexed id);

    /// @notice A call selector belongs to another integration, or stands twice in one.
    error CallSelectorAlreadyWired(bytes4 callSelector);

    /// @notice The list of ids, or that of the wires of a configuration, is empty.
    error EmptyArray();

    /// @notice The facet has no code.
    error EmptyFacet();

    /// @notice There is no integration of this id.
    error IntegrationNotFound(bytes32 id);

    /// @notice All integrations. The order means nothing and changes with removals.
    function integrations() external view returns (Integration[] memory);

    /// @notice The configuration of an integration; empty where there is none.
    function getConfig(bytes32 integrationId) external view returns (Config memory config);

    /// @notice The configurations of integrations; empty where there is none.
    function getConfigs(bytes32[] calldata integrationIds) external view returns (Config[] memory configs);

    /// @notice Who serves a call selector; empty where nobody does.
    function getDispatch(bytes4 callSelector) external view returns (Dispatch memory dispatch);

    /// @notice Who serves call selectors; empty where nobody does.
    function getDispatches(bytes4[] calldata callSelectors) external view returns (Dispatch[] memory dispatches);
}
