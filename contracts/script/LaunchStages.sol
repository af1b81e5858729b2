// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Address} from "@openzeppelin/contracts/utils/Address.sol";

import {AllocatorInit} from "../deploy/AllocatorInit.sol";
import {BeaconInit} from "../deploy/BeaconInit.sol";
import {DispatchInit} from "../deploy/DispatchInit.sol";
import {FacetedInit} from "../deploy/FacetedInit.sol";
import {McdDeploy} from "../deploy/McdDeploy.sol";
import {AllocatorInstance} from "../deploy/McdInstance.sol";
import {MonolithicInit} from "../deploy/MonolithicInit.sol";
import {Ownership} from "../deploy/Ownership.sol";
import {PauScope} from "../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInit} from "../deploy/PrimeInit.sol";
import {StageDeploy} from "../deploy/StageDeploy.sol";
import {BeaconInstance, DispatchInstance, FacetedInstance, MonolithicInstance} from "../deploy/StageInstance.sol";
import {Core} from "./Launch.sol";
import {CreateVaultSpell, PrimePlan} from "./LaunchPrimes.sol";

/// @notice The stages before a Diamond; of `Parallel` the older controller is monolithic and the newer a production one.
enum PauStage {
    Monolithic,
    Faceted,
    Dispatch,
    Parallel
}

/// @notice A Prime at one of them. Controllers that its stage does not have are zero, and so is the vault of one that no
///         Generator funds yet.
struct StagedPrime {
    PauStage stage;
    address vault;
    address almProxy;
    AllocatorInstance[] legacy;
    MonolithicInstance monolithic;
    FacetedInstance faceted;
    DispatchInstance dispatch;
}

/// @notice What the middle step runs, each a contract of its own, for one has no room for all.
struct StageSteps {
    address createVault;
    address createFunds;
    address createMonolithic;
    address createFaceted;
    address createDispatch;
    address init;
    address check;
}

/// @title  Step before the Primes, where one of them is at a stage with a Beacon
/// @notice Has the Beacon created, has it recommend, and hands it over to the pause proxy.
contract BeaconSpell {
    event BeaconLaunched(BeaconInstance beacon);

    /// @param create Runs `CreateBeaconSpell`.
    function execute(Core memory core, address create) external {
        address owner = core.governance.pauseProxy;
        bytes memory created =
            Address.functionDelegateCall(create, abi.encodeCall(CreateBeaconSpell.execute, (core.mcd.usds)));
        BeaconInstance memory beacon = abi.decode(created, (BeaconInstance));
        BeaconInit.init(beacon, core.mcd.usds);
        BeaconInit.handOver(beacon, address(this), owner);
        BeaconInit.check(beacon, core.mcd.usds, owner);
        emit BeaconLaunched(beacon);
    }
}

/// @notice Creates a Beacon with the facets that it recommends.
contract CreateBeaconSpell {
    function execute(address usds) external returns (BeaconInstance memory) {
        return StageDeploy.deployBeacon(address(this), usds);
    }
}

/// @title  Middle step: a Prime at a stage before a Diamond
/// @notice Creates it, wires it, hands it over to the pause proxy, and refuses unless every wire and role is as it
///         should be. Where the plan has no name for a vault, the Prime gets none.
contract StageSpell {
    event StagedPrimeLaunched(StagedPrime prime);

    function execute(
        Core memory core,
        BeaconInstance memory beacon,
        StageSteps memory steps,
        PauStage stage,
        PrimePlan memory plan
    ) external {
        StagedPrime memory prime = _create(core, beacon, steps, stage, plan);
        PrimeConfig memory cfg = plan.config;
        for (uint256 i; i < cfg.legacy.length; ++i) {
            cfg.legacy[i].almProxy = prime.almProxy;
            cfg.legacy[i].ilkAdmin = core.governance.pauseProxy;
        }
        Address.functionDelegateCall(steps.init, abi.encodeCall(InitStageSpell.execute, (core, beacon, prime, cfg)));
        Address.functionDelegateCall(steps.check, abi.encodeCall(CheckStageSpell.execute, (core, beacon, prime, cfg)));
        emit StagedPrimeLaunched(prime);
    }

    function _create(
        Core memory core,
        BeaconInstance memory beacon,
        StageSteps memory steps,
        PauStage stage,
        PrimePlan memory plan
    ) private returns (StagedPrime memory prime) {
        bytes memory created = Address.functionDelegateCall(
            steps.createFunds, abi.encodeCall(CreateFundsSpell.execute, (core, plan.legacyIlks))
        );
        prime = abi.decode(created, (StagedPrime));
        prime.stage = stage;
        (address almProxy, address allocator) = (prime.almProxy, prime.legacy[0].vault);
        if (stage == PauStage.Monolithic || stage == PauStage.Parallel) {
            created = Address.functionDelegateCall(
                steps.createMonolithic, abi.encodeCall(CreateMonolithicSpell.execute, (almProxy, allocator))
            );
            prime.monolithic = abi.decode(created, (MonolithicInstance));
        }
        if (stage == PauStage.Faceted) {
            created = Address.functionDelegateCall(
                steps.createFaceted, abi.encodeCall(CreateFacetedSpell.execute, (core, almProxy, allocator))
            );
            prime.faceted = abi.decode(created, (FacetedInstance));
        }
        if (stage == PauStage.Dispatch || stage == PauStage.Parallel) {
            created = Address.functionDelegateCall(
                steps.createDispatch, abi.encodeCall(CreateDispatchSpell.execute, (almProxy, beacon.beacon))
            );
            prime.dispatch = abi.decode(created, (DispatchInstance));
        }
        if (bytes(plan.vaultName).length > 0) {
            created = Address.functionDelegateCall(
                steps.createVault,
                abi.encodeCall(CreateVaultSpell.execute, (core.mcd.usds, plan.vaultName, plan.vaultSymbol))
            );
            prime.vault = abi.decode(created, (address));
        }
    }
}

