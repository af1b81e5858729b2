// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Configurator} from "../../src/configurator/Configurator.sol";
import {DSPauseProxy} from "../../src/governance/DSPauseProxy.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {IMigrationActions} from "../../src/interfaces/IMigrationActions.sol";
import {AllocatorVault} from "../../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../../src/mcd/AutoLine.sol";
import {Jug} from "../../src/mcd/Jug.sol";
import {MigrationMom} from "../../src/mcd/MigrationMom.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {Vat} from "../../src/mcd/Vat.sol";
import {PrimeVault} from "../../src/vaults/PrimeVault.sol";
import {MigrationFixture} from "../MigrationFixture.sol";
import {IPau} from "../PauFixture.sol";

/// The contracts and accounts that the handlers of a migration work with.
struct MigrationStage {
    Vat vat;
    Jug jug;
    Usds usds;
    AutoLine autoLine;
    MigrationMom mom;
    DSPauseProxy pauseProxy;
    address pause;
    address actions;
    IMigrationActions.MigrationWiring wiring;
    Configurator configurator;
    address cBeam;
    address relayer;
    ILegacyMigrationFacet diamond;
    IPau generator;
    // The Generator's first, then those of the legacy ilks.
    AllocatorVault[] allocators;
    // By legacy ilk: the side that it belongs to.
    uint256[] sideOf;
    // By side, which is a Prime with its vault.
    IPau[] primes;
    address[] primeRelayers;
    PrimeVault[] vaults;
}

abstract contract MigrationStageFixture is MigrationFixture {
    function _stage() internal view returns (MigrationStage memory stage) {
        stage.vat = vat;
        stage.jug = jug;
        stage.usds = usds;
        stage.autoLine = autoLine;
        stage.mom = migrationMom;
        stage.pauseProxy = pauseProxy;
        stage.pause = address(pause);
        stage.actions = address(actions);
        stage.wiring = wiring;
        stage.configurator = configurator;
        stage.cBeam = cBeam;
        stage.relayer = relayer;
        stage.diamond = diamond;
        stage.generator = generator.diamond;
        stage.allocators = new AllocatorVault[](4);
        (stage.allocators[0], stage.allocators[1]) = (generator.vault, sides[SPARK].pau.vault);
        (stage.allocators[2], stage.allocators[3]) = (sides[GROVE].pau.vault, bloomVault);
        stage.sideOf = new uint256[](3);
        (stage.sideOf[0], stage.sideOf[1], stage.sideOf[2]) = (SPARK, GROVE, GROVE);
        (stage.primes, stage.primeRelayers, stage.vaults) = _bySide();
    }
}
