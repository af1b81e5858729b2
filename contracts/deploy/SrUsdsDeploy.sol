// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

import {HoldingSystem} from "../src/srusds/HoldingSystem.sol";
import {LctsQueue} from "../src/srusds/LctsQueue.sol";
import {SrUsds} from "../src/srusds/SrUsds.sol";
import {SrUsdsInstance} from "./SrUsdsInstance.sol";

/// @title  Creates srUSDS for a Diamond that stands already
/// @notice None of the contracts has an administrator: each obeys the Diamond alone, and that cannot be changed.
library SrUsdsDeploy {
    /// @param underlying sUSDS.
    function deploy(address underlying, address diamond, address lossReceiver)
        internal
        returns (SrUsdsInstance memory srUsds)
    {
        srUsds.underlying = underlying;
        srUsds.token = address(new SrUsds(diamond));
        srUsds.holdingSystem = address(new HoldingSystem(underlying, srUsds.token, diamond, lossReceiver));
        srUsds.subscribeQueue = address(
            new LctsQueue(underlying, srUsds.token, IERC4626(underlying).asset(), diamond, srUsds.holdingSystem)
        );
        srUsds.redeemQueue = address(new LctsQueue(srUsds.token, underlying, address(0), diamond, address(0)));
    }
}
