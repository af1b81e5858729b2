// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IUsdsJoin} from "../../src/interfaces/IUsdsJoin.sol";
import {McdFixture} from "../McdFixture.sol";

contract SignerContract {
    function isValidSignature(bytes32, bytes calldata) external pure returns (bytes4) {
        return this.isValidSignature.selector;
    }
}

contract UsdsTest is McdFixture {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    address private alice;
    uint256 private aliceKey;
    address private bob = makeAddr("bob");

    function setUp() public override {
        super.setUp();
        (alice, aliceKey) = makeAddrAndKey("alice");
        usds.mint(alice, 100);
    }

    function test_isWhatItSays() public view {
        assertEq(usds.name(), "USDS Stablecoin");
        assertEq(usds.symbol(), "USDS");
        assertEq(uint256(usds.decimals()), 18);
    }

    function test_onlyAWardMintsAndAdministers() public {
        vm.startPrank(alice);
        expectRevert("Usds/not-authorized");
        usds.mint(alice, 1);
        expectRevert("Usds/not-authorized");
        usds.rely(alice);
        expectRevert("Usds/not-authorized");
        usds.deny(alice);
    }

    function test_wardsComeAndGo() public {
        usds.rely(alice);
        vm.prank(alice);
        usds.deny(address(this));
        expectRevert("Usds/not-authorized");
        usds.mint(bob, 1);
    }

    function test_movesTheBalanceAndNotOneMore() public {
        vm.startPrank(alice);
        expectRevert("Usds/insufficient-balance");
        usds.transfer(bob, 101);
        vm.expectEmit(address(usds));
        emit IERC20.Transfer(alice, bob, 100);
        assertTrue(usds.transfer(bob, 100));
        assertEq(usds.balanceOf(alice), 0);
        assertEq(usds.balanceOf(bob), 100);
    }

    function test_movesTheAllowanceAndNotOneMore() public {
        vm.prank(alice);
        usds.approve(bob, 40);
        vm.startPrank(bob);
        expectRevert("Usds/insufficient-allowance");
        usds.transferFrom(alice, bob, 41);
        usds.transferFrom(alice, bob, 30);
        assertEq(usds.allowance(alice, bob), 10);
    }

    function test_anInfiniteAllowanceIsNotUsedUp() public {
        vm.prank(alice);
        usds.approve(bob, type(uint256).max);
        vm.prank(bob);
        usds.transferFrom(alice, bob, 30);
        assertEq(usds.allowance(alice, bob), type(uint256).max);
    }

    function test_refusesReceiversThatCannotBeMeant() public {
        address[2] memory receivers = [address(0), address(usds)];
        for (uint256 i; i < receivers.length; ++i) {
            expectRevert("Usds/invalid-address");
            usds.mint(receivers[i], 1);
            vm.startPrank(alice);
            expectRevert("Usds/invalid-address");
            usds.transfer(receivers[i], 1);
            expectRevert("Usds/invalid-address");
            usds.transferFrom(alice, receivers[i], 1);
            vm.stopPrank();
        }
    }

    function test_burnsWithinBalanceAndAllowance() public {
        vm.prank(alice);
        usds.burn(alice, 10);
        assertEq(usds.totalSupply(), 90);

        expectRevert("Usds/insufficient-allowance");
        usds.burn(alice, 1);
        vm.prank(alice);
        usds.approve(address(this), 1000);
        expectRevert("Usds/insufficient-balance");
        usds.burn(alice, 91);
        usds.burn(alice, 90);
        assertEq(usds.totalSupply(), 0);
    }

    // --- Permit ---

    function test_permitSetsAnAllowanceOnceUntilItsDeadline() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, _digest(alice, 7, 0, START));
        skip(1);
        expectRevert("Usds/permit-expired");
        usds.permit(alice, bob, 7, START, v, r, s);

        vm.warp(START);
        vm.expectEmit(address(usds));
        emit IERC20.Approval(alice, bob, 7);
        usds.permit(alice, bob, 7, START, v, r, s);
        assertEq(usds.allowance(alice, bob), 7);
        assertEq(usds.nonces(alice), 1);

        expectRevert("Usds/invalid-permit");
        usds.permit(alice, bob, 7, START, v, r, s);
    }

    /// A permit takes a signature as bytes, of whatever length a contract accepts.
    function test_permitTakesASignatureAsBytes() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, _digest(alice, 7, 0, START));
        expectRevert("Usds/invalid-permit");
        usds.permit(alice, bob, 7, START, abi.encodePacked(r, s));
        usds.permit(alice, bob, 7, START, abi.encodePacked(r, s, v));
        assertEq(usds.allowance(alice, bob), 7);
        assertEq(usds.nonces(alice), 1);

        address signer = address(new SignerContract());
        usds.permit(signer, bob, 9, START, "anything but 65 bytes");
        assertEq(usds.allowance(signer, bob), 9);
    }

    function test_permitRefusesAnotherSignerAndNobody() public {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, _digest(bob, 7, 0, START));
        expectRevert("Usds/invalid-permit");
        usds.permit(bob, bob, 7, START, v, r, s);
        expectRevert("Usds/invalid-owner");
        usds.permit(address(0), bob, 7, START, v, r, s);
    }

    function test_permitAsksAContractForItsSignature() public {
        address signer = address(new SignerContract());
        usds.permit(signer, bob, 7, START, 27, bytes32(0), bytes32(0));
        assertEq(usds.allowance(signer, bob), 7);
    }

    // --- Join ---

    function test_joinAndExitKeepTokensAndBalanceEqual() public {
        vat.suck(vow, alice, 50 * RAD);
        vm.startPrank(alice);
        vat.hope(address(usdsJoin));
        vm.expectEmit(address(usdsJoin));
        emit IUsdsJoin.Exit(alice, bob, 50 * WAD);
        usdsJoin.exit(bob, 50 * WAD);
        vm.stopPrank();
        assertEq(usds.balanceOf(bob), 50 * WAD);
        assertEq(vat.dai(address(usdsJoin)), 50 * RAD);

        vm.startPrank(bob);
        expectRevert("Usds/insufficient-allowance");
        usdsJoin.join(alice, 20 * WAD);
        usds.approve(address(usdsJoin), 20 * WAD);
        vm.expectEmit(address(usdsJoin));
        emit IUsdsJoin.Join(bob, alice, 20 * WAD);
        usdsJoin.join(alice, 20 * WAD);
        assertEq(vat.dai(alice), 20 * RAD);
        assertEq(usds.balanceOf(bob), 30 * WAD);
    }

    function test_exitNeedsConsentInTheVat() public {
        vat.suck(vow, alice, RAD);
        vm.prank(alice);
        expectRevert("Vat/not-allowed");
        usdsJoin.exit(alice, WAD);
    }

    function _digest(address owner, uint256 value, uint256 nonce, uint256 deadline) private view returns (bytes32) {
        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, bob, value, nonce, deadline));
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("USDS Stablecoin"),
                keccak256("1"),
                block.chainid,
                address(usds)
            )
        );
        assertEq(usds.DOMAIN_SEPARATOR(), domain);
        return keccak256(abi.encodePacked("\x19\x01", domain, structHash));
    }
}
