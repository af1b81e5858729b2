// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {ILegacyMigrationFacet} from "../../interfaces/ILegacyMigrationFacet.sol";

/// @title The state of the LegacyMigrationFacet
library LibLegacyMigration {
    string internal constant NAMESPACE = "pau.storage.LegacyMigration";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.LegacyMigration")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x59952448c9553b4e3d527ebb40bed64c1e95c38e4e56ecad7850fb668ce08900;

    /// @custom:storage-location erc7201:pau.storage.LegacyMigration
    struct Layout {
        address migrationMom;
        address autoLine;
        // Every Prime that was ever scheduled, in the order of their first schedule.
        address[] primes;
        mapping(address prime => ILegacyMigrationFacet.Migration) migrations;
        // To which of them a vault and an ilk belong: each to one.
        mapping(address vault => address prime) primeOfVault;
        mapping(bytes32 ilk => address prime) primeOfIlk;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
