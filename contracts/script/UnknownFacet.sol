// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../src/diamond/LibRoles.sol";
import {Facet} from "../src/facets/Facet.sol";

/// @title  A facet that nobody knows, for the local chain
/// @notice Its selectors are in no published interface, so a console has to show them as what they are: unknown.
///         It touches no funds.
contract UnknownFacet is Facet {
    // keccak256(abi.encode(uint256(keccak256("pau.storage.UnknownFacet")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0xce0594142021e1d9f93bb0e248262890a0ca8a1ea40745f0428cfcfde55b1c00;

    /// @custom:storage-location erc7201:pau.storage.UnknownFacet
    struct Layout {
        mapping(bytes32 tessera => uint256) pressed;
    }

    event TesseraPressed(bytes32 indexed tessera, uint256 time);

    /// @notice Notes the time under a name. Only RELAYER.
    function pressTessera(bytes32 tessera) external onlyRole(LibRoles.RELAYER) {
        _state().pressed[tessera] = block.timestamp;
        emit TesseraPressed(tessera, block.timestamp);
    }

    /// @notice The time noted under a name [unix s]; 0 if none.
    function tesseraPressedAt(bytes32 tessera) external view returns (uint256) {
        return _state().pressed[tessera];
    }

    function _state() private pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
