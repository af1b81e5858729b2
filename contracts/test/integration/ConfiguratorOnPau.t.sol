// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BeamState} from "../../src/configurator/BeamState.sol";
import {Configurator} from "../../src/configurator/Configurator.sol";
import {ControllerOperators} from "../../src/configurator/ControllerOperators.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {PauFixture} from "../PauFixture.sol";

/// The Configurator Unit at work on a real Diamond and real RateLimits.
contract ConfiguratorOnPauTest is PauFixture {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    address private cBeam = makeAddr("cBeam");
    address private second = makeAddr("second");
    address private diamond;
    address private limits;
    BeamState private state;
    Configurator private configurator;
    ControllerOperators private operators;

    function setUp() public override {
        super.setUp();
        diamond = address(generator.diamond);
        limits = address(generator.limits);
        state = new BeamState();
        configurator = new Configurator(address(state));
        operators = new ControllerOperators(address(state));

        state.addCBeam(cBeam);
        state.addRateLimits(limits);
        state.addController(diamond);
        state.setCBeamForRateLimits(limits, cBeam);
        state.setCBeamForController(diamond, cBeam);
        state.setHop(address(0), 18 hours);
        state.setMaxChange(address(0), 1.25e18);
        state.addInitRateLimits(MINT, limits, 100_000 * WAD, WAD);

        vm.startPrank(admin);
        generator.limits.grantRole(generator.limits.DEFAULT_ADMIN_ROLE(), address(configurator));
        generator.diamond.grantRole(CONFIGURATOR, address(configurator));
        generator.diamond.grantRole(OPERATORS, address(operators));
        vm.stopPrank();
    }

    /// A new limit starts empty, fills with its slope, and then a relayer really uses it.
    function test_aLimitThatACBeamActivatesLetsARelayerMint() public {
        vm.prank(cBeam);
        configurator.setRateLimit(limits, MINT, 100_000 * WAD, WAD);
        vm.prank(relayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        generator.diamond.mintUSDS(1);

        skip(1000);
        vm.prank(relayer);
        expectRevert("RateLimits/rate-limit-exceeded");
        generator.diamond.mintUSDS(1000 * WAD + 1);
        _mint(generator, relayer, 1000 * WAD);
        assertEq(usds.balanceOf(address(generator.proxy)), 1000 * WAD);
    }

    function test_aCBeamReplacesTheRelayerInOneCall() public {
        vm.prank(cBeam);
        operators.setRelayer(diamond, second);
        assertEq(generator.diamond.getRoleMemberCount(RELAYER), 1);
        assertTrue(generator.diamond.hasRole(RELAYER, second));
        vm.prank(relayer);
        expectMissingRole(relayer, RELAYER);
        generator.diamond.mintUSDS(1);
    }

    /// It replaces all holders, however many there were.
    function test_aCBeamReplacesEveryHolderInOneCall() public {
        address third = makeAddr("third");
        vm.startPrank(admin);
        generator.diamond.grantRole(RELAYER, second);
        generator.diamond.grantRole(RELAYER, third);
        generator.diamond.grantRole(FREEZER, third);
        vm.stopPrank();

        vm.startPrank(cBeam);
        operators.setRelayer(diamond, second);
        operators.setFreezer(diamond, second);
        vm.stopPrank();
        _assertOnly(RELAYER, second);
        _assertOnly(FREEZER, second);
        address[2] memory relayers = [relayer, third];
        address[2] memory freezers = [freezer, third];
        for (uint256 i; i < 2; ++i) {
            vm.prank(relayers[i]);
            expectMissingRole(relayers[i], RELAYER);
            generator.diamond.mintUSDS(1);
            vm.prank(freezers[i]);
            expectMissingRole(freezers[i], FREEZER);
            generator.diamond.removeRelayer(second);
        }
        vm.prank(second);
        generator.diamond.removeRelayer(second);
        assertEq(generator.diamond.getRoleMemberCount(RELAYER), 0);
    }

    function test_aReplacedFreezerCanNoLongerFreeze() public {
        vm.prank(cBeam);
        operators.setFreezer(diamond, second);
        vm.prank(freezer);
        expectMissingRole(freezer, FREEZER);
        generator.diamond.removeRelayer(relayer);
        vm.prank(second);
        generator.diamond.removeRelayer(relayer);
        assertEq(generator.diamond.getRoleMemberCount(RELAYER), 0);
    }

    /// The two ways to the Diamond are apart: an approved call does not replace, and who replaces passes on no call.
    function test_theConfiguratorReplacesNobodyEvenWithAnApproval() public {
        bytes memory action = abi.encodeCall(IAdminFacet.setRelayer, (second));
        state.addInitControllerActions(action, diamond);
        vm.prank(cBeam);
        expectRevert("Configurator/call-failed");
        configurator.callControllerAction(diamond, action);
        assertTrue(generator.diamond.hasRole(RELAYER, relayer));
    }

    function test_theOperatorsReplaceOnlyWithTheirOwnRole() public {
        vm.startPrank(admin);
        generator.diamond.revokeRole(OPERATORS, address(operators));
        generator.diamond.grantRole(CONFIGURATOR, address(operators));
        vm.stopPrank();
        vm.startPrank(cBeam);
        expectMissingRole(address(operators), OPERATORS);
        operators.setRelayer(diamond, second);
        expectMissingRole(address(operators), OPERATORS);
        operators.setFreezer(diamond, second);
    }

    /// Growth of chi reaches the accepted rate one day: a cBEAM raises it to what was approved, and to nothing else.
    function test_aCBeamRaisesTheAcceptedRateToWhatWasApproved() public {
        address token = address(primeVault);
        _depositOnce(100 * WAD);
        vm.startPrank(admin);
        primeVault.setVsrBounds(RAY, DUTY);
        primeVault.grantRole(primeVault.SETTER_ROLE(), admin);
        primeVault.setVsr(DUTY);
        vm.stopPrank();
        skip(3 * 365 days);
        vm.prank(relayer);
        expectRevert("Erc4626Facet/exchange-rate-too-high");
        generator.diamond.depositERC4626(token, 100 * WAD, 0);

        bytes memory raise = _setRate(token, 1.2e18);
        vm.prank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(diamond, raise);
        state.addInitControllerActions(raise, diamond);
        vm.prank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(diamond, _setRate(token, 1.3e18));
        vm.prank(second);
        expectRevert("Configurator/not-authorized-controller-cBeam");
        configurator.callControllerAction(diamond, raise);

        vm.prank(cBeam);
        configurator.callControllerAction(diamond, raise);
        assertEq(generator.diamond.maxExchangeRates(token), 1.2e36);
        vm.prank(relayer);
        generator.diamond.depositERC4626(token, 100 * WAD, 0);
    }

    /// An approval is used as often as a cBEAM likes, until it is taken back.
    function test_anApprovalHoldsUntilItIsTakenBack() public {
        bytes memory raise = _setRate(address(primeVault), 1.2e18);
        state.addInitControllerActions(raise, diamond);
        vm.prank(cBeam);
        configurator.callControllerAction(diamond, raise);
        vm.prank(admin);
        generator.diamond.setMaxExchangeRate(address(primeVault), 0, 0);
        vm.prank(cBeam);
        configurator.callControllerAction(diamond, raise);
        assertEq(generator.diamond.maxExchangeRates(address(primeVault)), 1.2e36);

        state.delInitControllerActions(keccak256(raise), diamond);
        vm.prank(cBeam);
        expectRevert("Configurator/not-valid-data");
        configurator.callControllerAction(diamond, raise);
    }

    /// The approval is the Configurator's, the role the Diamond's: without that role it approves in vain.
    function test_theRateNeedsTheRoleOfTheConfiguratorToo() public {
        vm.prank(admin);
        generator.diamond.revokeRole(CONFIGURATOR, address(configurator));
        bytes memory raise = _setRate(address(primeVault), 1.2e18);
        state.addInitControllerActions(raise, diamond);
        vm.prank(cBeam);
        expectRevert("Configurator/call-failed");
        configurator.callControllerAction(diamond, raise);
    }

    /// Approval opens the Configurator, not the Diamond: what only the admin may do needs that role as well.
    function test_anApprovedActionStillNeedsItsRole() public {
        bytes memory action = abi.encodeCall(IAdminFacet.grantRole, (RELAYER, second));
        state.addInitControllerActions(action, diamond);
        vm.prank(cBeam);
        expectRevert("Configurator/call-failed");
        configurator.callControllerAction(diamond, action);

        vm.prank(admin);
        generator.diamond.grantRole(bytes32(0), address(configurator));
        vm.prank(cBeam);
        configurator.callControllerAction(diamond, action);
        assertTrue(generator.diamond.hasRole(RELAYER, second));
    }

    /// The freeze does not depend on the Configurator.
    function test_aStoppedConfiguratorLeavesTheFreezeAlone() public {
        state.stop();
        vm.prank(cBeam);
        expectRevert("ControllerOperators/stopped");
        operators.setRelayer(diamond, second);
        vm.prank(freezer);
        generator.diamond.removeRelayer(relayer);
        assertEq(generator.diamond.getRoleMemberCount(RELAYER), 0);
    }

    function _assertOnly(bytes32 role, address holder) private view {
        assertEq(generator.diamond.getRoleMemberCount(role), 1);
        assertEq(generator.diamond.getRoleMember(role, 0), holder);
    }

    function _setRate(address token, uint256 assets) private pure returns (bytes memory) {
        return abi.encodeCall(IErc4626Facet.setMaxExchangeRate, (token, 1e18, assets));
    }

    function _depositOnce(uint256 amount) private {
        _setLimit(generator, MINT, 1000 * WAD);
        _setLimit(generator, _key("LIMIT_4626_DEPOSIT", address(primeVault)), 1000 * WAD);
        _mint(generator, relayer, 3 * amount);
        vm.prank(relayer);
        generator.diamond.depositERC4626(address(primeVault), amount, 0);
    }
}
