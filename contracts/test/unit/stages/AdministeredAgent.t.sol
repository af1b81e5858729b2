// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Errors} from "@openzeppelin/contracts/utils/Errors.sol";

import {IAdministeredAgent} from "../../../src/interfaces/IAdministeredAgent.sol";
import {AdministeredAgent} from "../../../src/stages/dispatch/AdministeredAgent.sol";
import {Base} from "../../Base.sol";

/// What an agent calls: says who called with what, or refuses.
contract Answers {
    error Refused(uint256 value);

    address public lastCaller;
    uint256 public lastValue;

    function answer(uint256 value) external payable returns (uint256) {
        (lastCaller, lastValue) = (msg.sender, msg.value);
        return value + 1;
    }

    function refuse(uint256 value) external pure {
        revert Refused(value);
    }

    function refuseWithoutAReason() external pure {
        assembly {
            revert(0, 0)
        }
    }
}

contract AdministeredAgentTest is Base {
    address private admin = makeAddr("admin");
    address private grantor = makeAddr("grantor");
    address private revoker = makeAddr("revoker");
    address private actor = makeAddr("actor");
    address private stranger = makeAddr("stranger");

    AdministeredAgent private agent;
    Answers private target;

    function setUp() public {
        agent = new AdministeredAgent(admin);
        target = new Answers();
        vm.startPrank(admin);
        agent.addGrantor(grantor);
        agent.addRevoker(revoker);
        agent.addActor(actor);
        vm.stopPrank();
    }

    // --- Who is what ---

    function test_beginsWithOneAdmin() public {
        vm.expectEmit();
        emit IAdministeredAgent.AdminAdded(stranger, address(this));
        AdministeredAgent fresh = new AdministeredAgent(stranger);
        assertEq(fresh.adminCount(), 1);
        assertEq(fresh.actorCount() + fresh.grantorCount() + fresh.revokerCount(), 0);
        vm.expectRevert(IAdministeredAgent.ZeroAccount.selector);
        new AdministeredAgent(address(0));
    }

    function test_listsEveryone() public {
        assertEq(agent.getActor(0), actor);
        assertEq(agent.getAdmin(0), admin);
        assertEq(agent.getGrantor(0), grantor);
        assertEq(agent.getRevoker(0), revoker);
        assertTrue(agent.getIsActor(actor) && agent.getIsAdmin(admin));
        assertTrue(agent.getIsGrantor(grantor) && agent.getIsRevoker(revoker));
        assertFalse(agent.getIsActor(admin) || agent.getIsAdmin(actor));
        assertFalse(agent.getIsGrantor(actor) || agent.getIsRevoker(actor));
        expectRevertData(abi.encodeWithSignature("Panic(uint256)", 0x32));
        agent.getActor(1);
    }

    function test_adminsAndGrantorsAddActors() public {
        _adds(admin, stranger);
        _adds(grantor, makeAddr("another"));
        assertEq(agent.actorCount(), 3);
        _refuses(revoker, abi.encodeCall(agent.addActor, (revoker)), IAdministeredAgent.NotGrantor.selector);
        _refuses(actor, abi.encodeCall(agent.addActor, (revoker)), IAdministeredAgent.NotGrantor.selector);
        _refuses(grantor, abi.encodeCall(agent.addActor, (actor)), IAdministeredAgent.AccountAlreadyActor.selector);
        _refuses(grantor, abi.encodeCall(agent.addActor, (address(0))), IAdministeredAgent.ZeroAccount.selector);
    }

    function test_adminsAndRevokersRemoveActors() public {
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.ActorRemoved(actor, revoker);
        vm.prank(revoker);
        agent.removeActor(actor);
        assertEq(agent.actorCount(), 0);
        // Whoever comes second is refused: what is gone is gone.
        _refuses(revoker, abi.encodeCall(agent.removeActor, (actor)), IAdministeredAgent.AccountNotActor.selector);
        _adds(grantor, actor);
        vm.prank(admin);
        agent.removeActor(actor);
        _refuses(grantor, abi.encodeCall(agent.removeActor, (actor)), IAdministeredAgent.NotRevoker.selector);
        _refuses(actor, abi.encodeCall(agent.removeActor, (actor)), IAdministeredAgent.NotRevoker.selector);
    }

    function test_whoIsRemovedActsNoMore() public {
        vm.prank(revoker);
        agent.removeActor(actor);
        _refuses(actor, abi.encodeCall(agent.call, (address(target), "")), IAdministeredAgent.NotActor.selector);
    }

    function test_onlyAdminsAdministrate() public {
        bytes[6] memory calls = [
            abi.encodeCall(agent.addAdmin, (stranger)),
            abi.encodeCall(agent.removeAdmin, (admin)),
            abi.encodeCall(agent.addGrantor, (stranger)),
            abi.encodeCall(agent.removeGrantor, (grantor)),
            abi.encodeCall(agent.addRevoker, (stranger)),
            abi.encodeCall(agent.removeRevoker, (revoker))
        ];
        address[4] memory others = [grantor, revoker, actor, stranger];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 k; k < others.length; ++k) {
                _refuses(others[k], calls[i], IAdministeredAgent.NotAdmin.selector);
            }
        }
    }

    function test_theLastAdminStays() public {
        _refuses(admin, abi.encodeCall(agent.removeAdmin, (admin)), IAdministeredAgent.NoAdminsRemaining.selector);
        assertTrue(agent.getIsAdmin(admin));
        vm.startPrank(admin);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.AdminAdded(stranger, admin);
        agent.addAdmin(stranger);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.AdminRemoved(admin, admin);
        agent.removeAdmin(admin);
        vm.stopPrank();
        assertEq(agent.getAdmin(0), stranger);
    }

    function test_grantorsAndRevokersComeAndGo() public {
        vm.startPrank(admin);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.GrantorAdded(stranger, admin);
        agent.addGrantor(stranger);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.GrantorRemoved(stranger, admin);
        agent.removeGrantor(stranger);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.RevokerAdded(stranger, admin);
        agent.addRevoker(stranger);
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.RevokerRemoved(stranger, admin);
        agent.removeRevoker(stranger);
        assertEq(agent.grantorCount(), 1);
        assertEq(agent.revokerCount(), 1);
    }

    function test_nobodyIsAddedTwiceOrRemovedWithoutBeingThere() public {
        _refuses(admin, abi.encodeCall(agent.addAdmin, (admin)), IAdministeredAgent.AccountAlreadyAdmin.selector);
        _refuses(admin, abi.encodeCall(agent.addGrantor, (grantor)), IAdministeredAgent.AccountAlreadyGrantor.selector);
        _refuses(admin, abi.encodeCall(agent.addRevoker, (revoker)), IAdministeredAgent.AccountAlreadyRevoker.selector);
        _refuses(admin, abi.encodeCall(agent.removeAdmin, (actor)), IAdministeredAgent.AccountNotAdmin.selector);
        _refuses(admin, abi.encodeCall(agent.removeGrantor, (actor)), IAdministeredAgent.AccountNotGrantor.selector);
        _refuses(admin, abi.encodeCall(agent.removeRevoker, (actor)), IAdministeredAgent.AccountNotRevoker.selector);
        _refuses(admin, abi.encodeCall(agent.addAdmin, (address(0))), IAdministeredAgent.ZeroAccount.selector);
        _refuses(admin, abi.encodeCall(agent.addGrantor, (address(0))), IAdministeredAgent.ZeroAccount.selector);
        _refuses(admin, abi.encodeCall(agent.addRevoker, (address(0))), IAdministeredAgent.ZeroAccount.selector);
    }

    // --- What actors do ---

    function test_onlyActorsAct() public {
        bytes memory one = abi.encodeCall(agent.call, (address(target), ""));
        bytes memory batch = abi.encodeCall(agent.batchCall, (new address[](0), new bytes[](0), new uint256[](0)));
        bytes memory send = abi.encodeCall(agent.sendValue, (stranger, 0));
        address[4] memory others = [admin, grantor, revoker, stranger];
        for (uint256 i; i < others.length; ++i) {
            _refuses(others[i], one, IAdministeredAgent.NotActor.selector);
            _refuses(others[i], batch, IAdministeredAgent.NotActor.selector);
            _refuses(others[i], send, IAdministeredAgent.NotActor.selector);
        }
    }

    function test_callsAsItselfWithWhatCameAlong() public {
        vm.deal(actor, 3);
        vm.prank(actor);
        bytes memory result = agent.call{value: 3}(address(target), abi.encodeCall(target.answer, (41)));
        assertEq(abi.decode(result, (uint256)), 42);
        assertEq(target.lastCaller(), address(agent));
        assertEq(target.lastValue(), 3);
    }

    function test_passesARefusalOnAsItIs() public {
        vm.startPrank(actor);
        expectRevertData(abi.encodeWithSelector(Answers.Refused.selector, 7));
        agent.call(address(target), abi.encodeCall(target.refuse, (7)));
        vm.expectRevert(Errors.FailedCall.selector);
        agent.call(address(target), abi.encodeCall(target.refuseWithoutAReason, ()));
    }

    function test_neverCallsItself() public {
        bytes memory call = abi.encodeCall(agent.call, (address(agent), ""));
        _refuses(actor, call, IAdministeredAgent.InvalidTarget.selector);
        (address[] memory targets, bytes[] memory data, uint256[] memory values) = _batch();
        targets[1] = address(agent);
        _refuses(
            actor, abi.encodeCall(agent.batchCall, (targets, data, values)), IAdministeredAgent.InvalidTarget.selector
        );
        assertEq(target.lastCaller(), address(0), "all of them or none");
    }

    function test_callsABatchInOrder() public {
        (address[] memory targets, bytes[] memory data, uint256[] memory values) = _batch();
        values[1] = 5;
        vm.deal(address(agent), 5);
        vm.prank(actor);
        bytes[] memory results = agent.batchCall(targets, data, values);
        assertEq(abi.decode(results[0], (uint256)), 2);
        assertEq(abi.decode(results[1], (uint256)), 3);
        assertEq(target.lastValue(), 5);
    }

    function test_theListsOfABatchHaveOneLength() public {
        (address[] memory targets, bytes[] memory data, uint256[] memory values) = _batch();
        bytes4 mismatched = IAdministeredAgent.MismatchedArrayLengths.selector;
        _refuses(actor, abi.encodeCall(agent.batchCall, (targets, new bytes[](1), values)), mismatched);
        _refuses(actor, abi.encodeCall(agent.batchCall, (targets, data, new uint256[](3))), mismatched);
    }

    function test_takesEtherInAndSendsIt() public {
        vm.deal(stranger, 10);
        vm.prank(stranger);
        (bool success,) = address(agent).call{value: 10}("");
        assertTrue(success);
        vm.prank(actor);
        agent.sendValue(makeAddr("payee"), 4);
        assertEq(makeAddr("payee").balance, 4);
        vm.prank(actor);
        expectRevertData(abi.encodeWithSelector(Errors.InsufficientBalance.selector, 6, 7));
        agent.sendValue(stranger, 7);
    }

    function _batch() private view returns (address[] memory targets, bytes[] memory data, uint256[] memory values) {
        (targets, data, values) = (new address[](2), new bytes[](2), new uint256[](2));
        for (uint256 i; i < 2; ++i) {
            targets[i] = address(target);
            data[i] = abi.encodeCall(target.answer, (i + 1));
        }
    }

    function _adds(address caller, address account) private {
        vm.expectEmit(address(agent));
        emit IAdministeredAgent.ActorAdded(account, caller);
        vm.prank(caller);
        agent.addActor(account);
        assertTrue(agent.getIsActor(account));
    }

    function _refuses(address caller, bytes memory data, bytes4 reason) private {
        vm.prank(caller);
        (bool success, bytes memory result) = address(agent).call(data);
        assertFalse(success, "not refused");
        assertEq(result, abi.encodePacked(reason));
    }
}
