// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAdminFacet} from "../../src/interfaces/IAdminFacet.sol";
import {IAllocatorBuffer} from "../../src/interfaces/IAllocatorBuffer.sol";
import {IAllocatorRegistry} from "../../src/interfaces/IAllocatorRegistry.sol";
import {IAllocatorRoles} from "../../src/interfaces/IAllocatorRoles.sol";
import {IAllocatorVault} from "../../src/interfaces/IAllocatorVault.sol";
import {IAutoLine} from "../../src/interfaces/IAutoLine.sol";
import {IBeamState} from "../../src/interfaces/IBeamState.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IErc4626Facet} from "../../src/interfaces/IErc4626Facet.sol";
import {ILegacyMigrationFacet} from "../../src/interfaces/ILegacyMigrationFacet.sol";
import {ILineMom} from "../../src/interfaces/ILineMom.sol";
import {IMigrationMom} from "../../src/interfaces/IMigrationMom.sol";
import {IPrimeVault} from "../../src/interfaces/IPrimeVault.sol";
import {IUsdsFacet} from "../../src/interfaces/IUsdsFacet.sol";
import {IVat} from "../../src/interfaces/IVat.sol";
import {DeployCheckBase} from "./DeployCheckBase.sol";

/// Breaks one wire after another of the Generator and of a Prime, and sees the check name it.
contract DeployCheckPauTest is DeployCheckBase {
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
        _breaks(check, diamond, _revoke(OPERATORS, unit.operators), "PauWires/diamond-operators-mismatch");
        _breaks(check, diamond, _grant(OPERATORS, stranger), "PauWires/diamond-operators-mismatch");
        _breaks(check, diamond, abi.encodeCall(IAdminFacet.setFreezer, (stranger)), "PauWires/diamond-freezer-mismatch");
        _breaks(check, diamond, abi.encodeCall(IAdminFacet.setRelayer, (stranger)), "PauWires/diamond-relayer-mismatch");
        _breaks(check, diamond, _grant(RELAYER, stranger), "PauWires/diamond-relayer-mismatch");
        _breaks(check, diamond, _grant(ADMIN, stranger), "PauWires/diamond-admin-mismatch");
        _breaks(check, almProxy, _revoke(ADMIN, self), "PauWires/owner-no-admin-of-almProxy");
        _breaks(check, rateLimits, _revoke(ADMIN, self), "PauWires/owner-no-admin-of-rateLimits");
        address registry = generator.pau.parameterRegistry;
        _breaks(check, registry, _revoke(CONTROLLER, diamond), "PauWires/diamond-no-controller-of-parameterRegistry");
        _breaks(check, registry, _revoke(ADMIN, self), "PauWires/owner-no-admin-of-parameterRegistry");
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

    function test_migration() public {
        bytes memory check = abi.encodeCall(this.checkGenerator, ());
        (address mom, address diamond) = (generator.migrationMom, generator.pau.diamond);
        _breaks(check, mcd.vat, _deny(mom), "GeneratorInit/migrationMom-no-ward-of-vat");
        _breaks(
            check, mom, abi.encodeCall(IMigrationMom.setOwner, (stranger)), "GeneratorInit/migrationMom-owner-mismatch"
        );
        vm.mockCall(diamond, abi.encodeCall(ILegacyMigrationFacet.migrationMom, ()), abi.encode(stranger));
        expectRevert("GeneratorInit/diamond-migrationMom-mismatch");
        this.checkGenerator();
        vm.clearMockedCalls();
        vm.mockCall(diamond, abi.encodeCall(ILegacyMigrationFacet.autoLine, ()), abi.encode(stranger));
        expectRevert("GeneratorInit/diamond-autoLine-mismatch");
        this.checkGenerator();
    }

    function test_guardrails() public {
        bytes memory check = abi.encodeCall(this.checkPrime, ());
        address vault = prime.vault;
        bytes32 operator = keccak256("GUARDRAIL_ROLE");
        IPrimeVault.GuardrailBounds memory bounds = _guardrailConfig().bounds;
        bounds.maxPause = 1 days;
        _breaks(check, vault, abi.encodeCall(IPrimeVault.setGuardrailBounds, (bounds)), "GuardrailInit/bounds-mismatch");
        _breaks(
            check,
            vault,
            abi.encodeCall(IPrimeVault.setWithdrawalPolicy, (0.75e18, 2 days)),
            "GuardrailInit/policy-mismatch"
        );
        _breaks(check, vault, abi.encodeCall(IPrimeVault.setWithdrawalPolicy, (0, 0)), "GuardrailInit/policy-mismatch");
        _breaks(check, vault, abi.encodeCall(IPrimeVault.setLiquidityBuffer, (0)), "GuardrailInit/buffer-mismatch");
        _breaks(check, vault, abi.encodeCall(IPrimeVault.pause, (true, false, 1 days)), "GuardrailInit/paused");
        _breaks(check, vault, abi.encodeCall(IPrimeVault.pause, (false, true, 1 days)), "GuardrailInit/paused");
        _breaks(check, vault, _revoke(operator, cBeam), "GuardrailInit/operator-mismatch");
        _breaks(check, vault, _grant(operator, stranger), "GuardrailInit/operator-mismatch");
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
        bytes32 depositor = keccak256("DEPOSITOR_ROLE");
        _breaks(check, vault, _revoke(depositor, generator.pau.almProxy), "PrimeInit/vault-depositor-mismatch");
        _breaks(check, vault, _grant(depositor, stranger), "PrimeInit/vault-depositor-mismatch");
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
