// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPause} from "../interfaces/IDSPause.sol";
import {ISpell} from "../interfaces/ISpell.sol";

/// @notice See {ISpell}.
contract Spell is ISpell {
    /// @inheritdoc ISpell
    address public immutable override pause;

    /// @inheritdoc ISpell
    address public immutable override action;

    /// @inheritdoc ISpell
    bytes32 public immutable override tag;

    /// @inheritdoc ISpell
    bytes public override sig;

    /// @inheritdoc ISpell
    string public override description;

    /// @inheritdoc ISpell
    uint256 public override eta;

    /// @inheritdoc ISpell
    bool public override done;

    /// @param pause_       The pause.
    /// @param action_      Code to run; has to be there, as a plan of no code would pass and do nothing.
    /// @param sig_         Calldata of the run.
    /// @param description_ What it does, for people.
    constructor(address pause_, address action_, bytes memory sig_, string memory description_) {
        require(action_.code.length != 0, "Spell/no-code");
        pause = pause_;
        action = action_;
        tag = action_.codehash;
        sig = sig_;
        description = description_;
    }

    /// @inheritdoc ISpell
    function schedule() public virtual override {
        require(eta == 0, "Spell/already-scheduled");
        uint256 eta_ = block.timestamp + IDSPause(pause).delay();
        eta = eta_;
        IDSPause(pause).plot(action, tag, sig, eta_);
    }

    /// @inheritdoc ISpell
    function cast() external override {
        require(!done, "Spell/already-cast");
        done = true;
        IDSPause(pause).exec(action, tag, sig, eta);
    }
}
