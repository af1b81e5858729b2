// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IAllocatorBuffer} from "../src/interfaces/IAllocatorBuffer.sol";
import {IAllocatorRegistry} from "../src/interfaces/IAllocatorRegistry.sol";
import {IAllocatorRoles} from "../src/interfaces/IAllocatorRoles.sol";
import {IAllocatorVault} from "../src/interfaces/IAllocatorVault.sol";
import {IAutoLine} from "../src/interfaces/IAutoLine.sol";
import {IJug} from "../src/interfaces/IJug.sol";
import {ILineMom} from "../src/interfaces/ILineMom.sol";
import {IVat} from "../src/interfaces/IVat.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";

struct AllocatorConfig {
    // Factor of the stability fee [ray per s].
    uint256 duty;
    // Ceiling to start with [rad]; AutoLine moves it from there.
    uint256 line;
    // Highest ceiling that AutoLine sets [rad]; 0 keeps the ilk out of AutoLine.
    uint256 maxLine;
    // Distance that AutoLine keeps from the debt [rad].
    uint256 gap;
    // Least time between two increases [s].
    uint256 ttl;
    // The ALMProxy that draws and wipes.
    address almProxy;
    // Who may give others roles on this ilk.
    address ilkAdmin;
}

/// @title  Brings an allocator ilk into MCD
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library AllocatorInit {
    uint256 internal constant RAY = 1e27;

    /// @dev So much that the ceiling is all that ever binds: worth a trillion USDS at a price of one.
    uint256 internal constant INK = 1e12 * 1e18;

    function init(McdInstance memory mcd, AllocatorInstance memory allocator, AllocatorConfig memory cfg) internal {
        _checkImmutables(mcd, allocator);
        bytes32 ilk = allocator.ilk;

        IVat vat = IVat(mcd.vat);
        vat.init(ilk);
        vat.file(ilk, "spot", RAY);
        vat.file(ilk, "line", cfg.line);
        vat.file("Line", vat.Line() + cfg.line);
        vat.slip(ilk, allocator.vault, int256(INK));
        vat.grab(ilk, allocator.vault, allocator.vault, address(0), int256(INK), 0);

        IJug(mcd.jug).init(ilk);
        IJug(mcd.jug).file(ilk, "duty", cfg.duty);

        if (cfg.maxLine > 0) IAutoLine(mcd.autoLine).setIlk(ilk, cfg.maxLine, cfg.gap, cfg.ttl);
        ILineMom(mcd.lineMom).addIlk(ilk);

        IAllocatorRegistry(mcd.allocatorRegistry).file(ilk, "buffer", allocator.buffer);
        IAllocatorRoles(mcd.allocatorRoles).setIlkAdmin(ilk, cfg.ilkAdmin);
        IAllocatorVault(allocator.vault).file("jug", mcd.jug);
        IAllocatorVault(allocator.vault).rely(cfg.almProxy);
        // The AllocatorVault takes from the buffer what it repays, the ALMProxy what was drawn.
        IAllocatorBuffer(allocator.buffer).approve(mcd.usds, allocator.vault, type(uint256).max);
        IAllocatorBuffer(allocator.buffer).approve(mcd.usds, cfg.almProxy, type(uint256).max);
    }

    function handOver(AllocatorInstance memory allocator, address from, address to) internal {
        Ownership.moveWard(allocator.vault, from, to);
        Ownership.moveWard(allocator.buffer, from, to);
    }

    function check(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        AllocatorConfig memory cfg,
        address owner
    ) internal view {
        _checkImmutables(mcd, allocator);
        bytes32 ilk = allocator.ilk;
        _checkDebt(mcd, allocator, cfg);

        require(
            IAllocatorRegistry(mcd.allocatorRegistry).buffers(ilk) == allocator.buffer,
            "AllocatorInit/registry-buffer-mismatch"
        );
        require(IAllocatorRoles(mcd.allocatorRoles).ilkAdmins(ilk) == cfg.ilkAdmin, "AllocatorInit/ilk-admin-mismatch");
        require(IAllocatorVault(allocator.vault).jug() == mcd.jug, "AllocatorInit/vault-jug-mismatch");
        require(Ownership.isWard(allocator.vault, cfg.almProxy), "AllocatorInit/almProxy-no-ward-of-vault");
        require(
            IERC20(mcd.usds).allowance(allocator.buffer, allocator.vault) == type(uint256).max,
            "AllocatorInit/no-allowance-from-buffer-to-vault"
        );
        require(
            IERC20(mcd.usds).allowance(allocator.buffer, cfg.almProxy) == type(uint256).max,
            "AllocatorInit/no-allowance-from-buffer-to-almProxy"
        );
        require(Ownership.isWard(allocator.vault, owner), "AllocatorInit/owner-no-ward-of-vault");
        require(Ownership.isWard(allocator.buffer, owner), "AllocatorInit/owner-no-ward-of-buffer");
    }

    function _checkDebt(McdInstance memory mcd, AllocatorInstance memory allocator, AllocatorConfig memory cfg)
        private
        view
    {
        bytes32 ilk = allocator.ilk;
        (, uint256 rate, uint256 spot, uint256 line, uint256 dust) = IVat(mcd.vat).ilks(ilk);
        require(rate >= RAY, "AllocatorInit/ilk-not-init");
        require(spot == RAY, "AllocatorInit/spot-mismatch");
        require(line == cfg.line, "AllocatorInit/line-mismatch");
        require(dust == 0, "AllocatorInit/dust-set");
        (uint256 ink,) = IVat(mcd.vat).urns(ilk, allocator.vault);
        require(ink == INK, "AllocatorInit/ink-mismatch");

        (uint256 duty,) = IJug(mcd.jug).ilks(ilk);
        require(duty == cfg.duty, "AllocatorInit/duty-mismatch");
        (uint256 maxLine, uint256 gap, uint48 ttl,,) = IAutoLine(mcd.autoLine).ilks(ilk);
        if (cfg.maxLine > 0) {
            require(maxLine == cfg.maxLine && gap == cfg.gap && ttl == cfg.ttl, "AllocatorInit/autoLine-mismatch");
        } else {
            require(maxLine == 0, "AllocatorInit/autoLine-mismatch");
        }
        require(ILineMom(mcd.lineMom).ilks(ilk) == 1, "AllocatorInit/ilk-not-in-lineMom");
    }

    function _checkImmutables(McdInstance memory mcd, AllocatorInstance memory allocator) private view {
        IAllocatorVault vault = IAllocatorVault(allocator.vault);
        require(vault.ilk() == allocator.ilk, "AllocatorInit/vault-ilk-mismatch");
        require(vault.buffer() == allocator.buffer, "AllocatorInit/vault-buffer-mismatch");
        require(vault.roles() == mcd.allocatorRoles, "AllocatorInit/vault-roles-mismatch");
        require(vault.vat() == mcd.vat, "AllocatorInit/vault-vat-mismatch");
        require(vault.usdsJoin() == mcd.usdsJoin, "AllocatorInit/vault-usdsJoin-mismatch");
        require(vault.usds() == mcd.usds, "AllocatorInit/vault-usds-mismatch");
    }
}
