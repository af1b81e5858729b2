// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {PauFixture} from "../PauFixture.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// Deliverable 5 of the document of Phase 6: the Generator Configurator scope.
contract Phase6ScopeTest is PauFixture, UnitFixture {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    Unit private ofGenerators;
    Unit private ofPrimes;
    Pau private spark;
    address private generatorGovOps = makeAddr("GovOps of the Generator");
    address private primeGovOps = makeAddr("GovOps of the Prime");

    function setUp() public override {
        super.setUp();
        address[] memory guardians = _makeGuardians(24);
        ofGenerators = _deployUnit(beamState, freezeRegistry, makeAddr("Core Council"), guardians);
        (beamState, freezeRegistry) = (new BeamState(), new FreezeRegistry());
        ofPrimes = _deployUnit(beamState, freezeRegistry, ofGenerators.coreCouncil, guardians);
        spark = _deployPau("ALLOCATOR-GROVE-A", primeRelayer);
        _pair(ofGenerators, generator, generatorGovOps);
        _pair(ofPrimes, spark, primeGovOps);
    }

    function test_deliverable5_generatorActionsHaveAScopeAndGuardrailsOfTheirOwn() public {
        ofGenerators.state.setHop(address(0), 1 days);
        ofPrimes.state.setHop(address(0), 1 hours);
        vm.warp(START + 30 days);
        vm.prank(generatorGovOps);
        ofGenerators.configurator.setRateLimit(address(generator.limits), MINT, 110 * WAD, 0);
        vm.prank(primeGovOps);
        ofPrimes.configurator.setRateLimit(address(spark.limits), MINT, 110 * WAD, 0);

        vm.warp(START + 30 days + 1 hours);
        vm.prank(generatorGovOps);
        expectRevert("Configurator/increment-too-soon");
        ofGenerators.configurator.setRateLimit(address(generator.limits), MINT, 120 * WAD, 0);
        vm.prank(primeGovOps);
        ofPrimes.configurator.setRateLimit(address(spark.limits), MINT, 120 * WAD, 0);
    }

    function test_deliverable5_theScopeIsApartFromThatOfThePrimes() public {
        vm.startPrank(generatorGovOps);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        ofPrimes.configurator.setRateLimit(address(spark.limits), MINT, 0, 0);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        ofPrimes.operators.setRelayer(address(spark.diamond), generatorGovOps);
        vm.stopPrank();
        assertFalse(spark.diamond.hasRole(CONFIGURATOR, address(ofGenerators.configurator)));
        assertFalse(spark.limits.hasRole(0x00, address(ofGenerators.configurator)));
        assertFalse(generator.diamond.hasRole(CONFIGURATOR, address(ofPrimes.configurator)));
        assertFalse(generator.limits.hasRole(0x00, address(ofPrimes.configurator)));
        assertFalse(spark.diamond.hasRole(OPERATORS, address(ofGenerators.operators)));
        assertFalse(generator.diamond.hasRole(OPERATORS, address(ofPrimes.operators)));
        assertNotEq(
            IAdminFacet(address(generator.diamond)).beamState(), IAdminFacet(address(spark.diamond)).beamState()
        );
    }

    function _pair(Unit memory unit, Pau memory pau, address cBeam) private {
        unit.state.setMaxChange(address(0), 1.25e18);
        unit.state.addRateLimits(address(pau.limits));
        unit.state.addController(address(pau.diamond));
        unit.state.addCBeam(cBeam);
        vm.startPrank(unit.coreCouncil);
        unit.state.setCBeamForRateLimits(address(pau.limits), cBeam);
        unit.state.setCBeamForController(address(pau.diamond), cBeam);
        vm.stopPrank();

        vm.startPrank(admin);
        pau.limits.setRateLimitData(MINT, 100 * WAD, 0);
        pau.limits.grantRole(0x00, address(unit.configurator));
        pau.diamond.grantRole(CONFIGURATOR, address(unit.configurator));
        pau.diamond.grantRole(OPERATORS, address(unit.operators));
        vm.stopPrank();
    }
}
