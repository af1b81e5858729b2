// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {MigrationInit} from "../src/facets/MigrationInit.sol";
import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../src/interfaces/IDiamondCut.sol";
import {ILegacyMigrationFacet} from "../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationMom} from "../src/interfaces/IMigrationMom.sol";
import {IVat} from "../src/interfaces/IVat.sol";
import {MigrationMom} from "../src/mcd/MigrationMom.sol";
import {AllocatorConfig, AllocatorInit} from "./AllocatorInit.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauCuts} from "./PauCuts.sol";
import {PauFacets, PauInstance} from "./PauInstance.sol";
import {PauConfig, PauWires} from "./PauWires.sol";
import {SrUsdsConfig, SrUsdsInstance} from "./SrUsdsInstance.sol";

struct GeneratorInstance {
    PauInstance pau;
    PauFacets facets;
    AllocatorInstance allocator;
    address migrationMom;
    // Zero where this Generator issues no srUSDS. `SrUsdsWires` wires it, in a step of its own.
    SrUsdsInstance srUsds;
}

struct GeneratorConfig {
    PauConfig pau;
    AllocatorConfig allocator;
    SrUsdsConfig srUsds;
}

/// @title  Wires the Generator PAU to MCD and to the Configurator Unit
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`. Rate limits are not set here: a
///         new Generator can do nothing until governance or a cBEAM sets them.
library GeneratorInit {
    function init(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        GeneratorInstance memory generator,
        GeneratorConfig memory cfg
    ) internal {
        wire(mcd, unit, facetAllowlist, generator, cfg);

        IChainlog chainlog = IChainlog(mcd.chainlog);
        chainlog.setAddress("GENERATOR_CONTROLLER", generator.pau.diamond);
        chainlog.setAddress("GENERATOR_ALM_PROXY", generator.pau.almProxy);
        chainlog.setAddress("GENERATOR_RATE_LIMITS", generator.pau.rateLimits);
        chainlog.setAddress("GENERATOR_PARAMETER_REGISTRY", generator.pau.parameterRegistry);
        chainlog.setAddress("MIGRATION_MOM", generator.migrationMom);
        chainlog.setAddress("ALLOCATOR_GENERATOR_A_VAULT", generator.allocator.vault);
        chainlog.setAddress("ALLOCATOR_GENERATOR_A_BUFFER", generator.allocator.buffer);
    }

    /// @notice `init` but for the names in the Chainlog, which a further Generator does not take from the first.
    function wire(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        GeneratorInstance memory generator,
        GeneratorConfig memory cfg
    ) internal {
        require(cfg.allocator.almProxy == generator.pau.almProxy, "GeneratorInit/allocator-almProxy-mismatch");
        _checkMom(mcd, generator);
        require(
            IMigrationMom(generator.migrationMom).owner() == address(this), "GeneratorInit/migrationMom-owner-mismatch"
        );
        AllocatorInit.init(mcd, generator.allocator, cfg.allocator);
        PauWires.init(
            mcd, generator.allocator, unit, facetAllowlist, generator.pau, PauCuts.generator(generator.facets), cfg.pau
        );
        _initMigration(mcd, generator);
    }

    function handOver(GeneratorInstance memory generator, address from, address to) internal {
        AllocatorInit.handOver(generator.allocator, from, to);
        PauWires.handOver(generator.pau, from, to);
        IMigrationMom(generator.migrationMom).setOwner(to);
    }

    function check(
        McdInstance memory mcd,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        GeneratorInstance memory generator,
        GeneratorConfig memory cfg,
        address owner
    ) internal view {
        AllocatorInit.check(mcd, generator.allocator, cfg.allocator, owner);
        PauWires.check(
            mcd,
            generator.allocator,
            unit,
            facetAllowlist,
            generator.pau,
            PauCuts.generator(generator.facets),
            cfg.pau,
            owner
        );

        _checkMom(mcd, generator);
        ILegacyMigrationFacet facet = ILegacyMigrationFacet(generator.pau.diamond);
        require(facet.migrationMom() == generator.migrationMom, "GeneratorInit/diamond-migrationMom-mismatch");
        require(facet.autoLine() == mcd.autoLine, "GeneratorInit/diamond-autoLine-mismatch");
        require(Ownership.isWard(mcd.vat, generator.migrationMom), "GeneratorInit/migrationMom-no-ward-of-vat");
        require(IMigrationMom(generator.migrationMom).owner() == owner, "GeneratorInit/migrationMom-owner-mismatch");
    }

    /// @dev The facet comes with the Diamond, but its Mom can only be made for a Diamond that exists.
    function _initMigration(McdInstance memory mcd, GeneratorInstance memory generator) private {
        IVat(mcd.vat).rely(generator.migrationMom);
        IDiamondCut(generator.pau.diamond)
            .diamondCut(
                new IDiamond.FacetCut[](0),
                generator.facets.migrationInit,
                abi.encodeCall(MigrationInit.init, (generator.migrationMom, mcd.chainlog))
            );
    }

    function _checkMom(McdInstance memory mcd, GeneratorInstance memory generator) private view {
        IMigrationMom mom = IMigrationMom(generator.migrationMom);
        require(
            generator.migrationMom.codehash == keccak256(type(MigrationMom).runtimeCode),
            "GeneratorInit/migrationMom-code-mismatch"
        );
        require(mom.vat() == mcd.vat, "GeneratorInit/migrationMom-vat-mismatch");
        require(mom.diamond() == generator.pau.diamond, "GeneratorInit/migrationMom-diamond-mismatch");
    }
}
