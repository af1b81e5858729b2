// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {AllocatorBuffer} from "../../src/mcd/AllocatorBuffer.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {UnitFixture} from "../UnitFixture.sol";
import {EveryoneStage} from "./EveryoneBooks.sol";
import {EveryoneGovernance} from "./EveryoneGovernance.sol";
import {EveryoneGuards} from "./EveryoneGuards.sol";
import {EveryoneHandler} from "./EveryoneHandler.sol";
import {EveryoneRelayers} from "./EveryoneRelayers.sol";
import {MigrationStageFixture} from "./MigrationStage.sol";

/// What holds while everybody acts at once: a stranger who donates, gets shares, pays USDS into the Vat for others and
/// tries to deposit; bad operators; a bad guardian; compromised relayers of both sides; and governance in the middle of
/// a migration.
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

    /// All promises in one invariant, so that its 32 runs of 128 acts are played only once.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 128
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_nobodyLosesAndEveryPromiseHoldsInAnyOrder() public {
        assertEq(handler.unfunded(), 0, "a Prime owes more than it received [rad]");
        assertFalse(handler.strangerDeposited(), "a stranger deposited");
        assertEq(handler.spare(), 0, "the total ceiling is not the sum of the ceilings");
        _assertGuardrails();
        _assertConserved();
        for (uint256 side; side < sides.length; ++side) {
            if (_phase(side) == ILegacyMigrationFacet.Phase.CutOver) handler.assertWayBack(side, false);
        }
        _assertGovernanceEndsEveryPause();
    }

    /// Every act passes often enough in such runs. The invariant would prove nothing about an act that rarely passes.
    /// forge-config: default.isolate = true
    function test_everyActPassesOften() public {
        bytes4[] memory acts = _acts();
        uint256[] memory passed = new uint256[](acts.length);
        uint256 takes;
        for (uint256 game; game < 4; ++game) {
            uint256 id = vm.snapshotState();
            _play(acts, game, 370);
            takes += handler.countedTakes();
            for (uint256 i; i < acts.length; ++i) {
                passed[i] += handler.passed(acts[i]);
            }
            vm.revertToState(id);
        }
        string memory counts;
        bool enough = true;
        for (uint256 i; i < acts.length; ++i) {
            // Only one Prime can be started, and only one retired.
            bool once = acts[i] == EveryoneGovernance.start.selector || acts[i] == EveryoneGovernance.retire.selector;
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
                        act,
                        keccak256(abi.encode(seed, 1)),
                        keccak256(abi.encode(seed, 2)),
                        keccak256(abi.encode(seed, 3))
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
        assertFalse(handler.tookTooMuch(), "a take exceeded the policy");
        assertFalse(handler.leftBelowBuffer(), "a take left less than the buffer");
        assertFalse(handler.tookWhilePaused(), "a take passed during a pause");
        assertFalse(handler.withdrewWhilePaused(), "a withdrawal passed during a pause");
        assertFalse(handler.renewedTooEarly(), "somebody paused during the cool-down");
        assertFalse(handler.barred(), "a pause, or its end, was refused although it was allowed");
        assertFalse(handler.endedAnothers(), "an operator ended somebody else's pause");
    }

    /// All debt is matched by balances, to the rad. Every USDS and every share is held by a known account.
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
        assertEq(vat.debt(), debt, "there is debt of an unknown ilk");
        assertEq(tokens, usds.totalSupply(), "USDS is held by an unknown account");
        assertEq(vat.dai(address(usdsJoin)), tokens * RAY, "USDS is not backed in the Vat");
        assertEq(debt, tokens * RAY + left, "debt is not matched by balances");
        assertEq(vat.vice(), 0);
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
        Unit memory unit = _deployUnit(beamState, freezeRegistry, all.coreCouncil, _makeGuardians(20));
        (all.beamState, all.registry, all.council, all.timelock) =
        (beamState, freezeRegistry, unit.council, unit.timelock);
        freezeRegistry.rely(admin);
        _setGuardrails(sides[SPARK].vault);

        _startDualRun(SPARK);
        for (uint256 side; side < sides.length; ++side) {
            _approveRollback(side);
            // With these rights governance can take away what a way back needs.
            AllocatorVault allocator = sides[side].pau.vault;
            roles.setIlkAdmin(allocator.ilk(), admin);
            AllocatorBuffer(allocator.buffer()).rely(admin);
        }
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

    /// Every act. Those that are frequent in reality, and those that rarely pass, stand here more than once.
    function _acts() private pure returns (bytes4[] memory acts) {
        acts = new bytes4[](40);
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
        acts[18] = EveryoneGovernance.start.selector;
        acts[19] = EveryoneGovernance.cutOver.selector;
        acts[20] = EveryoneGovernance.rollBack.selector;
        acts[21] = EveryoneGovernance.retire.selector;
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
        acts[34] = EveryoneGovernance.start.selector;
        acts[35] = EveryoneRelayers.migrateBack.selector;
        acts[36] = EveryoneGuards.unpause.selector;
        acts[37] = EveryoneGuards.unpause.selector;
        acts[38] = EveryoneRelayers.take.selector;
        acts[39] = EveryoneGovernance.cutOverWithoutWayBack.selector;
    }
}
