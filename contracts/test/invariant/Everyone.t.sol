// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {UnitFixture} from "../UnitFixture.sol";
import {EveryoneStage} from "./EveryoneBooks.sol";
import {EveryoneGuards} from "./EveryoneGuards.sol";
import {EveryoneHandler} from "./EveryoneHandler.sol";
import {EveryoneRelayers} from "./EveryoneRelayers.sol";
import {MigrationStageFixture} from "./MigrationStage.sol";

/// What holds with everybody at once: a stranger who deposits, donates, takes shares and joins debt, bad operators, a bad
/// guardian, a compromised relayer of either side, and governance in the middle of a migration.
contract EveryoneInvariant is MigrationStageFixture, UnitFixture {
    uint256 private constant STRANGERS = 80 * MILLION;

    EveryoneHandler private handler;
    EveryoneStage private all;
    AllocatorVault[] private allocators;

    function setUp() public override {
        super.setUp();
        _prepare();
        handler = new EveryoneHandler(all);
        for (uint256 i; i < all.migration.allocators.length; ++i) {
            allocators.push(all.migration.allocators[i]);
        }
        allocators.push(all.bank);
        targetContract(address(handler));
        targetSelector(address(handler), _acts());
    }

    /// All in one, so that each run is played once: 32 runs of 128 acts.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_nobodyLosesAndEveryPromiseHoldsInAnyOrder() public {
        assertEq(handler.unfunded(), 0, "debt of a Prime for nothing [rad]");
        assertFalse(handler.strangerDeposited(), "a stranger deposited");
        _assertGuardrails();
        _assertConserved();
        for (uint256 side; side < sides.length; ++side) {
            if (_phase(side) == ILegacyMigrationFacet.Phase.CutOver) _assertWayBack(side);
        }
        _assertGovernanceEndsEveryPause();
    }

    /// Every act passes again and again in such runs, or the invariant says nothing of it.
    /// forge-config: default.isolate = true
    function test_everyActPassesOften() public {
        bytes4[] memory acts = _acts();
        uint256[] memory passed = new uint256[](acts.length);
        uint256 takes;
        for (uint256 game; game < 4; ++game) {
            uint256 id = vm.snapshotState();
            _play(acts, game, 350);
            takes += handler.countedTakes();
            for (uint256 i; i < acts.length; ++i) {
                passed[i] += handler.passed(acts[i]);
            }
            vm.revertToState(id);
        }
        string memory counts;
        bool enough = true;
        for (uint256 i; i < acts.length; ++i) {
            // There is one Prime to start, and one to retire.
            bool once = acts[i] == EveryoneGuards.start.selector || acts[i] == EveryoneGuards.retire.selector;
            if (passed[i] < (once ? 1 : 5)) enough = false;
            counts = string.concat(counts, " ", vm.toString(passed[i]));
        }
        assertTrue(enough, string.concat("too few of an act passed:", counts));
        assertGe(takes, 10);
    }

    function _play(bytes4[] memory acts, uint256 game, uint256 count) private {
        for (uint256 i; i < count; ++i) {
            bytes32 seed = keccak256(abi.encode(game, i));
            bytes4 act = acts[uint256(seed) % acts.length];
            (bool success, bytes memory result) = address(handler)
                .call(
                    abi.encodePacked(
                        act, keccak256(abi.encode(seed, 1)), keccak256(abi.encode(seed, 2)), keccak256(abi.encode(seed, 3))
                    )
                );
            if (!success) {
                assembly {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
    }

    // --- What holds ---

    function _assertGuardrails() private view {
        assertFalse(handler.tookTooMuch(), "more than the policy lets out");
        assertFalse(handler.leftBelowBuffer(), "less than the buffer is left");
        assertFalse(handler.tookWhilePaused(), "took while paused");
        assertFalse(handler.withdrewWhilePaused(), "withdrew while paused");
        assertFalse(handler.renewedTooEarly(), "paused before the cool-down");
        assertFalse(handler.barred(), "barred from a pause that was due");
        assertFalse(handler.endedAnothers(), "ended the pause of another");
    }

    /// Every debt is somebody's balance, to the rad; every USDS and every share is held by somebody known.
    function _assertConserved() private view {
        uint256 debt;
        uint256 left = vat.dai(vow);
        uint256 tokens = usds.balanceOf(all.stranger) + usds.balanceOf(address(generator.proxy));
        for (uint256 i; i < allocators.length; ++i) {
            (uint256 art, uint256 rate,,,) = vat.ilks(allocators[i].ilk());
            debt += art * rate;
            left += vat.dai(address(allocators[i]));
            tokens += usds.balanceOf(allocators[i].buffer());
        }
        for (uint256 side; side < sides.length; ++side) {
            PrimeVault vault = sides[side].vault;
            tokens += usds.balanceOf(_prime(side)) + usds.balanceOf(address(vault));
            uint256 shares = vault.balanceOf(address(generator.proxy)) + vault.balanceOf(all.stranger);
            assertEq(shares, vault.totalSupply(), "shares");
        }
        assertEq(vat.debt(), debt, "debt of no ilk");
        assertEq(tokens, usds.totalSupply(), "USDS of nobody known");
        assertEq(vat.dai(address(usdsJoin)), tokens * RAY, "USDS without Dai");
        assertEq(debt, tokens * RAY + left, "debt that nobody has");
        assertEq(vat.vice(), 0);
    }

    /// A rollback opens every ilk as far as was recorded at the cutover, and the Prime draws on it at once. Governance lifts
    /// the freeze of a cBEAM that a guardian froze.
    function _assertWayBack(uint256 side) private {
        uint256 id = vm.snapshotState();
        if (beamState.frozen(cBeam)) {
            vm.prank(admin);
            beamState.unfreeze(cBeam);
        }
        _rollBack(side);
        ILegacyMigrationFacet.LegacyIlk[] memory ilks = diamond.migration(_prime(side)).ilks;
        for (uint256 i; i < ilks.length; ++i) {
            if (ilks[i].ceiling == 0) continue;
            assertEq(_line(ilks[i].ilk), ilks[i].ceiling, "restored something else");
            AllocatorVault allocator = AllocatorVault(ilks[i].allocatorVault);
            vm.startPrank(_prime(side));
            allocator.draw(1);
            usds.transferFrom(allocator.buffer(), _prime(side), 1);
            vm.stopPrank();
        }
        vm.revertToState(id);
    }

    function _assertGovernanceEndsEveryPause() private {
        PrimeVault vault = sides[SPARK].vault;
        IPrimeVault.Guardrails memory rails = vault.guardrails();
        bool takes = rails.takesPausedUntil > vm.getBlockTimestamp();
        bool withdrawals = rails.withdrawalsPausedUntil > vm.getBlockTimestamp();
        if (!takes && !withdrawals) return;
        uint256 id = vm.snapshotState();
        vm.prank(admin);
        vault.unpause(takes, withdrawals);
        vm.prank(_prime(SPARK));
        vault.take(0);
        vm.prank(address(generator.proxy));
        vault.withdraw(0, address(generator.proxy), address(generator.proxy));
        vm.revertToState(id);
    }

    // --- Setup ---

    function _prepare() private {
        all.stranger = makeAddr("a stranger with funds");
        all.bank = _deployAllocator("ALLOCATOR-BANK-A", address(this));
        all.bank.draw(STRANGERS);
        usds.transferFrom(all.bank.buffer(), all.stranger, STRANGERS);

        (all.usdsJoin, all.vow, all.admin) = (usdsJoin, vow, admin);
        (all.operator, all.colleague) = (makeAddr("operator"), makeAddr("colleague"));
        all.coreCouncil = makeAddr("Core Council");
        Unit memory unit = _deployUnit(beamState, all.coreCouncil, _makeGuardians(20));
        (all.beamState, all.council, all.timelock) = (beamState, unit.council, unit.timelock);
        _setGuardrails(sides[SPARK].vault);

        _startDualRun(SPARK);
        _approveRollback(SPARK);
        _approveRollback(GROVE);
        _mint(generator, relayer, 10 * MILLION);
        vm.warp(EPOCH);
        all.migration = _stage();
    }

    function _setGuardrails(PrimeVault vault) private {
        bytes32 role = vault.GUARDRAIL_ROLE();
        vm.startPrank(admin);
        vault.setGuardrailBounds(
            IPrimeVault.GuardrailBounds({
                minShare: 0.01e18,
                maxShare: WAD,
                minPeriod: 1 hours,
                maxPeriod: 7 days,
                minBuffer: 0,
                maxBuffer: 20 * MILLION,
                maxPause: 1 days,
                coolDown: 1 hours
            })
        );
        vault.setWithdrawalPolicy(0.1e18, 1 days);
        vault.setLiquidityBuffer(1 * MILLION);
        vault.grantRole(role, all.operator);
        vault.grantRole(role, all.colleague);
        vm.stopPrank();
    }

    /// Every act, and twice what goes on most and what rarely passes.
    function _acts() private pure returns (bytes4[] memory acts) {
        acts = new bytes4[](37);
        acts[0] = EveryoneRelayers.mint.selector;
        acts[1] = EveryoneRelayers.burn.selector;
        acts[2] = EveryoneRelayers.deposit.selector;
        acts[3] = EveryoneRelayers.withdraw.selector;
        acts[4] = EveryoneRelayers.redeem.selector;
        acts[5] = EveryoneRelayers.migrate.selector;
        acts[6] = EveryoneRelayers.migrateBack.selector;
        acts[7] = EveryoneRelayers.take.selector;
        acts[8] = EveryoneRelayers.giveBack.selector;
        acts[9] = EveryoneRelayers.draw.selector;
        acts[10] = EveryoneRelayers.repay.selector;
        acts[11] = EveryoneGuards.turnPolicy.selector;
        acts[12] = EveryoneGuards.turnBuffer.selector;
        acts[13] = EveryoneGuards.pause.selector;
        acts[14] = EveryoneGuards.unpause.selector;
        acts[15] = EveryoneGuards.freeze.selector;
        acts[16] = EveryoneGuards.cancel.selector;
        acts[17] = EveryoneGuards.lift.selector;
        acts[18] = EveryoneGuards.start.selector;
        acts[19] = EveryoneGuards.cutOver.selector;
        acts[20] = EveryoneGuards.rollBack.selector;
        acts[21] = EveryoneGuards.retire.selector;
        acts[22] = EveryoneHandler.donate.selector;
        acts[23] = EveryoneHandler.joinDebt.selector;
        acts[24] = EveryoneHandler.takeShares.selector;
        acts[25] = EveryoneHandler.redeemShares.selector;
        acts[26] = EveryoneHandler.tryToDeposit.selector;
        acts[27] = EveryoneHandler.exec.selector;
        acts[28] = EveryoneHandler.wait.selector;
        acts[29] = EveryoneHandler.wait.selector;
        acts[30] = EveryoneRelayers.migrate.selector;
        acts[31] = EveryoneRelayers.migrateBack.selector;
        acts[32] = EveryoneRelayers.take.selector;
        acts[33] = EveryoneRelayers.deposit.selector;
        acts[34] = EveryoneGuards.start.selector;
        acts[35] = EveryoneRelayers.migrateBack.selector;
        acts[36] = EveryoneGuards.unpause.selector;
    }
}
