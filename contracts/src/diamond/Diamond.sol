// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDiamond} from "../interfaces/IDiamond.sol";
import {LibDiamond} from "./LibDiamond.sol";
import {LibRoles} from "./LibRoles.sol";

/// @title  The Controller of a PAU: an EIP-2535 Diamond
/// @notice Has no function of its own; every call goes to the facet that serves its selector.
contract Diamond is IDiamond {
    /// @param cuts  The first functions; `diamondCut` among them, or the Diamond never changes.
    /// @param admin First holder of DEFAULT_ADMIN_ROLE.
    /// @param init  Contract to run by delegatecall after the cuts; zero for none.
    /// @param data  Calldata of that run.
    constructor(FacetCut[] memory cuts, address admin, address init, bytes memory data) {
        LibRoles.grant(LibRoles.DEFAULT_ADMIN_ROLE, admin);
        LibDiamond.cut(cuts, init, data);
    }

    /// @notice Refuses plain ether: without a selector there is no facet that could want it.
    receive() external payable {
        revert FunctionNotFound(bytes4(0));
    }

    /// @notice Runs the facet of the selector. Reverts with `FunctionNotFound` if there is none.
    fallback() external payable {
        address facet = LibDiamond.facetOf(msg.sig);
        if (facet == address(0)) revert FunctionNotFound(msg.sig);
        assembly {
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), facet, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            switch success
            case 0 { revert(0, returndatasize()) }
            default { return(0, returndatasize()) }
        }
    }
}
