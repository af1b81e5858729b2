// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorVault} from "../../interfaces/IAllocatorVault.sol";
import {IChainlog} from "../../interfaces/IChainlog.sol";
import {ILegacyMigrationFacet} from "../../interfaces/ILegacyMigrationFacet.sol";
import {IVat} from "../../interfaces/IVat.sol";
import {LibUsds} from "./LibUsds.sol";

/// @title The state of the LegacyMigrationFacet
library LibLegacyMigration {
    string internal constant NAMESPACE = "pau.storage.LegacyMigration";

    // keccak256(abi.encode(uint256(keccak256("pau.storage.LegacyMigration")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0x59952448c9553b4e3d527ebb40bed64c1e95c38e4e56ecad7850fb668ce08900;

    /// @custom:storage-location erc7201:pau.storage.LegacyMigration
    struct Layout {
        address migrationMom;
        // The AutoLine of the day on which the facet was wired in.
        address firstAutoLine;
        // Every Prime that was ever scheduled, in the order of their first schedule.
        address[] primes;
        mapping(address prime => ILegacyMigrationFacet.Migration) migrations;
        // The Prime to which a vault or an ilk belongs: each belongs to one.
        mapping(address vault => address prime) primeOfVault;
        mapping(bytes32 ilk => address prime) primeOfIlk;
        address chainlog;
    }

    function state() internal pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }

    function vat() internal view returns (IVat) {
        return IVat(IAllocatorVault(LibUsds.state().vault).vat());
    }

    /// @notice The AutoLine of today. Governance may replace it, and says so in the Chainlog.
    function autoLine() internal view returns (address) {
        return IChainlog(state().chainlog).getAddress("MCD_IAM_AUTO_LINE");
    }
}
