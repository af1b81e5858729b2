// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorConfig} from "../../deploy/AllocatorInit.sol";
import {ConfiguratorDeploy} from "../../deploy/ConfiguratorDeploy.sol";
import {ConfiguratorConfig, ConfiguratorInit} from "../../deploy/ConfiguratorInit.sol";
import {ConfiguratorInstance} from "../../deploy/ConfiguratorInstance.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../../deploy/GeneratorInit.sol";
import {GovernanceDeploy} from "../../deploy/GovernanceDeploy.sol";
import {GovernanceConfig, GovernanceInit} from "../../deploy/GovernanceInit.sol";
import {GovernanceInstance} from "../../deploy/GovernanceInstance.sol";
import {GuardrailConfig} from "../../deploy/GuardrailInit.sol";
import {McdDeploy} from "../../deploy/McdDeploy.sol";
import {McdInit} from "../../deploy/McdInit.sol";
import {AllocatorInstance, McdInstance} from "../../deploy/McdInstance.sol";
import {PauDeploy} from "../../deploy/PauDeploy.sol";
import {PauCuts} from "../../deploy/PauCuts.sol";
import {PauParts} from "../../deploy/PauParts.sol";
import {PauScope} from "../../deploy/PauInstance.sol";
import {PauConfig} from "../../deploy/PauWires.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../../deploy/PrimeInit.sol";
import {SrUsdsDeploy} from "../../deploy/SrUsdsDeploy.sol";
import {SrUsdsConfig, SrUsdsInstance} from "../../deploy/SrUsdsInstance.sol";
import {SrUsdsWires} from "../../deploy/SrUsdsWires.sol";
import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {SUsds} from "../../src/mcd/SUsds.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {Base} from "../Base.sol";

