// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "../Base.sol";
import {GovernedDiamondHandler} from "./GovernedDiamondHandler.sol";

/// A Diamond that the pause proxy owns is cut only by a plan that has waited for the delay.
contract GovernedDiamondInvariant is Base {
    GovernedDiamondHandler private handler;

    function setUp() public {
        handler = new GovernedDiamondHandler();
        bytes4[] memory selectors = new bytes4[](12);
        // Plotting, waiting and executing are twice as frequent as the rest. Otherwise few plans would be executed.
        selectors[0] = GovernedDiamondHandler.plotCut.selector;
        selectors[1] = GovernedDiamondHandler.plotCut.selector;
        selectors[2] = GovernedDiamondHandler.plotDelay.selector;
        selectors[3] = GovernedDiamondHandler.plotAgain.selector;
        selectors[4] = GovernedDiamondHandler.drop.selector;
        selectors[5] = GovernedDiamondHandler.exec.selector;
        selectors[6] = GovernedDiamondHandler.exec.selector;
        selectors[7] = GovernedDiamondHandler.exec.selector;
        selectors[8] = GovernedDiamondHandler.goAround.selector;
        selectors[9] = GovernedDiamondHandler.lift.selector;
        selectors[10] = GovernedDiamondHandler.letPass.selector;
        selectors[11] = GovernedDiamondHandler.letPass.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_theDiamondIsWhatPlansThatWaitedMadeIt() public view {
        assertEq(handler.facetOfDiamond(), handler.expectedFacet());
        assertEq(handler.delayOfPause(), handler.expectedDelay());
    }

    /// Governance can still cut after every run. A run in which nobody was refused proves nothing.
    function afterInvariant() public {
        handler.cutInTheEnd();
        assertEq(handler.facetOfDiamond(), handler.expectedFacet());
        assertGt(handler.refusals(), 0);
    }
}
