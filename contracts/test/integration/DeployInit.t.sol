// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {AllocatorConfig} from "../../deploy/AllocatorInit.sol";
import {ConfiguratorDeploy} from "../../deploy/ConfiguratorDeploy.sol";
import {ConfiguratorConfig, ConfiguratorInit} from "../../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../../deploy/ConfiguratorInstance.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../../deploy/GeneratorInit.sol";
import {GovernanceDeploy} from "../../deploy/GovernanceDeploy.sol";
import {GovernanceConfig, GovernanceInit} from "../../deploy/GovernanceInit.sol";
import {GovernanceInstance} from "../../deploy/GovernanceInstance.sol";
import {McdDeploy} from "../../deploy/McdDeploy.sol";
import {McdInit} from "../../deploy/McdInit.sol";
import {McdInstance} from "../../deploy/McdInstance.sol";
import {PauCuts} from "../../deploy/PauCuts.sol";
import {PauDeploy} from "../../deploy/PauDeploy.sol";
import {PauInstance, PauScope} from "../../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../../deploy/PrimeInit.sol";
import {PASMom} from "../../src/configurator/PASMom.sol";
import {DSPause} from "../../src/governance/DSPause.sol";
import {FacetAllowlist} from "../../src/governance/FacetAllowlist.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IMigrationMom} from "../../src/interfaces/IMigrationMom.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
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
        wrong.guardianCouncil = other.guardianCouncil;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/guardianCouncil-beamState-mismatch");
        wrong = unit;
        wrong.timelock = other.timelock;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/timelock-beamState-mismatch");
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

    // --- Generator ---

    function _refusesGenerator(GeneratorInstance memory wrong, string memory reason) internal {
        GeneratorConfig memory cfg = _generatorConfig();
        cfg.allocator.almProxy = wrong.pau.almProxy;
        expectRevert(reason);
        this.initGenerator(wrong, cfg);
    }

    function _initCore() internal {
        this.initMcd(mcd);
        this.initGovernance(governance, _governanceConfig());
        this.initConfigurator(unit, _unitConfig());
        this.initConfigurator(primeUnit, _primeUnitConfig());
    }

    function test_aDiamondOfAnotherPauIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.pau.almProxy = stranger;
        _refusesGenerator(wrong, "PauWires/diamond-proxy-mismatch");
        wrong = generator;
        wrong.pau.rateLimits = stranger;
        _refusesGenerator(wrong, "PauWires/diamond-rateLimits-mismatch");
    }

    function test_aDiamondInAnotherScopeIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.pau =
            PauDeploy.deployGenerator(address(this), generator.facets, _scope(primeUnit), generator.allocator.vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-beamState-mismatch");
        PauScope memory unlisted = PauScope({beamState: unit.beamState, facetAllowlist: address(0)});
        wrong.pau = PauDeploy.deployGenerator(address(this), generator.facets, unlisted, generator.allocator.vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-facetAllowlist-mismatch");
    }

    function test_aMomOfAnotherSystemIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, prime.pau.diamond);
        _refusesGenerator(wrong, "GeneratorInit/migrationMom-diamond-mismatch");
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), address(new Vat()), generator.pau.diamond);
        _refusesGenerator(wrong, "GeneratorInit/migrationMom-vat-mismatch");
    }

    function test_aMigrationInitThatNobodyApprovedIsRefused() public {
        _initCore();
        FacetAllowlist(governance.facetAllowlist).revokeInit(generator.facets.migrationInit.codehash);
        GeneratorConfig memory cfg = _generatorConfig();
        address migrationInit = generator.facets.migrationInit;
        vm.expectRevert(
            abi.encodeWithSelector(IDiamond.CodeNotApproved.selector, migrationInit, migrationInit.codehash)
        );
        this.initGenerator(generator, cfg);
    }

    function test_aDiamondOnAnotherAllocatorIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.pau = PauDeploy.deployGenerator(address(this), generator.facets, _scope(unit), prime.legacy[0].vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-vault-mismatch");
    }

    function test_anAllocatorWithForeignPartsIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.allocator.ilk = "ALLOCATOR-OTHER-A";
        _refusesGenerator(wrong, "AllocatorInit/vault-ilk-mismatch");
        wrong = generator;
        wrong.allocator.buffer = prime.legacy[0].buffer;
        _refusesGenerator(wrong, "AllocatorInit/vault-buffer-mismatch");

        McdInstance memory other = McdDeploy.deploy(address(this), address(this));
        wrong = generator;
        wrong.allocator = McdDeploy.deployAllocator(other, address(this), address(this), GENERATOR_ILK);
        _refusesGenerator(wrong, "AllocatorInit/vault-roles-mismatch");
    }

    function test_anAllocatorConfiguredForAnotherProxyIsRefused() public {
        _initCore();
        GeneratorConfig memory cfg = _generatorConfig();
        cfg.allocator.almProxy = stranger;
        expectRevert("GeneratorInit/allocator-almProxy-mismatch");
        this.initGenerator(generator, cfg);
    }

    function test_aDiamondWithOtherFacetsIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.facets.erc4626 = PauDeploy.deployFacets().erc4626;
        _refusesGenerator(wrong, "PauWires/diamond-facet-mismatch");
        wrong = generator;
        wrong.pau = PauDeploy.deployPrime(address(this), generator.facets, _scope(unit), generator.allocator.vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-facet-mismatch");
    }

    function test_aDiamondThatSomebodyWasInBeforeIsRefused() public {
        _initCore();
        bytes32[4] memory roles = [ADMIN, RELAYER, FREEZER, CONFIGURATOR];
        string[4] memory reasons = [
            "PauWires/diamond-has-other-admin",
            "PauWires/diamond-has-relayer",
            "PauWires/diamond-has-freezer",
            "PauWires/diamond-has-configurator"
        ];
        for (uint256 i; i < roles.length; ++i) {
            IAdminFacet(generator.pau.diamond).grantRole(roles[i], stranger);
            _refusesGenerator(generator, reasons[i]);
            IAdminFacet(generator.pau.diamond).revokeRole(roles[i], stranger);
        }
    }

    /// The other three keep no list of who is in, so everybody who has to do with the PAU is asked for.
    function test_partsThatSomebodyWasInBeforeAreRefused() public {
        _initCore();
        PauInstance memory pau = generator.pau;
        address[3] memory parts = [pau.almProxy, pau.rateLimits, pau.parameterRegistry];
        string[3] memory reasons = [
            "PauWires/almProxy-has-other-holder",
            "PauWires/rateLimits-has-other-holder",
            "PauWires/parameterRegistry-has-other-holder"
        ];
        address[4] memory others = [pau.diamond, unit.configurator, freezer, relayer];
        bytes32[2] memory roles = [ADMIN, CONTROLLER];
        for (uint256 i; i < parts.length; ++i) {
            for (uint256 j; j < others.length; ++j) {
                for (uint256 k; k < roles.length; ++k) {
                    IAccessControl(parts[i]).grantRole(roles[k], others[j]);
                    _refusesGenerator(generator, reasons[i]);
                    IAccessControl(parts[i]).revokeRole(roles[k], others[j]);
                }
            }
        }
        // Who runs this for the owner.
        IAccessControl(pau.almProxy).grantRole(CONTROLLER, stranger);
        vm.prank(stranger);
        _refusesGenerator(generator, "PauWires/almProxy-has-other-holder");
    }

    function test_limitsThatWereSetBeforeAreRefused() public {
        _initCore();
        IRateLimits(generator.pau.rateLimits).setRateLimitData(keccak256("LIMIT_USDS_MINT"), 1, 0);
        _refusesGenerator(generator, "PauWires/rateLimits-has-limit");
    }

    function test_partsOfOtherCodeAreRefused() public {
        _initCore();
        address[5] memory parts = [
            generator.pau.diamond,
            generator.pau.almProxy,
            generator.pau.rateLimits,
            generator.pau.parameterRegistry,
            generator.migrationMom
        ];
        string[5] memory names = ["diamond", "almProxy", "rateLimits", "parameterRegistry", "migrationMom"];
        for (uint256 i; i < parts.length; ++i) {
            uint256 id = vm.snapshotState();
            // The same code and one byte that never runs.
            vm.etch(parts[i], bytes.concat(parts[i].code, hex"00"));
            _refusesGenerator(
                generator, string.concat(i == 4 ? "GeneratorInit/" : "PauParts/", names[i], "-code-mismatch")
            );
            vm.revertToState(id);
        }
    }

    function test_aMomThatSomebodyElseOwnsIsRefused() public {
        _initCore();
        IMigrationMom(generator.migrationMom).setOwner(stranger);
        _refusesGenerator(generator, "GeneratorInit/migrationMom-owner-mismatch");
    }

    // --- Prime ---

    function _refusesPrime(PrimeInstance memory wrong, PrimeConfig memory cfg, string memory reason) internal {
        expectRevert(reason);
        this.initPrime(wrong, cfg);
    }

    function test_aPrimeWithForeignPartsIsRefused() public {
        _initCore();
        this.initGenerator(generator, _generatorConfig());
        PrimeInstance memory wrong = prime;
        wrong.vault = PauDeploy.deployVault(address(this), address(new Usds()), "Other", "OTHER");
        _refusesPrime(wrong, _primeConfig(), "PrimeInit/vault-asset-mismatch");

        PrimeConfig memory cfg = _primeConfig();
        cfg.legacy = new AllocatorConfig[](0);
        _refusesPrime(prime, cfg, "PrimeInit/legacy-length-mismatch");
        cfg = _primeConfig();
        cfg.legacy[0].almProxy = generator.pau.almProxy;
        _refusesPrime(prime, cfg, "PrimeInit/legacy-almProxy-mismatch");
    }

    function test_aPrimeInTheScopeOfTheGeneratorIsRefused() public {
        _initCore();
        this.initGenerator(generator, _generatorConfig());
        PrimeInstance memory wrong = prime;
        wrong.pau = PauDeploy.deployPrime(address(this), prime.facets, _scope(unit), prime.legacy[0].vault);
        PrimeConfig memory cfg = _primeConfig();
        cfg.legacy[0].almProxy = wrong.pau.almProxy;
        _refusesPrime(wrong, cfg, "PauWires/diamond-beamState-mismatch");
    }

    function test_aVaultWithoutAPolicyWithinItsBoundsIsRefused() public {
        _initCore();
        this.initGenerator(generator, _generatorConfig());
        PrimeConfig memory cfg = _primeConfig();
        cfg.guardrails.share = 0;
        _refusesPrime(prime, cfg, "GuardrailInit/no-policy");
        cfg.guardrails.share = 0.1e18 - 1;
        _refusesPrime(prime, cfg, "GuardrailInit/policy-out-of-bounds");
        cfg.guardrails.share = 0.1e18;
        cfg.guardrails.period = 0;
        _refusesPrime(prime, cfg, "GuardrailInit/no-policy");
        cfg.guardrails.period = 7 days + 1;
        _refusesPrime(prime, cfg, "GuardrailInit/policy-out-of-bounds");
        cfg.guardrails.period = 7 days;
        cfg.guardrails.buffer = 10e6 * WAD + 1;
        _refusesPrime(prime, cfg, "GuardrailInit/buffer-out-of-bounds");
        cfg.guardrails.buffer = 10e6 * WAD;
        this.initPrime(prime, cfg);
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
        assertEq(log.getAddress("PAS_TIMELOCK"), primeUnit.timelock);
        assertEq(log.getAddress("PAS_MOM"), primeUnit.mom);
        assertEq(log.getAddress("PAS_GUARDIAN_COUNCIL"), primeUnit.guardianCouncil);
        assertEq(log.getAddress("GENERATOR_PAS_STATE"), unit.beamState);
        assertEq(log.getAddress("GENERATOR_PAS_CONFIGURATOR"), unit.configurator);
        assertEq(log.getAddress("GENERATOR_PAS_TIMELOCK"), unit.timelock);
        assertEq(log.getAddress("GENERATOR_PAS_MOM"), unit.mom);
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
