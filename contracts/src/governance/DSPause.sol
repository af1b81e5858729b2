// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPause} from "../interfaces/IDSPause.sol";
import {IDSPauseProxy} from "../interfaces/IDSPauseProxy.sol";
import {DSPauseProxy} from "./DSPauseProxy.sol";

/// @dev The Chief's part that the pause asks: who wears the hat may call.
interface IAuthority {
    function canCall(address src, address dst, bytes4 sig) external view returns (bool);
}

/// @notice See {IDSPause}.
contract DSPause is IDSPause {
    /// @inheritdoc IDSPause
    address public immutable override proxy;

    /// @inheritdoc IDSPause
    uint256 public override delay;

    /// @inheritdoc IDSPause
    address public override owner;

    /// @inheritdoc IDSPause
    address public override authority;

    /// @inheritdoc IDSPause
    mapping(bytes32 id => bool) public override plans;

    // After the body, as in ds-note. What is shorter than two arguments is filled up with zeros.
    modifier note() {
        _;
        bytes32 foo;
        bytes32 bar;
        assembly {
            foo := calldataload(4)
            bar := calldataload(36)
        }
        emit LogNote(msg.sig, msg.sender, foo, bar, 0, msg.data);
    }

    modifier auth() {
        require(_isAuthorized(msg.sender, msg.sig), "ds-auth-unauthorized");
        _;
    }

    // Whoever may plot may not change the rules without a plan.
    modifier wait() {
        require(msg.sender == proxy, "ds-pause-undelayed-call");
        _;
    }

    /// @param delay_     Least time between plot and execution [s].
    /// @param owner_     May plot and drop besides what the authority allows; zero for nobody.
    /// @param authority_ Says who may plot and drop.
    constructor(uint256 delay_, address owner_, address authority_) {
        delay = delay_;
        owner = owner_;
        authority = authority_;
        proxy = address(new DSPauseProxy());
    }

    /// @inheritdoc IDSPause
    function setDelay(uint256 delay_) external override note wait {
        delay = delay_;
    }

    /// @inheritdoc IDSPause
    function setOwner(address owner_) external override wait {
        owner = owner_;
        emit LogSetOwner(owner_);
    }

    /// @inheritdoc IDSPause
    function setAuthority(address authority_) external override wait {
        authority = authority_;
        emit LogSetAuthority(authority_);
    }

    /// @inheritdoc IDSPause
    function plot(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external override note auth {
        // A delay without end: nothing can be plotted any more.
        require(delay <= type(uint256).max - block.timestamp, "ds-pause-addition-overflow");
        require(eta >= block.timestamp + delay, "ds-pause-delay-not-respected");
        plans[_id(usr, tag, fax, eta)] = true;
    }

    /// @inheritdoc IDSPause
    function drop(address usr, bytes32 tag, bytes calldata fax, uint256 eta) external override note auth {
        plans[_id(usr, tag, fax, eta)] = false;
    }

    /// @inheritdoc IDSPause
    function exec(address usr, bytes32 tag, bytes calldata fax, uint256 eta)
        external
        override
        note
        returns (bytes memory out)
    {
        bytes32 id = _id(usr, tag, fax, eta);
        require(plans[id], "ds-pause-unplotted-plan");
        require(usr.codehash == tag, "ds-pause-wrong-codehash");
        require(block.timestamp >= eta, "ds-pause-premature-exec");

        // Before the run, so that a plan cannot run itself again.
        plans[id] = false;
        out = IDSPauseProxy(proxy).exec(usr, fax);
        require(IDSPauseProxy(proxy).owner() == address(this), "ds-pause-illegal-storage-change");
    }

    function _isAuthorized(address src, bytes4 sig) private view returns (bool) {
        if (src == address(this) || src == owner) return true;
        return authority != address(0) && IAuthority(authority).canCall(src, address(this), sig);
    }

    function _id(address usr, bytes32 tag, bytes calldata fax, uint256 eta) private pure returns (bytes32) {
        return keccak256(abi.encode(usr, tag, fax, eta));
    }
}
