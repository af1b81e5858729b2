// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {PrimeVaultGuardrailsFixture} from "../PrimeVaultGuardrailsFixture.sol";

/// Who may move the guardrails, and how far.
/// forge-config: default.isolate = true
contract PrimeVaultGuardrailBoundsTest is PrimeVaultGuardrailsFixture {
    // --- Start ---

    function test_aNewVaultHasNoGuardrailsAndAllowsNoPause() public {
        vault = new PrimeVault(address(usds), "", "", admin);
        IPrimeVault.Guardrails memory none;
        assertEq(abi.encode(vault.guardrails()), abi.encode(none));
        assertEq(vault.GUARDRAIL_ROLE(), keccak256("GUARDRAIL_ROLE"));
        assertEq(vault.MAX_PAUSE(), 7 days);
        assertEq(vault.MIN_COOL_DOWN(), 1 hours);
        vm.startPrank(admin);
        expectRevert("SparkVault/pause-too-long");
        vault.pause(true, true, 1);
        vault.grantRole(vault.GUARDRAIL_ROLE(), operator);
        vm.stopPrank();
        vm.startPrank(operator);
        expectRevert("SparkVault/zero-period");
        vault.setWithdrawalPolicy(0, 0);
        expectRevert("SparkVault/share-out-of-bounds");
        vault.setWithdrawalPolicy(1, 1);
        expectRevert("SparkVault/period-out-of-bounds");
        vault.setWithdrawalPolicy(0, 1);
        expectRevert("SparkVault/buffer-out-of-bounds");
        vault.setLiquidityBuffer(1);
        vault.setLiquidityBuffer(0);
    }

    function test_allGuardrailsInOneCall() public {
        _setPolicy(operator, 0.1e18, 1 days);
        _setBuffer(operator, 50 * WAD);
        skip(10);
        _take(30 * WAD);
        _deposit(7 * WAD);
        skip(10);
        _pause(true, false, 1 hours);
        skip(10);
        _pause(false, true, 2 hours);
        assertEq(
            abi.encode(vault.guardrails()),
            abi.encode(
                IPrimeVault.Guardrails({
                    share: 0.1e18,
                    period: 1 days,
                    lastLeft: 70 * WAD,
                    lastUpdated: uint64(START + 10),
                    youngSince: uint64(START + 10),
                    youngLast: uint64(START + 10),
                    oldLast: 0,
                    heldUntil: 0,
                    youngAssets: 7 * WAD,
                    oldAssets: 0,
                    buffer: 50 * WAD,
                    takesPausedUntil: START + 20 + 1 hours,
                    withdrawalsPausedUntil: START + 30 + 2 hours,
                    bounds: _bounds()
                })
            )
        );
    }

    function test_saysByERC165ThatItHasGuardrails() public view {
        assertTrue(vault.supportsInterface(vault.guardrails.selector));
        assertTrue(vault.supportsInterface(0x01ffc9a7));
        assertTrue(vault.supportsInterface(type(IAccessControlEnumerable).interfaceId));
        assertFalse(vault.supportsInterface(0xffffffff));
    }

    // --- Bounds ---

    function test_onlyGovernanceSetsTheBounds() public {
        vm.startPrank(operator);
        expectMissingRole(operator, bytes32(0));
        vault.setGuardrailBounds(_bounds());
        vm.stopPrank();
        vm.expectEmit(address(vault));
        emit IPrimeVault.GuardrailBoundsSet(_bounds());
        _setBounds(_bounds());
    }

    function test_boundsMayMeetAndNotCross() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        (bounds.maxShare, bounds.maxPeriod, bounds.maxBuffer) = (MIN_SHARE, MIN_PERIOD, MIN_BUFFER);
        _setBounds(bounds);

        bounds.maxShare = MIN_SHARE - 1;
        _expectRefusedBounds(bounds, "SparkVault/bounds-crossed");
        bounds.maxShare = MIN_SHARE;
        bounds.maxPeriod = MIN_PERIOD - 1;
        _expectRefusedBounds(bounds, "SparkVault/bounds-crossed");
        bounds.maxPeriod = MIN_PERIOD;
        bounds.maxBuffer = MIN_BUFFER - 1;
        _expectRefusedBounds(bounds, "SparkVault/bounds-crossed");
    }

    function test_boundsHaveLimitsOfTheirOwn() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        (bounds.maxShare, bounds.maxPause, bounds.coolDown) = (WAD, 7 days, 1 hours);
        _setBounds(bounds);

        bounds.maxShare = WAD + 1;
        _expectRefusedBounds(bounds, "SparkVault/share-too-high");
        bounds.maxShare = WAD;
        bounds.maxPause = 7 days + 1;
        _expectRefusedBounds(bounds, "SparkVault/pause-too-long");
        bounds.maxPause = 7 days;
        bounds.coolDown = 1 hours - 1;
        _expectRefusedBounds(bounds, "SparkVault/cool-down-too-short");
        assertEq(vault.guardrails().bounds.coolDown, 1 hours);
    }

    function test_newBoundsLeaveWhatIsSet() public {
        _setPolicy(operator, 0.1e18, 1 days);
        _setBuffer(operator, 50 * WAD);
        _pause(true, true, 2 days);
        _expectTakesPaused();

        IPrimeVault.GuardrailBounds memory bounds;
        bounds.coolDown = 1 hours;
        _setBounds(bounds);
        IPrimeVault.Guardrails memory set = vault.guardrails();
        assertEq(set.share, 0.1e18);
        assertEq(set.period, 1 days);
        assertEq(set.buffer, 50 * WAD);
        assertEq(set.takesPausedUntil, START + 2 days);
        assertEq(set.withdrawalsPausedUntil, START + 2 days);
        _expectTakesPaused();
    }

    // --- The policy ---

    function test_theOperatorSetsThePolicyWithinItsBounds() public {
        vm.startPrank(operator);
        expectRevert("SparkVault/share-out-of-bounds");
        vault.setWithdrawalPolicy(MIN_SHARE - 1, MIN_PERIOD);
        expectRevert("SparkVault/share-out-of-bounds");
        vault.setWithdrawalPolicy(MAX_SHARE + 1, MIN_PERIOD);
        expectRevert("SparkVault/period-out-of-bounds");
        vault.setWithdrawalPolicy(MIN_SHARE, MIN_PERIOD - 1);
        expectRevert("SparkVault/period-out-of-bounds");
        vault.setWithdrawalPolicy(MAX_SHARE, MAX_PERIOD + 1);
        expectRevert("SparkVault/zero-period");
        vault.setWithdrawalPolicy(0, 0);

        vm.expectEmit(address(vault));
        emit IPrimeVault.WithdrawalPolicySet(operator, MIN_SHARE, MIN_PERIOD);
        vault.setWithdrawalPolicy(MIN_SHARE, MIN_PERIOD);
        vault.setWithdrawalPolicy(MAX_SHARE, MAX_PERIOD);
    }

    function test_governanceSetsAnyPolicyAndAloneEndsIt() public {
        vm.startPrank(admin);
        expectRevert("SparkVault/share-too-high");
        vault.setWithdrawalPolicy(WAD + 1, 1 days);
        expectRevert("SparkVault/zero-period");
        vault.setWithdrawalPolicy(1, 0);
        vault.setWithdrawalPolicy(WAD, 1);
        vault.setWithdrawalPolicy(0, type(uint256).max);
        assertEq(vault.maxTake(), 0);
        vault.setWithdrawalPolicy(0, 0);
        assertEq(vault.maxTake(), IDLE);
        vm.stopPrank();

        vm.prank(operator);
        expectRevert("SparkVault/share-too-high");
        vault.setWithdrawalPolicy(WAD + 1, 0);
    }

    /// The operator cannot end it even where the bounds begin at 0.
    function test_theOperatorNeverEndsThePolicy() public {
        IPrimeVault.GuardrailBounds memory bounds = _bounds();
        (bounds.minShare, bounds.minPeriod) = (0, 0);
        _setBounds(bounds);
        vm.startPrank(operator);
        expectRevert("SparkVault/zero-period");
        vault.setWithdrawalPolicy(0, 0);
        vault.setWithdrawalPolicy(0, 1);
    }

    // --- The buffer ---

    function test_theOperatorSetsTheBufferWithinItsBoundsAndGovernanceAny() public {
        vm.startPrank(operator);
        expectRevert("SparkVault/buffer-out-of-bounds");
        vault.setLiquidityBuffer(MIN_BUFFER - 1);
        expectRevert("SparkVault/buffer-out-of-bounds");
        vault.setLiquidityBuffer(MAX_BUFFER + 1);
        vault.setLiquidityBuffer(MIN_BUFFER);
        vm.expectEmit(address(vault));
        emit IPrimeVault.LiquidityBufferSet(operator, MAX_BUFFER);
        vault.setLiquidityBuffer(MAX_BUFFER);
        vm.stopPrank();

        vm.startPrank(admin);
        vault.setLiquidityBuffer(MIN_BUFFER - 1);
        vault.setLiquidityBuffer(type(uint256).max);
        assertEq(vault.guardrails().buffer, type(uint256).max);
    }

    // --- Nobody else ---

    function test_nobodyElseMovesAGuardrail() public {
        address[4] memory others = [stranger, taker, setter, depositor];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectRevert("SparkVault/not-guardrail-role");
            vault.setWithdrawalPolicy(MIN_SHARE, MIN_PERIOD);
            expectRevert("SparkVault/not-guardrail-role");
            vault.setLiquidityBuffer(MIN_BUFFER);
            expectRevert("SparkVault/not-guardrail-role");
            vault.pause(true, true, 1);
            expectRevert("SparkVault/not-guardrail-role");
            vault.unpause(true, true);
            vm.stopPrank();
        }
    }

    // --- Parts ---

    function _expectRefusedBounds(IPrimeVault.GuardrailBounds memory bounds, string memory reason) private {
        vm.prank(admin);
        expectRevert(reason);
        vault.setGuardrailBounds(bounds);
    }

    function _expectTakesPaused() private {
        vm.prank(taker);
        expectRevert("SparkVault/takes-paused");
        vault.take(0);
    }
}
