// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {PauInit, PauWiring} from "../../src/facets/PauInit.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IPau, PauFixture} from "../PauFixture.sol";

contract AdminFacetTest is PauFixture {
    bytes32 private constant ADMIN = bytes32(0);

    IPau private diamond;
    address private configurator = makeAddr("configurator");
    address private operators = makeAddr("operators");
    address private second = makeAddr("second");
    address private third = makeAddr("third");

    function setUp() public override {
        super.setUp();
        diamond = generator.diamond;
        vm.startPrank(admin);
        diamond.grantRole(CONFIGURATOR, configurator);
        diamond.grantRole(OPERATORS, operators);
        vm.stopPrank();
    }

    function test_rolesAreTheHashesOfTheirNames() public view {
        assertEq(diamond.DEFAULT_ADMIN_ROLE(), ADMIN);
        assertEq(diamond.RELAYER(), keccak256("RELAYER"));
        assertEq(diamond.FREEZER(), keccak256("FREEZER"));
        assertEq(diamond.CONFIGURATOR(), keccak256("CONFIGURATOR"));
        assertEq(diamond.OPERATORS(), keccak256("OPERATORS"));
    }

    function test_showsItsWiring() public view {
        assertEq(diamond.proxy(), address(generator.proxy));
        assertEq(diamond.rateLimits(), address(generator.limits));
        assertEq(diamond.beamState(), address(beamState));
        assertEq(diamond.freezeRegistry(), address(freezeRegistry));
    }

    // --- Grant and revoke ---

    function test_onlyTheAdminGrantsAndRevokes() public {
        address[4] memory others = [configurator, operators, freezer, relayer];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectMissingRole(others[i], ADMIN);
            diamond.grantRole(RELAYER, second);
            expectMissingRole(others[i], ADMIN);
            diamond.revokeRole(RELAYER, relayer);
            vm.stopPrank();
        }
    }

    function test_grantAddsAHolderBesideTheOthers() public {
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleGranted(RELAYER, second, admin);
        vm.prank(admin);
        diamond.grantRole(RELAYER, second);

        assertTrue(diamond.hasRole(RELAYER, relayer));
        assertTrue(diamond.hasRole(RELAYER, second));
        assertEq(diamond.getRoleMemberCount(RELAYER), 2);
        assertEq(diamond.getRoleMember(RELAYER, 0), relayer);
        assertEq(diamond.getRoleMember(RELAYER, 1), second);
    }

    function test_grantingTwiceAndRevokingNobodySayNothing() public {
        vm.recordLogs();
        vm.startPrank(admin);
        diamond.grantRole(RELAYER, relayer);
        diamond.revokeRole(RELAYER, second);
        assertEq(vm.getRecordedLogs().length, 0);
    }

    function test_revokeTakesOneHolderOut() public {
        vm.startPrank(admin);
        diamond.grantRole(RELAYER, second);
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleRevoked(RELAYER, relayer, admin);
        diamond.revokeRole(RELAYER, relayer);

        assertFalse(diamond.hasRole(RELAYER, relayer));
        assertEq(diamond.getRoleMemberCount(RELAYER), 1);
        assertEq(diamond.getRoleMember(RELAYER, 0), second);
    }

    function test_thereIsNoMemberPastTheEnd() public {
        vm.expectRevert();
        diamond.getRoleMember(RELAYER, 1);
    }

    // --- Replace ---

    /// The Configurator passes on approved calls, and does not replace whom it likes.
    function test_onlyAdminOrOperatorsReplace() public {
        address[4] memory others = [configurator, freezer, relayer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.startPrank(others[i]);
            expectMissingRole(others[i], OPERATORS);
            diamond.setRelayer(second);
            expectMissingRole(others[i], OPERATORS);
            diamond.setFreezer(second);
            vm.stopPrank();
        }
    }

    function test_setRelayerEndsAllPreviousOnesInTheSameCall() public {
        vm.startPrank(admin);
        diamond.grantRole(RELAYER, second);
        vm.stopPrank();

        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleRevoked(RELAYER, relayer, operators);
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleRevoked(RELAYER, second, operators);
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleGranted(RELAYER, third, operators);
        vm.prank(operators);
        diamond.setRelayer(third);
        _assertOnly(RELAYER, third);
    }

    function test_setRelayerKeepsTheOneThatStays() public {
        vm.startPrank(admin);
        diamond.grantRole(RELAYER, second);
        vm.recordLogs();
        diamond.setRelayer(second);
        assertEq(vm.getRecordedLogs().length, 1);
        _assertOnly(RELAYER, second);
    }

    function test_setFreezerReplacesLikewise() public {
        vm.startPrank(operators);
        diamond.setFreezer(second);
        _assertOnly(FREEZER, second);
    }

    function test_refusesTheZeroAddress() public {
        vm.startPrank(admin);
        expectRevert("AdminFacet/zero-address");
        diamond.setRelayer(address(0));
        expectRevert("AdminFacet/zero-address");
        diamond.setFreezer(address(0));
    }

    function testFuzz_replacingLeavesExactlyOne(uint8 count, address last) public {
        vm.assume(last != address(0));
        vm.startPrank(admin);
        for (uint256 i; i < count % 12; ++i) {
            diamond.grantRole(RELAYER, address(uint160(i + 1)));
        }
        diamond.setRelayer(last);
        _assertOnly(RELAYER, last);
        assertEq(diamond.getRoleMemberCount(FREEZER), 1);
    }

    // --- Freeze ---

    function test_onlyAFreezerRemoves() public {
        address[5] memory others = [admin, configurator, operators, relayer, stranger];
        for (uint256 i; i < others.length; ++i) {
            vm.prank(others[i]);
            expectMissingRole(others[i], FREEZER);
            diamond.removeRelayer(relayer);
        }
    }

    function test_removeRelayerTakesTheRole() public {
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RoleRevoked(RELAYER, relayer, freezer);
        vm.expectEmit(address(diamond));
        emit IAdminFacet.RelayerRemoved(relayer);
        vm.prank(freezer);
        diamond.removeRelayer(relayer);

        assertEq(diamond.getRoleMemberCount(RELAYER), 0);
        vm.prank(relayer);
        expectMissingRole(relayer, RELAYER);
        diamond.mintUSDS(1);
    }

    function test_removeRelayerSucceedsForWhoNeverWasOne() public {
        vm.recordLogs();
        vm.prank(freezer);
        diamond.removeRelayer(stranger);
        assertEq(vm.getRecordedLogs().length, 1);
        assertTrue(diamond.hasRole(RELAYER, relayer));
    }

    function test_removeRelayerLeavesOtherRelayers() public {
        vm.prank(admin);
        diamond.grantRole(RELAYER, second);
        vm.prank(freezer);
        diamond.removeRelayer(relayer);
        _assertOnly(RELAYER, second);
    }

    // --- Wiring ---

    function test_wiringIsSetOnce() public {
        address init = address(new PauInit());
        IDiamond.FacetCut[] memory none = new IDiamond.FacetCut[](0);
        vm.startPrank(admin);
        expectRevert("PauInit/already-initialized");
        diamond.diamondCut(none, init, abi.encodeCall(PauInit.initController, (_wiring(prime))));
        expectRevert("PauInit/already-initialized");
        diamond.diamondCut(none, init, abi.encodeCall(PauInit.initUsds, (address(generator.vault))));
    }

    function test_wiringRefusesZero() public {
        PauInit init = new PauInit();
        PauWiring memory whole = _wiring(generator);
        PauWiring[4] memory wirings;
        // Assigned in memory, all four would be the same struct.
        for (uint256 i; i < wirings.length; ++i) {
            wirings[i] = abi.decode(abi.encode(whole), (PauWiring));
        }
        wirings[0].proxy = address(0);
        wirings[1].rateLimits = address(0);
        wirings[2].parameterRegistry = address(0);
        wirings[3].beamState = address(0);
        for (uint256 i; i < wirings.length; ++i) {
            expectRevert("PauInit/zero-address");
            init.initController(wirings[i]);
        }
        expectRevert("PauInit/zero-address");
        init.initUsds(address(0));
    }

    function _assertOnly(bytes32 role, address holder) private view {
        assertEq(diamond.getRoleMemberCount(role), 1);
        assertEq(diamond.getRoleMember(role, 0), holder);
        assertTrue(diamond.hasRole(role, holder));
    }
}
