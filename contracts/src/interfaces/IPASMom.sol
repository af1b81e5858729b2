// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title Emergency stop of the Configurator Unit, without the delay of governance.
interface IPASMom {
    event SetOwner(address indexed newOwner);
    event SetAuthority(address indexed newAuthority);
    event Stop();
    event Pause();

    function owner() external view returns (address);
    function authority() external view returns (address);
    function beamState() external view returns (address);
    function timelock() external view returns (address);

    /// @notice Sets the owner. Only the owner: reverts with `PASMom/not-owner` otherwise.
    function setOwner(address newOwner) external;

    /// @notice Sets the contract that is asked `canCall(caller, mom, selector)`. Only the owner: reverts with
    /// `PASMom/not-owner` otherwise.
    function setAuthority(address newAuthority) external;

    /// @notice Stops the Configurator. Only the owner and those whom the authority allows: reverts with
    /// `PASMom/not-authorized` otherwise.
    function stop() external;

    /// @notice Pauses the timelock. Only the owner and those whom the authority allows: reverts with
    /// `PASMom/not-authorized` otherwise.
    function pause() external;
}
