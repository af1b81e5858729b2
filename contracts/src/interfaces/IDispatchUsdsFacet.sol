// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Minting and burning of USDS [wad] at a production PAU
/// @notice A Controller calls these `usds_mint`, `usds_vault` and so on: see {IDispatchedPau}.
interface IDispatchUsdsFacet {
    event USDSMint(uint256 usdsAmount);
    event USDSBurn(uint256 usdsAmount);
    event USDSVaultSet(address indexed vault);

    /// @notice Key of the mint limit: `keccak256("LIMIT_USDS_MINT")`.
    function mintRateLimitKey() external view returns (bytes32);

    /// @notice Key of the burn limit: `keccak256("LIMIT_USDS_BURN")`.
    function burnRateLimitKey() external view returns (bytes32);

    /// @notice The AllocatorVault that is drawn on, which names its buffer.
    function vault() external view returns (address);

    /// @notice The USDS token.
    function usds() external view returns (address);

    /// @notice Sets the AllocatorVault. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `USDSFacet/zero-vault`.
    function setVault(address vault) external;

    /// @notice Draws USDS and moves it to the ALMProxy. Only ALLOCATOR_ROLE. Uses the mint limit.
    function mint(uint256 usdsAmount) external;

    /// @notice Repays USDS of the ALMProxy. Only ALLOCATOR_ROLE. Uses the burn limit, and gives capacity back to the
    ///         mint limit if that is set.
    function burn(uint256 usdsAmount) external;
}
