// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {IAllocatorVault} from "../../../src/interfaces/IAllocatorVault.sol";
import {IPrimeVault} from "../../../src/interfaces/IPrimeVault.sol";
import {StagesFixture} from "../../StagesFixture.sol";
import {CallsBackToken, FalseToken, SilentToken, StubbornToken} from "../../Tokens.sol";

/// What a controller refuses with where the stages use words of their own.
struct Reasons {
    string approve;
    string transfer;
    string minShares;
    string zeroShares;
    string rateTooHigh;
    string rateNotSet;
    string sharesBurned;
    string minAssets;
    string zeroToken;
}

/// The rules of what relayers do, the same at every stage: each limit with its boundary, each refusal. How a controller
/// is called, what it says and which keys it asks for is the stage's.
abstract contract RelayerRules is StagesFixture {
    uint256 internal constant MAX = 1000 * WAD;

    // --- The stage ---

    function _controller() internal view virtual returns (address);
    function _operatorRole() internal pure virtual returns (bytes32);
    function _reasons() internal pure virtual returns (Reasons memory);

    function _mintCall(uint256 amount) internal pure virtual returns (bytes memory);
    function _burnCall(uint256 amount) internal pure virtual returns (bytes memory);
    function _depositCall(address token, uint256 amount, uint256 min) internal pure virtual returns (bytes memory);
    function _withdrawCall(address token, uint256 amount, uint256 max) internal pure virtual returns (bytes memory);
    function _redeemCall(address token, uint256 shares, uint256 min) internal pure virtual returns (bytes memory);
    function _takeCall(address vault, uint256 amount) internal pure virtual returns (bytes memory);
    function _transferCall(address asset, address to, uint256 amount) internal pure virtual returns (bytes memory);
    function _rateCall(address token, uint256 shares, uint256 assets) internal pure virtual returns (bytes memory);
    function _maxRate(address token) internal view virtual returns (uint256);

    function _depositKey(address token) internal view virtual returns (bytes32) {
        return _key("LIMIT_4626_DEPOSIT", token);
    }

    /// Whether a burn takes from a limit of its own.
    function _burnHasALimit() internal pure virtual returns (bool) {
        return false;
    }

    /// Whether a limit of 0 is passed over when capacity is given back. Where it is not, it blocks what would give back.
    function _passesOverZero() internal pure virtual returns (bool);

    // --- Roles ---

    function test_everyOperationIsForTheOperatingRoleOnly() public {
        bytes[] memory calls = _operations();
        address[3] memory others = [admin, freezer, stranger];
        for (uint256 i; i < calls.length; ++i) {
            for (uint256 k; k < others.length; ++k) {
                _refuses(others[k], calls[i], _missing(others[k], _operatorRole()));
            }
        }
    }

    function test_noOperationIsEnteredAgain() public {
        CallsBackToken token = new CallsBackToken();
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", address(token), stranger), MAX);
        bytes[] memory calls = _operations();
        for (uint256 i; i < calls.length; ++i) {
            token.setCallback(_controller(), calls[i]);
            bytes memory reason = abi.encodePacked(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
            _refuses(starRelayer, _transferCall(address(token), stranger, 1), reason);
        }
    }

    // --- USDS ---

    function test_mintsTheLimitAndNotOneMore() public {
        _refusesFor(_mintCall(MAX + 1), "RateLimits/rate-limit-exceeded");
        vm.expectEmit(address(starAllocator));
        emit IAllocatorVault.Draw(address(starProxy), MAX);
        _do(_mintCall(MAX));
        assertEq(usds.balanceOf(address(starProxy)), MAX);
        assertEq(_left(_key("LIMIT_USDS_MINT")), 0);
        _refusesFor(_mintCall(1), "RateLimits/rate-limit-exceeded");
    }

    function test_mintsNothingWithoutALimit() public {
        _limit(_key("LIMIT_USDS_MINT"), 0);
        _refusesFor(_mintCall(1), "RateLimits/zero-maxAmount");
    }

    function test_burnGivesTheMintLimitBack() public {
        _do(_mintCall(MAX));
        vm.expectEmit(address(starAllocator));
        emit IAllocatorVault.Wipe(address(starProxy), 400 * WAD);
        _do(_burnCall(400 * WAD));
        assertEq(usds.balanceOf(address(starProxy)), 600 * WAD);
        assertEq(_left(_key("LIMIT_USDS_MINT")), 400 * WAD);
    }

    function test_aBurnGivesNoMoreBackThanTheLimitHolds() public {
        _do(_mintCall(100 * WAD));
        usds.mint(address(starProxy), 10 * WAD);
        vm.warp(block.timestamp + 365 days);
        _do(_burnCall(101 * WAD));
        assertEq(_left(_key("LIMIT_USDS_MINT")), MAX);
    }

    function test_aMintLimitOfZeroAndABurn() public {
        _do(_mintCall(100 * WAD));
        _limit(_key("LIMIT_USDS_MINT"), 0);
        if (_passesOverZero()) {
            _do(_burnCall(100 * WAD));
            assertEq(usds.balanceOf(address(starProxy)), 0);
        } else {
            _refusesFor(_burnCall(100 * WAD), "RateLimits/zero-maxAmount");
        }
    }

    function test_aBurnHasALimitOfItsOwnOrNone() public {
        _do(_mintCall(MAX));
        _limit(_key("LIMIT_USDS_BURN"), 300 * WAD);
        if (_burnHasALimit()) {
            _refusesFor(_burnCall(300 * WAD + 1), "RateLimits/rate-limit-exceeded");
            _do(_burnCall(300 * WAD));
            assertEq(_left(_key("LIMIT_USDS_BURN")), 0);
            _limit(_key("LIMIT_USDS_BURN"), 0);
            _refusesFor(_burnCall(1), "RateLimits/zero-maxAmount");
        } else {
            _do(_burnCall(300 * WAD + 1));
            assertEq(_left(_key("LIMIT_USDS_BURN")), 300 * WAD);
        }
    }

    // --- ERC-4626 ---

    function test_depositsTheLimitAndNotOneMore() public {
        usds.mint(address(starProxy), 2 * MAX);
        _refusesFor(_depositCall(address(savings), MAX + 1, 0), "RateLimits/rate-limit-exceeded");
        assertEq(abi.decode(_do(_depositCall(address(savings), MAX, MAX)), (uint256)), MAX);
        assertEq(savings.balanceOf(address(starProxy)), MAX);
        assertEq(usds.allowance(address(starProxy), address(savings)), 0);
        assertEq(_left(_depositKey(address(savings))), 0);
    }

    function test_depositsNothingWithoutALimit() public {
        usds.mint(address(starProxy), 1);
        _limit(_depositKey(address(savings)), 0);
        _refusesFor(_depositCall(address(savings), 1, 0), "RateLimits/zero-maxAmount");
    }

    function test_depositsForNoFewerSharesThanAskedFor() public {
        usds.mint(address(starProxy), MAX);
        _refusesFor(_depositCall(address(savings), MAX, MAX + 1), _reasons().minShares);
        _do(_depositCall(address(savings), MAX, MAX));
    }

    function test_depositsUpToTheHighestExchangeRateAndNoFurther() public {
        usds.mint(address(starProxy), MAX);
        _setRate(WAD, WAD - 1);
        _refusesFor(_depositCall(address(savings), 1 * WAD, 0), _reasons().rateTooHigh);
        _setRate(WAD, WAD);
        _do(_depositCall(address(savings), 1 * WAD, 0));
    }

    function test_depositsNothingWhereNoRateIsSet() public {
        usds.mint(address(starProxy), MAX);
        _setRate(0, 0);
        assertEq(_maxRate(address(savings)), 0);
        _refusesFor(_depositCall(address(savings), 1, 0), _reasons().rateNotSet);
    }

    function test_depositsNothingForNoShares() public {
        usds.mint(address(starProxy), MAX);
        vm.mockCall(address(savings), abi.encodeWithSelector(IERC4626.deposit.selector), abi.encode(0));
        _refusesFor(_depositCall(address(savings), 1, 0), _reasons().zeroShares);
    }

    function test_withdrawsTheLimitAndNotOneMore() public {
        _invest(2 * MAX);
        _limit(_depositKey(address(savings)), 2 * MAX);
        _useUp(_depositKey(address(savings)), 2 * MAX);
        _refusesFor(_withdrawCall(address(savings), MAX + 1, 2 * MAX), "RateLimits/rate-limit-exceeded");
        assertEq(abi.decode(_do(_withdrawCall(address(savings), MAX, MAX)), (uint256)), MAX);
        assertEq(usds.balanceOf(address(starProxy)), MAX);
        assertEq(_left(_withdrawKey()), 0);
        assertEq(_left(_depositKey(address(savings))), MAX, "given back");
    }

    function test_withdrawsForNoMoreSharesThanAllowed() public {
        _invest(MAX);
        _refusesFor(_withdrawCall(address(savings), MAX, MAX - 1), _reasons().sharesBurned);
        _do(_withdrawCall(address(savings), MAX, MAX));
    }

    function test_redeemsTheLimitAndNotOneMore() public {
        _invest(2 * MAX);
        _limit(_depositKey(address(savings)), 2 * MAX);
        _useUp(_depositKey(address(savings)), 2 * MAX);
        _refusesFor(_redeemCall(address(savings), MAX + 1, 0), "RateLimits/rate-limit-exceeded");
        assertEq(abi.decode(_do(_redeemCall(address(savings), MAX, MAX)), (uint256)), MAX);
        assertEq(usds.balanceOf(address(starProxy)), MAX);
        assertEq(_left(_withdrawKey()), 0);
        assertEq(_left(_depositKey(address(savings))), MAX, "given back");
    }

    function test_redeemsForNoFewerAssetsThanAskedFor() public {
        _invest(MAX);
        _refusesFor(_redeemCall(address(savings), MAX, MAX + 1), _reasons().minAssets);
        _do(_redeemCall(address(savings), MAX, MAX));
    }

    function test_withdrawsNothingWithoutALimit() public {
        _invest(MAX);
        _limit(_withdrawKey(), 0);
        _refusesFor(_withdrawCall(address(savings), 1, MAX), "RateLimits/zero-maxAmount");
        _refusesFor(_redeemCall(address(savings), 1, 0), "RateLimits/zero-maxAmount");
    }

    function test_aDepositLimitOfZeroAndAWithdrawal() public {
        _invest(MAX);
        _limit(_depositKey(address(savings)), 0);
        if (_passesOverZero()) {
            _do(_withdrawCall(address(savings), 1 * WAD, MAX));
            _do(_redeemCall(address(savings), 1 * WAD, 0));
            assertEq(usds.balanceOf(address(starProxy)), 2 * WAD);
        } else {
            _refusesFor(_withdrawCall(address(savings), 1 * WAD, MAX), "RateLimits/zero-maxAmount");
            _refusesFor(_redeemCall(address(savings), 1 * WAD, 0), "RateLimits/zero-maxAmount");
        }
    }

    function test_anAllowanceIsSetToZeroFirstWhereTheTokenDemandsIt() public {
        _asset(address(new StubbornToken(false)));
        // The allowance is set, and the vault asks for its own asset, of which there is none.
        _refusesFor(_depositCall(address(savings), 1, 0), "Usds/insufficient-balance");
    }

    function test_anAllowanceThatTheTokenRefuses() public {
        _asset(address(new StubbornToken(true)));
        _refusesFor(_depositCall(address(savings), 1, 0), _reasons().approve);
    }

    // --- The vault of the Generator ---

    function test_takesTheLimitAndNotOneMore() public {
        _refusesFor(_takeCall(address(starVault), MAX + 1), "RateLimits/rate-limit-exceeded");
        vm.expectEmit(address(starVault));
        emit IPrimeVault.Take(address(starProxy), MAX);
        _do(_takeCall(address(starVault), MAX));
        assertEq(usds.balanceOf(address(starProxy)), MAX);
        assertEq(_left(_key("LIMIT_SPARK_VAULT_TAKE", address(starVault))), 0);
    }

    function test_takesFromNoOtherVault() public {
        _refusesFor(_takeCall(address(primeVault), 1), "RateLimits/zero-maxAmount");
    }

    function test_returnsTheLimitAndNotOneMore() public {
        usds.mint(address(starProxy), 2 * MAX);
        _refusesFor(_transferCall(address(usds), address(starVault), MAX + 1), "RateLimits/rate-limit-exceeded");
        _do(_transferCall(address(usds), address(starVault), MAX));
        assertEq(usds.balanceOf(address(starVault)), LENT + MAX);
        assertEq(_left(_pairKey("LIMIT_ASSET_TRANSFER", address(usds), address(starVault))), 0);
    }

    function test_transfersToNoOtherDestination() public {
        _refusesFor(_transferCall(address(usds), stranger, 1), "RateLimits/zero-maxAmount");
    }

    function test_transfersATokenThatReturnsNothing() public {
        SilentToken token = new SilentToken();
        token.give(address(starProxy), 10);
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", address(token), stranger), 10);
        _do(_transferCall(address(token), stranger, 10));
        assertEq(token.balanceOf(stranger), 10);
    }

    function test_refusesATransferThatReturnsFalse() public {
        address token = address(new FalseToken());
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", token, stranger), 10);
        _refusesFor(_transferCall(token, stranger, 10), _reasons().transfer);
    }

    // --- Exchange rates ---

    function test_aRateIsAssetsPerShareIn1e36() public {
        vm.prank(admin);
        _call(_rateCall(address(savings), 3, 7));
        assertEq(_maxRate(address(savings)), 2_333333333333333333333333333333333333);
    }

    function test_aRateNeedsATokenAndShares() public {
        _refuses(admin, _rateCall(address(0), 1, 1), _error(_reasons().zeroToken));
        _refuses(admin, _rateCall(address(savings), 0, 1), _error(_reasons().zeroShares));
    }

    // --- Asking ---

    /// The state in which each operation has what it needs: limits of MAX, a rate of one and a tenth.
    function _ready() internal {
        _limit(_key("LIMIT_USDS_MINT"), MAX);
        _limit(_key("LIMIT_USDS_BURN"), MAX);
        _limit(_depositKey(address(savings)), MAX);
        _limit(_withdrawKey(), MAX);
        _limit(_key("LIMIT_SPARK_VAULT_TAKE", address(starVault)), MAX);
        _limit(_pairKey("LIMIT_ASSET_TRANSFER", address(usds), address(starVault)), MAX);
        _setRate(1e18, 1.1e18);
    }

    function _operations() internal view virtual returns (bytes[] memory calls) {
        calls = new bytes[](7);
        calls[0] = _mintCall(1);
        calls[1] = _burnCall(1);
        calls[2] = _depositCall(address(savings), 1, 0);
        calls[3] = _withdrawCall(address(savings), 1, 1);
        calls[4] = _redeemCall(address(savings), 1, 0);
        calls[5] = _takeCall(address(starVault), 1);
        calls[6] = _transferCall(address(usds), address(starVault), 1);
    }

    function _do(bytes memory data) internal returns (bytes memory) {
        vm.prank(starRelayer);
        return _call(data);
    }

    function _refusesFor(bytes memory data, string memory reason) internal {
        _refuses(starRelayer, data, _error(reason));
    }

    function _refuses(address caller, bytes memory data, bytes memory reason) internal {
        vm.prank(caller);
        (bool success, bytes memory result) = _controller().call(data);
        assertFalse(success, "not refused");
        assertEq(result, reason);
    }

    function _call(bytes memory data) internal returns (bytes memory) {
        (bool success, bytes memory result) = _controller().call(data);
        if (success) return result;
        assembly {
            revert(add(result, 0x20), mload(result))
        }
    }

    function _error(string memory reason) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("Error(string)", reason);
    }

    function _missing(address account, bytes32 role) internal pure returns (bytes memory) {
        return abi.encodeWithSignature("AccessControlUnauthorizedAccount(address,bytes32)", account, role);
    }

    function _left(bytes32 key) internal view returns (uint256) {
        return starLimits.getCurrentRateLimit(key);
    }

    function _setRate(uint256 shares, uint256 assets) internal {
        vm.prank(admin);
        _call(_rateCall(address(savings), shares, assets));
    }

    function _withdrawKey() internal view returns (bytes32) {
        return _key("LIMIT_4626_WITHDRAW", address(savings));
    }

    function _useUp(bytes32 key, uint256 amount) private {
        vm.prank(_controller());
        starLimits.triggerRateLimitDecrease(key, amount);
    }

    /// Has the vault name another asset, and lifts the limit of a deposit of it.
    function _asset(address token) private {
        vm.mockCall(address(savings), abi.encodeCall(IERC4626.asset, ()), abi.encode(token));
        _limit(_depositKey(address(savings)), MAX);
    }

    /// Shares of the ALMProxy that no limit knows of.
    function _invest(uint256 assets) private {
        usds.mint(address(this), assets);
        usds.approve(address(savings), assets);
        vm.prank(admin);
        savings.grantRole(keccak256("DEPOSITOR_ROLE"), address(this));
        savings.deposit(assets, address(starProxy));
    }
}
