// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibRoles} from "../src/diamond/LibRoles.sol";
import {IAdminFacet} from "../src/interfaces/IAdminFacet.sol";
import {IBeamState} from "../src/interfaces/IBeamState.sol";
import {IDiamond} from "../src/interfaces/IDiamond.sol";
import {IDiamondLoupe} from "../src/interfaces/IDiamondLoupe.sol";
import {IRateLimits} from "../src/interfaces/IRateLimits.sol";
import {IUsdsFacet} from "../src/interfaces/IUsdsFacet.sol";
import {ConfiguratorInstance} from "./ConfiguratorInstance.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";
import {PauInstance} from "./PauInstance.sol";

struct PauConfig {
    address[] relayers;
    address freezer;
}

/// @title  What the Generator and the Primes have in common
/// @notice Run by the owner of the contracts; see `McdInit` for `init` and `check`.
library PauWires {
    bytes32 internal constant CONTROLLER = keccak256("CONTROLLER");

    /// @param unit           The Configurator Unit in whose scope the PAU is
    /// @param facetAllowlist The code that may be wired in
    /// @param cuts           The facets that the Diamond must have, and no others
    function init(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        PauInstance memory pau,
        IDiamond.FacetCut[] memory cuts,
        PauConfig memory cfg
    ) internal {
        _checkFacets(pau.diamond, cuts);
        _checkDiamond(mcd, allocator, unit, facetAllowlist, pau);
        _checkUntouched(unit, pau, cfg);

        Ownership.grant(pau.almProxy, CONTROLLER, pau.diamond);
        Ownership.grant(pau.rateLimits, CONTROLLER, pau.diamond);
        Ownership.grant(pau.parameterRegistry, CONTROLLER, pau.diamond);
        Ownership.grant(pau.rateLimits, Ownership.ADMIN, unit.configurator);

        Ownership.grant(pau.diamond, LibRoles.CONFIGURATOR, unit.configurator);
        Ownership.grant(pau.diamond, LibRoles.OPERATORS, unit.operators);
        Ownership.grant(pau.diamond, LibRoles.FREEZER, cfg.freezer);
        for (uint256 i; i < cfg.relayers.length; ++i) {
            Ownership.grant(pau.diamond, LibRoles.RELAYER, cfg.relayers[i]);
        }

        IBeamState(unit.beamState).addRateLimits(pau.rateLimits);
        IBeamState(unit.beamState).addController(pau.diamond);
    }

    function handOver(PauInstance memory pau, address from, address to) internal {
        Ownership.moveAdmin(pau.almProxy, from, to);
        Ownership.moveAdmin(pau.rateLimits, from, to);
        Ownership.moveAdmin(pau.parameterRegistry, from, to);
        Ownership.moveAdmin(pau.diamond, from, to);
    }

    function check(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        PauInstance memory pau,
        IDiamond.FacetCut[] memory cuts,
        PauConfig memory cfg,
        address owner
    ) internal view {
        _checkFacets(pau.diamond, cuts);
        _checkDiamond(mcd, allocator, unit, facetAllowlist, pau);

        require(Ownership.holds(pau.almProxy, CONTROLLER, pau.diamond), "PauWires/diamond-no-controller-of-almProxy");
        require(
            Ownership.holds(pau.rateLimits, CONTROLLER, pau.diamond), "PauWires/diamond-no-controller-of-rateLimits"
        );
        require(
            Ownership.holds(pau.parameterRegistry, CONTROLLER, pau.diamond),
            "PauWires/diamond-no-controller-of-parameterRegistry"
        );
        require(
            Ownership.holds(pau.rateLimits, Ownership.ADMIN, unit.configurator),
            "PauWires/configurator-no-admin-of-rateLimits"
        );
        require(IBeamState(unit.beamState).rateLimits(pau.rateLimits) == 1, "PauWires/rateLimits-not-registered");
        require(IBeamState(unit.beamState).controllers(pau.diamond) == 1, "PauWires/diamond-not-registered");

        _checkOnly(pau.diamond, LibRoles.CONFIGURATOR, unit.configurator, "PauWires/diamond-configurator-mismatch");
        _checkOnly(pau.diamond, LibRoles.OPERATORS, unit.operators, "PauWires/diamond-operators-mismatch");
        _checkOnly(pau.diamond, LibRoles.FREEZER, cfg.freezer, "PauWires/diamond-freezer-mismatch");
        _checkOnly(pau.diamond, LibRoles.DEFAULT_ADMIN_ROLE, owner, "PauWires/diamond-admin-mismatch");
        require(
            IAdminFacet(pau.diamond).getRoleMemberCount(LibRoles.RELAYER) == cfg.relayers.length,
            "PauWires/diamond-relayer-mismatch"
        );
        for (uint256 i; i < cfg.relayers.length; ++i) {
            require(
                Ownership.holds(pau.diamond, LibRoles.RELAYER, cfg.relayers[i]), "PauWires/diamond-relayer-mismatch"
            );
        }
        require(Ownership.holds(pau.almProxy, Ownership.ADMIN, owner), "PauWires/owner-no-admin-of-almProxy");
        require(Ownership.holds(pau.rateLimits, Ownership.ADMIN, owner), "PauWires/owner-no-admin-of-rateLimits");
        require(
            Ownership.holds(pau.parameterRegistry, Ownership.ADMIN, owner),
            "PauWires/owner-no-admin-of-parameterRegistry"
        );
    }

    /// @dev The Diamond reads its wires itself, so they are asked of it and not of who created it.
    function _checkDiamond(
        McdInstance memory mcd,
        AllocatorInstance memory allocator,
        ConfiguratorInstance memory unit,
        address facetAllowlist,
        PauInstance memory pau
    ) private view {
        require(IAdminFacet(pau.diamond).proxy() == pau.almProxy, "PauWires/diamond-proxy-mismatch");
        require(IAdminFacet(pau.diamond).rateLimits() == pau.rateLimits, "PauWires/diamond-rateLimits-mismatch");
        require(
            IAdminFacet(pau.diamond).parameterRegistry() == pau.parameterRegistry,
            "PauWires/diamond-parameterRegistry-mismatch"
        );
        require(IAdminFacet(pau.diamond).beamState() == unit.beamState, "PauWires/diamond-beamState-mismatch");
        require(IAdminFacet(pau.diamond).facetAllowlist() == facetAllowlist, "PauWires/diamond-facetAllowlist-mismatch");
        require(
            IAdminFacet(pau.diamond).freezeRegistry() == unit.freezeRegistry, "PauWires/diamond-freezeRegistry-mismatch"
        );
        require(IUsdsFacet(pau.diamond).vault() == allocator.vault, "PauWires/diamond-vault-mismatch");
        require(IUsdsFacet(pau.diamond).buffer() == allocator.buffer, "PauWires/diamond-buffer-mismatch");
        require(IUsdsFacet(pau.diamond).usds() == mcd.usds, "PauWires/diamond-usds-mismatch");
    }

    function _checkFacets(address diamond, IDiamond.FacetCut[] memory cuts) private view {
        require(IDiamondLoupe(diamond).facetAddresses().length == cuts.length, "PauWires/diamond-facet-count-mismatch");
        for (uint256 i; i < cuts.length; ++i) {
            bytes4[] memory selectors = cuts[i].functionSelectors;
            require(
                IDiamondLoupe(diamond).facetFunctionSelectors(cuts[i].facetAddress).length == selectors.length,
                "PauWires/diamond-facet-mismatch"
            );
            for (uint256 j; j < selectors.length; ++j) {
                require(
                    IDiamondLoupe(diamond).facetAddress(selectors[j]) == cuts[i].facetAddress,
                    "PauWires/diamond-facet-mismatch"
                );
            }
        }
    }

    /// @dev Whoever created the PAU left nobody but the owner in it. The Diamond lists who holds its roles; the other three
    ///      keep no list, so they are asked for everybody who has to do with this PAU: who runs this, who operates it, and
    ///      the Diamond, which must not have been let in before it was looked at.
    function _checkUntouched(ConfiguratorInstance memory unit, PauInstance memory pau, PauConfig memory cfg)
        private
        view
    {
        IAdminFacet diamond = IAdminFacet(pau.diamond);
        require(diamond.getRoleMemberCount(LibRoles.DEFAULT_ADMIN_ROLE) == 1, "PauWires/diamond-has-other-admin");
        require(
            diamond.getRoleMember(LibRoles.DEFAULT_ADMIN_ROLE, 0) == address(this), "PauWires/diamond-has-other-admin"
        );
        require(diamond.getRoleMemberCount(LibRoles.RELAYER) == 0, "PauWires/diamond-has-relayer");
        require(diamond.getRoleMemberCount(LibRoles.FREEZER) == 0, "PauWires/diamond-has-freezer");
        require(diamond.getRoleMemberCount(LibRoles.CONFIGURATOR) == 0, "PauWires/diamond-has-configurator");
        require(diamond.getRoleMemberCount(LibRoles.OPERATORS) == 0, "PauWires/diamond-has-operators");

        _checkOutside(pau, pau.diamond);
        _checkOutside(pau, unit.configurator);
        _checkOutside(pau, unit.operators);
        _checkOutside(pau, cfg.freezer);
        if (msg.sender != address(this)) _checkOutside(pau, msg.sender);
        for (uint256 i; i < cfg.relayers.length; ++i) {
            _checkOutside(pau, cfg.relayers[i]);
        }
        require(
            IRateLimits(pau.rateLimits).getRateLimitData(IUsdsFacet(pau.diamond).LIMIT_USDS_MINT()).maxAmount == 0,
            "PauWires/rateLimits-has-limit"
        );
    }

    function _checkOutside(PauInstance memory pau, address account) private view {
        require(!_isIn(pau.almProxy, account), "PauWires/almProxy-has-other-holder");
        require(!_isIn(pau.rateLimits, account), "PauWires/rateLimits-has-other-holder");
        require(!_isIn(pau.parameterRegistry, account), "PauWires/parameterRegistry-has-other-holder");
    }

    function _isIn(address target, address account) private view returns (bool) {
        return Ownership.holds(target, Ownership.ADMIN, account) || Ownership.holds(target, CONTROLLER, account);
    }

    function _checkOnly(address diamond, bytes32 role, address holder, string memory reason) private view {
        require(
            IAdminFacet(diamond).getRoleMemberCount(role) == 1 && IAdminFacet(diamond).getRoleMember(role, 0) == holder,
            reason
        );
    }
}
