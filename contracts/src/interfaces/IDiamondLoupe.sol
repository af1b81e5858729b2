// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The part of EIP-2535 that shows a Diamond. Interface id `0x48e2b093`.
interface IDiamondLoupe {
    struct Facet {
        address facetAddress;
        bytes4[] functionSelectors;
    }

    /// @notice All facets with their selectors. The order means nothing and changes with cuts.
    function facets() external view returns (Facet[] memory facets_);

    /// @notice The selectors that a facet serves; empty if it is not a facet of this Diamond.
    function facetFunctionSelectors(address facet) external view returns (bytes4[] memory facetFunctionSelectors_);

    /// @notice The addresses of all facets.
    function facetAddresses() external view returns (address[] memory facetAddresses_);

    /// @notice The facet that serves a selector; zero if none does.
    function facetAddress(bytes4 functionSelector) external view returns (address facetAddress_);
}
