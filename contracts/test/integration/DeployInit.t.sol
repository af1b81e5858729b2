// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorConfig} from "../../deploy/AllocatorInit.sol";
import {ConfiguratorDeploy} from "../../deploy/ConfiguratorDeploy.sol";
import {ConfiguratorConfig, ConfiguratorInit} from "../../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../../deploy/ConfiguratorInstance.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../../deploy/GeneratorInit.sol";
import {McdDeploy} from "../../deploy/McdDeploy.sol";
import {McdInit} from "../../deploy/McdInit.sol";
import {McdInstance} from "../../deploy/McdInstance.sol";
import {PauDeploy} from "../../deploy/PauDeploy.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../../deploy/PrimeInit.sol";
import {PASMom} from "../../src/configurator/PASMom.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
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

    // --- Configurator Unit ---

    function _refusesUnit(ConfiguratorInstance memory wrong, ConfiguratorConfig memory cfg, string memory reason)
        internal
    {
        expectRevert(reason);
        this.initConfigurator(wrong, cfg);
    }

    function test_partsOfAnotherUnitAreRefused() public {
        ConfiguratorInstance memory other = ConfiguratorDeploy.deploy(address(this), address(this), 14 days);
        ConfiguratorInstance memory wrong = unit;
        wrong.configurator = other.configurator;
        _refusesUnit(wrong, _unitConfig(), "ConfiguratorInit/configurator-beamState-mismatch");
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

    // --- Generator ---

    function _refusesGenerator(GeneratorInstance memory wrong, string memory reason) internal {
        GeneratorConfig memory cfg = _generatorConfig();
        cfg.allocator.almProxy = wrong.pau.almProxy;
        expectRevert(reason);
        this.initGenerator(wrong, cfg);
    }

    function _initCore() internal {
        this.initMcd(mcd);
        this.initConfigurator(unit, _unitConfig());
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

    function test_aDiamondOnAnotherAllocatorIsRefused() public {
        _initCore();
        GeneratorInstance memory wrong = generator;
        wrong.pau = PauDeploy.deployGenerator(address(this), generator.facets, _scope(), prime.legacy[0].vault);
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
        wrong.pau = PauDeploy.deployPrime(address(this), generator.facets, _scope(), generator.allocator.vault);
        _refusesGenerator(wrong, "PauWires/diamond-facet-count-mismatch");
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
        assertEq(log.getAddress("PAS_BEAM_STATE"), unit.beamState);
        assertEq(log.getAddress("PAS_CONFIGURATOR"), unit.configurator);
        assertEq(log.getAddress("PAS_TIMELOCK"), unit.timelock);
        assertEq(log.getAddress("PAS_MOM"), unit.mom);
        assertEq(log.getAddress("GENERATOR_CONTROLLER"), generator.pau.diamond);
        assertEq(log.getAddress("GENERATOR_ALM_PROXY"), generator.pau.almProxy);
        assertEq(log.getAddress("GENERATOR_RATE_LIMITS"), generator.pau.rateLimits);
        assertEq(log.getAddress("ALLOCATOR_GENERATOR_A_VAULT"), generator.allocator.vault);
        assertEq(log.getAddress("ALLOCATOR_GENERATOR_A_BUFFER"), generator.allocator.buffer);
    }

    function test_afterTheHandOverOnlyTheNewOwnerIsLeft() public {
        _initAll();
        address governance = makeAddr("governance");
        McdInit.handOver(mcd, address(this), governance);
        ConfiguratorInit.handOver(unit, address(this), governance);
        GeneratorInit.handOver(generator, address(this), governance);
        PrimeInit.handOver(prime, address(this), governance);

        McdInit.check(mcd, vow, governance);
        ConfiguratorInit.check(unit, _unitConfig(), governance);
        GeneratorInit.check(mcd, unit, generator, _generatorConfig(), governance);
        PrimeInit.check(mcd, unit, generator.pau, prime, _primeConfig(), governance);

        expectRevert("McdInit/owner-no-ward-of-vat");
        this.checkMcd();
        expectRevert("ConfiguratorInit/owner-no-ward-of-beamState");
        this.checkConfigurator();
        expectRevert("AllocatorInit/owner-no-ward-of-vault");
        this.checkGenerator();
        expectRevert("AllocatorInit/owner-no-ward-of-vault");
        this.checkPrime();
    }
}
