// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {SystemFixture} from "../SystemFixture.sol";
import {Stage, SystemHandler} from "./SystemHandler.sol";

/// The identities of DOMAIN.md §11 hold after any order of operations of the whole system.
contract AccountingInvariant is SystemFixture {
    SystemHandler private handler;
    AllocatorVault[] private allocators;

    function setUp() public override {
        super.setUp();
        allocators = [generator.vault, sides[0].pau.vault, sides[1].pau.vault, bloomVault];

        Stage memory stage;
        stage.vat = vat;
        stage.jug = jug;
        stage.usds = usds;
        stage.usdsJoin = usdsJoin;
        stage.autoLine = autoLine;
        stage.vow = vow;
        stage.admin = admin;
        stage.generator = generator.diamond;
        stage.relayer = relayer;
        stage.allocators = allocators;
        (stage.primes, stage.primeRelayers, stage.vaults) = _bySide();
        jug.rely(admin);
        handler = new SystemHandler(stage);

        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](17);
        selectors[0] = SystemHandler.wait.selector;
        selectors[1] = SystemHandler.mint.selector;
        selectors[2] = SystemHandler.burn.selector;
        selectors[3] = SystemHandler.deposit.selector;
        selectors[4] = SystemHandler.withdraw.selector;
        selectors[5] = SystemHandler.redeem.selector;
        selectors[6] = SystemHandler.take.selector;
        selectors[7] = SystemHandler.giveBack.selector;
        selectors[8] = SystemHandler.mintLegacy.selector;
        selectors[9] = SystemHandler.burnLegacy.selector;
        selectors[10] = SystemHandler.useSecondIlk.selector;
        selectors[11] = SystemHandler.drip.selector;
        selectors[12] = SystemHandler.execAutoLine.selector;
        selectors[13] = SystemHandler.spendSurplus.selector;
        selectors[14] = SystemHandler.setDuty.selector;
        selectors[15] = SystemHandler.setVsr.selector;
        selectors[16] = SystemHandler.setDepositCap.selector;
        targetSelector(address(handler), selectors);
    }

    /// Identity 1, for every ilk: the urn of the AllocatorVault owes all of its debt.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_identity1_theUrnOfTheVaultIsTheWholeIlk() public view {
        for (uint256 i; i < allocators.length; ++i) {
            bytes32 ilk = allocators[i].ilk();
            (uint256 total,,,,) = vat.ilks(ilk);
            (, uint256 art) = vat.urns(ilk, address(allocators[i]));
            assertEq(art, total);
        }
    }

    /// Identity 2, for every vault: what is out and what is idle, less net deposits, is what was donated.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_identity2_whatIsInAVaultCameFromSomewhere() public view {
        for (uint256 i; i < sides.length; ++i) {
            assertEq(
                handler.taken(i) + usds.balanceOf(address(sides[i].vault)) + handler.withdrawn(i),
                handler.returned(i) + handler.deposited(i) + handler.donated(i)
            );
        }
    }

    /// Identity 3: what the Generator has, less what it owes, is the yield of its shares less its fees, plus what it
    /// was given. The residual is what rounding took from it. One part of that is exactly what its AllocatorVault has
    /// left in the Vat. The rest is, for each deposit, withdrawal and conversion, less than the value of one share.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_identity3_assetsLessDebtIsTheSpread() public view {
        uint256 assets = usds.balanceOf(address(generator.proxy)) + usds.balanceOf(generator.vault.buffer());
        int256 spread = int256(handler.given() * RAY) - int256(handler.fees());
        uint256 chi;
        for (uint256 i; i < sides.length; ++i) {
            assets += sides[i].vault.assetsOf(address(generator.proxy));
            spread += int256(handler.yield(i));
            if (sides[i].vault.nowChi() > chi) chi = sides[i].vault.nowChi();
        }
        (uint256 art,,,,) = vat.ilks(GENERATOR_ILK);
        uint256 debt = art * handler.rateNow(0);
        uint256 left = vat.dai(address(generator.vault));
        assertEq(
            int256(debt), handler.drawn() * int256(RAY) + int256(handler.fees()) + int256(left), "debt, to the rad"
        );

        int256 residual = spread - (int256(assets * RAY) - int256(debt)) - int256(left);
        assertTrue(residual >= 0, "rounding was to the advantage of the Generator");
        assertTrue(residual <= int256((handler.movements() + sides.length) * chi), "more is missing than was rounded");
    }

    /// The debt of all ilks is accounted for, to the rad: as tokens, as fees, or as what rounding left in the Vat.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_everyDebtIsSomebodysBalance() public view {
        uint256 owed;
        uint256 held = usds.totalSupply() * RAY + vat.dai(vow);
        for (uint256 i; i < allocators.length; ++i) {
            (uint256 art, uint256 rate,,,) = vat.ilks(allocators[i].ilk());
            owed += art * rate;
            held += vat.dai(address(allocators[i]));
        }
        assertEq(vat.debt(), owed);
        assertEq(vat.debt(), held);
        assertEq(vat.dai(address(usdsJoin)), usds.totalSupply() * RAY);
        assertEq(vat.vice(), 0);
    }
}
