// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title The names of the contracts of MCD
interface IChainlog {
    event Rely(address usr);
    event Deny(address usr);
    event UpdateVersion(string version);
    event UpdateAddress(bytes32 key, address addr);
    event RemoveAddress(bytes32 key);

    /// @notice Whether `usr` is an administrator: 1 or 0.
    function wards(address usr) external view returns (uint256);

    /// @notice Version of the list as a whole.
    function version() external view returns (string memory);

    /// @notice Makes `usr` an administrator. Reverts with `ChainLog/not-authorized`.
    function rely(address usr) external;

    /// @notice Removes `usr` as an administrator. Reverts with `ChainLog/not-authorized`.
    function deny(address usr) external;

    /// @notice Sets the version. Reverts with `ChainLog/not-authorized`.
    function setVersion(string calldata version_) external;

    /// @notice Names an address; the zero address keeps the name in the list, without an address. Reverts with
    ///         `ChainLog/not-authorized`.
    function setAddress(bytes32 key, address addr) external;

    /// @notice Removes a name. Reverts with `ChainLog/not-authorized`, `dss-chain-log/invalid-key`.
    function removeAddress(bytes32 key) external;

    /// @notice How many names there are.
    function count() external view returns (uint256);

    /// @notice A name and its address. The order changes with removals. Reverts past the end.
    function get(uint256 index) external view returns (bytes32 key, address addr);

    /// @notice All names.
    function list() external view returns (bytes32[] memory keys);

    /// @notice The address of a name. Reverts with `dss-chain-log/invalid-key`.
    function getAddress(bytes32 key) external view returns (address addr);
}
