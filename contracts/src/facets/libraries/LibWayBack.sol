// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {EnumerableSet} from "@openzeppelin/contracts/utils/structs/EnumerableSet.sol";

import {LibRoles} from "../../diamond/LibRoles.sol";
import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IAllocatorRoles} from "../../interfaces/IAllocatorRoles.sol";
import {IAllocatorVault} from "../../interfaces/IAllocatorVault.sol";
import {IBeamState} from "../../interfaces/IBeamState.sol";
import {IJug} from "../../interfaces/IJug.sol";
import {ILegacyMigrationFacet} from "../../interfaces/ILegacyMigrationFacet.sol";
import {IMigrationMom} from "../../interfaces/IMigrationMom.sol";
import {IVat} from "../../interfaces/IVat.sol";
import {RayMath} from "../../mcd/RayMath.sol";
import {LibController} from "./LibController.sol";
import {LibLegacyMigration} from "./LibLegacyMigration.sol";
import {LibUsds} from "./LibUsds.sol";

/// @title  Whether a Prime that is cut over now could be rolled back, and draw on its legacy ilks afterwards
/// @notice Asked of the contracts at the cutover, as what was true when a Prime was scheduled may have changed. An ilk
///         without a recorded ceiling was wound down before its dual-run: no way back is promised for it.
library LibWayBack {
    using EnumerableSet for EnumerableSet.AddressSet;

    uint256 internal constant WAD = 1e18;

    /// @dev By how much a restored ceiling exceeds the debt, so that fees do not close the way back while it is needed:
    ///      1 % lasts 70 days at a fee of 5 % a year [wad].
    uint256 internal constant MARGIN = 0.01e18;

    /// @notice Refuses unless the rollback is approved and somebody may call it, the Mom can restore every ceiling, and
    ///         the Prime could draw again on every ilk.
    function requireOpen(address prime, ILegacyMigrationFacet.LegacyIlk[] storage ilks) internal {
        _requireRollback(prime);
        _requireMom();
        require(isController(prime), "LegacyMigrationFacet/not-controller");
        for (uint256 i; i < ilks.length; ++i) {
            if (ilks[i].ceiling != 0) _requireDrawable(prime, ilks[i]);
        }
    }

    /// @notice Whether the Diamond may act as the Prime's ALMProxy.
    function isController(address prime) internal view returns (bool) {
        return prime.code.length != 0 && IAccessControl(prime).hasRole(IALMProxy(prime).CONTROLLER(), address(this));
    }

    /// @notice Whether the Prime may draw on a legacy ilk, and repay.
    function mayDraw(address prime, IAllocatorVault legacy) internal view returns (bool) {
        if (legacy.wards(prime) == 1) return true;
        IAllocatorRoles roles = IAllocatorRoles(legacy.roles());
        bytes32 ilk = legacy.ilk();
        return roles.canCall(ilk, prime, address(legacy), IAllocatorVault.draw.selector)
            && roles.canCall(ilk, prime, address(legacy), IAllocatorVault.wipe.selector);
    }

    // --- Parts ---

    function _requireRollback(address prime) private view {
        bytes32 approval = keccak256(abi.encodeCall(ILegacyMigrationFacet.rollback, (prime)));
        require(
            IBeamState(LibController.state().beamState).isControllerActionEnabled(approval, address(this)),
            "LegacyMigrationFacet/rollback-not-approved"
        );
        require(
            LibRoles.state().members[LibRoles.CONFIGURATOR].length() != 0, "LegacyMigrationFacet/rollback-not-possible"
        );
    }

    function _requireMom() private view {
        IMigrationMom mom = IMigrationMom(LibLegacyMigration.state().migrationMom);
        IVat vat = LibLegacyMigration.vat();
        require(
            mom.diamond() == address(this) && mom.vat() == address(vat) && vat.wards(address(mom)) == 1,
            "LegacyMigrationFacet/rollback-not-possible"
        );
        require(vat.live() == 1, "LegacyMigrationFacet/vat-not-live");
    }

    function _requireDrawable(address prime, ILegacyMigrationFacet.LegacyIlk storage recorded) private {
        IMigrationMom mom = IMigrationMom(LibLegacyMigration.state().migrationMom);
        uint256 ceiling = recorded.ceiling;
        bytes32 ilk = recorded.ilk;
        require(mom.ceilings(ilk) >= ceiling, "LegacyMigrationFacet/rollback-not-possible");

        IAllocatorVault legacy = IAllocatorVault(recorded.allocatorVault);
        require(mayDraw(prime, legacy), "LegacyMigrationFacet/legacy-right-missing");
        require(
            IERC20(LibUsds.state().usds).allowance(legacy.buffer(), prime) >= ceiling / RayMath.RAY,
            "LegacyMigrationFacet/legacy-allowance-too-low"
        );

        IVat vat = LibLegacyMigration.vat();
        uint256 rate = IJug(legacy.jug()).drip(ilk);
        (uint256 art,, uint256 spot,, uint256 dust) = vat.ilks(ilk);
        (uint256 ink, uint256 own) = vat.urns(ilk, address(legacy));
        uint256 debt = art * rate;
        uint256 margin = _marginOf(debt, own == 0 ? dust : 0, rate);
        require(ceiling >= debt + margin, "LegacyMigrationFacet/ceiling-too-low");
        require(ink * spot >= own * rate + margin, "LegacyMigrationFacet/legacy-collateral-too-low");
        (, uint256 raised) = mom.restorable(ilk, ceiling);
        require(vat.Line() + raised >= vat.debt() + margin, "LegacyMigrationFacet/total-ceiling-too-low");
    }

    /// @dev Room for the smallest draw at least, whose normalised debt is rounded up: a share of no debt is none.
    /// @param least What the urn has to owe after a draw [rad]
    function _marginOf(uint256 debt, uint256 least, uint256 rate) private pure returns (uint256) {
        return Math.max(Math.mulDiv(debt, MARGIN, WAD, Math.Rounding.Ceil), Math.max(RayMath.RAY, least) + rate);
    }
}
