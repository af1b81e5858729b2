// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {PrimeVaultFixture} from "../PrimeVaultFixture.sol";
import {PrimeVaultPromises} from "../PrimeVaultPromises.sol";
import {PrimeVaultHandler} from "./PrimeVaultHandler.sol";

/// What holds for a Prime vault after any order of movements, takes, donations, caps, rates, guardrails and time.
contract PrimeVaultInvariant is PrimeVaultFixture, PrimeVaultPromises {
    PrimeVaultHandler private handler;

    function setUp() public override {
        super.setUp();
        _open(1e15 * WAD);
        // A share is worth 1.8 assets at the start, and somebody has some, so that rounding shows at once.
        _setVsr(vault.MAX_VSR());
        skip(310 days);
        bytes32 setterRole = vault.SETTER_ROLE();
        vm.startPrank(admin);
        vault.grantRole(setterRole, admin);
        IPrimeVault.GuardrailBounds memory bounds;
        (bounds.maxPause, bounds.coolDown) = (7 days, 1 hours);
        vault.setGuardrailBounds(bounds);
        vm.stopPrank();

        handler = new PrimeVaultHandler(vault, admin, taker);
        usds.rely(address(handler));
        handler.deposit(0, 1e9 * WAD);
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](17);
        selectors[0] = PrimeVaultHandler.deposit.selector;
        selectors[1] = PrimeVaultHandler.mint.selector;
        selectors[2] = PrimeVaultHandler.withdraw.selector;
        selectors[3] = PrimeVaultHandler.redeem.selector;
        selectors[4] = PrimeVaultHandler.moveShares.selector;
        selectors[5] = PrimeVaultHandler.take.selector;
        selectors[6] = PrimeVaultHandler.giveBack.selector;
        selectors[7] = PrimeVaultHandler.donate.selector;
        selectors[8] = PrimeVaultHandler.setDepositCap.selector;
        selectors[9] = PrimeVaultHandler.setVsr.selector;
        selectors[10] = PrimeVaultHandler.turnTaker.selector;
        selectors[11] = PrimeVaultHandler.drip.selector;
        selectors[12] = PrimeVaultHandler.wait.selector;
        selectors[13] = PrimeVaultHandler.setPolicy.selector;
        selectors[14] = PrimeVaultHandler.setBuffer.selector;
        selectors[15] = PrimeVaultHandler.pause.selector;
        selectors[16] = PrimeVaultHandler.unpause.selector;
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_maxFunctionsPromiseNothingThatIsRefused() public {
        for (uint256 i; i < handler.userCount(); ++i) {
            _assertPromisesHold(vault, handler.users(i));
        }
        _assertPromisesHold(vault, taker);
        _assertMaxTake(vault, taker);
    }

    /// What a depositor has is what it paid in, less what it got out, plus its yield, less what rounding took. Rounding
    /// takes less than a share or an asset for each movement.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_nobodyGainsMoreThanTheYield() public view {
        uint256 chi = vault.nowChi();
        for (uint256 i; i < handler.userCount(); ++i) {
            address user = handler.users(i);
            int256 due = int256(handler.paidIn(user) * RAY) - int256(handler.gotOut(user) * RAY) + handler.earned(user);
            int256 has = int256(vault.balanceOf(user) * chi);
            assertTrue(has <= due, "rounding was to the advantage of a depositor");
            assertTrue(due - has <= int256(handler.movements(user) * chi), "rounding took too much");
        }
    }

    /// DOMAIN.md §11, identity 2: what is out and what is idle, less net deposits, is what was donated.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_netTakenAndIdleLessNetDepositsIsDonated() public view {
        uint256 paidIn;
        uint256 gotOut;
        uint256 shares;
        for (uint256 i; i < handler.userCount(); ++i) {
            address user = handler.users(i);
            paidIn += handler.paidIn(user);
            gotOut += handler.gotOut(user);
            shares += vault.balanceOf(user);
        }
        uint256 idle = usds.balanceOf(address(vault));
        assertEq(handler.taken() + idle + gotOut, handler.donated() + handler.returned() + paidIn);
        assertEq(vault.totalSupply(), shares, "a share without an owner");
        assertEq(vault.totalAssets(), shares * vault.nowChi() / RAY);
        uint256 worth = vault.totalAssets();
        assertEq(vault.assetsOutstanding(), worth > idle ? worth - idle : 0);
    }
}
