// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {AllocatorConfig, AllocatorInit} from "./AllocatorInit.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {PauCuts} from "./PauCuts.sol";
import {PauFacets, PauInstance} from "./PauInstance.sol";
import {PauConfig, PauWires} from "./PauWires.sol";

struct GeneratorInstance {
    PauInstance pau;
    PauFacets facets;
    AllocatorInstance allocator;
}

struct GeneratorConfig {
    PauConfig pau;
    AllocatorConfig allocator;
}

/// @title  Wires the Generator PAU to MCD and to the Configurator Unit
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`. Rate limits are not set here: a
///         new Generator can do nothing until governance or a cBEAM sets them.
library GeneratorInit {
    function init(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        GeneratorInstance memory generator,
        GeneratorConfig memory cfg
    ) internal {
        require(cfg.allocator.almProxy == generator.pau.almProxy, "GeneratorInit/allocator-almProxy-mismatch");
        AllocatorInit.init(mcd, generator.allocator, cfg.allocator);
        PauWires.init(mcd, generator.allocator, unit, generator.pau, PauCuts.generator(generator.facets), cfg.pau);

        IChainlog chainlog = IChainlog(mcd.chainlog);
        chainlog.setAddress("GENERATOR_CONTROLLER", generator.pau.diamond);
        chainlog.setAddress("GENERATOR_ALM_PROXY", generator.pau.almProxy);
        chainlog.setAddress("GENERATOR_RATE_LIMITS", generator.pau.rateLimits);
        chainlog.setAddress("ALLOCATOR_GENERATOR_A_VAULT", generator.allocator.vault);
        chainlog.setAddress("ALLOCATOR_GENERATOR_A_BUFFER", generator.allocator.buffer);
    }

    function handOver(GeneratorInstance memory generator, address from, address to) internal {
        AllocatorInit.handOver(generator.allocator, from, to);
        PauWires.handOver(generator.pau, from, to);
    }

    function check(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        GeneratorInstance memory generator,
        GeneratorConfig memory cfg,
        address owner
    ) internal view {
        AllocatorInit.check(mcd, generator.allocator, cfg.allocator, owner);
        PauWires.check(
            mcd, generator.allocator, unit, generator.pau, PauCuts.generator(generator.facets), cfg.pau, owner
        );
    }
}
