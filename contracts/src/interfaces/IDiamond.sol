// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Types, event and errors of a Diamond (EIP-2535)
/// @notice The standard does not say how failures are reported. Here each rule that can be broken has a custom error.
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

    /// @notice A cut names the Diamond itself as a facet. Only the constructor may do so, for immutable functions.
    error DiamondIsNoFacet();

    /// @notice A selector to be added is already present.
    error SelectorAlreadyPresent(bytes4 selector, address facet);

    /// @notice A selector to be replaced or removed is not present.
    error SelectorNotPresent(bytes4 selector);

    /// @notice A replacement names the facet that already serves the selector.
    error SelectorOnSameFacet(bytes4 selector, address facet);

    /// @notice A removal names a facet. It must name the zero address.
    error RemovalNamesFacet(address facet);

    /// @notice A function defined in the Diamond itself can be neither replaced nor removed.
    error SelectorIsImmutable(bytes4 selector);

    /// @notice The contract to be run after a cut has no code.
    error InitHasNoCode(address init);

    /// @notice A facet to be added or used as a replacement, or the contract to be run after a cut, is not on the
    ///         allowlist of the PAU.
    error CodeNotApproved(address target, bytes32 codeHash);

    /// @notice The run after a cut reverted without data. A revert with data is passed on as it is.
    error InitReverted(address init, bytes data);
}
