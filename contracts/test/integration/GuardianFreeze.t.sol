// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ConfiguratorInit} from "../../deploy/ConfiguratorInit.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {PauFixture} from "../PauFixture.sol";
import {UnitFixture} from "../UnitFixture.sol";

/// What a freeze by one guardian takes from each kind of BEAM, on real contracts, and that sixteen give it back.
contract GuardianFreezeTest is PauFixture, UnitFixture {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    Unit private unit;
    address private guardian;
    address private coreCouncil = makeAddr("Core Council");
    address private cBeam = makeAddr("cBEAM");
    address private second = makeAddr("second");
    address private diamond;
    address private limits;

    function setUp() public override {
        super.setUp();
        unit = _deployUnit(beamState, freezeRegistry, coreCouncil, _makeGuardians(24));
        guardian = unit.council.guardians()[0];
        (diamond, limits) = (address(generator.diamond), address(generator.limits));

        beamState.addCBeam(cBeam);
        beamState.addRateLimits(limits);
        beamState.addController(diamond);
        vm.startPrank(coreCouncil);
        beamState.setCBeamForRateLimits(limits, cBeam);
        beamState.setCBeamForController(diamond, cBeam);
        vm.stopPrank();
        vm.startPrank(admin);
        generator.limits.setRateLimitData(MINT, 1000 * WAD, 0);
        generator.limits.grantRole(0x00, address(unit.configurator));
        generator.diamond.grantRole(CONFIGURATOR, address(unit.configurator));
        generator.diamond.grantRole(OPERATORS, address(unit.operators));
        vm.stopPrank();
    }

    // --- aBEAM ---

    /// The timelock asks nobody who is frozen: what is scheduled all the same, any guardian cancels.
    function test_whatAFrozenABeamSchedulesAnyGuardianCancels() public {
        _freeze(coreCouncil);
        bytes32 id = _schedule(unit, address(beamState), abi.encodeCall(beamState.addCBeam, (second)));
        vm.prank(guardian);
        unit.council.cancel(id);
        assertFalse(unit.timelock.isOperation(id));
        assertEq(unit.timelock.getOperationsCount(), 0);
    }

    function test_aFrozenABeamDoesNothingAtOnce() public {
        _freeze(coreCouncil);
        bytes4[10] memory actions = ConfiguratorInit.immediateActions();
        vm.startPrank(coreCouncil);
        for (uint256 i; i < actions.length; ++i) {
            (bool ok, bytes memory ret) =
                address(beamState).call(abi.encodePacked(actions[i], abi.encode(limits, cBeam)));
            assertFalse(ok);
            assertEq(ret, abi.encodeWithSignature("Error(string)", "BeamState/role-not-authorized"));
        }
    }

    /// The delay is what the freeze is for: what was queued runs, unless a guardian cancels it.
    function test_whatAFrozenABeamQueuedCanStillBeExecuted() public {
        bytes memory grant = abi.encodeCall(beamState.addCBeam, (second));
        _schedule(unit, address(beamState), grant);
        _freeze(coreCouncil);
        skip(DELAY);
        (address[] memory targets, uint256[] memory values, bytes[] memory payloads) = _batch(address(beamState), grant);
        unit.timelock.executeBatch(targets, values, payloads, 0, 0);
        assertEq(beamState.cBeams(second), 1);
    }

    // --- cBEAM ---

    function test_aCBeamFrozenByAGuardianActsThroughNeitherConfiguratorNorOperators() public {
        bytes memory action = abi.encodeCall(IErc4626Facet.setMaxExchangeRate, (address(primeVault), 1, 1));
        beamState.addInitControllerActions(action, diamond);
        vm.prank(guardian);
        unit.council.freeze(cBeam, _list(limits), _list(diamond));
        vm.startPrank(cBeam);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        unit.configurator.setRateLimit(limits, MINT, 0, 0);
        expectRevert("Configurator/not-authorized-controller-cBeam");
        unit.configurator.callControllerAction(diamond, action);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        unit.operators.setRelayer(diamond, second);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        unit.operators.setFreezer(diamond, second);
        vm.stopPrank();

        _voteToLift(unit, cBeam, THRESHOLD);
        vm.startPrank(cBeam);
        unit.configurator.setRateLimit(limits, MINT, 0, 0);
        unit.configurator.callControllerAction(diamond, action);
        unit.operators.setRelayer(diamond, second);
        unit.operators.setFreezer(diamond, second);
        assertEq(generator.limits.getCurrentRateLimit(MINT), 0);
    }

    /// The pairs that a guardian leaves out are left to the cBEAM: whoever freezes names them all.
    function test_aPairThatIsNotNamedIsNotTaken() public {
        vm.prank(guardian);
        unit.council.freeze(cBeam, _noPairs(), _list(diamond));
        vm.startPrank(cBeam);
        unit.configurator.setRateLimit(limits, MINT, 0, 0);
        expectRevert("ControllerOperators/not-authorized-controller-cBeam");
        unit.operators.setRelayer(diamond, second);
    }

    /// The Core Council can pair it again, and a guardian can freeze it of that as well.
    function test_aFrozenCBeamThatIsPairedAnewIsFrozenOfThatToo() public {
        vm.prank(guardian);
        unit.council.freeze(cBeam, _list(limits), _list(diamond));
        vm.prank(coreCouncil);
        beamState.setCBeamForRateLimits(limits, cBeam);
        vm.prank(guardian);
        unit.council.freeze(cBeam, _list(limits), _list(diamond));
        vm.prank(cBeam);
        expectRevert("Configurator/not-authorized-ratelimits-cBeam");
        unit.configurator.setRateLimit(limits, MINT, 0, 0);
    }

    // --- pBEAM ---

    /// Found by asking every function of the Diamond whom it refuses, so that one added later is found as well.
    function test_everyFunctionForRelayersRefusesAFrozenOne() public {
        _freeze(relayer);
        uint256 found;
        address[] memory facets = generator.diamond.facetAddresses();
        for (uint256 i; i < facets.length; ++i) {
            bytes4[] memory selectors = generator.diamond.facetFunctionSelectors(facets[i]);
            for (uint256 j; j < selectors.length; ++j) {
                bytes memory data = abi.encodePacked(selectors[j], new bytes(8 * 32));
                if (keccak256(_call(stranger, data)) != keccak256(_missingRelayer())) continue;
                ++found;
                assertEq(_call(relayer, data), abi.encodeWithSignature("Error(string)", "Facet/relayer-frozen"));
            }
        }
        // Mint, burn, deposit, withdraw, redeem, take, transfer.
        assertGe(found, 7, "not every function for relayers was found");
    }

    function test_aRelayerFrozenInTheRegistryCannotActOnOurDiamondUntilSixteenLift() public {
        _freeze(relayer);
        assertTrue(generator.diamond.hasRole(RELAYER, relayer));
        vm.prank(relayer);
        expectRevert("Facet/relayer-frozen");
        generator.diamond.mintUSDS(WAD);

        _voteToLift(unit, relayer, THRESHOLD - 1);
        vm.prank(relayer);
        expectRevert("Facet/relayer-frozen");
        generator.diamond.mintUSDS(WAD);
        vm.prank(unit.council.guardians()[THRESHOLD - 1]);
        unit.council.lift(relayer);
        _mint(generator, relayer, WAD);
        assertEq(usds.balanceOf(address(generator.proxy)), WAD);
    }

    /// One relayer frozen, the other works on.
    function test_aFreezeIsOfOneRelayer() public {
        vm.prank(admin);
        generator.diamond.grantRole(RELAYER, second);
        _freeze(relayer);
        _mint(generator, second, WAD);
    }

    /// A Diamond that names no registry asks nobody, and a freeze binds no relayer of it.
    function test_withAZeroRegistryNobodyIsFrozen() public {
        freezeRegistry = FreezeRegistry(address(0));
        Pau memory other = _deployPau("ALLOCATOR-GROVE-A", relayer);
        assertEq(other.diamond.freezeRegistry(), address(0));
        _setLimit(other, MINT, WAD);
        _freeze(relayer);
        _mint(other, relayer, WAD);
        vm.prank(relayer);
        expectRevert("Facet/relayer-frozen");
        generator.diamond.mintUSDS(WAD);
    }

    // --- Governance ---

    /// A ward has no role to lose, and lifts what sixteen cannot.
    function test_wardsAreNotBound() public {
        _freeze(address(this));
        beamState.stop();
        assertTrue(beamState.stopped());
        freezeRegistry.unfreeze(address(this));
        assertFalse(freezeRegistry.frozen(address(this)));
    }

    function test_sixteenGiveTheCoreCouncilItsRoleBack() public {
        _freeze(coreCouncil);
        assertEq(beamState.userRoles(coreCouncil), bytes32(0));
        _voteToLift(unit, coreCouncil, THRESHOLD);
        vm.prank(coreCouncil);
        beamState.stop();
        assertTrue(beamState.stopped());
    }

    function _freeze(address beam) private {
        vm.prank(guardian);
        unit.council.freeze(beam, _noPairs(), _noPairs());
    }

    /// What `caller` is refused with; nothing where the call passes, which is undone.
    function _call(address caller, bytes memory data) private returns (bytes memory reason) {
        uint256 before = vm.snapshotState();
        vm.prank(caller);
        (bool ok, bytes memory ret) = diamond.call(data);
        vm.revertToState(before);
        return ok ? bytes("") : ret;
    }

    function _missingRelayer() private view returns (bytes memory) {
        return abi.encodeWithSignature("AccessControlUnauthorizedAccount(address,bytes32)", stranger, RELAYER);
    }
}
