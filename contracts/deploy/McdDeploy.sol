// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {AllocatorBuffer} from "../src/mcd/AllocatorBuffer.sol";
import {AllocatorRegistry} from "../src/mcd/AllocatorRegistry.sol";
import {AllocatorRoles} from "../src/mcd/AllocatorRoles.sol";
import {AllocatorVault} from "../src/mcd/AllocatorVault.sol";
import {AutoLine} from "../src/mcd/AutoLine.sol";
import {Chainlog} from "../src/mcd/Chainlog.sol";
import {Jug} from "../src/mcd/Jug.sol";
import {LineMom} from "../src/mcd/LineMom.sol";
import {Usds} from "../src/mcd/Usds.sol";
import {UsdsJoin} from "../src/mcd/UsdsJoin.sol";
import {Vat} from "../src/mcd/Vat.sol";
import {AllocatorInstance, McdInstance} from "./McdInstance.sol";
import {Ownership} from "./Ownership.sol";

/// @title Creates the MCD core and allocator ilks. What is created does nothing until `McdInit` wires it.
library McdDeploy {
    /// @param deployer Who creates; it owns nothing afterwards
    function deploy(address deployer, address owner) internal returns (McdInstance memory mcd) {
        mcd.vat = address(new Vat());
        mcd.jug = address(new Jug(mcd.vat));
        mcd.usds = address(new Usds());
        mcd.usdsJoin = address(new UsdsJoin(mcd.vat, mcd.usds));
        mcd.autoLine = address(new AutoLine(mcd.vat));
        mcd.lineMom = address(new LineMom(mcd.vat));
        mcd.chainlog = address(new Chainlog());
        mcd.allocatorRegistry = address(new AllocatorRegistry());
        mcd.allocatorRoles = address(new AllocatorRoles());

        address[7] memory warded = wardedContracts(mcd);
        for (uint256 i; i < warded.length; ++i) {
            Ownership.moveWard(warded[i], deployer, owner);
        }
        LineMom(mcd.lineMom).setOwner(owner);
    }

    function deployAllocator(McdInstance memory mcd, address deployer, address owner, bytes32 ilk)
        internal
        returns (AllocatorInstance memory allocator)
    {
        allocator.ilk = ilk;
        allocator.buffer = address(new AllocatorBuffer());
        allocator.vault = address(new AllocatorVault(mcd.allocatorRoles, allocator.buffer, ilk, mcd.usdsJoin));
        Ownership.moveWard(allocator.buffer, deployer, owner);
        Ownership.moveWard(allocator.vault, deployer, owner);
    }

    /// @notice The contracts of the core that wards administer.
    function wardedContracts(McdInstance memory mcd) internal pure returns (address[7] memory) {
        return [mcd.vat, mcd.jug, mcd.usds, mcd.autoLine, mcd.chainlog, mcd.allocatorRegistry, mcd.allocatorRoles];
    }
}
