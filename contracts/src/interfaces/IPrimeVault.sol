// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAccessControlEnumerable} from "@openzeppelin/contracts/access/extensions/IAccessControlEnumerable.sol";
import {IERC4626} from "@openzeppelin/contracts/interfaces/IERC4626.sol";

/// @title  The vault between the Generator and one Prime (surface of SparkVault V2)
/// @notice An ERC-4626 vault whose shares grow by a rate that governance sets, and whose assets a taker may use.
///         `totalAssets = totalSupply * nowChi / RAY`, whatever the vault holds. Deposit and redeem floor, mint and
///         withdraw ceil. Failures are the strings `SparkVault/...` of the original.
interface IPrimeVault is IERC4626, IAccessControlEnumerable {
    /// @notice The taker took `value` of idle assets.
    event Take(address indexed to, uint256 value);

    /// @notice The rate was accrued: `chi` [ray] afterwards, and by how much `totalAssets` grew.
    event Drip(uint256 chi, uint256 diff);

    /// @notice The rate per second was changed [ray].
    event VsrSet(address indexed sender, uint256 oldVsr, uint256 newVsr);

    /// @notice The bounds of the rate were changed [ray].
    event VsrBoundsSet(uint256 oldMinVsr, uint256 oldMaxVsr, uint256 newMinVsr, uint256 newMaxVsr);

    /// @notice The deposit cap was changed [unit of the asset].
    event DepositCapSet(uint256 oldCap, uint256 newCap);

    /// @notice Who may take: `keccak256("TAKER_ROLE")`. A holder may not deposit, nor be deposited for.
    function TAKER_ROLE() external view returns (bytes32);

    /// @notice Who may set the rate within its bounds: `keccak256("SETTER_ROLE")`.
    function SETTER_ROLE() external view returns (bytes32);

    /// @notice Highest bound of the rate: 100 % a year [ray per s].
    function MAX_VSR() external view returns (uint256);

    /// @notice 1e27.
    function RAY() external view returns (uint256);

    /// @notice Time of the last accrual [unix s].
    function rho() external view returns (uint64);

    /// @notice Assets per share at `rho` [ray].
    function chi() external view returns (uint192);

    /// @notice The rate: factor per second [ray].
    function vsr() external view returns (uint256);

    /// @notice Lower bound of the rate [ray].
    function minVsr() external view returns (uint256);

    /// @notice Upper bound of the rate [ray].
    function maxVsr() external view returns (uint256);

    /// @notice Most that `totalAssets` may reach by a deposit [unit of the asset]; 0 until set. Yield uses it up.
    function depositCap() external view returns (uint256);

    /// @notice Assets per share now: `rpow(vsr, now - rho) * chi / RAY` [ray].
    function nowChi() external view returns (uint256);

    /// @notice What the shares of `owner` are worth now.
    function assetsOf(address owner) external view returns (uint256);

    /// @notice `max(totalAssets - idle, 0)`: what was taken and not returned, with yield not yet paid in.
    function assetsOutstanding() external view returns (uint256);

    /// @notice Sets the deposit cap. Only DEFAULT_ADMIN_ROLE.
    function setDepositCap(uint256 newCap) external;

    /// @notice Sets the bounds of the rate; the rate itself stays. Only DEFAULT_ADMIN_ROLE.
    /// @dev    Reverts with `SparkVault/vsr-too-low`, `/vsr-too-high`, `/min-vsr-gt-max-vsr`.
    function setVsrBounds(uint256 minVsr_, uint256 maxVsr_) external;

    /// @notice Accrues, then sets the rate. Only SETTER_ROLE.
    /// @dev    Reverts with `SparkVault/vsr-too-low`, `/vsr-too-high`.
    function setVsr(uint256 newVsr) external;

    /// @notice Sends idle assets to the caller. Only TAKER_ROLE.
    /// @dev    Reverts with `SparkVault/insufficient-liquidity`.
    function take(uint256 value) external;

    /// @notice Accrues the rate. Anyone.
    /// @return Assets per share afterwards [ray].
    function drip() external returns (uint256);
}
