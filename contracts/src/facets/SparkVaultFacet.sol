// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IPrimeVault} from "../interfaces/IPrimeVault.sol";
import {ISparkVaultFacet} from "../interfaces/ISparkVaultFacet.sol";
import {Facet} from "./Facet.sol";
import {LibLimitKeys} from "./libraries/LibLimitKeys.sol";

/// @notice See {ISparkVaultFacet}.
contract SparkVaultFacet is ISparkVaultFacet, Facet {
    /// @inheritdoc ISparkVaultFacet
    bytes32 public constant override LIMIT_SPARK_VAULT_TAKE = keccak256("LIMIT_SPARK_VAULT_TAKE");

    /// @inheritdoc ISparkVaultFacet
    function takeFromSparkVault(address sparkVault, uint256 assetAmount) external override nonReentrant onlyRelayer {
        _useLimit(LibLimitKeys.forAddress(LIMIT_SPARK_VAULT_TAKE, sparkVault), assetAmount);
        _proxy().doCall(sparkVault, abi.encodeCall(IPrimeVault.take, (assetAmount)));
    }
}
