// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {DSPause} from "../../src/governance/DSPause.sol";
import {Spell} from "../../src/governance/Spell.sol";
import {ICallsAction} from "../../src/interfaces/ICallsAction.sol";
import {IChief} from "../../src/interfaces/IChief.sol";
import {IDSPause} from "../../src/interfaces/IDSPause.sol";
import {GovernanceFixture} from "../GovernanceFixture.sol";

/// Casts the spell that runs it, from inside.
contract CastAgain {
    function run(Spell spell) external {
        spell.cast();
    }
}

contract SpellTest is GovernanceFixture {
    Spell private spell;

    function setUp() public {
        _deployGovernance();
        chief.rely(address(pauseProxy));
        spell = _spell(abi.encodeCall(IChief.lift, (nobody)));
        chief.lift(address(spell));
    }

    /// A spell that lets the pause proxy call the Chief.
    function _spell(bytes memory data) private returns (Spell) {
        bytes memory sig = abi.encodeCall(ICallsAction.execute, (_call(address(chief), data)));
        return new Spell(address(pause), address(callsAction), sig, "Moves the hat");
    }

    function test_itSaysWhatItIs() public view {
        assertEq(spell.pause(), address(pause));
        assertEq(spell.action(), address(callsAction));
        assertEq(spell.tag(), address(callsAction).codehash);
        assertEq(
            spell.sig(),
            abi.encodeCall(ICallsAction.execute, (_call(address(chief), abi.encodeCall(IChief.lift, (nobody)))))
        );
        assertEq(spell.description(), "Moves the hat");
        assertEq(spell.eta(), 0);
        assertFalse(spell.done());
    }

    function test_refusesAnActionWithoutCode() public {
        expectRevert("Spell/no-code");
        new Spell(address(pause), nobody, "", "");
        expectRevert("Spell/no-code");
        new Spell(address(pause), address(0), "", "");
    }

    function test_waitsTheDelayAndRunsOnce() public {
        vm.prank(nobody);
        spell.schedule();
        assertEq(spell.eta(), NOW + GSM_DELAY);
        assertTrue(_isPlotted(Plan(spell.action(), spell.tag(), spell.sig(), spell.eta())));

        vm.warp(NOW + GSM_DELAY - 1);
        expectRevert("ds-pause-premature-exec");
        spell.cast();
        assertFalse(spell.done());

        vm.warp(NOW + GSM_DELAY);
        vm.prank(nobody);
        spell.cast();
        assertTrue(spell.done());
        assertEq(chief.hat(), nobody);
        expectRevert("Spell/already-cast");
        spell.cast();
    }

    function testFuzz_waitsTheDelayOfTheMomentOfScheduling(uint32 delay) public {
        vm.prank(address(pauseProxy));
        pause.setDelay(delay);
        spell.schedule();
        assertEq(spell.eta(), NOW + delay);
        vm.prank(address(pauseProxy));
        pause.setDelay(0);
        assertEq(spell.eta(), NOW + delay);
    }

    function test_isScheduledOnce() public {
        spell.schedule();
        expectRevert("Spell/already-scheduled");
        spell.schedule();
    }

    function test_withoutTheHatItIsNotScheduled() public {
        chief.lift(nobody);
        expectRevert("ds-auth-unauthorized");
        spell.schedule();
        assertEq(spell.eta(), 0);

        chief.lift(address(spell));
        spell.schedule();
    }

    function test_isCastAfterTheHatMovedOn() public {
        spell.schedule();
        chief.lift(hat);
        vm.warp(spell.eta());
        spell.cast();
        assertEq(chief.hat(), nobody);
    }

    function test_isNotCastBeforeItIsScheduled() public {
        expectRevert("ds-pause-unplotted-plan");
        spell.cast();
        assertFalse(spell.done());
    }

    function test_aDroppedSpellIsNotCast() public {
        spell.schedule();
        chief.lift(address(protego));
        protego.drop(spell.action(), spell.tag(), spell.sig(), spell.eta());
        vm.warp(spell.eta());
        expectRevert("ds-pause-unplotted-plan");
        spell.cast();
        assertFalse(spell.done());
    }

    function test_anActionThatChangedIsNotCast() public {
        spell.schedule();
        vm.warp(spell.eta());
        vm.etch(address(callsAction), hex"00");
        expectRevert("ds-pause-wrong-codehash");
        spell.cast();
    }

    function test_aRevertOfTheActionIsOneOfThePauseAndItCanBeCastAgain() public {
        spell.schedule();
        vm.warp(spell.eta());
        chief.deny(address(pauseProxy));
        expectRevert("ds-pause-delegatecall-error");
        spell.cast();
        assertFalse(spell.done());

        chief.rely(address(pauseProxy));
        spell.cast();
        assertTrue(spell.done());
    }

    function test_cannotBeCastFromInsideItself() public {
        CastAgain action = new CastAgain();
        // The calldata names the spell that holds it.
        address next = vm.computeCreateAddress(address(this), vm.getNonce(address(this)));
        spell = new Spell(address(pause), address(action), abi.encodeCall(CastAgain.run, (Spell(next))), "");
        assertEq(address(spell), next);
        chief.lift(next);
        spell.schedule();
        vm.warp(spell.eta());
        expectRevert("ds-pause-delegatecall-error");
        spell.cast();
    }

    function test_whatAnyoneExecutedAtThePauseIsNotCastAgain() public {
        spell.schedule();
        vm.warp(spell.eta());
        pause.exec(spell.action(), spell.tag(), spell.sig(), spell.eta());
        assertEq(chief.hat(), nobody);
        expectRevert("ds-pause-unplotted-plan");
        spell.cast();
    }

    function test_twoSpellsOfOneSecondAreTwoPlans() public {
        Spell second = _spell(abi.encodeCall(IChief.rely, (nobody)));
        spell.schedule();
        chief.lift(address(second));
        second.schedule();
        assertEq(spell.eta(), second.eta());
        vm.warp(spell.eta());
        spell.cast();
        second.cast();
        assertEq(chief.hat(), nobody);
        assertEq(chief.wards(nobody), 1);
    }

    function test_aSpellThatChangesThePauseWaitsLikeAnyOther() public {
        bytes memory sig = abi.encodeCall(
            ICallsAction.execute, (_call(address(pause), abi.encodeCall(IDSPause.setAuthority, (nobody))))
        );
        spell = new Spell(address(pause), address(callsAction), sig, "");
        chief.lift(address(spell));
        spell.schedule();
        vm.warp(spell.eta());
        spell.cast();
        assertEq(DSPause(spell.pause()).authority(), nobody);
    }
}
