// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {WardsLike} from "../../deploy/Ownership.sol";
import {DeployBase} from "./DeployBase.sol";

/// A system that is in order, and calls that break one wire of it.
abstract contract DeployCheckBase is DeployBase {
    function setUp() public virtual {
        _deploy();
        _initAll();
    }

    /// Makes one call as governance, after which `check` must refuse for `reason`; then undoes it.
    function _breaks(bytes memory check, address target, bytes memory data, string memory reason) internal {
        _breaksFrom(address(this), check, target, data, reason);
    }

    function _breaksFrom(address from, bytes memory check, address target, bytes memory data, string memory reason)
        internal
    {
        uint256 snapshot = vm.snapshotState();
        vm.prank(from);
        (bool done,) = target.call(data);
        assertTrue(done, reason);
        (bool passed, bytes memory ret) = address(this).call(check);
        assertFalse(passed, reason);
        assertEq(ret, abi.encodeWithSignature("Error(string)", reason), reason);
        vm.revertToState(snapshot);
    }

    function _deny(address usr) internal pure returns (bytes memory) {
        return abi.encodeCall(WardsLike.deny, (usr));
    }

    function _revoke(bytes32 role, address account) internal pure returns (bytes memory) {
        return abi.encodeCall(IAccessControl.revokeRole, (role, account));
    }

    function _grant(bytes32 role, address account) internal pure returns (bytes memory) {
        return abi.encodeCall(IAccessControl.grantRole, (role, account));
    }
}
