// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IOfficeHours} from "../interfaces/IOfficeHours.sol";
import {ISpell} from "../interfaces/ISpell.sol";
import {ITimedSpell} from "../interfaces/ITimedSpell.sol";
import {LibOfficeHours} from "./LibOfficeHours.sol";
import {Spell} from "./Spell.sol";

/// @notice See {ITimedSpell}.
contract TimedSpell is Spell, ITimedSpell {
    /// @inheritdoc ITimedSpell
    uint256 public immutable override expiration;

    /// @param pause_       The pause.
    /// @param action_      Code to run.
    /// @param sig_         Calldata of the run.
    /// @param description_ What it does, for people.
    /// @param expiration_  Last second at which it may be scheduled [unix s].
    constructor(address pause_, address action_, bytes memory sig_, string memory description_, uint256 expiration_)
        Spell(pause_, action_, sig_, description_)
    {
        expiration = expiration_;
    }

    /// @inheritdoc ISpell
    function schedule() public override(Spell, ISpell) {
        require(block.timestamp <= expiration, "This contract has expired");
        super.schedule();
    }

    /// @inheritdoc ITimedSpell
    function officeHours() public view override returns (bool) {
        // An action without this function keeps none.
        (bool success, bytes memory out) = action.staticcall(abi.encodeCall(IOfficeHours.officeHours, ()));
        return success && out.length == 32 && abi.decode(out, (bool));
    }

    /// @inheritdoc ITimedSpell
    function nextCastTime() external view override returns (uint256) {
        require(eta != 0, "DssExecLib/invalid eta");
        uint256 from = Math.max(eta, block.timestamp);
        return officeHours() ? LibOfficeHours.next(from) : from;
    }
}