/// @notice Creates the allocators and the ALMProxy of a Prime.
contract CreateFundsSpell {
    function execute(Core memory core, bytes32[] memory ilks) external returns (StagedPrime memory prime) {
        prime.almProxy = StageDeploy.deployAlmProxy(address(this));
        prime.legacy = new AllocatorInstance[](ilks.length);
        for (uint256 i; i < ilks.length; ++i) {
            prime.legacy[i] = McdDeploy.deployAllocator(core.mcd, address(this), address(this), ilks[i]);
        }
    }
}

contract CreateMonolithicSpell {
    function execute(address almProxy, address allocatorVault) external returns (MonolithicInstance memory) {
        return StageDeploy.deployMonolithic(address(this), almProxy, allocatorVault);
    }
}

contract CreateFacetedSpell {
    function execute(Core memory core, address almProxy, address allocatorVault)
        external
        returns (FacetedInstance memory)
    {
        PauScope memory scope = PauScope(core.primeUnit.beamState, address(0), core.primeUnit.freezeRegistry);
        return StageDeploy.deployFaceted(address(this), almProxy, core.generator.facets, scope, allocatorVault);
    }
}

contract CreateDispatchSpell {
    function execute(address almProxy, address beacon) external returns (DispatchInstance memory) {
        return StageDeploy.deployDispatch(address(this), almProxy, beacon);
    }
}

/// @notice Wires a Prime and hands it over.
contract InitStageSpell {
    function execute(Core memory core, BeaconInstance memory beacon, StagedPrime memory prime, PrimeConfig memory cfg)
        external
    {
        (address self, address owner) = (address(this), core.governance.pauseProxy);
        for (uint256 i; i < prime.legacy.length; ++i) {
            AllocatorInit.init(core.mcd, prime.legacy[i], cfg.legacy[i]);
            AllocatorInit.handOver(prime.legacy[i], self, owner);
        }
        AllocatorInstance memory allocator = prime.legacy[0];
        if (prime.monolithic.controller != address(0)) {
            MonolithicInit.init(core.mcd, allocator, core.primeUnit, prime.monolithic, cfg.pau);
            MonolithicInit.handOver(prime.monolithic, self, owner);
        }
        if (prime.faceted.controller != address(0)) {
            FacetedInit.init(core.mcd, allocator, core.primeUnit, core.generator.facets, prime.faceted, cfg.pau);
            FacetedInit.handOver(prime.faceted, self, owner);
        }
        if (prime.dispatch.controller != address(0)) {
            DispatchInit.init(allocator, core.primeUnit, beacon, prime.dispatch, cfg.pau);
            DispatchInit.handOver(prime.dispatch, self, owner);
        }
        if (prime.vault != address(0)) {
            PrimeInit.initVault(core.generator.pau, prime.vault, prime.almProxy, cfg);
            Ownership.moveAdmin(prime.vault, self, owner);
        }
        Ownership.moveAdmin(prime.almProxy, self, owner);
    }
}

/// @notice Refuses unless every wire and role of a Prime is as it should be.
contract CheckStageSpell {
    function execute(Core memory core, BeaconInstance memory beacon, StagedPrime memory prime, PrimeConfig memory cfg)
        external
        view
    {
        address owner = core.governance.pauseProxy;
        for (uint256 i; i < prime.legacy.length; ++i) {
            AllocatorInit.check(core.mcd, prime.legacy[i], cfg.legacy[i], owner);
        }
        AllocatorInstance memory allocator = prime.legacy[0];
        if (prime.monolithic.controller != address(0)) {
            MonolithicInit.check(core.mcd, allocator, core.primeUnit, prime.monolithic, cfg.pau, owner);
        }
        if (prime.faceted.controller != address(0)) {
            FacetedInit.check(core.mcd, allocator, core.primeUnit, core.generator.facets, prime.faceted, cfg.pau, owner);
        }
        if (prime.dispatch.controller != address(0)) {
            DispatchInit.check(allocator, core.primeUnit, beacon, prime.dispatch, cfg.pau, owner);
        }
        if (prime.vault != address(0)) {
            PrimeInit.checkVault(core.generator.pau, prime.vault, prime.almProxy, cfg, owner);
        }
    }
}