/// A whole system, deployed and owned by the test, which runs Init as governance would.
abstract contract DeployBase is Base {
    bytes32 internal constant GENERATOR_ILK = "ALLOCATOR-GENERATOR-A";
    bytes32 internal constant LEGACY_ILK = "ALLOCATOR-PRIME-A";
    bytes32 internal constant ADMIN = 0x00;
    bytes32 internal constant CONTROLLER = keccak256("CONTROLLER");
    bytes32 internal constant RELAYER = keccak256("RELAYER");
    bytes32 internal constant FREEZER = keccak256("FREEZER");
    bytes32 internal constant CONFIGURATOR = keccak256("CONFIGURATOR");
    bytes32 internal constant OPERATORS = keccak256("OPERATORS");

    address internal votes = makeAddr("votes");
    address internal vow = makeAddr("vow");
    address internal coreCouncil = makeAddr("Core Council");
    address internal pauser = makeAddr("pauser");
    address internal cBeam = makeAddr("cBEAM");
    address internal relayer = makeAddr("relayer");
    address internal freezer = makeAddr("freezer");
    address internal lctsOperator = makeAddr("LCTS operator");
    address internal stranger = makeAddr("stranger");

    McdInstance internal mcd;
    GovernanceInstance internal governance;
    /// The scope of the Generator, and that of the Prime.
    ConfiguratorInstance internal unit;
    ConfiguratorInstance internal primeUnit;
    GeneratorInstance internal generator;
    PrimeInstance internal prime;

    function _deploy() internal {
        address self = address(this);
        vm.warp(1_800_000_000);
        mcd = McdDeploy.deploy(self, self);
        governance = GovernanceDeploy.deploy(self, self, _governanceConfig());
        unit = ConfiguratorDeploy.deploy(self, self, _unitConfig());
        primeUnit = ConfiguratorDeploy.deploy(self, self, _primeUnitConfig());

        generator.facets = PauDeploy.deployFacets();
        generator.allocator = McdDeploy.deployAllocator(mcd, self, self, GENERATOR_ILK);
        generator.pau = PauDeploy.deployGenerator(self, generator.facets, _scope(unit), generator.allocator.vault);
        generator.migrationMom = PauDeploy.deployMigrationMom(self, mcd.vat, generator.pau.diamond);
        generator.srUsds = SrUsdsDeploy.deploy(address(new SUsds(mcd.usds)), generator.pau.diamond, vow);

        prime.facets = generator.facets;
        prime.legacy.push(McdDeploy.deployAllocator(mcd, self, self, LEGACY_ILK));
        prime.pau = PauDeploy.deployPrime(self, prime.facets, _scope(primeUnit), prime.legacy[0].vault);
        prime.vault = PauDeploy.deployVault(self, mcd.usds, "Prime Generator Vault", "gvPrime");
    }

    function _scope(ConfiguratorInstance memory of_) internal view returns (PauScope memory) {
        return PauScope(of_.beamState, governance.facetAllowlist, of_.freezeRegistry);
    }

    // --- Init and check as calls, so that a refusal is a revert of theirs ---

    function initMcd(McdInstance memory mcd_) external {
        McdInit.init(mcd_, vow, governance.chief);
    }

    function checkMcd() external view {
        McdInit.check(mcd, vow, governance.chief, address(this));
    }

    function initGovernance(GovernanceInstance memory governance_, GovernanceConfig memory cfg) external {
        GovernanceInit.init(mcd.chainlog, governance_, PauCuts.code(generator.facets), cfg);
    }

    function checkGovernance() external view {
        GovernanceInit.check(governance, PauCuts.code(generator.facets), _governanceConfig(), address(this));
    }

    function initConfigurator(ConfiguratorInstance memory unit_, ConfiguratorConfig memory cfg) external {
        ConfiguratorInit.init(mcd.chainlog, unit_, cfg);
    }

    function checkConfigurator() external view {
        ConfiguratorInit.check(unit, _unitConfig(), address(this));
    }

    function checkPrimeConfigurator() external view {
        ConfiguratorInit.check(primeUnit, _primeUnitConfig(), address(this));
    }

    function initGenerator(GeneratorInstance memory generator_, GeneratorConfig memory cfg) external {
        GeneratorInit.init(mcd, unit, governance.facetAllowlist, generator_, cfg);
        PauParts.check(generator_.pau);
    }

    function checkGenerator() external view {
        GeneratorInit.check(mcd, unit, governance.facetAllowlist, generator, _generatorConfig(), address(this));
    }

    function initSrUsds(SrUsdsInstance memory srUsds) external {
        SrUsdsWires.init(mcd.usds, generator.pau, generator.facets.srUsdsInit, srUsds, _srUsdsConfig());
        SrUsdsWires.publish(IChainlog(mcd.chainlog), srUsds);
    }

    function checkSrUsds() external view {
        SrUsdsWires.check(mcd.usds, generator.pau, generator.srUsds, _srUsdsConfig());
    }

    function initPrime(PrimeInstance memory prime_, PrimeConfig memory cfg) external {
        PrimeInit.init(mcd, primeUnit, governance.facetAllowlist, generator.pau, prime_, cfg);
    }

    function checkPrime() external view {
        PrimeInit.check(mcd, primeUnit, governance.facetAllowlist, generator.pau, prime, _primeConfig(), address(this));
    }

    function _initAll() internal {
        this.initMcd(mcd);
        this.initGovernance(governance, _governanceConfig());
        this.initConfigurator(unit, _unitConfig());
        this.initConfigurator(primeUnit, _primeUnitConfig());
        this.initGenerator(generator, _generatorConfig());
        this.initSrUsds(generator.srUsds);
        this.initPrime(prime, _primeConfig());
    }

    // --- Configurations ---

    function _governanceConfig() internal view returns (GovernanceConfig memory) {
        return GovernanceConfig({votes: votes, delay: 24 hours});
    }

    function _primeUnitConfig() internal view returns (ConfiguratorConfig memory cfg) {
        cfg = _unitConfig();
        cfg.chainlogPrefix = "PAS_";
    }

    function _unitConfig() internal view returns (ConfiguratorConfig memory cfg) {
        cfg.chainlogPrefix = "GENERATOR_PAS_";
        cfg.chief = governance.chief;
        cfg.minDelay = 14 days;
        cfg.hop = 18 hours;
        cfg.maxChange = 1.25e18;
        cfg.coreCouncil = coreCouncil;
        cfg.pausers = new address[](1);
        cfg.pausers[0] = pauser;
        cfg.cBeams = new address[](1);
        cfg.cBeams[0] = cBeam;
        cfg.guardians = new address[](24);
        for (uint160 i; i < 24; ++i) {
            cfg.guardians[i] = address(0xa11ce + i);
        }
    }

    function _pauConfig() internal view returns (PauConfig memory cfg) {
        cfg.relayers = new address[](1);
        cfg.relayers[0] = relayer;
        cfg.freezer = freezer;
    }

    function _allocatorConfig(address almProxy) internal view returns (AllocatorConfig memory) {
        return AllocatorConfig({
            duty: 1.000000001547125957863212448e27,
            line: 100e6 * RAD,
            maxLine: 500e6 * RAD,
            gap: 50e6 * RAD,
            ttl: 1 days,
            almProxy: almProxy,
            ilkAdmin: address(this)
        });
    }

    function _generatorConfig() internal view returns (GeneratorConfig memory) {
        return GeneratorConfig(_pauConfig(), _allocatorConfig(generator.pau.almProxy), _srUsdsConfig());
    }

    function _srUsdsConfig() internal view returns (SrUsdsConfig memory) {
        return SrUsdsConfig({
            operator: lctsOperator, coreCouncil: coreCouncil, lossReceiver: vow, lockAt: 13 hours, settleAt: 16 hours
        });
    }

    function _primeConfig() internal view returns (PrimeConfig memory cfg) {
        cfg.pau = _pauConfig();
        cfg.legacy = new AllocatorConfig[](1);
        cfg.legacy[0] = _allocatorConfig(prime.pau.almProxy);
        cfg.depositCap = 50e6 * WAD;
        cfg.minVsr = RAY;
        cfg.maxVsr = 1.00000000302226598009738765e27;
        cfg.setter = cBeam;
        cfg.maxExchangeRate = 1.1e18;
        cfg.guardrails = _guardrailConfig();
    }

    function _guardrailConfig() internal view returns (GuardrailConfig memory) {
        IPrimeVault.GuardrailBounds memory bounds = IPrimeVault.GuardrailBounds({
            minShare: 0.1e18,
            maxShare: 1e18,
            minPeriod: 6 hours,
            maxPeriod: 7 days,
            minBuffer: 0,
            maxBuffer: 10e6 * WAD,
            maxPause: 3 days,
            coolDown: 1 days
        });
        return GuardrailConfig({operator: cBeam, bounds: bounds, share: 0.75e18, period: 1 days, buffer: 1e6 * WAD});
    }
}
