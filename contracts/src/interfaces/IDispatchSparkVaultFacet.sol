// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  A Prime's draw on its Generator vault at a production PAU
/// @notice A Controller calls these `sparkVault_take` and so on: see {IDispatchedPau}.
interface IDispatchSparkVaultFacet {
    /// @notice Assets were taken [unit of the vault's asset].
    event SparkVaultTake(address indexed sparkVault, uint256 assetAmount);

    /// @notice Key of a take limit: `keccak256(abi.encode(keccak256("LIMIT_SPARK_VAULT_TAKE"), sparkVault))`.
    function getTakeRateLimitKey(address sparkVault) external view returns (bytes32);

    /// @notice Takes idle assets of a vault to the ALMProxy. Only ALLOCATOR_ROLE. Uses the take limit.
    function take(address sparkVault, uint256 assetAmount) external;
}
