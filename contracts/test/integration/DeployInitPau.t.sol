// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {AllocatorConfig} from "../../deploy/AllocatorInit.sol";
import {GeneratorConfig, GeneratorInit, GeneratorInstance} from "../../deploy/GeneratorInit.sol";
import {McdDeploy} from "../../deploy/McdDeploy.sol";
import {McdInstance} from "../../deploy/McdInstance.sol";
import {PauDeploy} from "../../deploy/PauDeploy.sol";
import {PauInstance, PauScope} from "../../deploy/PauInstance.sol";
import {PrimeConfig, PrimeInit, PrimeInstance} from "../../deploy/PrimeInit.sol";
import {FacetAllowlist} from "../../src/governance/FacetAllowlist.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IMigrationMom} from "../../src/interfaces/IMigrationMom.sol";
import {IRateLimits} from "../../src/interfaces/IRateLimits.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {DeployBase} from "./DeployBase.sol";

/// Hands the Init of a PAU deployments with one part that belongs elsewhere, and sees it refuse before it grants anything.
contract DeployInitPauTest is DeployBase {
    function setUp() public {
        _deploy();
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
        PauScope memory unlisted = _scope(unit);
        unlisted.facetAllowlist = address(0);
        wrong.pau = PauDeploy.deployGenerator(address(this), generator.facets, unlisted, generator.allocator.vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-facetAllowlist-mismatch");
        PauScope memory unfrozen = _scope(unit);
        unfrozen.freezeRegistry = address(0);
        wrong.pau = PauDeploy.deployGenerator(address(this), generator.facets, unfrozen, generator.allocator.vault);
        wrong.migrationMom = PauDeploy.deployMigrationMom(address(this), mcd.vat, wrong.pau.diamond);
        _refusesGenerator(wrong, "PauWires/diamond-freezeRegistry-mismatch");
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
        _refusesGenerator(wrong, "PauWires/diamond-facet-count-mismatch");
    }

    function test_aDiamondThatSomebodyWasInBeforeIsRefused() public {
        _initCore();
        bytes32[5] memory roles = [ADMIN, RELAYER, FREEZER, CONFIGURATOR, OPERATORS];
        string[5] memory reasons = [
            "PauWires/diamond-has-other-admin",
            "PauWires/diamond-has-relayer",
            "PauWires/diamond-has-freezer",
            "PauWires/diamond-has-configurator",
            "PauWires/diamond-has-operators"
        ];
        for (uint256 i; i < roles.length; ++i) {
            IAdminFacet(generator.pau.diamond).grantRole(roles[i], stranger);
            _refusesGenerator(generator, reasons[i]);
            IAdminFacet(generator.pau.diamond).revokeRole(roles[i], stranger);
        }
    }

    /// ALMProxy, RateLimits and ParameterRegistry list no holders, so everybody who has to do with the PAU is asked for.
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
            // The right code with one byte more, which never runs.
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
}
