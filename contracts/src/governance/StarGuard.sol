// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IStarGuard} from "../interfaces/IStarGuard.sol";
import {IStarSpell} from "../interfaces/IStarSpell.sol";
import {ISubProxy} from "../interfaces/ISubProxy.sol";

/// @notice See {IStarGuard}.
contract StarGuard is IStarGuard {
    struct SpellData {
        address addr;
        bytes32 tag;
        uint256 deadline;
    }

    /// @inheritdoc IStarGuard
    address public immutable override subProxy;

    /// @inheritdoc IStarGuard
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IStarGuard
    uint256 public override maxDelay;

    /// @inheritdoc IStarGuard
    SpellData public override spellData;

    modifier auth() {
        require(wards[msg.sender] == 1, "StarGuard/not-authorized");
        _;
    }

    /// @param subProxy_ What runs the spells; this contract has to become its ward.
    constructor(address subProxy_) {
        subProxy = subProxy_;
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    // --- Administration ---

    /// @inheritdoc IStarGuard
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IStarGuard
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IStarGuard
    function file(bytes32 what, uint256 data) external override auth {
        require(what == "maxDelay", "StarGuard/file-unrecognized-param");
        maxDelay = data;
        emit File(what, data);
    }

    // --- Spells ---

    /// @inheritdoc IStarGuard
    function plot(address addr_, bytes32 tag_) external override auth {
        require(addr_ != address(0), "StarGuard/zero-spell-address");
        _dropPending();
        uint256 deadline = block.timestamp + maxDelay;
        spellData = SpellData(addr_, tag_, deadline);
        emit Plot(addr_, tag_, deadline);
    }

    /// @inheritdoc IStarGuard
    function drop() external override auth {
        _dropPending();
    }

    /// @inheritdoc IStarGuard
    function prob() external view override returns (bool) {
        SpellData memory spell = spellData;
        return spell.addr != address(0) && spell.addr.codehash == spell.tag && block.timestamp <= spell.deadline
            && IStarSpell(spell.addr).isExecutable();
    }

    /// @inheritdoc IStarGuard
    function exec() external override returns (address addr) {
        SpellData memory spell = spellData;
        addr = spell.addr;
        require(addr != address(0), "StarGuard/unplotted-spell");
        require(addr.codehash == spell.tag, "StarGuard/wrong-codehash");
        require(block.timestamp <= spell.deadline, "StarGuard/expired-spell");
        require(IStarSpell(addr).isExecutable(), "StarGuard/not-yet-executable");

        // Before the run, so that a spell cannot run itself again.
        delete spellData;
        ISubProxy(subProxy).exec(addr, abi.encodeCall(IStarSpell.execute, ()));
        require(ISubProxy(subProxy).wards(address(this)) == 1, "StarGuard/subProxy-owner-change");
        emit Exec(addr);
    }

    function _dropPending() private {
        address pending = spellData.addr;
        if (pending == address(0)) return;
        delete spellData;
        emit Drop(pending);
    }
}
