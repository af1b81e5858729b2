// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAutoLine} from "../interfaces/IAutoLine.sol";
import {ILineMom} from "../interfaces/ILineMom.sol";
import {IVat} from "../interfaces/IVat.sol";

/// @dev The Chief's part that the Mom asks: who wears the hat may call.
interface IAuthority {
    function canCall(address src, address dst, bytes4 sig) external view returns (bool);
}

/// @notice See {ILineMom}.
contract LineMom is ILineMom {
    /// @inheritdoc ILineMom
    address public override owner;

    /// @inheritdoc ILineMom
    address public override authority;

    /// @inheritdoc ILineMom
    address public override autoLine;

    /// @inheritdoc ILineMom
    mapping(bytes32 ilk => uint256) public override ilks;

    /// @inheritdoc ILineMom
    address public immutable override vat;

    modifier onlyOwner() {
        require(msg.sender == owner, "LineMom/only-owner");
        _;
    }

    modifier auth() {
        require(_isAuthorized(msg.sender, msg.sig), "LineMom/not-authorized");
        _;
    }

    constructor(address vat_) {
        vat = vat_;
        owner = msg.sender;
        emit SetOwner(msg.sender);
    }

    /// @inheritdoc ILineMom
    function setOwner(address owner_) external override onlyOwner {
        owner = owner_;
        emit SetOwner(owner_);
    }

    /// @inheritdoc ILineMom
    function setAuthority(address authority_) external override onlyOwner {
        authority = authority_;
        emit SetAuthority(authority_);
    }

    /// @inheritdoc ILineMom
    function file(bytes32 what, address data) external override onlyOwner {
        if (what == "autoLine") autoLine = data;
        else revert("LineMom/file-unrecognized-param");
        emit File(what, data);
    }

    /// @inheritdoc ILineMom
    function addIlk(bytes32 ilk) external override onlyOwner {
        ilks[ilk] = 1;
        emit AddIlk(ilk);
    }

    /// @inheritdoc ILineMom
    function delIlk(bytes32 ilk) external override onlyOwner {
        ilks[ilk] = 0;
        emit DelIlk(ilk);
    }

    /// @inheritdoc ILineMom
    function wipe(bytes32 ilk) external override auth returns (uint256 line) {
        require(ilks[ilk] == 1, "LineMom/ilk-not-added");
        (,,, line,) = IVat(vat).ilks(ilk);
        IAutoLine(autoLine).remIlk(ilk);
        IVat(vat).file(ilk, "line", 0);
        emit Wipe(ilk, line);
    }

    function _isAuthorized(address src, bytes4 sig) private view returns (bool) {
        if (src == owner) return true;
        return authority != address(0) && IAuthority(authority).canCall(src, address(this), sig);
    }
}
