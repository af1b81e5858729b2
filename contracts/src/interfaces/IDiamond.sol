// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Types, event and errors of a Diamond (EIP-2535)
/// @notice The standard leaves the form of a failure open: every failure rule is one custom error here.
interface IDiamond {
    enum FacetCutAction {
        Add,
        Replace,
        Remove
    }

    struct FacetCut {
        address facetAddress;
        FacetCutAction action;
        bytes4[] functionSelectors;
    }

    /// @notice Emitted once for every change of the functions of the Diamond.
    /// @param  diamondCut The changes, in the order in which they were made.
    /// @param  init       Contract that was run by delegatecall after the changes; zero if none.
    /// @param  data       Calldata of that run.
    event DiamondCut(FacetCut[] diamondCut, address init, bytes data);

    /// @notice The Diamond has no function with this selector.
    error FunctionNotFound(bytes4 selector);

    /// @notice A cut lists no selector.
    error NoSelectorsInCut(address facet);

    /// @notice A facet to be added or used as a replacement has no code.
    error FacetHasNoCode(address facet);

    /// @notice The Diamond itself can be a facet (of immutable functions) only while it is constructed.
    error DiamondIsNoFacet();

    /// @notice A selector to be added is present already.
    error SelectorAlreadyPresent(bytes4 selector, address facet);

    /// @notice A selector to be replaced or removed is not present.
    error SelectorNotPresent(bytes4 selector);

    /// @notice A replacement names the facet that serves the selector already.
    error SelectorOnSameFacet(bytes4 selector, address facet);

    /// @notice A removal must name the zero address as its facet.
    error RemovalNamesFacet(address facet);

    /// @notice A function defined in the Diamond itself can be neither replaced nor removed.
    error SelectorIsImmutable(bytes4 selector);

    /// @notice The contract to be run after a cut has no code.
    error InitHasNoCode(address init);

    /// @notice A facet to be added or used as a replacement, or the contract to be run after a cut, is not on the
    ///         allowlist of the PAU.
    error CodeNotApproved(address target, bytes32 codeHash);

    /// @notice The run after a cut reverted without data. With data, that data is passed on instead.
    error InitReverted(address init, bytes data);
}
