// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {PauFixture} from "../PauFixture.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// Two Configurator Units, one for Generators and one for Primes. Each test runs in both directions.
contract ConfiguratorScopeTest is PauFixture, UnitFixture {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    struct Scope {
        Unit unit;
        Pau pau;
        address cBeam;
    }

    Scope[2] private scopes;
    address private second = makeAddr("second");

    function setUp() public override {
        super.setUp();
        // The Prime of the fixture is in the scope of the Generator's BeamState, so another takes its place.
        address[] memory guardians = _makeGuardians(24);
        Unit memory ofGenerators =
            _deployUnit(beamState, freezeRegistry, makeAddr("Core Council of Generators"), guardians);
        (beamState, freezeRegistry) = (new BeamState(), new FreezeRegistry());
        Unit memory ofPrimes = _deployUnit(beamState, freezeRegistry, makeAddr("Core Council of Primes"), guardians);
        Pau memory other = _deployPau("ALLOCATOR-GROVE-A", primeRelayer);
        _open(scopes[0], Scope(ofGenerators, generator, makeAddr("cBEAM of the Generator")));
        _open(scopes[1], Scope(ofPrimes, other, makeAddr("cBEAM of the Prime")));
    }

    function test_eachPauNamesItsOwnBeamStateAndFreezeRegistry() public view {
        for (uint256 i; i < 2; ++i) {
            assertEq(scopes[i].pau.diamond.beamState(), address(scopes[i].unit.state));
            assertEq(scopes[i].pau.diamond.freezeRegistry(), address(scopes[i].unit.registry));
        }
        assertNotEq(address(scopes[0].unit.state), address(scopes[1].unit.state));
        assertNotEq(address(scopes[0].unit.registry), address(scopes[1].unit.registry));
    }

    function test_aCBeamWorksInItsScope() public {
        for (uint256 i; i < 2; ++i) {
            Scope memory own = scopes[i];
            vm.startPrank(own.cBeam);
            own.unit.configurator.setRateLimit(address(own.pau.limits), MINT, 500 * WAD, 0);
            own.unit.operators.setRelayer(address(own.pau.diamond), second);
            vm.stopPrank();
            assertEq(own.pau.limits.getCurrentRateLimit(MINT), 500 * WAD);
            assertTrue(own.pau.diamond.hasRole(RELAYER, second));
        }
    }

    function test_aCBeamIsPairedWithNothingOfTheOtherScope() public {
        for (uint256 i; i < 2; ++i) {
            _assertNotPaired(scopes[i].unit, scopes[i].cBeam, scopes[1 - i].pau);
            _assertNotPaired(scopes[1 - i].unit, scopes[i].cBeam, scopes[1 - i].pau);
        }
    }

    /// A Core Council that registered what is not in its scope would give a cBEAM nothing: the PAU knows one
    /// Configurator.
    function test_aUnitHasNoPowerOverAPauOfTheOtherScope() public {
        for (uint256 i; i < 2; ++i) {
            Scope memory own = scopes[i];
            Pau memory foreign = scopes[1 - i].pau;
            (address limits, address diamond) = (address(foreign.limits), address(foreign.diamond));
            bytes memory action = abi.encodeCall(IErc4626Facet.setMaxExchangeRate, (address(primeVault), 1, 1));
            _pair(own.unit, limits, diamond, own.cBeam);
            own.unit.state.addInitControllerActions(action, diamond);

            vm.startPrank(own.cBeam);
            expectMissingRole(address(own.unit.configurator), 0x00);
            own.unit.configurator.setRateLimit(limits, MINT, 0, 0);
            expectMissingRole(address(own.unit.operators), OPERATORS);
            own.unit.operators.setRelayer(diamond, second);
            expectMissingRole(address(own.unit.operators), OPERATORS);
            own.unit.operators.setFreezer(diamond, second);
            expectRevert("Configurator/call-failed");
            own.unit.configurator.callControllerAction(diamond, action);
            vm.stopPrank();
        }
    }

    function test_aStopHoldsInOneScope() public {
        for (uint256 i; i < 2; ++i) {
            Scope memory own = scopes[i];
            Scope memory other = scopes[1 - i];
            own.unit.state.stop();
            vm.prank(other.cBeam);
            other.unit.configurator.setRateLimit(address(other.pau.limits), MINT, 100 * WAD, 0);
            own.unit.state.start();
        }
    }

    /// The same account may be a relayer in both scopes: frozen in one, it works on in the other.
    function test_aFreezeHoldsInOneScope() public {
        address guardian = scopes[0].unit.council.guardians()[0];
        for (uint256 i; i < 2; ++i) {
            vm.prank(admin);
            scopes[i].pau.diamond.grantRole(RELAYER, second);
        }
        for (uint256 i; i < 2; ++i) {
            vm.prank(guardian);
            scopes[i].unit.council.freeze(second, _noPairs(), _noPairs());
            vm.prank(second);
            expectRevert("Facet/relayer-frozen");
            scopes[i].pau.diamond.mintUSDS(WAD);
            _mint(scopes[1 - i].pau, second, WAD);
            _voteToLift(scopes[i].unit, second, THRESHOLD);
        }
    }

    function test_guardiansCancelOnlyWhatIsQueuedInTheirScope() public {
        address guardian = scopes[0].unit.council.guardians()[0];
        for (uint256 i; i < 2; ++i) {
            Unit memory own = scopes[i].unit;
            bytes32 id = _schedule(own, address(own.state), abi.encodeCall(own.state.addCBeam, (second)));
            vm.startPrank(guardian);
            expectRevertData(
                abi.encodeWithSignature("TimelockUnexpectedOperationState(bytes32,bytes32)", id, bytes32(uint256(6)))
            );
            scopes[1 - i].unit.council.cancel(id);
            own.council.cancel(id);
            vm.stopPrank();
        }
    }

    function _open(Scope storage scope, Scope memory content) private {
        (scope.unit, scope.pau, scope.cBeam) = (content.unit, content.pau, content.cBeam);
        _pair(content.unit, address(content.pau.limits), address(content.pau.diamond), content.cBeam);
        vm.startPrank(admin);
        content.pau.limits.setRateLimitData(MINT, 1000 * WAD, 0);
        content.pau.limits.grantRole(0x00, address(content.unit.configurator));
        content.pau.diamond.grantRole(CONFIGURATOR, address(content.unit.configurator));
        content.pau.diamond.grantRole(OPERATORS, address(content.unit.operators));
        vm.stopPrank();
    }

    function _pair(Unit memory unit, address limits, address diamond, address cBeam) private {
        unit.state.addRateLimits(limits);
        unit.state.addController(diamond);
        unit.state.addCBeam(cBeam);
        vm.startPrank(unit.coreCouncil);
        unit.state.setCBeamForRateLimits(limits, cBeam);
        unit.state.setCBeamForController(diamond, cBeam);
        vm.stopPrank();
    }

    function _assertNotPaired(Unit memory unit, address cBeam, Pau memory pau) private {
        vm.startPrank(cBeam);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        unit.configurator.setRateLimit(address(pau.limits), MINT, 0, 0);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        unit.operators.setRelayer(address(pau.diamond), second);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        unit.operators.setFreezer(address(pau.diamond), second);
        expectRevert("Configurator/not-authorized-controller-cBeam");
        unit.configurator.callControllerAction(address(pau.diamond), "");
        vm.stopPrank();
    }
}
