// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControl} from "@openzeppelin/contracts/access/IAccessControl.sol";

import {WardsLike} from "../../deploy/Ownership.sol";
import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IAllocatorBuffer} from "../../src/interfaces/IAllocatorBuffer.sol";
import {IAllocatorRegistry} from "../../src/interfaces/IAllocatorRegistry.sol";
import {IAllocatorRoles} from "../../src/interfaces/IAllocatorRoles.sol";
import {IAllocatorVault} from "../../src/interfaces/IAllocatorVault.sol";
import {IAutoLine} from "../../src/interfaces/IAutoLine.sol";
import {IBEAMTimeLock} from "../../src/interfaces/IBEAMTimeLock.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {IJug} from "../../src/interfaces/IJug.sol";
import {ILineMom} from "../../src/interfaces/ILineMom.sol";
import {IPASMom} from "../../src/interfaces/IPASMom.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {IVat} from "../../src/interfaces/IVat.sol";
import {DeployBase} from "./DeployBase.sol";

/// Breaks one wire after another of a system that is in order, and sees the check name it.
contract DeployCheckTest is DeployBase {
    function setUp() public {
        _deploy();
        _initAll();
    }

    /// Makes one call as governance, after which `check` must refuse for `reason`; then undoes it.
    function _breaks(bytes memory check, address target, bytes memory data, string memory reason) internal {
        uint256 snapshot = vm.snapshotState();
        (bool done,) = target.call(data);
        assertTrue(done, reason);
        (bool passed, bytes memory ret) = address(this).call(check);
        assertFalse(passed, reason);
        assertEq(ret, abi.encodeWithSignature("Error(string)", reason), reason);
        vm.revertToState(snapshot);
    }

    function _deny(address usr) internal pure returns (bytes memory) {
        return abi.encodeCall(WardsLike.deny, (usr));
    }

    function _revoke(bytes32 role, address account) internal pure returns (bytes memory) {
        return abi.encodeCall(IAccessControl.revokeRole, (role, account));
    }

    function _grant(bytes32 role, address account) internal pure returns (bytes memory) {
        return abi.encodeCall(IAccessControl.grantRole, (role, account));
    }

    function test_aSystemInOrderPasses() public view {
        this.checkMcd();
        this.checkConfigurator();
        this.checkGenerator();
        this.checkPrime();
    }

    function test_mcd() public {
        bytes memory check = abi.encodeCall(this.checkMcd, ());
        address self = address(this);
        _breaks(check, mcd.usds, _deny(mcd.usdsJoin), "McdInit/usdsJoin-no-ward-of-usds");
        _breaks(check, mcd.vat, _deny(mcd.jug), "McdInit/jug-no-ward-of-vat");
        _breaks(check, mcd.vat, _deny(mcd.autoLine), "McdInit/autoLine-no-ward-of-vat");
        _breaks(check, mcd.vat, _deny(mcd.lineMom), "McdInit/lineMom-no-ward-of-vat");
        _breaks(check, mcd.autoLine, _deny(mcd.lineMom), "McdInit/lineMom-no-ward-of-autoLine");
        _breaks(
            check,
            mcd.lineMom,
            abi.encodeCall(ILineMom.file, ("autoLine", stranger)),
            "McdInit/lineMom-autoLine-mismatch"
        );
        _breaks(
            check,
            mcd.jug,
            abi.encodeWithSignature("file(bytes32,address)", bytes32("vow"), stranger),
            "McdInit/jug-vow-mismatch"
        );
        _breaks(check, mcd.vat, abi.encodeCall(IVat.cage, ()), "McdInit/vat-not-live");
        _breaks(check, mcd.vat, _deny(self), "McdInit/owner-no-ward-of-vat");
        _breaks(check, mcd.jug, _deny(self), "McdInit/owner-no-ward-of-jug");
        _breaks(check, mcd.usds, _deny(self), "McdInit/owner-no-ward-of-usds");
        _breaks(check, mcd.autoLine, _deny(self), "McdInit/owner-no-ward-of-autoLine");
        _breaks(check, mcd.chainlog, _deny(self), "McdInit/owner-no-ward-of-chainlog");
        _breaks(check, mcd.allocatorRegistry, _deny(self), "McdInit/owner-no-ward-of-registry");
        _breaks(check, mcd.allocatorRoles, _deny(self), "McdInit/owner-no-ward-of-roles");
        _breaks(check, mcd.lineMom, abi.encodeCall(ILineMom.setOwner, (stranger)), "McdInit/lineMom-owner-mismatch");
    }

    function test_configuratorUnit() public {
        bytes memory check = abi.encodeCall(this.checkConfigurator, ());
        address self = address(this);
        (address state, address timelock) = (unit.beamState, unit.timelock);
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (1, IBeamState.start.selector, false)),
            "ConfiguratorInit/delayed-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (2, IBeamState.start.selector, true)),
            "ConfiguratorInit/delayed-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setRoleAction, (2, IBeamState.stop.selector, false)),
            "ConfiguratorInit/immediate-action"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setUserRole, (timelock, 1, false)),
            "ConfiguratorInit/timelock-role-mismatch"
        );
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setUserRole, (coreCouncil, 1, true)),
            "ConfiguratorInit/coreCouncil-role-mismatch"
        );
        _breaks(check, state, abi.encodeCall(IBeamState.setHop, (address(0), 1)), "ConfiguratorInit/hop-mismatch");
        _breaks(
            check,
            state,
            abi.encodeCall(IBeamState.setMaxChange, (address(0), 2e18)),
            "ConfiguratorInit/maxChange-mismatch"
        );
        _breaks(check, state, abi.encodeCall(IBeamState.delCBeam, (cBeam)), "ConfiguratorInit/cBeam-missing");
        _breaks(check, state, abi.encodeCall(IBeamState.stop, ()), "ConfiguratorInit/stopped");
        _breaks(check, state, _deny(unit.mom), "ConfiguratorInit/mom-no-ward-of-beamState");
        _breaks(check, state, _deny(self), "ConfiguratorInit/owner-no-ward-of-beamState");
        _breaks(
            check,
            timelock,
            _revoke(keccak256("PROPOSER_ROLE"), coreCouncil),
            "ConfiguratorInit/coreCouncil-no-proposer"
        );
        _breaks(
            check,
            timelock,
            _revoke(keccak256("CANCELLER_ROLE"), coreCouncil),
            "ConfiguratorInit/coreCouncil-no-canceller"
        );
        _breaks(check, timelock, _revoke(keccak256("EXECUTOR_ROLE"), address(0)), "ConfiguratorInit/execution-not-open");
        _breaks(check, timelock, _revoke(keccak256("PAUSER_ROLE"), pauser), "ConfiguratorInit/pauser-missing");
        _breaks(check, timelock, _revoke(keccak256("PAUSER_ROLE"), unit.mom), "ConfiguratorInit/mom-no-pauser");
        _breaks(check, timelock, _revoke(ADMIN, self), "ConfiguratorInit/owner-no-admin-of-timelock");
        _breaks(check, timelock, _grant(ADMIN, timelock), "ConfiguratorInit/timelock-administers-itself");
        _breaks(
            check,
            timelock,
            abi.encodeCall(IBEAMTimeLock.updateDelayImmediately, (1)),
            "ConfiguratorInit/timelock-minDelay-mismatch"
        );
        _breaks(check, unit.mom, abi.encodeCall(IPASMom.setOwner, (stranger)), "ConfiguratorInit/mom-owner-mismatch");
    }

    function test_allocator() public {
        bytes memory check = abi.encodeCall(this.checkGenerator, ());
        address almProxy = generator.pau.almProxy;
        (bytes32 ilk, address vault, address buffer) =
            (generator.allocator.ilk, generator.allocator.vault, generator.allocator.buffer);
        _breaks(
            check,
            mcd.vat,
            abi.encodeWithSignature("file(bytes32,bytes32,uint256)", ilk, bytes32("spot"), RAY - 1),
            "AllocatorInit/spot-mismatch"
        );
        _breaks(
            check,
            mcd.vat,
            abi.encodeWithSignature("file(bytes32,bytes32,uint256)", ilk, bytes32("line"), 1),
            "AllocatorInit/line-mismatch"
        );
        _breaks(
            check,
            mcd.vat,
            abi.encodeWithSignature("file(bytes32,bytes32,uint256)", ilk, bytes32("dust"), 1),
            "AllocatorInit/dust-set"
        );
        _breaks(
            check,
            mcd.vat,
            abi.encodeCall(IVat.grab, (ilk, vault, vault, address(0), -1, 0)),
            "AllocatorInit/ink-mismatch"
        );
        _breaks(
            check,
            mcd.jug,
            abi.encodeWithSignature("file(bytes32,bytes32,uint256)", ilk, bytes32("duty"), RAY),
            "AllocatorInit/duty-mismatch"
        );
        _breaks(check, mcd.autoLine, abi.encodeCall(IAutoLine.remIlk, (ilk)), "AllocatorInit/autoLine-mismatch");
        _breaks(check, mcd.lineMom, abi.encodeCall(ILineMom.delIlk, (ilk)), "AllocatorInit/ilk-not-in-lineMom");
        _breaks(
            check,
            mcd.allocatorRegistry,
            abi.encodeCall(IAllocatorRegistry.file, (ilk, "buffer", stranger)),
            "AllocatorInit/registry-buffer-mismatch"
        );
        _breaks(
            check,
            mcd.allocatorRoles,
            abi.encodeCall(IAllocatorRoles.setIlkAdmin, (ilk, stranger)),
            "AllocatorInit/ilk-admin-mismatch"
        );
        _breaks(
            check, vault, abi.encodeCall(IAllocatorVault.file, ("jug", stranger)), "AllocatorInit/vault-jug-mismatch"
        );
        _breaks(check, vault, _deny(almProxy), "AllocatorInit/almProxy-no-ward-of-vault");
        _breaks(
            check,
            buffer,
            abi.encodeCall(IAllocatorBuffer.approve, (mcd.usds, vault, 1)),
            "AllocatorInit/no-allowance-from-buffer-to-vault"
        );
        _breaks(
            check,
            buffer,
            abi.encodeCall(IAllocatorBuffer.approve, (mcd.usds, almProxy, 1)),
            "AllocatorInit/no-allowance-from-buffer-to-almProxy"
        );
        _breaks(check, vault, _deny(address(this)), "AllocatorInit/owner-no-ward-of-vault");
        _breaks(check, buffer, _deny(address(this)), "AllocatorInit/owner-no-ward-of-buffer");
    }

    function test_pau() public {
        bytes memory check = abi.encodeCall(this.checkGenerator, ());
        address self = address(this);
        (address diamond, address almProxy, address rateLimits) =
            (generator.pau.diamond, generator.pau.almProxy, generator.pau.rateLimits);
        _breaks(check, almProxy, _revoke(CONTROLLER, diamond), "PauWires/diamond-no-controller-of-almProxy");
        _breaks(check, rateLimits, _revoke(CONTROLLER, diamond), "PauWires/diamond-no-controller-of-rateLimits");
        _breaks(check, rateLimits, _revoke(ADMIN, unit.configurator), "PauWires/configurator-no-admin-of-rateLimits");
        _breaks(
            check,
            unit.beamState,
            abi.encodeCall(IBeamState.delRateLimits, (rateLimits)),
            "PauWires/rateLimits-not-registered"
        );
        _breaks(
            check,
            unit.beamState,
            abi.encodeCall(IBeamState.delController, (diamond)),
            "PauWires/diamond-not-registered"
        );
        _breaks(check, diamond, _grant(CONFIGURATOR, stranger), "PauWires/diamond-configurator-mismatch");
        _breaks(check, diamond, abi.encodeCall(IAdminFacet.setFreezer, (stranger)), "PauWires/diamond-freezer-mismatch");
        _breaks(check, diamond, abi.encodeCall(IAdminFacet.setRelayer, (stranger)), "PauWires/diamond-relayer-mismatch");
        _breaks(check, diamond, _grant(RELAYER, stranger), "PauWires/diamond-relayer-mismatch");
        _breaks(check, diamond, _grant(ADMIN, stranger), "PauWires/diamond-admin-mismatch");
        _breaks(check, almProxy, _revoke(ADMIN, self), "PauWires/owner-no-admin-of-almProxy");
        _breaks(check, rateLimits, _revoke(ADMIN, self), "PauWires/owner-no-admin-of-rateLimits");
        _breaks(
            check,
            diamond,
            _cut(IDiamond.FacetCutAction.Remove, address(0), IErc4626Facet.withdrawERC4626.selector),
            "PauWires/diamond-facet-mismatch"
        );
        _breaks(
            check,
            diamond,
            _cut(IDiamond.FacetCutAction.Replace, generator.facets.erc4626, IUsdsFacet.mintUSDS.selector),
            "PauWires/diamond-facet-mismatch"
        );
        _breaks(
            check,
            diamond,
            _cut(IDiamond.FacetCutAction.Add, generator.facets.sparkVault, 0xdeadbeef),
            "PauWires/diamond-facet-count-mismatch"
        );
    }

    function _cut(IDiamond.FacetCutAction action, address facet, bytes4 selector) internal pure returns (bytes memory) {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, action, new bytes4[](1));
        cuts[0].functionSelectors[0] = selector;
        return abi.encodeCall(IDiamondCut.diamondCut, (cuts, address(0), ""));
    }

    function test_prime() public {
        bytes memory check = abi.encodeCall(this.checkPrime, ());
        address vault = prime.vault;
        _breaks(check, vault, _revoke(keccak256("TAKER_ROLE"), prime.pau.almProxy), "PrimeInit/vault-taker-mismatch");
        _breaks(check, vault, _grant(keccak256("TAKER_ROLE"), stranger), "PrimeInit/vault-taker-mismatch");
        _breaks(check, vault, _revoke(keccak256("SETTER_ROLE"), cBeam), "PrimeInit/vault-setter-mismatch");
        _breaks(check, vault, _grant(ADMIN, stranger), "PrimeInit/vault-admin-mismatch");
        _breaks(check, vault, abi.encodeCall(IPrimeVault.setDepositCap, (1)), "PrimeInit/vault-depositCap-mismatch");
        _breaks(
            check, vault, abi.encodeCall(IPrimeVault.setVsrBounds, (RAY, RAY)), "PrimeInit/vault-vsr-bounds-mismatch"
        );
        _breaks(
            check,
            generator.pau.diamond,
            abi.encodeCall(IErc4626Facet.setMaxExchangeRate, (vault, WAD, 2 * WAD)),
            "PrimeInit/maxExchangeRate-mismatch"
        );
        _breaks(check, prime.legacy[0].vault, _deny(prime.pau.almProxy), "AllocatorInit/almProxy-no-ward-of-vault");
    }
}
