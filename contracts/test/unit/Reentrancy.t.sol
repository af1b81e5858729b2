// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {ISparkVaultFacet} from "../../src/interfaces/ISparkVaultFacet.sol";
import {ITransferAssetFacet} from "../../src/interfaces/ITransferAssetFacet.sol";
import {IPau, PauFixture} from "../PauFixture.sol";

/// Stands for any contract that a PAU calls: answers questions, and calls back into the Diamond on anything else.
contract CallsBack {
    IPau private immutable diamond;
    address public immutable asset;
    bytes private callback;

    constructor(IPau diamond_, address asset_) {
        diamond = diamond_;
        asset = asset_;
    }

    function setCallback(bytes calldata callback_) external {
        callback = callback_;
    }

    function balanceOf(address) external pure returns (uint256) {
        return 0;
    }

    fallback() external {
        (bool success, bytes memory result) = address(diamond).call(callback);
        assembly {
            if success { return(add(result, 0x20), mload(result)) }
            revert(add(result, 0x20), mload(result))
        }
    }
}

contract ReentrancyTest is PauFixture {
    IPau private diamond;
    CallsBack private hostile;

    function setUp() public override {
        super.setUp();
        diamond = prime.diamond;
        hostile = new CallsBack(diamond, address(usds));
        vm.startPrank(admin);
        diamond.grantRole(RELAYER, address(hostile));
        diamond.setMaxExchangeRate(address(hostile), 1, 1);
        prime.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        prime.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_DEPOSIT", address(hostile)));
        prime.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_WITHDRAW", address(hostile)));
        prime.limits.setUnlimitedRateLimitData(_key("LIMIT_SPARK_VAULT_TAKE", address(hostile)));
        prime.limits
            .setUnlimitedRateLimitData(keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), hostile, stranger)));
        vm.stopPrank();
    }

    /// Every operation that calls out, against every operation.
    function test_noOperationCanBeCalledFromWithinAnother() public {
        bytes[] memory operations = _operations();
        for (uint256 outer; outer < operations.length; ++outer) {
            for (uint256 inner; inner < operations.length; ++inner) {
                hostile.setCallback(operations[inner]);
                (bool success, bytes memory result) = _asRelayer(operations[outer]);
                assertFalse(success);
                assertEq(result, abi.encodeWithSelector(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector));
            }
        }
    }

    /// Minting and burning call the AllocatorVault, which no relayer chooses; even a hostile one cannot call back.
    function test_noOperationCanBeCalledFromWithinMintAndBurn() public {
        _mint(prime, primeRelayer, WAD);
        CallsBack inVault = new CallsBack(diamond, address(usds));
        vm.etch(address(prime.vault), address(inVault).code);
        vm.prank(admin);
        diamond.grantRole(RELAYER, address(prime.vault));
        bytes[] memory operations = _operations();
        for (uint256 inner; inner < operations.length; ++inner) {
            CallsBack(address(prime.vault)).setCallback(operations[inner]);
            vm.startPrank(primeRelayer);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            diamond.mintUSDS(1);
            vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            diamond.burnUSDS(1);
            vm.stopPrank();
        }
    }

    function _operations() private view returns (bytes[] memory operations) {
        address target = address(hostile);
        operations = new bytes[](5);
        operations[0] = abi.encodeCall(IErc4626Facet.depositERC4626, (target, 0, 0));
        operations[1] = abi.encodeCall(IErc4626Facet.withdrawERC4626, (target, 0, 0));
        operations[2] = abi.encodeCall(IErc4626Facet.redeemERC4626, (target, 0, 0));
        operations[3] = abi.encodeCall(ISparkVaultFacet.takeFromSparkVault, (target, 0));
        operations[4] = abi.encodeCall(ITransferAssetFacet.transferAsset, (target, stranger, 0));
    }

    function _asRelayer(bytes memory data) private returns (bool success, bytes memory result) {
        vm.prank(primeRelayer);
        return address(diamond).call(data);
    }
}
