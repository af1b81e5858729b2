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

    /// @notice For the owner: `PASMom/not-owner`.
    function setOwner(address newOwner) external;

    /// @notice Sets the contract that is asked `canCall(caller, mom, selector)`. For the owner:
    /// `PASMom/not-owner`.
    function setAuthority(address newAuthority) external;

    /// @notice Stops the Configurator. For the owner and whom the authority lets: `PASMom/not-authorized`.
    function stop() external;

    /// @notice Pauses the timelock. For the owner and whom the authority lets: `PASMom/not-authorized`.
    function pause() external;
}
