// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPause} from "../interfaces/IDSPause.sol";
import {IDropSpell} from "../interfaces/IDropSpell.sol";
import {IProtego} from "../interfaces/IProtego.sol";

/// @notice See {IDropSpell}.
contract DropSpell is IDropSpell {
    /// @inheritdoc IDropSpell
    address public constant override log = 0xdA0Ab1e0017DEbCd72Be8599041a2aa3bA7e740F;

    /// @inheritdoc IDropSpell
    bool public constant override officeHours = false;

    /// @inheritdoc IDropSpell
    uint256 public constant override expiration = type(uint256).max;

    /// @inheritdoc IDropSpell
    uint256 public constant override nextCastTime = type(uint256).max;

    /// @inheritdoc IDropSpell
    address public immutable override protego;

    /// @inheritdoc IDropSpell
    address public immutable override pause;

    /// @inheritdoc IDropSpell
    address public immutable override action;

    /// @inheritdoc IDropSpell
    bytes32 public immutable override tag;

    /// @inheritdoc IDropSpell
    uint256 public immutable override eta;

    /// @inheritdoc IDropSpell
    bytes public override sig;

    constructor(address protego_, address usr, bytes32 tag_, bytes memory fax, uint256 eta_) {
        protego = protego_;
        pause = IProtego(protego_).pause();
        action = usr;
        tag = tag_;
        sig = fax;
        eta = eta_;
    }

    /// @inheritdoc IDropSpell
    function description() external view override returns (string memory) {
        return string(abi.encodePacked("Sky Protocol Drop Spell: ", IProtego(protego).id(action, tag, sig, eta)));
    }

    /// @inheritdoc IDropSpell
    function planned() public view override returns (bool) {
        return IProtego(protego).planned(action, tag, sig, eta);
    }

    /// @inheritdoc IDropSpell
    function done() external view override returns (bool) {
        return !planned();
    }

    /// @inheritdoc IDropSpell
    function schedule() external override {
        drop();
    }

    /// @inheritdoc IDropSpell
    function drop() public override {
        IDSPause(pause).drop(action, tag, sig, eta);
        emit Drop();
    }

    /// @inheritdoc IDropSpell
    function cast() external override {}
}
