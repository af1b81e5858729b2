// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorDeploy} from "../../deploy/ConfiguratorDeploy.sol";
import {ConfiguratorConfig, ConfiguratorInit} from "../../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../../deploy/ConfiguratorInstance.sol";
import {GeneratorInit} from "../../deploy/GeneratorInit.sol";
import {GovernanceDeploy} from "../../deploy/GovernanceDeploy.sol";
import {GovernanceConfig, GovernanceInit} from "../../deploy/GovernanceInit.sol";
import {GovernanceInstance} from "../../deploy/GovernanceInstance.sol";
import {McdInit} from "../../deploy/McdInit.sol";
import {McdInstance} from "../../deploy/McdInstance.sol";
import {PauCuts} from "../../deploy/PauCuts.sol";
import {PrimeInit} from "../../deploy/PrimeInit.sol";
import {PASMom} from "../../src/configurator/PASMom.sol";
import {DSPause} from "../../src/governance/DSPause.sol";
import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {AutoLine} from "../../src/mcd/AutoLine.sol";
import {Jug} from "../../src/mcd/Jug.sol";
import {LineMom} from "../../src/mcd/LineMom.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {UsdsJoin} from "../../src/mcd/UsdsJoin.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {DeployBase} from "./DeployBase.sol";

/// Hands Init deployments with one part that belongs elsewhere, and sees it refuse before it grants anything.
contract DeployInitTest is DeployBase {
    function setUp() public {
        _deploy();
    }

    // --- MCD ---

    function _refusesMcd(McdInstance memory wrong, string memory reason) internal {
        expectRevert(reason);
        this.initMcd(wrong);
    }

    function test_mcdOfAnotherVatIsRefused() public {
        address other = address(new Vat());
        McdInstance memory wrong = mcd;
        wrong.jug = address(new Jug(other));
        _refusesMcd(wrong, "McdInit/jug-vat-mismatch");
        wrong = mcd;
        wrong.usdsJoin = address(new UsdsJoin(other, mcd.usds));
        _refusesMcd(wrong, "McdInit/usdsJoin-vat-mismatch");
        wrong = mcd;
        wrong.autoLine = address(new AutoLine(other));
        _refusesMcd(wrong, "McdInit/autoLine-vat-mismatch");
        wrong = mcd;
        wrong.lineMom = address(new LineMom(other));
        _refusesMcd(wrong, "McdInit/lineMom-vat-mismatch");
    }

    function test_aJoinOfAnotherTokenIsRefused() public {
        McdInstance memory wrong = mcd;
        wrong.usds = address(new Usds());
        _refusesMcd(wrong, "McdInit/usdsJoin-usds-mismatch");
    }

    // --- Governance ---

    function _refusesGovernance(GovernanceInstance memory wrong, string memory reason) internal {
        expectRevert(reason);
        this.initGovernance(wrong, _governanceConfig());
    }

    function test_partsOfAnotherGovernanceAreRefused() public {
        GovernanceInstance memory other = GovernanceDeploy.deploy(address(this), address(this), _governanceConfig());
        GovernanceInstance memory wrong = governance;
        wrong.chief = other.chief;
        _refusesGovernance(wrong, "GovernanceInit/pause-authority-mismatch");
        wrong = governance;
        wrong.pauseProxy = other.pauseProxy;
        _refusesGovernance(wrong, "GovernanceInit/pause-proxy-mismatch");
        wrong = governance;
        wrong.protego = other.protego;
        _refusesGovernance(wrong, "GovernanceInit/protego-pause-mismatch");
    }

    function test_aPauseThatSomebodyOwnsIsRefused() public {
        GovernanceInstance memory wrong = governance;
        DSPause owned = new DSPause(24 hours, stranger, governance.chief);
        (wrong.pause, wrong.pauseProxy) = (address(owned), owned.proxy());
        _refusesGovernance(wrong, "GovernanceInit/pause-has-owner");
    }

    function test_aPauseWithAnotherDelayIsRefused() public {
        GovernanceConfig memory cfg = _governanceConfig();
        cfg.delay = 24 hours - 1;
        expectRevert("GovernanceInit/pause-delay-mismatch");
        this.initGovernance(governance, cfg);
    }

    function test_aChiefOfOtherVotesIsRefused() public {
        GovernanceConfig memory cfg = _governanceConfig();
        cfg.votes = stranger;
        expectRevert("GovernanceInit/votes-no-ward-of-chief");
        this.initGovernance(governance, cfg);
    }

    // --- Configurator Unit ---

    function _refusesUnit(ConfiguratorInstance memory wrong, ConfiguratorConfig memory cfg, string memory reason)
        internal
    {
        expectRevert(reason);
        this.initConfigurator(wrong, cfg);
    }

    function test_partsOfAnotherUnitAreRefused() public {
        ConfiguratorInstance memory other = ConfiguratorDeploy.deploy(address(this), address(this), _unitConfig());
        ConfiguratorInstance memory wrong = unit;
        wrong.configurator = other.configurator;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/configurator-beamState-mismatch");
        wrong = unit;
        wrong.operators = other.operators;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/operators-beamState-mismatch");
        wrong = unit;
        wrong.guardianCouncil = other.guardianCouncil;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/guardianCouncil-beamState-mismatch");
        wrong = unit;
        wrong.freezeRegistry = other.freezeRegistry;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/guardianCouncil-freezeRegistry-mismatch");
        wrong = unit;
        wrong.timelock = other.timelock;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/mom-timelock-mismatch");
        wrong = unit;
        wrong.mom = address(new PASMom(unit.beamState, other.timelock));
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/mom-timelock-mismatch");
        wrong = other;
        wrong.mom = unit.mom;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/mom-beamState-mismatch");
    }

    function test_aTimelockWithAnotherDelayIsRefused() public {
        ConfiguratorConfig memory cfg = _unitConfig();
        cfg.minDelay = 14 days - 1;
        _refusesUnit(unit, cfg, "ConfiguratorInit/timelock-minDelay-mismatch");
    }

    function test_aCouncilOfOthersIsRefused() public {
        ConfiguratorConfig memory cfg = _unitConfig();
        cfg.guardians[23] = stranger;
        _refusesUnit(unit, cfg, "ConfiguratorInit/guardians-mismatch");
        cfg.guardians = new address[](1);
        cfg.guardians[0] = _unitConfig().guardians[0];
        _refusesUnit(unit, cfg, "ConfiguratorInit/guardians-mismatch");
    }

    function test_aNameThatDoesNotFitIsRefused() public {
        this.initMcd(mcd);
        ConfiguratorConfig memory cfg = _unitConfig();
        cfg.chainlogPrefix = "A_PREFIX_OF_17___";
        _refusesUnit(unit, cfg, "ConfiguratorInit/name-too-long");
        cfg.chainlogPrefix = "A_PREFIX_OF_16__";
        this.initConfigurator(unit, cfg);
        assertEq(IChainlog(mcd.chainlog).getAddress("A_PREFIX_OF_16__GUARDIAN_COUNCIL"), unit.guardianCouncil);
    }

    // --- In order ---

    function test_everyNameIsInTheChainlog() public {
        _initAll();
        IChainlog log = IChainlog(mcd.chainlog);
        assertEq(log.getAddress("MCD_VAT"), mcd.vat);
        assertEq(log.getAddress("MCD_JUG"), mcd.jug);
        assertEq(log.getAddress("MCD_VOW"), vow);
        assertEq(log.getAddress("MCD_IAM_AUTO_LINE"), mcd.autoLine);
        assertEq(log.getAddress("LINE_MOM"), mcd.lineMom);
        assertEq(log.getAddress("USDS"), mcd.usds);
        assertEq(log.getAddress("USDS_JOIN"), mcd.usdsJoin);
        assertEq(log.getAddress("ALLOCATOR_REGISTRY"), mcd.allocatorRegistry);
        assertEq(log.getAddress("ALLOCATOR_ROLES"), mcd.allocatorRoles);
        assertEq(log.getAddress("MCD_ADM"), governance.chief);
        assertEq(log.getAddress("MCD_PAUSE"), governance.pause);
        assertEq(log.getAddress("MCD_PAUSE_PROXY"), governance.pauseProxy);
        assertEq(log.getAddress("MCD_PROTEGO"), governance.protego);
        assertEq(log.getAddress("FACET_ALLOWLIST"), governance.facetAllowlist);
        assertEq(log.getAddress("PAS_STATE"), primeUnit.beamState);
        assertEq(log.getAddress("PAS_CONFIGURATOR"), primeUnit.configurator);
        assertEq(log.getAddress("PAS_OPERATORS"), primeUnit.operators);
        assertEq(log.getAddress("PAS_TIMELOCK"), primeUnit.timelock);
        assertEq(log.getAddress("PAS_MOM"), primeUnit.mom);
        assertEq(log.getAddress("PAS_FREEZE_REGISTRY"), primeUnit.freezeRegistry);
        assertEq(log.getAddress("PAS_GUARDIAN_COUNCIL"), primeUnit.guardianCouncil);
        assertEq(log.getAddress("GENERATOR_PAS_STATE"), unit.beamState);
        assertEq(log.getAddress("GENERATOR_PAS_CONFIGURATOR"), unit.configurator);
        assertEq(log.getAddress("GENERATOR_PAS_OPERATORS"), unit.operators);
        assertEq(log.getAddress("GENERATOR_PAS_TIMELOCK"), unit.timelock);
        assertEq(log.getAddress("GENERATOR_PAS_MOM"), unit.mom);
        assertEq(log.getAddress("GENERATOR_PAS_FREEZE_REGISTRY"), unit.freezeRegistry);
        assertEq(log.getAddress("GENERATOR_PAS_GUARDIAN_COUNCIL"), unit.guardianCouncil);
        assertEq(log.getAddress("GENERATOR_CONTROLLER"), generator.pau.diamond);
        assertEq(log.getAddress("GENERATOR_ALM_PROXY"), generator.pau.almProxy);
        assertEq(log.getAddress("GENERATOR_RATE_LIMITS"), generator.pau.rateLimits);
        assertEq(log.getAddress("GENERATOR_PARAMETER_REGISTRY"), generator.pau.parameterRegistry);
        assertEq(log.getAddress("MIGRATION_MOM"), generator.migrationMom);
        assertEq(log.getAddress("ALLOCATOR_GENERATOR_A_VAULT"), generator.allocator.vault);
        assertEq(log.getAddress("ALLOCATOR_GENERATOR_A_BUFFER"), generator.allocator.buffer);
    }

    function test_afterTheHandOverOnlyTheNewOwnerIsLeft() public {
        _initAll();
        address owner = governance.pauseProxy;
        McdInit.handOver(mcd, address(this), owner);
        GovernanceInit.handOver(governance, address(this), owner);
        ConfiguratorInit.handOver(unit, address(this), owner);
        ConfiguratorInit.handOver(primeUnit, address(this), owner);
        GeneratorInit.handOver(generator, address(this), owner);
        PrimeInit.handOver(prime, address(this), owner);

        address list = governance.facetAllowlist;
        McdInit.check(mcd, vow, governance.chief, owner);
        GovernanceInit.check(governance, PauCuts.code(generator.facets), _governanceConfig(), owner);
        ConfiguratorInit.check(unit, _unitConfig(), owner);
        ConfiguratorInit.check(primeUnit, _primeUnitConfig(), owner);
        GeneratorInit.check(mcd, unit, list, generator, _generatorConfig(), owner);
        PrimeInit.check(mcd, primeUnit, list, generator.pau, prime, _primeConfig(), owner);

        expectRevert("McdInit/owner-no-ward-of-vat");
        this.checkMcd();
        expectRevert("GovernanceInit/owner-no-ward-of-facetAllowlist");
        this.checkGovernance();
        expectRevert("ConfiguratorInit/owner-no-ward-of-beamState");
        this.checkConfigurator();
        expectRevert("AllocatorInit/owner-no-ward-of-vault");
        this.checkGenerator();
        expectRevert("AllocatorInit/owner-no-ward-of-vault");
        this.checkPrime();
    }
}
