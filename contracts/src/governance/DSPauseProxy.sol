// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IDSPauseProxy} from "../interfaces/IDSPauseProxy.sol";

/// @notice See {IDSPauseProxy}.
contract DSPauseProxy is IDSPauseProxy {
    /// @inheritdoc IDSPauseProxy
    address public override owner;

    constructor() {
        owner = msg.sender;
    }

    /// @inheritdoc IDSPauseProxy
    function exec(address usr, bytes calldata fax) external override returns (bytes memory out) {
        require(msg.sender == owner, "ds-pause-proxy-unauthorized");
        bool success;
        (success, out) = usr.delegatecall(fax);
        require(success, "ds-pause-delegatecall-error");
    }
}
