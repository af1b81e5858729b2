// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";
import {PrimeDebtHandler, PrimeDebtStage} from "./PrimeDebtHandler.sol";

/// What no sequence of calls does to a Prime, with a compromised relayer on either side, a bad operator and a stranger who
/// deposits, donates, takes shares and joins debt.
contract PrimeDebtInvariant is MigrationFixture {
    PrimeDebtHandler private handler;

    function setUp() public override {
        super.setUp();
        _startDualRun(SPARK);
        address operator = makeAddr("operator");
        IPrimeVault vault = sides[SPARK].vault;
        IPrimeVault.GuardrailBounds memory bounds = IPrimeVault.GuardrailBounds({
            minShare: 0.01e18,
            maxShare: WAD,
            minPeriod: 1 hours,
            maxPeriod: 7 days,
            minBuffer: 0,
            maxBuffer: 20 * MILLION,
            maxPause: 1 days,
            coolDown: 1 hours
        });
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.startPrank(admin);
        vault.setGuardrailBounds(bounds);
        vault.setWithdrawalPolicy(0.1e18, 1 days);
        vault.setLiquidityBuffer(1 * MILLION);
        vault.grantRole(role, operator);
        vm.stopPrank();

        handler = new PrimeDebtHandler(
            PrimeDebtStage({
                vat: vat,
                jug: jug,
                usds: usds,
                usdsJoin: usdsJoin,
                generator: generator.diamond,
                generatorAllocator: generator.vault,
                relayer: relayer,
                prime: sides[SPARK].pau.diamond,
                allocator: sides[SPARK].pau.vault,
                primeRelayer: sides[SPARK].relayer,
                vault: sides[SPARK].vault,
                operator: operator
            })
        );
        usds.rely(address(handler));
        bytes4[] memory selectors = new bytes4[](18);
        selectors[0] = PrimeDebtHandler.mint.selector;
        selectors[1] = PrimeDebtHandler.burn.selector;
        selectors[2] = PrimeDebtHandler.deposit.selector;
        selectors[3] = PrimeDebtHandler.withdraw.selector;
        selectors[4] = PrimeDebtHandler.redeem.selector;
        selectors[5] = PrimeDebtHandler.migrate.selector;
        selectors[6] = PrimeDebtHandler.migrateBack.selector;
        selectors[7] = PrimeDebtHandler.take.selector;
        selectors[8] = PrimeDebtHandler.giveBack.selector;
        selectors[9] = PrimeDebtHandler.draw.selector;
        selectors[10] = PrimeDebtHandler.repay.selector;
        selectors[11] = PrimeDebtHandler.turnGuardrails.selector;
        selectors[12] = PrimeDebtHandler.donate.selector;
        selectors[13] = PrimeDebtHandler.joinDebt.selector;
        selectors[14] = PrimeDebtHandler.comeAsStranger.selector;
        selectors[15] = PrimeDebtHandler.wait.selector;
        // Both steps twice over.
        selectors[16] = PrimeDebtHandler.migrate.selector;
        selectors[17] = PrimeDebtHandler.migrateBack.selector;
        targetContract(address(handler));
        targetSelector(address(handler), selectors);
    }

    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noGeneratorCallRaisesWhatAPrimeOwesByMoreThanItReceived() public view {
        assertEq(handler.unfunded(), 0, "debt for nothing [rad]");
    }

    /// forge-config: default.invariant.runs = 16
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_noStrangerDeposits() public view {
        assertFalse(handler.strangerDeposited());
    }

    /// The handler reaches what the invariants are about.
    function test_theHandlerMovesDebtBothWaysAndFunds() public {
        for (uint256 i; i < 120; ++i) {
            uint256 seed = uint256(keccak256(abi.encode(i)));
            if (i % 6 == 0) handler.mint(seed);
            else if (i % 6 == 1) handler.deposit(seed);
            else if (i % 6 == 2) handler.migrate(seed);
            else if (i % 6 == 3) handler.migrateBack(seed);
            else if (i % 6 == 4) handler.withdraw(seed);
            else handler.wait(seed);
        }
        assertGt(handler.passed(ILegacyMigrationFacet.migrate.selector), 1);
        assertGt(handler.passed(ILegacyMigrationFacet.migrateBack.selector), 1);
        assertGt(handler.passed(IErc4626Facet.depositERC4626.selector), 1);
        assertGt(handler.passed(IErc4626Facet.withdrawERC4626.selector), 1);
        assertGt(handler.passed(IUsdsFacet.mintUSDS.selector), 1);
        assertEq(handler.unfunded(), 0);
    }
}
