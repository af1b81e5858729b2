// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Base} from "../Base.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {PASMom} from "../../src/configurator/PASMom.sol";
import {IPASMom} from "../../src/interfaces/IPASMom.sol";

/// Lets one caller call one function of one contract.
contract Authority {
    address internal immutable src;
    address internal immutable dst;
    bytes4 internal immutable sig;

    constructor(address src_, address dst_, bytes4 sig_) {
        (src, dst, sig) = (src_, dst_, sig_);
    }

    function canCall(address src_, address dst_, bytes4 sig_) external view returns (bool) {
        return src_ == src && dst_ == dst && sig_ == sig;
    }
}

contract PASMomTest is Base {
    BeamState internal state;
    BEAMTimeLock internal timelock;
    PASMom internal mom;
    address internal hat = makeAddr("hat");
    address internal stranger = makeAddr("stranger");

    function setUp() public {
        state = new BeamState();
        timelock = new BEAMTimeLock(14 days, address(this));
        mom = new PASMom(address(state), address(timelock));
        state.rely(address(mom));
        timelock.grantRole(timelock.PAUSER_ROLE(), address(mom));
    }

    function test_wiringAndFirstOwner() public {
        assertEq(mom.beamState(), address(state));
        assertEq(mom.timelock(), address(timelock));
        assertEq(mom.owner(), address(this));
        assertEq(mom.authority(), address(0));

        vm.expectEmit();
        emit IPASMom.SetOwner(address(this));
        new PASMom(address(state), address(timelock));
    }

    function test_onlyTheOwnerSetsOwnerAndAuthority() public {
        vm.startPrank(stranger);
        expectRevert("PASMom/not-owner");
        mom.setOwner(stranger);
        expectRevert("PASMom/not-owner");
        mom.setAuthority(stranger);
        vm.stopPrank();

        vm.expectEmit();
        emit IPASMom.SetAuthority(hat);
        mom.setAuthority(hat);
        assertEq(mom.authority(), hat);
        vm.expectEmit();
        emit IPASMom.SetOwner(stranger);
        mom.setOwner(stranger);
        assertEq(mom.owner(), stranger);

        expectRevert("PASMom/not-owner");
        mom.setOwner(address(this));
    }

    function test_theOwnerStopsAndPauses() public {
        vm.expectEmit();
        emit IPASMom.Stop();
        mom.stop();
        assertTrue(state.stopped());

        vm.expectEmit();
        emit IPASMom.Pause();
        mom.pause();
        assertTrue(timelock.paused());
    }

    function test_aStrangerDoesNeither() public {
        vm.startPrank(stranger);
        expectRevert("PASMom/not-authorized");
        mom.stop();
        expectRevert("PASMom/not-authorized");
        mom.pause();
    }

    function test_theAuthorityIsAskedForCallerContractAndFunction() public {
        mom.setAuthority(address(new Authority(hat, address(mom), PASMom.stop.selector)));
        vm.prank(hat);
        mom.stop();
        assertTrue(state.stopped());

        expectRevert("PASMom/not-authorized");
        vm.prank(hat);
        mom.pause();
        expectRevert("PASMom/not-authorized");
        vm.prank(stranger);
        mom.stop();
    }

    function test_momCannotActWithoutItsOwnPermissions() public {
        state.deny(address(mom));
        expectRevert("BeamState/role-not-authorized");
        mom.stop();
        timelock.revokeRole(timelock.PAUSER_ROLE(), address(mom));
        expectMissingRole(address(mom), timelock.PAUSER_ROLE());
        mom.pause();
    }
}
