// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {PASMom} from "../../src/configurator/PASMom.sol";
import {ConfiguratorBase, Controller} from "./ConfiguratorBase.sol";

/// The published rules of the deployed BeamState, Configurator and PASMom as tables: who calls what, and how it is refused.
/// Beside each refusal stands what still passes. Each row is tried on a state of its own.
contract PasRulesTest is ConfiguratorBase {
    uint8 private constant ROLE = 2;

    address private ward = makeAddr("ward");
    address private holder = makeAddr("holder of a role");
    PASMom private mom;
    BEAMTimeLock private timelock;

    function setUp() public override {
        super.setUp();
        timelock = new BEAMTimeLock(14 days, address(this));
        mom = new PASMom(address(state), address(timelock));
        state.rely(ward);
        state.rely(address(mom));
        timelock.grantRole(timelock.PAUSER_ROLE(), address(mom));
        state.setUserRole(holder, ROLE, true);
        state.setRoleAction(ROLE, state.stop.selector, true);
    }

    // --- BeamState ---

    function test_beamStateAdministration() public {
        bytes[4] memory calls = [
            abi.encodeCall(state.rely, (stranger)),
            abi.encodeCall(state.deny, (ward)),
            abi.encodeCall(state.setUserRole, (stranger, ROLE, true)),
            abi.encodeCall(state.setRoleAction, (ROLE, state.start.selector, true))
        ];
        for (uint256 i; i < calls.length; ++i) {
            _passes("a ward administers", ward, address(state), calls[i]);
            _refuses("no holder of a role does", holder, address(state), calls[i], "BeamState/not-authorized");
            _refuses("nobody else does", stranger, address(state), calls[i], "BeamState/not-authorized");
        }
    }

    function test_beamStateRoles() public {
        bytes memory stop = abi.encodeCall(state.stop, ());
        bytes memory start = abi.encodeCall(state.start, ());
        string memory refusal = "BeamState/role-not-authorized";
        _passes("a ward needs no role", ward, address(state), stop);
        _passes("a holder calls what its role may", holder, address(state), stop);
        _refuses("and nothing else", holder, address(state), start, refusal);
        _refuses("nobody else does", stranger, address(state), stop, refusal);
        _refuses("a cBEAM has no role", cBeam, address(state), stop, refusal);
        state.setUserRole(stranger, ROLE + 1, true);
        _refuses("another role does not", stranger, address(state), stop, refusal);
        state.setUserRole(stranger, ROLE, true);
        _passes("two roles, one of which may", stranger, address(state), stop);
        state.setUserRole(holder, ROLE, false);
        _refuses("nor who had it", holder, address(state), stop, refusal);
        state.setRoleAction(ROLE, state.stop.selector, false);
        _refuses("nor once the role may not", stranger, address(state), stop, refusal);
    }

    function test_beamStatePaceAndPairs() public {
        address other = makeAddr("other");
        (address at, address to) = (address(state), address(limits));
        string memory below = "BeamState/maxChange-below-1x";
        _passes("the factor one", ward, at, abi.encodeCall(state.setMaxChange, (to, WAD)));
        _refuses("a wei less", ward, at, abi.encodeCall(state.setMaxChange, (to, WAD - 1)), below);
        _refuses("none at all", ward, at, abi.encodeCall(state.setMaxChange, (address(0), 0)), below);
        _passes("a hop of nothing falls back", ward, at, abi.encodeCall(state.setHop, (to, 0)));

        _refuses(
            "limits that nobody registered",
            ward,
            at,
            abi.encodeCall(state.setCBeamForRateLimits, (other, cBeam)),
            "BeamState/not-existing-rateLimits"
        );
        _refuses(
            "a controller that nobody registered",
            ward,
            at,
            abi.encodeCall(state.setCBeamForController, (other, cBeam)),
            "BeamState/not-existing-controller"
        );
        _refuses(
            "a cBEAM that nobody registered, for limits",
            ward,
            at,
            abi.encodeCall(state.setCBeamForRateLimits, (to, other)),
            "BeamState/not-existing-cBeam"
        );
        _refuses(
            "and for a controller",
            ward,
            at,
            abi.encodeCall(state.setCBeamForController, (address(controller), other)),
            "BeamState/not-existing-cBeam"
        );
        _passes("a pair twice", ward, at, abi.encodeCall(state.setCBeamForRateLimits, (to, cBeam)));
        _passes("an end of no pair", ward, at, abi.encodeCall(state.unsetCBeamForRateLimits, (other, other)));
        _passes("a deletion of nothing", ward, at, abi.encodeCall(state.delCBeam, (other)));
    }

    // --- Configurator ---

    function test_configuratorCallers() public {
        address at = address(configurator);
        bytes memory lower = abi.encodeCall(configurator.setRateLimit, (address(limits), KEY, 0, 0));
        bytes memory data = abi.encodeCall(Controller.act, (1));
        bytes memory act = abi.encodeCall(configurator.callControllerAction, (address(controller), data));
        state.addInitControllerActions(data, address(controller));
        _passes("a cBEAM of the limits", cBeam, at, lower);
        _passes("a cBEAM of the controller", cBeam, at, act);
        _refuses("nobody else", stranger, at, lower, "Configurator/not-authorized-ratelimits-cBeam");
        _refuses("nobody else", stranger, at, act, "Configurator/not-authorized-controller-cBeam");
        _refuses("not a ward", ward, at, lower, "Configurator/not-authorized-ratelimits-cBeam");
        state.delCBeam(cBeam);
        _passes("a pair outlives its registration", cBeam, at, lower);
        state.unsetCBeamForRateLimits(address(limits), cBeam);
        _refuses("and ends with the pair", cBeam, at, lower, "Configurator/not-authorized-ratelimits-cBeam");
        _passes("the other pair stays", cBeam, at, act);
        state.stop();
        _refuses("nothing while stopped", cBeam, at, act, "Configurator/stopped");
        _refuses("which is said first", stranger, at, lower, "Configurator/stopped");
        state.start();
        _passes("until it starts again", cBeam, at, act);
    }

    function test_configuratorActions() public {
        address at = address(configurator);
        bytes memory data = abi.encodeCall(Controller.act, (1));
        bytes memory act = abi.encodeCall(configurator.callControllerAction, (address(controller), data));
        _refuses("nothing that was not approved", cBeam, at, act, "Configurator/not-valid-data");
        state.addInitControllerActions(data, makeAddr("another controller"));
        _refuses("nor for another controller", cBeam, at, act, "Configurator/not-valid-data");
        state.addInitControllerActions(data, address(0));
        _passes("what is approved for all", cBeam, at, act);
        bytes memory inner = abi.encodeCall(Controller.act, (0));
        state.addInitControllerActions(inner, address(0));
        act = abi.encodeCall(configurator.callControllerAction, (address(controller), inner));
        _refuses("without the inner reason", cBeam, at, act, "Configurator/call-failed");
    }

    function test_configuratorSteps() public {
        limits.setRateLimitData(KEY, 1000, 10);
        string memory most = "Configurator/exceeds-max-amount";
        string memory fast = "Configurator/exceeds-max-slope";
        _limit("up to the factor", 1250, 12, "");
        _limit("one more than the factor", 1251, 10, most);
        _limit("one faster", 1000, 13, fast);
        _limit("down at once", 999, 9, "");
        _init(2000, 20);
        _limit("up to the init", 2000, 20, "");
        _limit("one more than the init", 2001, 10, most);
        _limit("one faster than the init", 1000, 21, fast);

        _set(1001, 10);
        string memory soon = "Configurator/increment-too-soon";
        skip(HOP - 1);
        _limit("a second before the hop", 1002, 10, soon);
        _limit("also where the other goes down", 900, 11, soon);
        _limit("the same again", 1001, 10, "");
        skip(1);
        _limit("at the second of the hop", 1002, 10, "");
        state.setHop(address(0), 0);
        _limit("never without a hop", 1002, 10, "Configurator/hop-not-set");
        _limit("down without one", 1000, 10, "");
    }

    function test_configuratorUnlimitedKeys() public {
        string memory locked = "Configurator/unlimited-incorrect-params";
        limits.setUnlimitedRateLimitData(KEY);
        _limit("no cBEAM narrows what governance left open", UNLIMITED - 1, 0, locked);
        _limit("nor gives it a slope", UNLIMITED, 1, locked);
        _limit("nor closes it", 0, 0, locked);
        _limit("the same again, hop or not", UNLIMITED, 0, "");
        _init(UNLIMITED, 0);
        _limit("nor with such an init", 0, 0, locked);
        _init(1, 0);
        _limit("any other init ends the protection", 0, 0, "");
        limits.setRateLimitData(KEY, UNLIMITED, 1);
        _limit("one that refills is not protected", 0, 0, "");
        limits.setRateLimitData(KEY, 5, 0);
        _init(UNLIMITED, 0);
        _limit("an unlimited init opens a bounded key", UNLIMITED, 0, "");
        _limit("and nothing else of it", 5, 0, locked);
    }

    // --- PASMom ---

    function test_pasMom() public {
        address at = address(mom);
        bytes[2] memory acts = [abi.encodeCall(mom.stop, ()), abi.encodeCall(mom.pause, ())];
        bytes[2] memory sets = [abi.encodeCall(mom.setOwner, (stranger)), abi.encodeCall(mom.setAuthority, (stranger))];
        for (uint256 i; i < 2; ++i) {
            _passes("its owner acts", address(this), at, acts[i]);
            _refuses("nobody else without an authority", ward, at, acts[i], "PASMom/not-authorized");
            _passes("its owner hands it on", address(this), at, sets[i]);
            _refuses("nobody else does", ward, at, sets[i], "PASMom/not-owner");
        }
        mom.setAuthority(address(new LetsOne(holder)));
        for (uint256 i; i < 2; ++i) {
            _passes("whom the authority lets", holder, at, acts[i]);
            _refuses("not whom it does not", stranger, at, acts[i], "PASMom/not-authorized");
            _refuses("and it hands nothing on", holder, at, sets[i], "PASMom/not-owner");
        }
        mom.setOwner(address(0));
        for (uint256 i; i < 2; ++i) {
            _refuses("nor who owned it", address(this), at, acts[i], "PASMom/not-authorized");
            _refuses("nor who owned it", address(this), at, sets[i], "PASMom/not-owner");
        }
    }

    // --- Playing a row ---

    function _limit(string memory says, uint256 maxAmount, uint256 slope, string memory reason) private {
        bytes memory call = abi.encodeCall(configurator.setRateLimit, (address(limits), KEY, maxAmount, slope));
        if (bytes(reason).length == 0) _passes(says, cBeam, address(configurator), call);
        else _refuses(says, cBeam, address(configurator), call, reason);
    }

    function _passes(string memory says, address by, address at, bytes memory call) private {
        (bool ok,) = _try(by, at, call);
        assertTrue(ok, says);
    }

    function _refuses(string memory says, address by, address at, bytes memory call, string memory reason) private {
        (bool ok, bytes memory ret) = _try(by, at, call);
        assertFalse(ok, says);
        assertEq(ret, abi.encodeWithSignature("Error(string)", reason), says);
    }

    function _try(address by, address at, bytes memory call) private returns (bool ok, bytes memory ret) {
        uint256 start = vm.snapshotState();
        vm.prank(by);
        (ok, ret) = at.call(call);
        vm.revertToState(start);
    }
}

/// An authority that lets one account call anything.
contract LetsOne {
    address private immutable who;

    constructor(address who_) {
        who = who_;
    }

    function canCall(address src, address, bytes4) external view returns (bool) {
        return src == who;
    }
}
