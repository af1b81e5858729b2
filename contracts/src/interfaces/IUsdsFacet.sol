// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title  Minting and burning of USDS against an AllocatorVault
/// @notice Amounts are USDS [wad].
interface IUsdsFacet {
    /// @notice Key of the mint limit: `keccak256("LIMIT_USDS_MINT")`.
    function LIMIT_USDS_MINT() external view returns (bytes32);

    /// @notice The AllocatorVault on which USDS is drawn.
    function vault() external view returns (address);

    /// @notice The AllocatorBuffer to which USDS is drawn, and from which it is repaid.
    function buffer() external view returns (address);

    /// @notice The USDS token.
    function usds() external view returns (address);

    /// @notice Draws USDS on the AllocatorVault and moves it from the buffer to the ALMProxy. Only RELAYER. Uses
    ///         LIMIT_USDS_MINT.
    /// @param  usdsAmount Amount [wad].
    function mintUSDS(uint256 usdsAmount) external;

    /// @notice Moves USDS from the ALMProxy to the buffer and wipes debt with it. Only RELAYER. Gives capacity back to
    ///         LIMIT_USDS_MINT if that is set, so that a limit of 0 does not prevent a repayment.
    /// @param  usdsAmount Amount [wad].
    function burnUSDS(uint256 usdsAmount) external;
}
