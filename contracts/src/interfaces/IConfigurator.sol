// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title What a cBEAM may do to the PAUs it is paired with.
/// @notice Every function reverts with `Configurator/stopped` while BeamState is stopped, a decrease included.
interface IConfigurator {
    event SetRateLimit(address indexed rateLimits, bytes32 indexed key, uint256 maxAmount, uint256 slope);
    event CallControllerAction(address indexed controller, bytes data);

    function beamState() external view returns (address);

    /// @notice Time of the last increase of a key [unix s]; 0 if there was none.
    function zzz(address rateLimits, bytes32 key) external view returns (uint256);

    /// @notice Sets a limit within the second-order rate limit (SORL).
    ///
    /// Where the initial values in BeamState are (2^256-1, 0), these are the only ones accepted
    /// (`Configurator/unlimited-incorrect-params`), the limit becomes unlimited, and neither hop nor `zzz` counts.
    ///
    /// Otherwise `maxAmount` and `slope` must each be at most the initial value, or at most the current one, or
    /// at most floor(current * maxChange / 1e18): `Configurator/exceeds-max-amount`,
    /// `Configurator/exceeds-max-slope`. If either grows, the call is an increase: it needs a hop
    /// (`Configurator/hop-not-set`) that has passed since the last one (`Configurator/increment-too-soon`).
    ///
    /// Capacity never grows by the call: the limit goes on from min(new maxAmount, current capacity).
    /// @param maxAmount Ceiling [units of the limited asset]
    /// @param slope Growth [units per second]
    function setRateLimit(address rateLimits, bytes32 key, uint256 maxAmount, uint256 slope) external;

    /// @notice Calls `controller` with data whose hash is approved (`Configurator/not-valid-data`), as often as
    /// wanted. The inner reason of a failure is not passed on: `Configurator/call-failed`.
    function callControllerAction(address controller, bytes calldata data) external returns (bytes memory ret);
}
