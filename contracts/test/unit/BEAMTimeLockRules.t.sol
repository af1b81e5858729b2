// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {TimelockController} from "@openzeppelin/contracts/governance/TimelockController.sol";
import {Pausable} from "@openzeppelin/contracts/utils/Pausable.sol";

import {TimelockFixture} from "../TimelockFixture.sol";

/// The published rules of the deployed timelock as one table: who calls what, in which state, and how it is refused. Beside
/// each refusal stands what still passes.
contract BEAMTimeLockRulesTest is TimelockFixture {
    /// In which a rule is tried. From `Scheduled` on another operation waits for the one that the states are about.
    enum State {
        Fresh,
        Scheduled,
        ASecondEarly,
        Due,
        Done,
        Cancelled,
        Paused,
        DueAndPaused
    }

    struct Rule {
        string says;
        State state;
        address by;
        bytes call;
        // Empty where it passes.
        bytes refusal;
    }

    bytes internal constant PASSES = "";

    address internal target = makeAddr("target");

    Rule[] internal rules;
    /// The operation that every state is about; another waits for it.
    bytes32 internal id;

    function setUp() public override {
        super.setUp();
        id = _id(0);
    }

    // --- The table ---

    function test_scheduling() public {
        _rule("a proposer schedules with the delay", State.Fresh, proposer, _schedule(0, DELAY), PASSES);
        _rule("and with a longer one", State.Fresh, proposer, _schedule(0, DELAY + 1), PASSES);
        _rule("a second less is too short", State.Fresh, proposer, _schedule(0, DELAY - 1), _short(DELAY - 1));
        _rule("nobody else", State.Fresh, admin, _schedule(0, DELAY), _lacks(admin, timelock.PROPOSER_ROLE()));
        _rule("nobody else", State.Fresh, canceller, _schedule(0, DELAY), _lacks(canceller, timelock.PROPOSER_ROLE()));
        _rule("not twice", State.Scheduled, proposer, _schedule(0, DELAY), _unexpected(id, 1 << 0));
        _rule("not what was done", State.Done, proposer, _schedule(0, DELAY), _unexpected(id, 1 << 0));
        _rule("what was cancelled, anew", State.Cancelled, proposer, _schedule(0, DELAY), PASSES);
        _rule("after what was never scheduled", State.Fresh, proposer, _schedule(id, DELAY), PASSES);
        _rule("not while paused", State.Paused, proposer, _schedule(0, DELAY), _enforced());
        _rule("no empty list of values", State.Fresh, proposer, _scheduleUneven(), _lengths(1, 1, 0));
        _rule(
            "a call of itself first", State.Fresh, proposer, _scheduleSelf(0), _reason("Timelock/self-calls-disabled")
        );
        _rule("a call of itself last", State.Fresh, proposer, _scheduleSelf(1), _reason("Timelock/self-calls-disabled"));
        _hold();
    }

    function test_executing() public {
        _rule("anyone, at the second", State.Due, anyone, _execute(0), PASSES);
        _rule("not a second before", State.ASecondEarly, anyone, _execute(0), _unexpected(id, 1 << 2));
        _rule("not what nobody scheduled", State.Fresh, anyone, _execute(0), _unexpected(id, 1 << 2));
        _rule("not twice", State.Done, anyone, _execute(0), _unexpected(id, 1 << 2));
        _rule("not what was cancelled", State.Cancelled, anyone, _execute(0), _unexpected(id, 1 << 2));
        _rule("after its predecessor", State.Done, anyone, _execute(id), PASSES);
        _rule("not before it", State.Due, anyone, _execute(id), _unexecuted(id));
        _rule("nor when that is gone", State.Cancelled, anyone, _execute(id), _unexecuted(id));
        _rule("not while paused", State.DueAndPaused, anyone, _execute(0), _enforced());
        _hold();
    }

    function test_cancelling() public {
        bytes memory call = abi.encodeCall(timelock.cancel, (id));
        _rule("a canceller, while it waits", State.Scheduled, canceller, call, PASSES);
        _rule("and when it is due", State.Due, canceller, call, PASSES);
        _rule("not what is not pending", State.Fresh, canceller, call, _unexpected(id, 1 << 1 | 1 << 2));
        _rule("not what was done", State.Done, canceller, call, _unexpected(id, 1 << 1 | 1 << 2));
        _rule("not twice", State.Cancelled, canceller, call, _unexpected(id, 1 << 1 | 1 << 2));
        _rule("nobody else", State.Scheduled, proposer, call, _lacks(proposer, timelock.CANCELLER_ROLE()));
        _rule("nobody else", State.Scheduled, admin, call, _lacks(admin, timelock.CANCELLER_ROLE()));
        _rule("not while paused", State.Paused, canceller, call, _enforced());
        _hold();
    }

    function test_pausing() public {
        bytes memory pause = abi.encodeCall(timelock.pause, ());
        bytes memory unpause = abi.encodeCall(timelock.unpause, ());
        _rule("a pauser pauses", State.Fresh, pauser, pause, PASSES);
        _rule("once", State.Paused, pauser, pause, _enforced());
        _rule("nobody else", State.Fresh, admin, pause, _lacks(admin, timelock.PAUSER_ROLE()));
        _rule("the admin ends it", State.Paused, admin, unpause, PASSES);
        _rule("once", State.Fresh, admin, unpause, abi.encodeWithSelector(Pausable.ExpectedPause.selector));
        _rule("nobody else ends it", State.Paused, pauser, unpause, _lacks(pauser, 0));
        _hold();
    }

    function test_delayAndRoles() public {
        bytes memory immediately = abi.encodeCall(timelock.updateDelayImmediately, (0));
        bytes memory update = abi.encodeCall(timelock.updateDelay, (0));
        _rule("the admin changes the delay", State.Fresh, admin, immediately, PASSES);
        _rule("while paused as well", State.Paused, admin, immediately, PASSES);
        _rule("nobody else", State.Fresh, proposer, immediately, _lacks(proposer, 0));
        _rule("in no other way", State.Fresh, admin, update, _unauthorized(admin));
        _rule("in no other way", State.Fresh, proposer, update, _unauthorized(proposer));
        bytes memory grant = abi.encodeCall(timelock.grantRole, (timelock.PROPOSER_ROLE(), anyone));
        _rule("the admin grants", State.Fresh, admin, grant, PASSES);
        _rule("nobody else", State.Fresh, proposer, grant, _lacks(proposer, 0));
        _rule("not the timelock itself", State.Fresh, address(timelock), grant, _lacks(address(timelock), 0));
        _hold();
    }

    function test_singleOperations() public {
        bytes memory schedule = abi.encodeCall(timelock.schedule, (target, 0, "", 0, 0, DELAY));
        bytes memory execute = abi.encodeCall(timelock.execute, (target, 0, "", 0, 0));
        for (uint256 i; i < 3; ++i) {
            State state = [State.Fresh, State.Due, State.Paused][i];
            _rule("no single schedule", state, proposer, schedule, _reason("Timelock/use-scheduleBatch"));
            _rule("no single execution", state, anyone, execute, _reason("Timelock/use-executeBatch"));
        }
        _hold();
    }

    function test_readingTheList() public {
        bytes memory outOfBounds = abi.encodeWithSignature("Panic(uint256)", 0x32);
        bytes memory first = abi.encodeCall(timelock.getOperationTarget, (id, 0));
        bytes memory second = abi.encodeCall(timelock.getOperationTarget, (id, 1));
        _rule("its one call", State.Scheduled, anyone, first, PASSES);
        _rule("no second", State.Scheduled, anyone, second, outOfBounds);
        _rule("none once it is done", State.Done, anyone, first, outOfBounds);
        _rule("none once it is cancelled", State.Cancelled, anyone, first, outOfBounds);
        _rule("while paused as well", State.Paused, anyone, first, PASSES);
        _hold();
    }

    // --- Playing it ---

    function _rule(string memory says, State state, address by, bytes memory call, bytes memory refusal) internal {
        rules.push(Rule(says, state, by, call, refusal));
    }

    /// Every rule of the table, each on a chain of its own.
    function _hold() internal {
        for (uint256 i; i < rules.length; ++i) {
            Rule memory rule = rules[i];
            uint256 start = vm.snapshotState();
            _bringTo(rule.state);
            vm.prank(rule.by);
            (bool ok, bytes memory ret) = address(timelock).call(rule.call);
            assertEq(ok, rule.refusal.length == 0, rule.says);
            if (!ok) assertEq(ret, rule.refusal, rule.says);
            vm.revertToState(start);
        }
    }

    function _bringTo(State state) internal {
        if (state == State.Fresh) return;
        _must(proposer, _schedule(0, DELAY));
        _must(proposer, _schedule(id, DELAY));
        if (state == State.ASecondEarly) skip(DELAY - 1);
        if (state == State.Due || state == State.Done || state == State.DueAndPaused) skip(DELAY);
        if (state == State.Done) _must(anyone, _execute(0));
        if (state == State.Cancelled) {
            skip(DELAY);
            _must(canceller, abi.encodeCall(timelock.cancel, (id)));
        }
        if (state == State.Paused || state == State.DueAndPaused) _must(pauser, abi.encodeCall(timelock.pause, ()));
    }

    function _must(address by, bytes memory call) internal {
        vm.prank(by);
        (bool ok,) = address(timelock).call(call);
        assertTrue(ok, "the state was not reached");
    }

    // --- Calls ---

    function _batch()
        internal
        view
        returns (address[] memory targets, uint256[] memory values, bytes[] memory payloads)
    {
        targets = new address[](1);
        values = new uint256[](1);
        payloads = new bytes[](1);
        targets[0] = target;
    }

    function _id(bytes32 predecessor) internal view returns (bytes32) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch();
        return timelock.hashOperationBatch(targets, values, payloads, predecessor, 0);
    }

    function _schedule(bytes32 predecessor, uint256 delay) internal view returns (bytes memory) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch();
        return abi.encodeCall(timelock.scheduleBatch, (targets, values, payloads, predecessor, 0, delay));
    }

    function _scheduleUneven() internal view returns (bytes memory) {
        (address[] memory targets,, bytes[] memory payloads) = _batch();
        return abi.encodeCall(timelock.scheduleBatch, (targets, new uint256[](0), payloads, 0, 0, DELAY));
    }

    /// Of two calls, that one is of the timelock.
    function _scheduleSelf(uint256 which) internal view returns (bytes memory) {
        address[] memory targets = new address[](2);
        (targets[0], targets[1]) = (target, target);
        targets[which] = address(timelock);
        return abi.encodeCall(timelock.scheduleBatch, (targets, new uint256[](2), new bytes[](2), 0, 0, DELAY));
    }

    function _execute(bytes32 predecessor) internal view returns (bytes memory) {
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch();
        return abi.encodeCall(timelock.executeBatch, (targets, values, payloads, predecessor, 0));
    }

    // --- Refusals ---

    function _reason(string memory text) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", text);
    }

    function _enforced() internal pure returns (bytes memory) {
        return abi.encodeWithSelector(Pausable.EnforcedPause.selector);
    }

    function _lacks(address account, bytes32 role) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(IAccessControl.AccessControlUnauthorizedAccount.selector, account, role);
    }

    function _short(uint256 delay) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(TimelockController.TimelockInsufficientDelay.selector, delay, DELAY);
    }

    function _lengths(uint256 targets, uint256 payloads, uint256 values) internal pure returns (bytes memory) {
        return
            abi.encodeWithSelector(
                TimelockController.TimelockInvalidOperationLength.selector, targets, payloads, values
            );
    }

    function _unauthorized(address caller) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(TimelockController.TimelockUnauthorizedCaller.selector, caller);
    }

    function _unexecuted(bytes32 predecessor) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(TimelockController.TimelockUnexecutedPredecessor.selector, predecessor);
    }

    /// @param expected Bits of the states in which it would have passed
    function _unexpected(bytes32 operation, uint256 expected) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(
            TimelockController.TimelockUnexpectedOperationState.selector, operation, bytes32(expected)
        );
    }
}
