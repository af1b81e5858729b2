// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeamState} from "../interfaces/IBeamState.sol";
import {IBEAMTimeLock} from "../interfaces/IBEAMTimeLock.sol";
import {IPASMom} from "../interfaces/IPASMom.sol";

/// @dev The Chief, or any contract of the same shape.
interface AuthorityLike {
    function canCall(address src, address dst, bytes4 sig) external view returns (bool);
}

/// @title Emergency stop of the Configurator Unit
contract PASMom is IPASMom {
    address public immutable override beamState;
    address public immutable override timelock;

    address public override owner;
    address public override authority;

    modifier onlyOwner() {
        require(msg.sender == owner, "PASMom/not-owner");
        _;
    }

    modifier auth() {
        require(_isAuthorized(msg.sender, msg.sig), "PASMom/not-authorized");
        _;
    }

    constructor(address beamState_, address timelock_) {
        beamState = beamState_;
        timelock = timelock_;
        owner = msg.sender;
        emit SetOwner(msg.sender);
    }

    function setOwner(address newOwner) external override onlyOwner {
        owner = newOwner;
        emit SetOwner(newOwner);
    }

    function setAuthority(address newAuthority) external override onlyOwner {
        authority = newAuthority;
        emit SetAuthority(newAuthority);
    }

    function stop() external override auth {
        IBeamState(beamState).stop();
        emit Stop();
    }

    function pause() external override auth {
        IBEAMTimeLock(timelock).pause();
        emit Pause();
    }

    function _isAuthorized(address src, bytes4 sig) private view returns (bool) {
        if (src == owner) return true;
        return authority != address(0) && AuthorityLike(authority).canCall(src, address(this), sig);
    }
}
