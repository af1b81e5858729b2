// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {MigrationFixture} from "../MigrationFixture.sol";

/// Takes the place of a contract: calls the Diamond in the call of one function, and passes on every other to what stood
/// there before.
contract Intruder {
    /// Where the code is that stood there before.
    address private immutable original;
    address private immutable target;
    bytes4 private immutable trigger;
    address private immutable store;

    constructor(address original_, address target_, bytes4 trigger_, address store_) {
        (original, target, trigger, store) = (original_, target_, trigger_, store_);
    }

    fallback() external {
        if (msg.sig == trigger) {
            (bool success, bytes memory result) = target.call(Callback(store).data());
            if (!success) {
                assembly {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
        address code = original;
        assembly {
            calldatacopy(0, 0, calldatasize())
            let success := delegatecall(gas(), code, 0, calldatasize(), 0, 0)
            returndatacopy(0, 0, returndatasize())
            if success { return(0, returndatasize()) }
            revert(0, returndatasize())
        }
    }
}

/// What the intruder calls; apart from the storage of the contract whose place it takes.
contract Callback {
    bytes public data;

    function set(bytes calldata data_) external {
        data = data_;
    }
}

/// A vault, a token, an AllocatorVault that turned hostile and holds every role still gets nothing from within a step.
contract LegacyMigrationReentrancyTest is MigrationFixture {
    Callback private callback;
    bytes[] private operations;

    function setUp() public override {
        super.setUp();
        callback = new Callback();
        _startDualRun(SPARK);
        _startDualRun(GROVE);
        _migrate(SPARK, PRIME_ILK, 10 * MILLION);
        _approveRollback(SPARK);

        address spark = _prime(SPARK);
        operations = [
            abi.encodeCall(ILegacyMigrationFacet.migrate, (_prime(GROVE), GROVE_ILK, 1)),
            abi.encodeCall(ILegacyMigrationFacet.migrateBack, (spark, PRIME_ILK, 1)),
            abi.encodeCall(
                ILegacyMigrationFacet.scheduleMigration, (spark, address(primeVault), EPOCH, _allocators(SPARK))
            ),
            abi.encodeCall(ILegacyMigrationFacet.startDualRun, (spark)),
            abi.encodeCall(ILegacyMigrationFacet.recordCeilings, (spark)),
            abi.encodeCall(ILegacyMigrationFacet.cutOver, (spark)),
            abi.encodeCall(ILegacyMigrationFacet.rollback, (spark)),
            abi.encodeCall(ILegacyMigrationFacet.retire, (spark)),
            abi.encodeCall(IUsdsFacet.mintUSDS, (1)),
            abi.encodeCall(IUsdsFacet.burnUSDS, (1)),
            abi.encodeCall(IErc4626Facet.depositERC4626, (address(primeVault), 1, 0)),
            abi.encodeCall(IErc4626Facet.withdrawERC4626, (address(primeVault), 1, 1)),
            abi.encodeCall(IErc4626Facet.redeemERC4626, (address(primeVault), 1, 0)),
            abi.encodeCall(IErc4626Facet.setMaxExchangeRate, (address(primeVault), 1, 1))
        ];
    }

    function test_aHostileVaultCannotCallBackOnDepositTakeAndWithdrawal() public {
        _assertGuarded(address(primeVault), IPrimeVault.take.selector, true);
        _assertGuarded(address(primeVault), bytes4(keccak256("deposit(uint256,address)")), true);
        _assertGuarded(address(primeVault), bytes4(keccak256("withdraw(uint256,address,address)")), false);
    }

    function test_aHostileTokenCannotCallBackOnItsTransfers() public {
        _assertGuarded(address(usds), usds.transferFrom.selector, true);
        _assertGuarded(address(usds), usds.transfer.selector, true);
        _assertGuarded(address(usds), usds.transfer.selector, false);
    }

    function test_aHostileAllocatorCannotCallBackOnDrawAndWipe() public {
        _assertGuarded(address(generator.vault), generator.vault.draw.selector, true);
        _assertGuarded(address(prime.vault), prime.vault.wipe.selector, true);
        _assertGuarded(address(prime.vault), prime.vault.draw.selector, false);
        _assertGuarded(address(generator.vault), generator.vault.wipe.selector, false);
    }

    /// An intruder in the place of the Mom, during a rollback.
    function test_aHostileMomCannotCallBack() public {
        _cutOver(SPARK);
        _intrude(address(migrationMom), migrationMom.restore.selector);
        for (uint256 i; i < operations.length; ++i) {
            callback.set(operations[i]);
            vm.prank(admin);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            diamond.rollback(_prime(SPARK));
        }
    }

    /// Every operation of the Diamond from within one call of a step, in either direction.
    function _assertGuarded(address place, bytes4 trigger, bool forward) private {
        uint256 id = vm.snapshotState();
        _intrude(place, trigger);
        for (uint256 i; i < operations.length; ++i) {
            callback.set(operations[i]);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            forward ? _migrate(SPARK, PRIME_ILK, 1 * MILLION) : _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
        }

        // The intruder stands in the way of nothing else: a call back that the guard lets through does not end the step.
        callback.set(abi.encodeCall(ILegacyMigrationFacet.migrationMom, ()));
        forward ? _migrate(SPARK, PRIME_ILK, 1 * MILLION) : _migrateBack(SPARK, PRIME_ILK, 1 * MILLION);
        vm.revertToState(id);
    }

    function _intrude(address place, bytes4 trigger) private {
        vm.startPrank(admin);
        generator.diamond.grantRole(RELAYER, place);
        generator.diamond.grantRole(CONFIGURATOR, place);
        generator.diamond.grantRole(0x00, place);
        vm.stopPrank();
        address original = makeAddr("original");
        vm.etch(original, place.code);
        vm.etch(place, address(new Intruder(original, address(diamond), trigger, address(callback))).code);
    }
}
