// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Usds} from "../src/mcd/Usds.sol";
import {PrimeVault} from "../src/vaults/PrimeVault.sol";
import {Base} from "./Base.sol";

/// One Prime vault on a token that the test mints, and one holder of each role.
abstract contract PrimeVaultFixture is Base {
    uint256 internal constant START = 1_750_000_000;
    // 5 % a year.
    uint256 internal constant DUTY = 1.000000001547125957863212448e27;

    address internal admin = makeAddr("admin");
    address internal setter = makeAddr("setter");
    address internal taker = makeAddr("taker");
    address internal depositor = makeAddr("depositor");
    address internal stranger = makeAddr("stranger");

    Usds internal usds;
    PrimeVault internal vault;

    function setUp() public virtual {
        vm.warp(_born());
        usds = new Usds();
        vault = new PrimeVault(address(usds), "Spark USDS Vault", "spkUSDS", admin);
        vm.startPrank(admin);
        vault.grantRole(vault.SETTER_ROLE(), setter);
        vault.grantRole(vault.TAKER_ROLE(), taker);
        vault.grantRole(vault.DEPOSITOR_ROLE(), depositor);
        vm.stopPrank();

        usds.mint(depositor, 1e12 * WAD);
        vm.prank(depositor);
        usds.approve(address(vault), type(uint256).max);
    }

    /// When the vault is deployed.
    function _born() internal pure virtual returns (uint256) {
        return START;
    }

    function _open(uint256 cap) internal {
        vm.prank(admin);
        vault.setDepositCap(cap);
    }

    function _setVsr(uint256 vsr) internal {
        uint256 max = vault.MAX_VSR();
        vm.prank(admin);
        vault.setVsrBounds(RAY, max);
        vm.prank(setter);
        vault.setVsr(vsr);
    }

    /// A second account that may deposit, with no funds yet.
    function _admit(address who) internal {
        bytes32 role = vault.DEPOSITOR_ROLE();
        vm.prank(admin);
        vault.grantRole(role, who);
    }

    function _deposit(uint256 assets) internal returns (uint256 shares) {
        vm.prank(depositor);
        shares = vault.deposit(assets, depositor);
    }
}
