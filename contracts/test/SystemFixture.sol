// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../src/mcd/AutoLine.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {IPau, PauFixture} from "./PauFixture.sol";

/// The whole system: a Generator, two Primes with a vault each, one of them with two legacy ilks, all ilks under
/// AutoLine, no limit in the way.
abstract contract SystemFixture is PauFixture {
    struct Side {
        Pau pau;
        PrimeVault vault;
        address relayer;
    }

    bytes32 internal constant GROVE_ILK = "ALLOCATOR-GROVE-A";
    bytes32 internal constant BLOOM_ILK = "ALLOCATOR-BLOOM-A";
    uint256 internal constant MILLION = 1_000_000 * 1e18;

    address internal groveRelayer = makeAddr("groveRelayer");
    Side[] internal sides;
    /// Grove's second legacy ilk. Its controller works on the first; on this one its ALMProxy acts otherwise.
    AllocatorVault internal bloomVault;
    AutoLine internal autoLine;

    function setUp() public virtual override {
        super.setUp();
        Pau memory grove = _deployPau(GROVE_ILK, groveRelayer);
        bloomVault = _deployAllocator(BLOOM_ILK, address(grove.proxy));
        sides.push(Side(prime, primeVault, primeRelayer));
        sides.push(Side(grove, new PrimeVault(address(usds), "Grove USDS Vault", "grvUSDS", admin), groveRelayer));

        autoLine = new AutoLine(address(vat));
        vat.rely(address(autoLine));
        bytes32[4] memory ilks = [GENERATOR_ILK, PRIME_ILK, GROVE_ILK, BLOOM_ILK];
        for (uint256 i; i < ilks.length; ++i) {
            autoLine.setIlk(ilks[i], 500 * MILLION * RAY, 50 * MILLION * RAY, 1 days);
        }

        vm.startPrank(admin);
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        for (uint256 i; i < sides.length; ++i) {
            _open(sides[i]);
        }
        vm.stopPrank();
    }

    /// The Primes, their relayers and their vaults, by side, for what works on all of them.
    function _bySide()
        internal
        view
        returns (IPau[] memory primes, address[] memory relayers, PrimeVault[] memory vaults)
    {
        uint256 count = sides.length;
        (primes, relayers, vaults) = (new IPau[](count), new address[](count), new PrimeVault[](count));
        for (uint256 i; i < count; ++i) {
            (primes[i], relayers[i], vaults[i]) = (sides[i].pau.diamond, sides[i].relayer, sides[i].vault);
        }
    }

    function _open(Side memory side) private {
        address token = address(side.vault);
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_DEPOSIT", token));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_WITHDRAW", token));
        generator.diamond.setMaxExchangeRate(token, 1, 1000);
        side.pau.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        side.pau.limits.setUnlimitedRateLimitData(_key("LIMIT_SPARK_VAULT_TAKE", token));
        side.pau.limits.setUnlimitedRateLimitData(keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), usds, token)));
        side.vault.setDepositCap(100 * MILLION);
        side.vault.setVsrBounds(RAY, side.vault.MAX_VSR());
        side.vault.grantRole(side.vault.SETTER_ROLE(), admin);
        side.vault.setVsr(DUTY);
        side.vault.grantRole(side.vault.TAKER_ROLE(), address(side.pau.proxy));
        side.vault.grantRole(side.vault.DEPOSITOR_ROLE(), address(generator.proxy));
    }
}
