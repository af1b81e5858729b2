// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DropSpell} from "../../src/governance/DropSpell.sol";
import {IChief} from "../../src/interfaces/IChief.sol";
import {IDropSpell} from "../../src/interfaces/IDropSpell.sol";
import {IProtego} from "../../src/interfaces/IProtego.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

contract ProtegoTest is GovernanceFixture {
    Plan private plan;

    function setUp() public {
        _deployGovernance();
        plan = _callPlan(address(chief), abi.encodeCall(IChief.hat, ()));
        _plotAsHat(plan);
    }

    function test_namesThePause() public view {
        assertEq(protego.pause(), address(pause));
    }

    function testFuzz_namesPlansAsThePauseDoes(address usr, bytes32 tag, bytes calldata fax, uint32 ahead) public {
        uint256 eta = NOW + GSM_DELAY + ahead;
        assertFalse(protego.planned(usr, tag, fax, eta));
        _plotAsHat(Plan(usr, tag, fax, eta));
        assertTrue(pause.plans(protego.id(usr, tag, fax, eta)));
        assertTrue(protego.planned(usr, tag, fax, eta));
        assertFalse(protego.planned(usr, tag, fax, eta + 1));
    }

    // --- Any plan ---

    function test_withTheHatAnyoneDropsAnyPlan() public {
        chief.lift(address(protego));
        vm.expectEmit(address(protego));
        emit IProtego.Drop(_id(plan));
        vm.prank(nobody);
        protego.drop(plan.usr, plan.tag, plan.fax, plan.eta);
        assertFalse(_isPlotted(plan));

        vm.warp(plan.eta);
        expectRevert("ds-pause-unplotted-plan");
        _exec(plan);
    }

    function testFuzz_withoutTheHatNobodyDropsThroughIt(address caller) public {
        vm.prank(caller);
        expectRevert("ds-auth-unauthorized");
        protego.drop(plan.usr, plan.tag, plan.fax, plan.eta);
        assertTrue(_isPlotted(plan));
    }

    function test_dropsManyPlansOrNone() public {
        Plan memory later = plan;
        later.eta += 1;
        _plotAsHat(later);
        IProtego.Plan[] memory plans = new IProtego.Plan[](2);
        plans[0] = IProtego.Plan(plan.usr, plan.tag, plan.fax, later.eta - 1);
        plans[1] = IProtego.Plan(plan.usr, plan.tag, plan.fax, later.eta);
        expectRevert("ds-auth-unauthorized");
        protego.drop(plans);
        protego.drop(new IProtego.Plan[](0));

        chief.lift(address(protego));
        vm.recordLogs();
        vm.prank(nobody);
        protego.drop(plans);
        assertEq(vm.getRecordedLogs().length, 4);
        assertFalse(protego.planned(_id(later)));
        later.eta -= 1;
        assertFalse(protego.planned(_id(later)));
    }

    // --- One plan ---

    function test_makesASpellThatSaysWhatItDrops() public {
        address next = vm.computeCreateAddress(address(protego), vm.getNonce(address(protego)));
        vm.expectEmit(address(protego));
        emit IProtego.Deploy(next);
        IDropSpell spell = _spell();
        assertEq(address(spell), next);
        assertEq(spell.protego(), address(protego));
        assertEq(spell.pause(), address(pause));
        assertEq(spell.action(), plan.usr);
        assertEq(spell.tag(), plan.tag);
        assertEq(spell.sig(), plan.fax);
        assertEq(spell.eta(), plan.eta);
        assertEq(bytes(spell.description()), abi.encodePacked("Sky Protocol Drop Spell: ", _id(plan)));
        assertTrue(spell.planned());
        assertFalse(spell.done());
    }

    /// What shows spells finds in it what it looks for.
    function test_theSpellHasTheViewsOfEverySpell() public {
        IDropSpell spell = _spell();
        assertEq(spell.log(), 0xdA0Ab1e0017DEbCd72Be8599041a2aa3bA7e740F);
        assertFalse(spell.officeHours());
        assertEq(spell.expiration(), type(uint256).max);
        assertEq(spell.nextCastTime(), type(uint256).max);
        vm.recordLogs();
        spell.cast();
        assertEq(vm.getRecordedLogs().length, 0);
        assertTrue(spell.planned());
    }

    function test_theSpellDropsByItsOwnName() public {
        IDropSpell spell = _spell();
        chief.lift(address(spell));
        vm.expectEmit(address(spell));
        emit IDropSpell.Drop();
        spell.drop();
        assertTrue(spell.done());
    }

    function test_theSpellDropsItsPlanAtOnceAndNoOther() public {
        Plan memory other = plan;
        other.eta += 1;
        _plotAsHat(other);
        IDropSpell spell = _spell();
        chief.lift(address(spell));
        vm.prank(nobody);
        spell.schedule();
        assertFalse(spell.planned());
        assertFalse(_isPlotted(plan));
        assertTrue(_isPlotted(other));
    }

    function test_theSpellNeedsTheHat() public {
        IDropSpell spell = _spell();
        expectRevert("ds-auth-unauthorized");
        spell.schedule();

        // The hat of Protego is not that of the spell.
        chief.lift(address(protego));
        expectRevert("ds-auth-unauthorized");
        spell.schedule();
        assertTrue(spell.planned());
    }

    function test_theSpellDropsAPlanThatWasPlottedAnew() public {
        IDropSpell spell = _spell();
        chief.lift(address(spell));
        spell.schedule();
        chief.lift(hat);
        _plotAsHat(plan);
        assertTrue(spell.planned());

        chief.lift(address(spell));
        spell.schedule();
        assertFalse(spell.planned());
    }

    function test_aSpellMayBeMadeBeforeItsPlan() public {
        plan.eta += 5;
        IDropSpell spell = _spell();
        assertFalse(spell.planned());
        _plotAsHat(plan);
        assertTrue(spell.planned());
    }

    function _spell() private returns (DropSpell) {
        return DropSpell(protego.deploy(plan.usr, plan.tag, plan.fax, plan.eta));
    }
}
