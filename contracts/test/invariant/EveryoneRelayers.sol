// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {IPau} from "../PauFixture.sol";
import {EveryoneBooks} from "./EveryoneBooks.sol";

/// What the compromised relayers of the Generator and of the Primes try to do. It may pass or be refused.
abstract contract EveryoneRelayers is EveryoneBooks {
    // --- The Generator's ---

    function mint(uint256 amount) external worthNoLess {
        (bool success,) = _byGenerator(abi.encodeCall(IPau(address(0)).mintUSDS, (_some(amount, 5e24))));
        _count(success);
    }

    function burn(uint256 amount) external worthNoLess {
        amount = _some(amount, stage.usds.balanceOf(stage.generator.proxy()) / 4);
        (bool success,) = _byGenerator(abi.encodeCall(IPau(address(0)).burnUSDS, (amount)));
        _count(success);
    }

    function deposit(uint256 which, uint256 amount) external worthNoLess {
        PrimeVault to = _vault(which);
        amount = _some(amount, stage.usds.balanceOf(stage.generator.proxy()));
        (bool success,) = _byGenerator(abi.encodeCall(IPau(address(0)).depositERC4626, (address(to), amount, 0)));
        if (success && _isGuarded(which)) _enter(amount);
        _count(success);
    }

    function withdraw(uint256 which, uint256 amount) external worthNoLess {
        PrimeVault from = _vault(which);
        amount = _some(amount, from.maxWithdraw(stage.generator.proxy()));
        (bool success,) =
            _byGenerator(abi.encodeCall(IPau(address(0)).withdrawERC4626, (address(from), amount, type(uint256).max)));
        if (success && _isGuarded(which)) _withdrawn(amount);
        _count(success);
    }

    function redeem(uint256 which, uint256 shares) external worthNoLess {
        PrimeVault from = _vault(which);
        shares = _some(shares, from.maxRedeem(stage.generator.proxy()));
        (bool success, bytes memory result) =
            _byGenerator(abi.encodeCall(IPau(address(0)).redeemERC4626, (address(from), shares, 0)));
        if (success && _isGuarded(which)) _withdrawn(abi.decode(result, (uint256)));
        _count(success);
    }

    /// Asks for all of the debt every other time.
    function migrate(uint256 which, uint256 amount) external worthNoLess {
        uint256 ilk = _legacy(which);
        amount = amount % 2 == 0 ? type(uint256).max : _some(amount, 20e24);
        (bool success, bytes memory result) =
            _byGenerator(abi.encodeCall(ILegacyMigrationFacet.migrate, (_prime(ilk), _name(ilk), amount)));
        if (success && _isGuarded(_side(ilk))) {
            // A step deposits and takes the same amount, on credit.
            if (_isPaused(0)) tookWhilePaused = true;
            uint256 moved = abi.decode(result, (uint256));
            _enter(moved);
            _leave(moved);
        }
        _count(success);
    }

    function migrateBack(uint256 which, uint256 amount) external worthNoLess {
        uint256 ilk = _legacy(which);
        // Asks for up to 120 million, or for up to what the ceiling leaves.
        amount = _some(amount, which % 5 == 0 ? 60e24 : _room(ilk) / 2);
        (bool success, bytes memory result) =
            _byGenerator(abi.encodeCall(ILegacyMigrationFacet.migrateBack, (_prime(ilk), _name(ilk), amount)));
        if (success && _isGuarded(_side(ilk))) _withdrawn(abi.decode(result, (uint256)));
        _count(success);
    }

    // --- The Primes' ---

    /// Takes mostly from the vault with guardrails, and half of the time as much as the vault lets through.
    function take(uint256 which, uint256 amount) external worthNoLess {
        which = which % 4 / 3;
        PrimeVault from = _vault(which);
        IPau prime = stage.primes[_sideOf(which)];
        uint256 most = from.maxTake();
        if (amount % 4 == 0) amount = most + 1;
        else amount = amount % 4 == 1 ? bound(amount, 0, most) : most;
        bytes memory call = abi.encodeCall(IPau(address(0)).takeFromSparkVault, (address(from), amount));
        address relayer = stage.primeRelayers[_sideOf(which)];
        bool success;
        if (_isGuarded(which)) {
            (success,) = _tryTake(amount, 0, relayer, address(prime), call);
        } else {
            vm.prank(relayer);
            (success,) = address(prime).call(call);
        }
        _count(success);
    }

    function giveBack(uint256 which, uint256 amount) external worthNoLess {
        IPau prime = stage.primes[_sideOf(which)];
        amount = _some(amount, stage.usds.balanceOf(prime.proxy()));
        vm.prank(stage.primeRelayers[_sideOf(which)]);
        try prime.transferAsset(address(stage.usds), address(_vault(which)), amount) {
            _count(true);
        } catch {}
    }

    /// Draws. Sometimes up to the ceiling, which closes the way back.
    function draw(uint256 which, uint256 amount) external worthNoLess {
        amount = which % 7 == 0 ? _room(1 + _sideOf(which)) : _some(amount, 1e24);
        vm.prank(stage.primeRelayers[_sideOf(which)]);
        try stage.primes[_sideOf(which)].mintUSDS(amount) {
            _count(true);
        } catch {}
    }

    function repay(uint256 which, uint256 amount) external worthNoLess {
        IPau prime = stage.primes[_sideOf(which)];
        amount = Math.min(_some(amount, stage.usds.balanceOf(prime.proxy())), 10e24);
        vm.prank(stage.primeRelayers[_sideOf(which)]);
        try prime.burnUSDS(amount) {
            _count(true);
        } catch {}
    }

    // --- Parts ---

    function _room(uint256 ilk) internal view returns (uint256) {
        (,,, uint256 line,) = stage.vat.ilks(_name(ilk));
        return Math.saturatingSub(line, _debt(ilk)) / RAY;
    }

    function _sideOf(uint256 which) internal view returns (uint256) {
        return which % stage.vaults.length;
    }

    function _vault(uint256 which) internal view returns (PrimeVault) {
        return stage.vaults[_sideOf(which)];
    }

    /// Whether it is the vault of the books.
    function _isGuarded(uint256 which) internal view returns (bool) {
        return address(_vault(which)) == address(vault);
    }

    function _prime(uint256 ilk) internal view returns (address) {
        return stage.primes[_side(ilk)].proxy();
    }
}
