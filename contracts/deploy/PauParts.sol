// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../src/diamond/Diamond.sol";
import {ALMProxy} from "../src/pau/ALMProxy.sol";
import {ParameterRegistry} from "../src/pau/ParameterRegistry.sol";
import {RateLimits} from "../src/pau/RateLimits.sol";
import {PauInstance} from "./PauInstance.sol";

/// @title  The code of a PAU that somebody deployed
/// @notice Contracts that are asked for their wires and roles must be code that answers truly. This checks a PAU that the
///         spell did not create itself, before it is wired.
library PauParts {
    function check(PauInstance memory pau) internal view {
        require(pau.diamond.codehash == keccak256(type(Diamond).runtimeCode), "PauParts/diamond-code-mismatch");
        require(pau.almProxy.codehash == keccak256(type(ALMProxy).runtimeCode), "PauParts/almProxy-code-mismatch");
        require(pau.rateLimits.codehash == keccak256(type(RateLimits).runtimeCode), "PauParts/rateLimits-code-mismatch");
        require(
            pau.parameterRegistry.codehash == keccak256(type(ParameterRegistry).runtimeCode),
            "PauParts/parameterRegistry-code-mismatch"
        );
    }
}
