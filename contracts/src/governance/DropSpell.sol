// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPause} from "../interfaces/IDSPause.sol";
import {IDropSpell} from "../interfaces/IDropSpell.sol";

/// @notice See {IDropSpell}.
contract DropSpell is IDropSpell {
    /// @inheritdoc IDropSpell
    address public immutable override pause;

    /// @inheritdoc IDropSpell
    address public immutable override usr;

    /// @inheritdoc IDropSpell
    bytes32 public immutable override tag;

    /// @inheritdoc IDropSpell
    uint256 public immutable override eta;

    /// @inheritdoc IDropSpell
    bytes public override fax;

    /// @inheritdoc IDropSpell
    string public constant override description = "Drops a plan of the pause";

    constructor(address pause_, address usr_, bytes32 tag_, bytes memory fax_, uint256 eta_) {
        pause = pause_;
        usr = usr_;
        tag = tag_;
        fax = fax_;
        eta = eta_;
    }

    /// @inheritdoc IDropSpell
    function planned() external view override returns (bool) {
        return IDSPause(pause).plans(keccak256(abi.encode(usr, tag, fax, eta)));
    }

    /// @inheritdoc IDropSpell
    function schedule() external override {
        IDSPause(pause).drop(usr, tag, fax, eta);
    }
}
