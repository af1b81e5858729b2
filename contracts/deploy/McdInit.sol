// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAutoLine} from "../src/interfaces/IAutoLine.sol";
import {IChainlog} from "../src/interfaces/IChainlog.sol";
import {IJug} from "../src/interfaces/IJug.sol";
import {ILineMom} from "../src/interfaces/ILineMom.sol";
import {IUsds} from "../src/interfaces/IUsds.sol";
import {IUsdsJoin} from "../src/interfaces/IUsdsJoin.sol";
import {IVat} from "../src/interfaces/IVat.sol";
import {McdDeploy} from "./McdDeploy.sol";
import {McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";

/// @title  Wires the MCD core
/// @notice Run by the owner of the contracts. `init` refuses a deployment that is not what it should be, `check`
///         refuses a core in which a wire or a role is missing; each reason names the wire.
library McdInit {
    /// @param vow   Where the fees go
    /// @param chief Whose hat may close a ceiling besides governance
    function init(McdInstance memory mcd, address vow, address chief) internal {
        _checkImmutables(mcd);

        IUsds(mcd.usds).rely(mcd.usdsJoin);
        IVat(mcd.vat).rely(mcd.jug);
        IVat(mcd.vat).rely(mcd.autoLine);
        IVat(mcd.vat).rely(mcd.lineMom);
        IAutoLine(mcd.autoLine).rely(mcd.lineMom);
        ILineMom(mcd.lineMom).file("autoLine", mcd.autoLine);
        ILineMom(mcd.lineMom).setAuthority(chief);
        IJug(mcd.jug).file("vow", vow);

        IChainlog chainlog = IChainlog(mcd.chainlog);
        chainlog.setAddress("MCD_VAT", mcd.vat);
        chainlog.setAddress("MCD_JUG", mcd.jug);
        chainlog.setAddress("MCD_VOW", vow);
        chainlog.setAddress("MCD_IAM_AUTO_LINE", mcd.autoLine);
        chainlog.setAddress("LINE_MOM", mcd.lineMom);
        chainlog.setAddress("USDS", mcd.usds);
        chainlog.setAddress("USDS_JOIN", mcd.usdsJoin);
        chainlog.setAddress("ALLOCATOR_REGISTRY", mcd.allocatorRegistry);
        chainlog.setAddress("ALLOCATOR_ROLES", mcd.allocatorRoles);
    }

    function handOver(McdInstance memory mcd, address from, address to) internal {
        address[7] memory warded = McdDeploy.wardedContracts(mcd);
        for (uint256 i; i < warded.length; ++i) {
            Ownership.moveWard(warded[i], from, to);
        }
        ILineMom(mcd.lineMom).setOwner(to);
    }

    /// @param owner Who administers every contract of the core
    function check(McdInstance memory mcd, address vow, address chief, address owner) internal view {
        _checkImmutables(mcd);
        require(Ownership.isWard(mcd.usds, mcd.usdsJoin), "McdInit/usdsJoin-no-ward-of-usds");
        require(Ownership.isWard(mcd.vat, mcd.jug), "McdInit/jug-no-ward-of-vat");
        require(Ownership.isWard(mcd.vat, mcd.autoLine), "McdInit/autoLine-no-ward-of-vat");
        require(Ownership.isWard(mcd.vat, mcd.lineMom), "McdInit/lineMom-no-ward-of-vat");
        require(Ownership.isWard(mcd.autoLine, mcd.lineMom), "McdInit/lineMom-no-ward-of-autoLine");
        require(ILineMom(mcd.lineMom).autoLine() == mcd.autoLine, "McdInit/lineMom-autoLine-mismatch");
        require(ILineMom(mcd.lineMom).authority() == chief, "McdInit/lineMom-authority-mismatch");
        require(IJug(mcd.jug).vow() == vow, "McdInit/jug-vow-mismatch");

        require(Ownership.isWard(mcd.vat, owner), "McdInit/owner-no-ward-of-vat");
        require(Ownership.isWard(mcd.jug, owner), "McdInit/owner-no-ward-of-jug");
        require(Ownership.isWard(mcd.usds, owner), "McdInit/owner-no-ward-of-usds");
        require(Ownership.isWard(mcd.autoLine, owner), "McdInit/owner-no-ward-of-autoLine");
        require(Ownership.isWard(mcd.chainlog, owner), "McdInit/owner-no-ward-of-chainlog");
        require(Ownership.isWard(mcd.allocatorRegistry, owner), "McdInit/owner-no-ward-of-registry");
        require(Ownership.isWard(mcd.allocatorRoles, owner), "McdInit/owner-no-ward-of-roles");
        require(ILineMom(mcd.lineMom).owner() == owner, "McdInit/lineMom-owner-mismatch");
    }

    function _checkImmutables(McdInstance memory mcd) private view {
        require(IVat(mcd.vat).live() == 1, "McdInit/vat-not-live");
        require(IJug(mcd.jug).vat() == mcd.vat, "McdInit/jug-vat-mismatch");
        require(IUsdsJoin(mcd.usdsJoin).vat() == mcd.vat, "McdInit/usdsJoin-vat-mismatch");
        require(IUsdsJoin(mcd.usdsJoin).usds() == mcd.usds, "McdInit/usdsJoin-usds-mismatch");
        require(IAutoLine(mcd.autoLine).vat() == mcd.vat, "McdInit/autoLine-vat-mismatch");
        require(ILineMom(mcd.lineMom).vat() == mcd.vat, "McdInit/lineMom-vat-mismatch");
    }
}
