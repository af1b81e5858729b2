// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {ALMProxy} from "../src/pau/ALMProxy.sol";
import {RateLimits} from "../src/pau/RateLimits.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {PauFixture} from "./PauFixture.sol";

/// Another Prime beside those of the PauFixture, whose controller the test brings: funds, limits and a legacy ilk, a
/// vault that its Generator has filled, and an ERC-4626 vault to invest in.
abstract contract StagesFixture is PauFixture {
    bytes32 internal constant STAR_ILK = "ALLOCATOR-STAR-A";
    uint256 internal constant LENT = 10_000 * WAD;

    address internal starRelayer = makeAddr("starRelayer");

    ALMProxy internal starProxy;
    RateLimits internal starLimits;
    AllocatorVault internal starAllocator;
    /// Between the Generator and the Prime.
    PrimeVault internal starVault;
    /// Where the Prime invests; its ALMProxy may deposit there.
    PrimeVault internal savings;

    function setUp() public virtual override {
        super.setUp();
        starProxy = new ALMProxy(admin);
        starLimits = new RateLimits(admin);
        starAllocator = _deployAllocator(STAR_ILK, address(starProxy));
        starVault = _vault("Star USDS Vault", "starUSDS");
        savings = _vault("Savings", "savings");

        vm.startPrank(admin);
        starVault.grantRole(starVault.TAKER_ROLE(), address(starProxy));
        starVault.grantRole(starVault.DEPOSITOR_ROLE(), address(generator.proxy));
        savings.grantRole(savings.DEPOSITOR_ROLE(), address(starProxy));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_USDS_MINT"));
        generator.limits.setUnlimitedRateLimitData(_key("LIMIT_4626_DEPOSIT", address(starVault)));
        generator.diamond.setMaxExchangeRate(address(starVault), 1e18, 1.1e18);
        vm.stopPrank();
        vm.startPrank(relayer);
        generator.diamond.mintUSDS(LENT);
        generator.diamond.depositERC4626(address(starVault), LENT, 0);
        vm.stopPrank();
    }

    /// Lets a controller work with the Prime's funds, under limits of its own.
    function _authorise(address controller, RateLimits limits) internal {
        vm.startPrank(admin);
        starProxy.grantRole(CONTROLLER, controller);
        limits.grantRole(CONTROLLER, controller);
        vm.stopPrank();
    }

    function _limit(bytes32 key, uint256 max) internal {
        vm.prank(admin);
        starLimits.setRateLimitData(key, max, 0);
    }

    function _pairKey(string memory name, address first, address second) internal pure returns (bytes32) {
        return keccak256(abi.encode(keccak256(bytes(name)), first, second));
    }

    function _vault(string memory name, string memory symbol) private returns (PrimeVault vault) {
        vault = new PrimeVault(address(usds), name, symbol, admin);
        vm.prank(admin);
        vault.setDepositCap(1_000_000_000 * WAD);
    }
}
