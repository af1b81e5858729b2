// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {BEAMTimeLock} from "../../src/configurator/BEAMTimeLock.sol";
import {BeamState} from "../../src/configurator/BeamState.sol";
import {FreezeRegistry} from "../../src/configurator/FreezeRegistry.sol";
import {GuardianCouncil} from "../../src/configurator/GuardianCouncil.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {UsdsJoin} from "../../src/mcd/UsdsJoin.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {GuardrailBooks} from "./GuardrailBooks.sol";
import {MigrationStage} from "./MigrationStage.sol";

/// What everybody acts on: the migration, those who watch over it, and an ilk on which the stranger's USDS was drawn.
struct EveryoneStage {
    MigrationStage migration;
    UsdsJoin usdsJoin;
    BeamState beamState;
    FreezeRegistry registry;
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

/// Keeps books of what everybody has and owes, and compares them before and after each act. The vault of the first
/// Prime has guardrails and operators.
abstract contract EveryoneBooks is GuardrailBooks {
    /// The most that rounding of shares may cost an account in one act [wei of USDS].
    uint256 private constant ROUNDING = 4;

    MigrationStage internal stage;
    EveryoneStage internal all;

    /// How often an act passed, by the function of the handler.
    mapping(bytes4 act => uint256) public passed;

    /// The most by which a call of the Generator's relayer raised the debt of a Prime beyond what the Prime received
    /// [rad].
    int256 public unfunded;
    bool public strangerDeposited;

    constructor(EveryoneStage memory all_)
        GuardrailBooks(all_.migration.vaults[0], [all_.admin, all_.operator, all_.colleague])
    {
        all = all_;
        stage = all_.migration;
    }

    /// Nobody loses by an act, whoever acts. Fees and yield up to now are booked before the comparison.
    modifier worthNoLess() {
        _book();
        uint256 count = stage.primes.length + 1;
        int256[] memory before = new int256[](count);
        for (uint256 i; i < count; ++i) {
            before[i] = worth(i);
        }
        _;
        for (uint256 i; i < count; ++i) {
            assertTrue(worth(i) >= before[i] - int256(ROUNDING * RAY), "an account lost funds");
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

    /// What an account has, less what it owes [rad]. 0 is the Generator, 1 and more are the Primes by side.
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

    /// What a Prime owes [rad]: its debt to MCD, less what its AllocatorVaults have there, plus what it has out of its
    /// vault.
    function owes(uint256 side) public view returns (int256 sum) {
        sum = int256(stage.vaults[side].assetsOutstanding() * RAY);
        for (uint256 ilk = 1; ilk < stage.allocators.length; ++ilk) {
            if (_side(ilk) != side) continue;
            sum += int256(_debt(ilk)) - int256(stage.vat.dai(address(stage.allocators[ilk])));
        }
    }

    /// By how much the total ceiling exceeds the sum of the ceilings [rad].
    function spare() public view returns (int256) {
        (,,, uint256 sum,) = stage.vat.ilks(all.bank.ilk());
        for (uint256 i; i < stage.allocators.length; ++i) {
            (,,, uint256 line,) = stage.vat.ilks(_name(i));
            sum += line;
        }
        return int256(stage.vat.Line()) - int256(sum);
    }

    // What an ilk has in its buffer and in the Vat, less its debt.
    function _ofIlk(uint256 ilk) private view returns (int256) {
        AllocatorVault allocator = stage.allocators[ilk];
        uint256 has = stage.usds.balanceOf(allocator.buffer()) * RAY + stage.vat.dai(address(allocator));
        return int256(has) - int256(_debt(ilk));
    }

    function _debt(uint256 ilk) internal view returns (uint256) {
        (uint256 art, uint256 rate,,,) = stage.vat.ilks(_name(ilk));
        return art * rate;
    }

    /// Makes a call as the Generator's relayer, and records by how much it raised a Prime's debt beyond what that
    /// received.
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

    /// An amount: equally often exactly `most`, anything up to it, or anything up to twice as much.
    function _some(uint256 amount, uint256 most) internal pure returns (uint256) {
        if (amount % 3 == 0) return most;
        return amount % 3 == 1 ? amount % (most + 1) : amount % (2 * most + 1);
    }

    /// A legacy ilk. Half of the time it is that of the first Prime, which is never retired.
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
