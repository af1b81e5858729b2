// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IALMProxy} from "../interfaces/IALMProxy.sol";
import {IUsdsFacet} from "../interfaces/IUsdsFacet.sol";
import {Facet} from "./Facet.sol";
import {LibAllocator} from "./libraries/LibAllocator.sol";
import {LibUsds} from "./libraries/LibUsds.sol";

/// @notice See {IUsdsFacet}.
contract UsdsFacet is IUsdsFacet, Facet {
    using LibAllocator for IALMProxy;

    /// @inheritdoc IUsdsFacet
    bytes32 public constant override LIMIT_USDS_MINT = keccak256("LIMIT_USDS_MINT");

    /// @inheritdoc IUsdsFacet
    function mintUSDS(uint256 usdsAmount) external override nonReentrant onlyRelayer {
        _useLimit(LIMIT_USDS_MINT, usdsAmount);

        LibUsds.Layout storage $ = LibUsds.state();
        _proxy().draw($.vault, $.buffer, $.usds, usdsAmount);
    }

    /// @inheritdoc IUsdsFacet
    function burnUSDS(uint256 usdsAmount) external override nonReentrant onlyRelayer {
        _restoreLimit(LIMIT_USDS_MINT, usdsAmount);

        LibUsds.Layout storage $ = LibUsds.state();
        _proxy().wipe($.vault, $.buffer, $.usds, usdsAmount);
    }

    /// @inheritdoc IUsdsFacet
    function vault() external view override returns (address) {
        return LibUsds.state().vault;
    }

    /// @inheritdoc IUsdsFacet
    function buffer() external view override returns (address) {
        return LibUsds.state().buffer;
    }

    /// @inheritdoc IUsdsFacet
    function usds() external view override returns (address) {
        return LibUsds.state().usds;
    }
}
