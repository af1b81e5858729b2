// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  The code that may be wired into a PAU
/// @notice Code is approved by its hash. Facets, and contracts that run once after a cut, are approved separately, as
///         code that sets up a Diamond does not check its caller and must never become a function of the Diamond. While
///         the list is enforced, a cut that brings other code is refused with `IDiamond.CodeNotApproved`.
interface IFacetAllowlist {
    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event Approve(bytes32 indexed codeHash);
    event Revoke(bytes32 indexed codeHash);
    event ApproveInit(bytes32 indexed codeHash);
    event RevokeInit(bytes32 indexed codeHash);
    event SetEnforced(bool enforced);

    /// @notice Whether `usr` may change the list, as governance does: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Whether the list is enforced on cuts.
    function enforced() external view returns (bool);

    /// @notice Whether code of this hash is approved as a facet.
    function approved(bytes32 codeHash) external view returns (bool);

    /// @notice Whether code of this hash is approved to run after a cut.
    function approvedInits(bytes32 codeHash) external view returns (bool);

    /// @notice Whether the code of `target` is approved as a facet, whether or not the list is enforced.
    function isApproved(address target) external view returns (bool);

    /// @notice Whether `target` may be wired in now: the list is not enforced, or its code is approved as a facet.
    function isAllowed(address target) external view returns (bool);

    /// @notice Whether `target` may run after a cut now: the list is not enforced, or its code is approved for that.
    function isInitAllowed(address target) external view returns (bool);

    /// @notice Makes `usr` a ward. Reverts with `FacetAllowlist/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as a ward. Reverts with `FacetAllowlist/not-authorized`.
    function deny(address usr) external;

    /// @notice Approves code as a facet. Reverts with `FacetAllowlist/not-authorized`, `/no-code`, `/is-init`.
    function approve(bytes32 codeHash) external;

    /// @notice Ends the approval of a facet. A facet that is wired in stays. Reverts with
    ///         `FacetAllowlist/not-authorized`.
    function revoke(bytes32 codeHash) external;

    /// @notice Approves code to run after a cut. Reverts with `FacetAllowlist/not-authorized`, `/no-code`, `/is-facet`.
    function approveInit(bytes32 codeHash) external;

    /// @notice Ends the approval of code to run after a cut. Reverts with `FacetAllowlist/not-authorized`.
    function revokeInit(bytes32 codeHash) external;

    /// @notice Switches the list on or off. Reverts with `FacetAllowlist/not-authorized`.
    function setEnforced(bool enforced_) external;
}
