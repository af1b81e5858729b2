// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IErc4626Facet} from "../src/interfaces/IErc4626Facet.sol";
import {IPrimeVault} from "../src/interfaces/IPrimeVault.sol";
import {AllocatorConfig, AllocatorInit} from "./AllocatorInit.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {GuardrailConfig, GuardrailInit} from "./GuardrailInit.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauCuts} from "./PauCuts.sol";
import {PauFacets, PauInstance} from "./PauInstance.sol";
import {PauConfig, PauWires} from "./PauWires.sol";

struct PrimeInstance {
    PauInstance pau;
    PauFacets facets;
    address vault;
    // The ilks on which the Prime draws without the Generator; its controller works on the first.
    AllocatorInstance[] legacy;
}

struct PrimeConfig {
    PauConfig pau;
    // One for each legacy ilk.
    AllocatorConfig[] legacy;
    // Most that the vault takes [wad].
    uint256 depositCap;
    // Bounds of the vault's rate [ray per s], and who sets it within them.
    uint256 minVsr;
    uint256 maxVsr;
    address setter;
    // Most assets that the Generator expects to pay for 1e18 shares [wad].
    uint256 maxExchangeRate;
    // How much may leave the vault, and how fast, from its first day.
    GuardrailConfig guardrails;
}

/// @title  Wires a Prime: its own PAU on its legacy ilks, and its vault between the Generator and itself
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library PrimeInit {
    uint256 internal constant WAD = 1e18;

    /// @dev As the facet keeps it: assets per share [1e36].
    uint256 internal constant EXCHANGE_RATE_PRECISION = 1e36;

    function init(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        PauInstance memory generator,
        PrimeInstance memory prime,
        PrimeConfig memory cfg
    ) internal {
        _checkImmutables(mcd, prime, cfg);
        for (uint256 i; i < prime.legacy.length; ++i) {
            AllocatorInit.init(mcd, prime.legacy[i], cfg.legacy[i]);
        }
        PauWires.init(mcd, prime.legacy[0], unit, facetAllowlist, prime.pau, PauCuts.prime(prime.facets), cfg.pau);

        initVault(generator, prime.vault, prime.pau.almProxy, cfg);
    }

    /// @notice The vault between the Generator and a Prime whose funds are in `almProxy`, at whatever stage its PAU is.
    function initVault(PauInstance memory generator, address target, address almProxy, PrimeConfig memory cfg)
        internal
    {
        IPrimeVault vault = IPrimeVault(target);
        vault.grantRole(vault.TAKER_ROLE(), almProxy);
        vault.grantRole(vault.DEPOSITOR_ROLE(), generator.almProxy);
        vault.grantRole(vault.SETTER_ROLE(), cfg.setter);
        vault.setDepositCap(cfg.depositCap);
        vault.setVsrBounds(cfg.minVsr, cfg.maxVsr);
        GuardrailInit.init(vault, cfg.guardrails);
        IErc4626Facet(generator.diamond).setMaxExchangeRate(target, WAD, cfg.maxExchangeRate);
    }

    function handOver(PrimeInstance memory prime, address from, address to) internal {
        for (uint256 i; i < prime.legacy.length; ++i) {
            AllocatorInit.handOver(prime.legacy[i], from, to);
        }
        PauWires.handOver(prime.pau, from, to);
        Ownership.moveAdmin(prime.vault, from, to);
    }

    function check(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        PauInstance memory generator,
        PrimeInstance memory prime,
        PrimeConfig memory cfg,
        address owner
    ) internal view {
        _checkImmutables(mcd, prime, cfg);
        for (uint256 i; i < prime.legacy.length; ++i) {
            AllocatorInit.check(mcd, prime.legacy[i], cfg.legacy[i], owner);
        }
        PauWires.check(
            mcd, prime.legacy[0], unit, facetAllowlist, prime.pau, PauCuts.prime(prime.facets), cfg.pau, owner
        );
        checkVault(generator, prime.vault, prime.pau.almProxy, cfg, owner);
    }

    function checkVault(
        PauInstance memory generator,
        address target,
        address almProxy,
        PrimeConfig memory cfg,
        address owner
    ) internal view {
        IPrimeVault vault = IPrimeVault(target);
        _checkOnly(vault, vault.TAKER_ROLE(), almProxy, "PrimeInit/vault-taker-mismatch");
        _checkOnly(vault, vault.DEPOSITOR_ROLE(), generator.almProxy, "PrimeInit/vault-depositor-mismatch");
        _checkOnly(vault, vault.SETTER_ROLE(), cfg.setter, "PrimeInit/vault-setter-mismatch");
        _checkOnly(vault, Ownership.ADMIN, owner, "PrimeInit/vault-admin-mismatch");
        GuardrailInit.check(vault, cfg.guardrails);
        require(vault.depositCap() == cfg.depositCap, "PrimeInit/vault-depositCap-mismatch");
        require(vault.minVsr() == cfg.minVsr && vault.maxVsr() == cfg.maxVsr, "PrimeInit/vault-vsr-bounds-mismatch");
        require(
            IErc4626Facet(generator.diamond).maxExchangeRates(target)
                == EXCHANGE_RATE_PRECISION * cfg.maxExchangeRate / WAD,
            "PrimeInit/maxExchangeRate-mismatch"
        );
    }

    function _checkImmutables(McdInstance memory mcd, PrimeInstance memory prime, PrimeConfig memory cfg) private view {
        require(IPrimeVault(prime.vault).asset() == mcd.usds, "PrimeInit/vault-asset-mismatch");
        require(prime.legacy.length > 0 && prime.legacy.length == cfg.legacy.length, "PrimeInit/legacy-length-mismatch");
        for (uint256 i; i < cfg.legacy.length; ++i) {
            require(cfg.legacy[i].almProxy == prime.pau.almProxy, "PrimeInit/legacy-almProxy-mismatch");
        }
    }

    function _checkOnly(IPrimeVault vault, bytes32 role, address holder, string memory reason) private view {
        require(vault.getRoleMemberCount(role) == 1 && vault.getRoleMember(role, 0) == holder, reason);
    }
}
