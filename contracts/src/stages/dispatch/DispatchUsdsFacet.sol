// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IAllocatorVault} from "../../interfaces/IAllocatorVault.sol";
import {IALMProxy} from "../../interfaces/IALMProxy.sol";
import {IDispatchUsdsFacet} from "../../interfaces/IDispatchUsdsFacet.sol";
import {DispatchFacet} from "./DispatchFacet.sol";

/// @notice See {IDispatchUsdsFacet}.
contract DispatchUsdsFacet is IDispatchUsdsFacet, DispatchFacet {
    string internal constant NAMESPACE = "sky.pau.storage.USDSFacet.v1";

    // keccak256(abi.encode(uint256(keccak256("sky.pau.storage.USDSFacet.v1")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 internal constant SLOT = 0xeb14dfb2e71bee4012142363a6b9a4ac529734e72a5b7fc8a9e74774349daf00;

    /// @custom:storage-location erc7201:sky.pau.storage.USDSFacet.v1
    struct Layout {
        address vault;
    }

    /// @inheritdoc IDispatchUsdsFacet
    bytes32 public constant override mintRateLimitKey = keccak256("LIMIT_USDS_MINT");

    /// @inheritdoc IDispatchUsdsFacet
    bytes32 public constant override burnRateLimitKey = keccak256("LIMIT_USDS_BURN");

    /// @inheritdoc IDispatchUsdsFacet
    address public immutable override usds;

    /// @dev Reverts with `USDSFacet/zero-usds`.
    constructor(address usds_) {
        require(usds_ != address(0), "USDSFacet/zero-usds");
        usds = usds_;
    }

    /// @inheritdoc IDispatchUsdsFacet
    function setVault(address vault_) external override nonReentrant onlyRole(DEFAULT_ADMIN_ROLE) {
        require(vault_ != address(0), "USDSFacet/zero-vault");
        _state().vault = vault_;
        emit USDSVaultSet(vault_);
    }

    /// @inheritdoc IDispatchUsdsFacet
    function mint(uint256 usdsAmount) external override nonReentrant onlyRole(ALLOCATOR_ROLE) {
        _useLimit(mintRateLimitKey, usdsAmount);

        (IALMProxy proxy, address source) = (_proxy(), _state().vault);
        proxy.doCall(source, abi.encodeCall(IAllocatorVault.draw, (usdsAmount)));
        address buffer = IAllocatorVault(source).buffer();
        proxy.doCall(usds, abi.encodeCall(IERC20.transferFrom, (buffer, address(proxy), usdsAmount)));
        emit USDSMint(usdsAmount);
    }

    /// @inheritdoc IDispatchUsdsFacet
    function burn(uint256 usdsAmount) external override nonReentrant onlyRole(ALLOCATOR_ROLE) {
        _useLimit(burnRateLimitKey, usdsAmount);
        _restoreLimit(mintRateLimitKey, usdsAmount);

        (IALMProxy proxy, address source) = (_proxy(), _state().vault);
        proxy.doCall(usds, abi.encodeCall(IERC20.transfer, (IAllocatorVault(source).buffer(), usdsAmount)));
        proxy.doCall(source, abi.encodeCall(IAllocatorVault.wipe, (usdsAmount)));
        emit USDSBurn(usdsAmount);
    }

    /// @inheritdoc IDispatchUsdsFacet
    function vault() external view override returns (address) {
        return _state().vault;
    }

    function _state() private pure returns (Layout storage $) {
        assembly {
            $.slot := SLOT
        }
    }
}
