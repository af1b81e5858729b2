// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IFacetAllowlist} from "../interfaces/IFacetAllowlist.sol";

/// @notice See {IFacetAllowlist}.
contract FacetAllowlist is IFacetAllowlist {
    /// @inheritdoc IFacetAllowlist
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IFacetAllowlist
    mapping(bytes32 codeHash => bool) public override approved;

    /// @inheritdoc IFacetAllowlist
    mapping(bytes32 codeHash => bool) public override approvedInits;

    /// @inheritdoc IFacetAllowlist
    bool public override enforced;

    modifier auth() {
        require(wards[msg.sender] == 1, "FacetAllowlist/not-authorized");
        _;
    }

    /// @notice Enforced from the first block: an empty list approves nothing, and only governance switches it off.
    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
        enforced = true;
        emit SetEnforced(true);
    }

    /// @inheritdoc IFacetAllowlist
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IFacetAllowlist
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IFacetAllowlist
    function approve(bytes32 codeHash) external override auth {
        _requireCode(codeHash);
        require(!approvedInits[codeHash], "FacetAllowlist/is-init");
        approved[codeHash] = true;
        emit Approve(codeHash);
    }

    /// @inheritdoc IFacetAllowlist
    function revoke(bytes32 codeHash) external override auth {
        approved[codeHash] = false;
        emit Revoke(codeHash);
    }

    /// @inheritdoc IFacetAllowlist
    function approveInit(bytes32 codeHash) external override auth {
        _requireCode(codeHash);
        require(!approved[codeHash], "FacetAllowlist/is-facet");
        approvedInits[codeHash] = true;
        emit ApproveInit(codeHash);
    }

    /// @inheritdoc IFacetAllowlist
    function revokeInit(bytes32 codeHash) external override auth {
        approvedInits[codeHash] = false;
        emit RevokeInit(codeHash);
    }

    /// @inheritdoc IFacetAllowlist
    function setEnforced(bool enforced_) external override auth {
        enforced = enforced_;
        emit SetEnforced(enforced_);
    }

    /// @inheritdoc IFacetAllowlist
    function isApproved(address target) public view override returns (bool) {
        return approved[target.codehash];
    }

    /// @inheritdoc IFacetAllowlist
    function isAllowed(address target) external view override returns (bool) {
        return !enforced || isApproved(target);
    }

    /// @inheritdoc IFacetAllowlist
    function isInitAllowed(address target) external view override returns (bool) {
        return !enforced || approvedInits[target.codehash];
    }

    // An account that was never used has hash 0, one without code the hash of nothing.
    function _requireCode(bytes32 codeHash) private pure {
        require(codeHash != bytes32(0) && codeHash != keccak256(""), "FacetAllowlist/no-code");
    }
}
