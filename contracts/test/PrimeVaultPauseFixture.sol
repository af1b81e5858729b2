// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PrimeVaultGuardrailsFixture} from "./PrimeVaultGuardrailsFixture.sol";

/// A guarded vault with two operators, and how a refusal for a pause is seen.
abstract contract PrimeVaultPauseFixture is PrimeVaultGuardrailsFixture {
    address internal other = makeAddr("other operator");

    function setUp() public virtual override {
        super.setUp();
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.prank(admin);
        vault.grantRole(role, other);
    }

    function _expectTakeRefused(uint256 assets) internal {
        vm.prank(taker);
        expectRevert("SparkVault/takes-paused");
        vault.take(assets);
    }

    function _expectCoolDown(bool takes, bool withdrawals) internal {
        vm.prank(operator);
        expectRevert("SparkVault/cool-down");
        vault.pause(takes, withdrawals, 1);
    }
}
