// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {Usds} from "../../src/mcd/Usds.sol";
import {RateLimits} from "../../src/pau/RateLimits.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {Base} from "../Base.sol";
import {IPau, PauFixture} from "../PauFixture.sol";

/// Two relayers work with random amounts at random times, within what the system allows them.
contract RelayerHandler is Base {
    bytes32 private constant MINT = keccak256("LIMIT_USDS_MINT");

    IPau private immutable generator;
    IPau private immutable prime;
    PrimeVault private immutable vault;
    Usds private immutable usds;
    address private immutable relayer;
    address private immutable primeRelayer;

    uint256 public minted;
    uint256 public burned;
    uint256 public deposited;
    uint256 public withdrawn;
    uint256 public taken;
    uint256 public returned;

    constructor(IPau generator_, IPau prime_, PrimeVault vault_, Usds usds_, address relayer_, address primeRelayer_) {
        generator = generator_;
        prime = prime_;
        vault = vault_;
        usds = usds_;
        relayer = relayer_;
        primeRelayer = primeRelayer_;
    }

    function wait(uint256 time) external {
        skip(time % 3 days);
    }

    function mint(uint256 amount) external {
        amount = bound(amount, 0, _limit(MINT));
        vm.prank(relayer);
        generator.mintUSDS(amount);
        minted += amount;
    }

    function burn(uint256 amount) external {
        // Repays at most what was minted: the fees keep the debt above that.
        amount = bound(amount, 0, Math.min(usds.balanceOf(generator.proxy()), minted - burned));
        vm.prank(relayer);
        generator.burnUSDS(amount);
        burned += amount;
    }

    function deposit(uint256 amount) external {
        uint256 limit = Math.min(_limitOf("LIMIT_4626_DEPOSIT"), vault.maxDeposit(generator.proxy()));
        amount = bound(amount, 0, Math.min(usds.balanceOf(generator.proxy()), limit));
        // A deposit that buys no share is refused.
        if (vault.previewDeposit(amount) == 0) amount = 0;
        vm.prank(relayer);
        generator.depositERC4626(address(vault), amount, 0);
        deposited += amount;
    }

    function withdraw(uint256 amount) external {
        amount = bound(amount, 0, Math.min(vault.maxWithdraw(generator.proxy()), _limitOf("LIMIT_4626_WITHDRAW")));
        vm.prank(relayer);
        generator.withdrawERC4626(address(vault), amount, type(uint256).max);
        withdrawn += amount;
    }

    function redeem(uint256 shares) external {
        uint256 limit = vault.convertToShares(_limitOf("LIMIT_4626_WITHDRAW"));
        shares = bound(shares, 0, Math.min(vault.maxRedeem(generator.proxy()), limit));
        vm.prank(relayer);
        withdrawn += generator.redeemERC4626(address(vault), shares, 0);
    }

    function take(uint256 amount) external {
        amount = bound(amount, 0, usds.balanceOf(address(vault)));
        vm.prank(primeRelayer);
        prime.takeFromSparkVault(address(vault), amount);
        taken += amount;
    }

    function giveBack(uint256 amount) external {
        amount = bound(amount, 0, usds.balanceOf(prime.proxy()));
        vm.prank(primeRelayer);
        prime.transferAsset(address(usds), address(vault), amount);
        returned += amount;
    }

    function _limit(bytes32 key) private view returns (uint256) {
        return RateLimits(generator.rateLimits()).getCurrentRateLimit(key);
    }

    function _limitOf(string memory name) private view returns (uint256) {
        return _limit(keccak256(abi.encode(keccak256(bytes(name)), address(vault))));
    }
}

contract PauInvariant is PauFixture {
    uint256 private constant MAX = 1_000_000 * 1e18;
    uint256 private constant SLOPE = MAX / uint256(1 days);

    RelayerHandler private handler;

    function setUp() public override {
        super.setUp();
        bytes32 transferKey = keccak256(abi.encode(keccak256("LIMIT_ASSET_TRANSFER"), usds, primeVault));
        vm.startPrank(admin);
        generator.limits.setRateLimitData(_key("LIMIT_USDS_MINT"), MAX, SLOPE);
        generator.limits.setRateLimitData(_key("LIMIT_4626_DEPOSIT", address(primeVault)), MAX, SLOPE);
        generator.limits.setRateLimitData(_key("LIMIT_4626_WITHDRAW", address(primeVault)), MAX, SLOPE);
        prime.limits.setUnlimitedRateLimitData(_key("LIMIT_SPARK_VAULT_TAKE", address(primeVault)));
        prime.limits.setUnlimitedRateLimitData(transferKey);
        generator.diamond.setMaxExchangeRate(address(primeVault), 1, 10);
        primeVault.setVsrBounds(RAY, DUTY);
        primeVault.grantRole(primeVault.SETTER_ROLE(), admin);
        primeVault.setVsr(DUTY);
        vm.stopPrank();

        handler = new RelayerHandler(generator.diamond, prime.diamond, primeVault, usds, relayer, primeRelayer);
        targetContract(address(handler));
        bytes4[] memory selectors = new bytes4[](8);
        selectors[0] = RelayerHandler.wait.selector;
        selectors[1] = RelayerHandler.mint.selector;
        selectors[2] = RelayerHandler.burn.selector;
        selectors[3] = RelayerHandler.deposit.selector;
        selectors[4] = RelayerHandler.withdraw.selector;
        selectors[5] = RelayerHandler.redeem.selector;
        selectors[6] = RelayerHandler.take.selector;
        selectors[7] = RelayerHandler.giveBack.selector;
        targetSelector(address(handler), selectors);
    }

    /// The identities of DOMAIN.md §11 and the promise of the rate limits hold after any order of operations.
    /// forge-config: default.invariant.runs = 32
    /// forge-config: default.invariant.depth = 64
    /// forge-config: default.invariant.fail-on-revert = true
    function invariant_booksBalanceAndLimitsHold() public view {
        _assertDebtIsWhole();
        _assertEveryTokenIsBacked();
        _assertTheVaultBalances();
        _assertTheMintLimitHeld();
    }

    function _assertDebtIsWhole() private view {
        (uint256 total,,,,) = vat.ilks(GENERATOR_ILK);
        (, uint256 art) = vat.urns(GENERATOR_ILK, address(generator.vault));
        assertEq(art, total, "the urn of the vault is the whole ilk");
    }

    function _assertEveryTokenIsBacked() private view {
        assertEq(usds.totalSupply() * RAY, vat.dai(address(usdsJoin)), "a token is not backed");
        uint256 held = usds.balanceOf(address(generator.proxy)) + usds.balanceOf(address(primeVault))
            + usds.balanceOf(address(prime.proxy));
        assertEq(held, usds.totalSupply(), "a token is held by an unknown account");
        assertEq(held, handler.minted() - handler.burned());
    }

    function _assertTheVaultBalances() private view {
        uint256 idle = handler.deposited() + handler.returned() - handler.withdrawn() - handler.taken();
        assertEq(usds.balanceOf(address(primeVault)), idle);
        assertEq(primeVault.totalSupply(), primeVault.balanceOf(address(generator.proxy)));
    }

    function _assertTheMintLimitHeld() private view {
        uint256 allowed = MAX + SLOPE * (block.timestamp - START);
        assertLe(handler.minted() - handler.burned(), allowed, "more was minted than the limit allows");
        assertLe(generator.limits.getCurrentRateLimit(_key("LIMIT_USDS_MINT")), MAX);
    }
}
