// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {LibLimitKeys} from "../../facets/libraries/LibLimitKeys.sol";
import {IDispatchSparkVaultFacet} from "../../interfaces/IDispatchSparkVaultFacet.sol";
import {IPrimeVault} from "../../interfaces/IPrimeVault.sol";
import {DispatchFacet} from "./DispatchFacet.sol";

/// @notice See {IDispatchSparkVaultFacet}.
contract DispatchSparkVaultFacet is IDispatchSparkVaultFacet, DispatchFacet {
    bytes32 private constant LIMIT_TAKE = keccak256("LIMIT_SPARK_VAULT_TAKE");

    /// @inheritdoc IDispatchSparkVaultFacet
    function take(address sparkVault, uint256 assetAmount) external override nonReentrant onlyRole(ALLOCATOR_ROLE) {
        _useLimit(getTakeRateLimitKey(sparkVault), assetAmount);
        _proxy().doCall(sparkVault, abi.encodeCall(IPrimeVault.take, (assetAmount)));
        emit SparkVaultTake(sparkVault, assetAmount);
    }

    /// @inheritdoc IDispatchSparkVaultFacet
    function getTakeRateLimitKey(address sparkVault) public pure override returns (bytes32) {
        return LibLimitKeys.forAddress(LIMIT_TAKE, sparkVault);
    }
}
