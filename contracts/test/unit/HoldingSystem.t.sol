// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IHoldingSystem} from "../../src/interfaces/IHoldingSystem.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {HoldingSystem} from "../../src/srusds/HoldingSystem.sol";
import {SrUsds} from "../../src/srusds/SrUsds.sol";
import {Base} from "../Base.sol";

/// What is held has to cover what srUSDS is worth at the rate (DOMAIN.md §12).
contract HoldingSystemTest is Base {
    Usds private asset;
    SrUsds private srUsds;
    HoldingSystem private holding;
    address private lossReceiver = makeAddr("receiver of losses");
    address private ada = makeAddr("Ada");

    function setUp() public {
        asset = new Usds();
        srUsds = new SrUsds(address(this));
        holding = new HoldingSystem(address(asset), address(srUsds), address(this), lossReceiver);
        asset.mint(address(holding), 100);
        srUsds.mint(ada, 100);
    }

    function test_wiring() public view {
        assertEq(holding.asset(), address(asset));
        assertEq(holding.srUsds(), address(srUsds));
        assertEq(holding.controller(), address(this));
        assertEq(holding.lossReceiver(), lossReceiver);
        assertEq(holding.exchangeRate(), WAD);
        assertEq(holding.liabilities(), 100);
        assertEq(holding.surplus(), 0);
    }

    function test_constructorRefusesZero() public {
        for (uint256 i; i < 4; ++i) {
            address[4] memory bad = _parts();
            bad[i] = address(0);
            expectRevert("HoldingSystem/zero-address");
            this.create(bad);
        }
        this.create(_parts());
    }

    function _parts() private view returns (address[4] memory) {
        return [address(asset), address(srUsds), address(this), lossReceiver];
    }

    /// As a call, so that a refusal is a revert of it.
    function create(address[4] calldata parts) external {
        new HoldingSystem(parts[0], parts[1], parts[2], parts[3]);
    }

    function test_onlyTheControllerMovesRateAndFunds() public {
        vm.startPrank(ada);
        expectRevert("HoldingSystem/not-controller");
        holding.setExchangeRate(WAD);
        expectRevert("HoldingSystem/not-controller");
        holding.pay(ada, 0);
        vm.stopPrank();
    }

    function test_yieldHasToBeBrought() public {
        expectRevert("HoldingSystem/underbacked");
        holding.setExchangeRate(WAD + 1);
        // 100 at 1.011 is 101.1, which 101 does not cover.
        asset.mint(address(holding), 1);
        assertEq(holding.surplus(), 1);
        expectRevert("HoldingSystem/underbacked");
        holding.setExchangeRate(1.011e18);
        vm.expectEmit(address(holding));
        emit IHoldingSystem.ExchangeRateSet(1e18, 1.01e18, 0);
        assertEq(holding.setExchangeRate(1.01e18), 0);
        assertEq(holding.exchangeRate(), 1.01e18);
        assertEq(holding.surplus(), 0);
    }

    function test_haircutLeavesForTheReceiverOfLosses() public {
        vm.expectEmit(address(holding));
        emit IHoldingSystem.ExchangeRateSet(1e18, 0.945e18, 5);
        // 5.5 rounded down: what stays covers the rest.
        assertEq(holding.setExchangeRate(0.945e18), 5);
        assertEq(asset.balanceOf(lossReceiver), 5);
        assertEq(holding.liabilities(), 95);
        assertEq(holding.surplus(), 0);
        assertEq(holding.setExchangeRate(0.945e18), 0);
    }

    function test_haircutLeavesASurplusWhereItWas() public {
        asset.mint(address(holding), 7);
        holding.setExchangeRate(0.9e18);
        assertEq(asset.balanceOf(lossReceiver), 10);
        assertEq(holding.surplus(), 7);
    }

    function test_rateIsNeverZero() public {
        expectRevert("HoldingSystem/zero-rate");
        holding.setExchangeRate(0);
    }

    function test_paysOnlyWhatBacksNothing() public {
        expectRevert("HoldingSystem/underbacked");
        holding.pay(ada, 1);
        srUsds.burn(ada, 40);
        expectRevert("HoldingSystem/underbacked");
        holding.pay(ada, 41);
        vm.expectEmit(address(holding));
        emit IHoldingSystem.Paid(ada, 40);
        holding.pay(ada, 40);
        assertEq(asset.balanceOf(ada), 40);
    }

    /// Funds that were lost some other way show as no surplus, and reading never reverts.
    function test_surplusIsZeroWhereThereIsLess() public {
        srUsds.mint(ada, 1);
        assertEq(holding.surplus(), 0);
        assertEq(holding.liabilities(), 101);
    }
}
