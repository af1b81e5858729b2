// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IUsds} from "../interfaces/IUsds.sol";
import {IUsdsJoin} from "../interfaces/IUsdsJoin.sol";
import {IVat} from "../interfaces/IVat.sol";
import {RayMath} from "./RayMath.sol";

/// @notice See {IUsdsJoin}.
contract UsdsJoin is IUsdsJoin {
    /// @inheritdoc IUsdsJoin
    address public immutable override vat;

    /// @inheritdoc IUsdsJoin
    address public immutable override usds;

    constructor(address vat_, address usds_) {
        vat = vat_;
        usds = usds_;
    }

    /// @inheritdoc IUsdsJoin
    function join(address usr, uint256 wad) external override {
        IVat(vat).move(address(this), usr, RayMath.RAY * wad);
        IUsds(usds).burn(msg.sender, wad);
        emit Join(msg.sender, usr, wad);
    }

    /// @inheritdoc IUsdsJoin
    function exit(address usr, uint256 wad) external override {
        IVat(vat).move(msg.sender, address(this), RayMath.RAY * wad);
        IUsds(usds).mint(usr, wad);
        emit Exit(msg.sender, usr, wad);
    }

    /// @inheritdoc IUsdsJoin
    function dai() external view override returns (address) {
        return usds;
    }
}
