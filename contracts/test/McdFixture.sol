// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorBuffer} from "../src/mcd/AllocatorBuffer.sol";
import {AllocatorRegistry} from "../src/mcd/AllocatorRegistry.sol";
import {AllocatorRoles} from "../src/mcd/AllocatorRoles.sol";
import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {Jug} from "../src/mcd/Jug.sol";
import {Usds} from "../src/mcd/Usds.sol";
import {UsdsJoin} from "../src/mcd/UsdsJoin.sol";
import {Vat} from "../src/mcd/Vat.sol";
import {Base} from "./Base.sol";

/// MCD with allocator ilks. The test contract is ward of everything.
abstract contract McdFixture is Base {
    uint8 internal constant OPERATOR_ROLE = 0;
    uint256 internal constant LINE = 100_000_000 * RAD;
    // 5 % a year.
    uint256 internal constant DUTY = 1.000000001547125957863212448e27;
    uint256 internal constant START = 1_750_000_000;

    Vat internal vat;
    Jug internal jug;
    Usds internal usds;
    UsdsJoin internal usdsJoin;
    AllocatorRoles internal roles;
    AllocatorRegistry internal registry;
    address internal vow = makeAddr("vow");

    function setUp() public virtual {
        vm.warp(START);
        vat = new Vat();
        jug = new Jug(address(vat));
        usds = new Usds();
        usdsJoin = new UsdsJoin(address(vat), address(usds));
        roles = new AllocatorRoles();
        registry = new AllocatorRegistry();

        vat.rely(address(jug));
        jug.file("vow", vow);
        usds.rely(address(usdsJoin));
    }

    /// An allocator ilk that `operator` may draw and wipe, as the allocator's own deployment sets one up.
    function _deployAllocator(bytes32 ilk, address operator) internal returns (AllocatorVault vault) {
        AllocatorBuffer buffer = new AllocatorBuffer();
        vault = new AllocatorVault(address(roles), address(buffer), ilk, address(usdsJoin));

        vat.init(ilk);
        jug.init(ilk);
        jug.file(ilk, "duty", DUTY);
        vat.file(ilk, "line", LINE);
        vat.file("Line", vat.Line() + LINE);
        // So much ink that the price never binds.
        vat.file(ilk, "spot", RAY);
        vat.slip(ilk, address(vault), int256(1e12 * WAD));
        vat.grab(ilk, address(vault), address(vault), address(0), int256(1e12 * WAD), 0);

        vault.file("jug", address(jug));
        registry.file(ilk, "buffer", address(buffer));
        buffer.approve(address(usds), address(vault), type(uint256).max);
        buffer.approve(address(usds), operator, type(uint256).max);

        roles.setIlkAdmin(ilk, address(this));
        roles.setUserRole(ilk, operator, OPERATOR_ROLE, true);
        roles.setRoleAction(ilk, OPERATOR_ROLE, address(vault), AllocatorVault.draw.selector, true);
        roles.setRoleAction(ilk, OPERATOR_ROLE, address(vault), AllocatorVault.wipe.selector, true);
    }

    /// Debt of an ilk with the fees up to now [rad].
    function _debtNow(bytes32 ilk) internal returns (uint256) {
        uint256 id = vm.snapshotState();
        uint256 rate = jug.drip(ilk);
        (uint256 art,,,,) = vat.ilks(ilk);
        vm.revertToState(id);
        return art * rate;
    }
}
