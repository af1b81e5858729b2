// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title A Prime's draw on its Generator vault
interface ISparkVaultFacet {
    /// @notice Name of the take limits: `keccak256("LIMIT_SPARK_VAULT_TAKE")`; a vault's key is
    ///         `keccak256(abi.encode(LIMIT_SPARK_VAULT_TAKE, sparkVault))`, on the Prime's own RateLimits.
    function LIMIT_SPARK_VAULT_TAKE() external view returns (bytes32);

    /// @notice Takes idle assets of a vault to the ALMProxy. Only RELAYER. Uses the vault's LIMIT_SPARK_VAULT_TAKE.
    /// @param  sparkVault  The vault, on which the ALMProxy holds TAKER_ROLE.
    /// @param  assetAmount Amount [unit of the vault's asset].
    function takeFromSparkVault(address sparkVault, uint256 assetAmount) external;
}
