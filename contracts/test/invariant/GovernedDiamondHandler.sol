// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../../src/diamond/DiamondLoupeFacet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {ICallsAction} from "../../src/interfaces/ICallsAction.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {IDSPause} from "../../src/interfaces/IDSPause.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

contract VersionFacet {
    uint256 private immutable number;

    constructor(uint256 number_) {
        number = number_;
    }

    function version() external view returns (uint256) {
        return number;
    }
}

/// Lets anyone try anything with a Diamond that the pause proxy owns, and keeps what must result: who may plot, which
/// plans are open, when and under which delay each was plotted, and which facet the Diamond must have.
contract GovernedDiamondHandler is GovernanceFixture {
    struct Known {
        Plan plan;
        // The facet that the plan brings in. Where it is zero, the plan changes the delay.
        address facet;
        uint256 delay;
    }

    struct Wait {
        bool open;
        uint256 since;
        uint256 delay;
    }

    bytes4 private constant VERSION = VersionFacet.version.selector;
    // Short compared to the time of a run, so that plans become due whatever the delay is.
    uint256 private constant LONGEST_DELAY = 2 days;

    address public diamond;
    address[] private facets;
    address[] private callers;
    Known[] private known;
    mapping(bytes32 id => Wait) private waits;

    address public expectedFacet;
    uint256 public expectedDelay = GSM_DELAY;
    uint256 public refusals;

    constructor() {
        _deployGovernance();
        callers = [hat, nobody, makeAddr("nextHat"), address(pause), address(this)];
        for (uint256 i; i < 3; ++i) {
            facets.push(address(new VersionFacet(i)));
        }
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = VERSION;
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](3);
        cuts[0] =
            IDiamond.FacetCut(address(new DiamondCutFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondCut());
        cuts[1] = IDiamond.FacetCut(
            address(new DiamondLoupeFacet()), IDiamond.FacetCutAction.Add, FacetSelectors.diamondLoupe()
        );
        cuts[2] = IDiamond.FacetCut(facets[0], IDiamond.FacetCutAction.Add, selectors);
        diamond = address(new Diamond(cuts, address(pauseProxy), address(0), ""));
        expectedFacet = facets[0];
    }

    // --- What anyone tries ---

    function plotCut(uint256 caller, uint256 facet, uint256 ahead) external {
        address to = facets[facet % facets.length];
        bytes memory data = abi.encodeCall(IDiamondCut.diamondCut, (_replacement(to), address(0), ""));
        known.push(Known(_later(_callPlan(diamond, data), ahead), to, 0));
        _tryPlot(_caller(caller), known.length - 1);
    }

    function plotDelay(uint256 caller, uint256 delay, uint256 ahead) external {
        delay = bound(delay, 1 hours, LONGEST_DELAY);
        Plan memory plan = _callPlan(address(pause), abi.encodeCall(IDSPause.setDelay, (delay)));
        known.push(Known(_later(plan, ahead), address(0), delay));
        _tryPlot(_caller(caller), known.length - 1);
    }

    function plotAgain(uint256 caller, uint256 index) external {
        if (known.length != 0) _tryPlot(_caller(caller), index % known.length);
    }

    function drop(uint256 caller, uint256 index) external {
        if (known.length == 0) return;
        Known memory it = known[index % known.length];
        address from = _caller(caller);
        bool allowed = _isAuthorized(from);
        vm.prank(from);
        try pause.drop(it.plan.usr, it.plan.tag, it.plan.fax, it.plan.eta) {
            require(allowed, "GovernedDiamond/dropped-by-a-stranger");
            delete waits[_id(it.plan)];
        } catch {
            require(!allowed, "GovernedDiamond/drop-refused");
            ++refusals;
        }
    }

    function exec(uint256 caller, uint256 index) external {
        if (known.length == 0) return;
        Known memory it = known[_due(index)];
        Wait memory wait = waits[_id(it.plan)];
        // The Diamond refuses a replacement by the same facet, and the plan stays open.
        bool allowed = wait.open && vm.getBlockTimestamp() >= it.plan.eta && it.facet != expectedFacet;
        vm.prank(_caller(caller));
        try pause.exec(it.plan.usr, it.plan.tag, it.plan.fax, it.plan.eta) {
            require(allowed, "GovernedDiamond/ran-a-closed-plan");
            require(vm.getBlockTimestamp() >= wait.since + wait.delay, "GovernedDiamond/did-not-wait");
            delete waits[_id(it.plan)];
            if (it.facet == address(0)) expectedDelay = it.delay;
            else expectedFacet = it.facet;
        } catch {
            require(!allowed, "GovernedDiamond/exec-refused");
            ++refusals;
        }
    }

    /// Tries every way to the Diamond that does not use a plan.
    function goAround(uint256 caller, uint256 way, uint256 facet) external {
        bytes memory cut =
            abi.encodeCall(IDiamondCut.diamondCut, (_replacement(facets[facet % facets.length]), address(0), ""));
        address from = _caller(caller);
        address target = diamond;
        bytes memory data = cut;
        if (way % 4 == 1) {
            (target, data) = (address(callsAction), abi.encodeCall(ICallsAction.execute, (_call(diamond, cut))));
        } else if (way % 4 == 2) {
            // The pause itself never calls its proxy outside of `exec`.
            if (from == address(pause)) return;
            data = abi.encodeCall(ICallsAction.execute, (_call(diamond, cut)));
            (target, data) = (address(pauseProxy), abi.encodeCall(pauseProxy.exec, (address(callsAction), data)));
        } else if (way % 4 == 3) {
            (target, data) = (address(pause), abi.encodeCall(IDSPause.setDelay, (0)));
        }
        vm.prank(from);
        (bool passed,) = target.call(data);
        require(!passed, "GovernedDiamond/cut-without-a-plan");
        ++refusals;
    }

    function lift(uint256 whom) external {
        chief.lift(_caller(whom));
    }

    function letPass(uint256 time) external {
        skip(bound(time, 1, LONGEST_DELAY));
    }

    // --- What must result ---

    /// Whatever happened before, a plan of the hat that waits for the delay brings in another facet.
    function cutInTheEnd() external {
        address to = facets[0] == expectedFacet ? facets[1] : facets[0];
        bytes memory data = abi.encodeCall(IDiamondCut.diamondCut, (_replacement(to), address(0), ""));
        _govern(diamond, data);
        expectedFacet = to;
    }

    function facetOfDiamond() external view returns (address) {
        return IDiamondLoupe(diamond).facetAddress(VERSION);
    }

    function delayOfPause() external view returns (uint256) {
        return pause.delay();
    }

    function _tryPlot(address from, uint256 index) private {
        Known memory it = known[index];
        bool allowed = _isAuthorized(from) && it.plan.eta >= vm.getBlockTimestamp() + expectedDelay;
        vm.prank(from);
        try pause.plot(it.plan.usr, it.plan.tag, it.plan.fax, it.plan.eta) {
            require(allowed, "GovernedDiamond/plotted-against-the-rules");
            // A plan that is plotted again is the same plan and has waited since the first time.
            bytes32 id = _id(it.plan);
            if (!waits[id].open) waits[id] = Wait(true, vm.getBlockTimestamp(), expectedDelay);
        } catch {
            require(!allowed, "GovernedDiamond/plot-refused");
            ++refusals;
        }
    }

    // DSAuth lets a contract call itself. The pause never does, but nothing else stands in its way.
    function _isAuthorized(address from) private view returns (bool) {
        return from == chief.hat() || from == address(pause);
    }

    /// The plan with an eta that lies around the first second that the pause accepts.
    function _later(Plan memory plan, uint256 ahead) private pure returns (Plan memory) {
        plan.eta = bound(ahead, plan.eta - 10 minutes, plan.eta + 1 hours);
        return plan;
    }

    // Mostly a plan that is due and changes something, if there is one. At random, few plans would be.
    function _due(uint256 seed) private view returns (uint256) {
        uint256 first = seed % known.length;
        if (seed % 5 == 0) return first;
        for (uint256 i; i < known.length; ++i) {
            uint256 index = (first + i) % known.length;
            Known storage it = known[index];
            bool due = waits[_id(it.plan)].open && vm.getBlockTimestamp() >= it.plan.eta;
            if (due && it.facet != expectedFacet) return index;
        }
        return first;
    }

    // Mostly the wearer of the hat. Otherwise hardly anything would be plotted.
    function _caller(uint256 seed) private view returns (address) {
        return seed % 4 != 0 ? chief.hat() : callers[(seed / 4) % callers.length];
    }

    function _replacement(address facet) private pure returns (IDiamond.FacetCut[] memory cuts) {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = VERSION;
        cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, IDiamond.FacetCutAction.Replace, selectors);
    }
}
