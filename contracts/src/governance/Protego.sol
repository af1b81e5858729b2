// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPause} from "../interfaces/IDSPause.sol";
import {IProtego} from "../interfaces/IProtego.sol";
import {DropSpell} from "./DropSpell.sol";

/// @notice See {IProtego}.
contract Protego is IProtego {
    /// @inheritdoc IProtego
    address public immutable override pause;

    constructor(address pause_) {
        pause = pause_;
    }

    /// @inheritdoc IProtego
    function id(address usr, bytes32 tag, bytes calldata fax, uint256 eta) public pure override returns (bytes32) {
        return keccak256(abi.encode(usr, tag, fax, eta));
    }

    /// @inheritdoc IProtego
    function planned(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external view override returns (bool) {
        return planned(id(usr, tag, fax, eta));
    }

    /// @inheritdoc IProtego
    function planned(bytes32 id_) public view override returns (bool) {
        return IDSPause(pause).plans(id_);
    }

    /// @inheritdoc IProtego
    function deploy(address usr, bytes32 tag, bytes calldata fax, uint256 eta)
        external
        override
        returns (address dropSpell)
    {
        dropSpell = address(new DropSpell(address(this), usr, tag, fax, eta));
        emit Deploy(dropSpell);
    }

    /// @inheritdoc IProtego
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) public override {
        IDSPause(pause).drop(usr, tag, fax, eta);
        emit Drop(id(usr, tag, fax, eta));
    }

    /// @inheritdoc IProtego
    function drop(Plan[] calldata plans) external override {
        for (uint256 i; i < plans.length; ++i) {
            drop(plans[i].usr, plans[i].tag, plans[i].fax, plans[i].eta);
        }
    }
}
