// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {UsdsJoin} from "../../src/mcd/UsdsJoin.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {GuardrailBooks} from "./GuardrailBooks.sol";
import {MigrationStage} from "./MigrationStage.sol";

/// What everybody acts on: the migration, who watches over it, and an ilk whose USDS the stranger has.
struct EveryoneStage {
    MigrationStage migration;
    UsdsJoin usdsJoin;
    BeamState beamState;
    GuardianCouncil council;
    BEAMTimeLock timelock;
    address coreCouncil;
    address vow;
    address stranger;
    AllocatorVault bank;
    address admin;
    address operator;
    address colleague;
}

/// Books of what everybody is worth and owes, from before to after each act. The vault of the first Prime has guardrails
/// and operators.
abstract contract EveryoneBooks is GuardrailBooks {
    /// What rounding of shares may cost somebody in one act [wei of USDS].
    uint256 private constant ROUNDING = 4;

    MigrationStage internal stage;
    EveryoneStage internal all;

    /// How often an act passed, by the function of the handler.
    mapping(bytes4 act => uint256) public passed;

    /// By what a Prime would owe most by a call of the Generator's without having received it [rad].
    int256 public unfunded;
    bool public strangerDeposited;

    constructor(EveryoneStage memory all_)
        GuardrailBooks(all_.migration.vaults[0], [all_.admin, all_.operator, all_.colleague])
    {
        all = all_;
        stage = all_.migration;
    }

    /// Nobody is worth less after an act of whomever: fees and yield up to now are booked before.
    modifier worthNoLess() {
        _book();
        uint256 count = stage.primes.length + 1;
        int256[] memory before = new int256[](count);
        for (uint256 i; i < count; ++i) {
            before[i] = worth(i);
        }
        _;
        for (uint256 i; i < count; ++i) {
            assertTrue(worth(i) >= before[i] - int256(ROUNDING * RAY), "somebody lost funds");
        }
    }

    function _book() private {
        for (uint256 i; i < stage.allocators.length; ++i) {
            stage.jug.drip(_name(i));
        }
        for (uint256 side; side < stage.vaults.length; ++side) {
            stage.vaults[side].drip();
        }
    }

    /// What somebody has, less what it owes [rad]: the Generator first, then by side.
    function worth(uint256 who) public view returns (int256 sum) {
        if (who == 0) {
            address proxy = stage.generator.proxy();
            uint256 assets = stage.usds.balanceOf(proxy);
            for (uint256 side; side < stage.vaults.length; ++side) {
                assets += stage.vaults[side].assetsOf(proxy);
            }
            return int256(assets * RAY) + _ofIlk(0);
        }
        PrimeVault own = stage.vaults[who - 1];
        uint256 has = stage.usds.balanceOf(stage.primes[who - 1].proxy()) + stage.usds.balanceOf(address(own));
        sum = int256(has * RAY) - int256(own.totalAssets() * RAY);
        for (uint256 ilk = 1; ilk < stage.allocators.length; ++ilk) {
            if (_side(ilk) == who - 1) sum += _ofIlk(ilk);
        }
    }

    /// What a Prime owes MCD, less what its AllocatorVaults have there, and what it has out of its vault [rad].
    function owes(uint256 side) public view returns (int256 sum) {
        sum = int256(stage.vaults[side].assetsOutstanding() * RAY);
        for (uint256 ilk = 1; ilk < stage.allocators.length; ++ilk) {
            if (_side(ilk) != side) continue;
            sum += int256(_debt(ilk)) - int256(stage.vat.dai(address(stage.allocators[ilk])));
        }
    }

    // What lies in the buffer and in the Vat, less the debt.
    function _ofIlk(uint256 ilk) private view returns (int256) {
        AllocatorVault allocator = stage.allocators[ilk];
        uint256 has = stage.usds.balanceOf(allocator.buffer()) * RAY + stage.vat.dai(address(allocator));
        return int256(has) - int256(_debt(ilk));
    }

    function _debt(uint256 ilk) internal view returns (uint256) {
        (uint256 art, uint256 rate,,,) = stage.vat.ilks(_name(ilk));
        return art * rate;
    }

    /// A call of the Generator's relayer. Of each Prime it marks whether it owes more by it than it received.
    function _byGenerator(bytes memory call) internal returns (bool success, bytes memory result) {
        uint256 count = stage.primes.length;
        int256[] memory before = new int256[](count);
        for (uint256 side; side < count; ++side) {
            before[side] = owes(side) - _received(side);
        }
        vm.prank(stage.relayer);
        (success, result) = address(stage.generator).call(call);
        for (uint256 side; side < count; ++side) {
            int256 more = owes(side) - _received(side) - before[side];
            if (more > unfunded) unfunded = more;
        }
    }

    function _received(uint256 side) private view returns (int256) {
        return int256(stage.usds.balanceOf(stage.primes[side].proxy()) * RAY);
    }

    // --- Parts ---

    function _count(bool success) internal {
        if (success) ++passed[msg.sig];
    }

    /// Every third time all of it, every third up to it, every third more than it too.
    function _some(uint256 amount, uint256 most) internal pure returns (uint256) {
        if (amount % 3 == 0) return most;
        return amount % 3 == 1 ? amount % (most + 1) : amount % (2 * most + 1);
    }

    /// A legacy ilk: every other time that of the first Prime, which is never retired.
    function _legacy(uint256 which) internal pure returns (uint256) {
        return which % 4 < 2 ? 1 : which % 4;
    }

    function _side(uint256 ilk) internal view returns (uint256) {
        return stage.sideOf[ilk - 1];
    }

    function _name(uint256 ilk) internal view returns (bytes32) {
        return stage.allocators[ilk].ilk();
    }
}
