// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IAllocatorRoles} from "../interfaces/IAllocatorRoles.sol";
import {IAllocatorVault} from "../interfaces/IAllocatorVault.sol";
import {IJug} from "../interfaces/IJug.sol";
import {IUsds} from "../interfaces/IUsds.sol";
import {IUsdsJoin} from "../interfaces/IUsdsJoin.sol";
import {IVat} from "../interfaces/IVat.sol";
import {RayMath} from "./RayMath.sol";

/// @notice See {IAllocatorVault}.
contract AllocatorVault is IAllocatorVault {
    /// @inheritdoc IAllocatorVault
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IAllocatorVault
    address public override jug;

    /// @inheritdoc IAllocatorVault
    address public immutable override roles;

    /// @inheritdoc IAllocatorVault
    address public immutable override buffer;

    /// @inheritdoc IAllocatorVault
    address public immutable override vat;

    /// @inheritdoc IAllocatorVault
    bytes32 public immutable override ilk;

    /// @inheritdoc IAllocatorVault
    address public immutable override usdsJoin;

    /// @inheritdoc IAllocatorVault
    address public immutable override usds;

    modifier auth() {
        require(
            IAllocatorRoles(roles).canCall(ilk, msg.sender, address(this), msg.sig) || wards[msg.sender] == 1,
            "AllocatorVault/not-authorized"
        );
        _;
    }

    constructor(address roles_, address buffer_, bytes32 ilk_, address usdsJoin_) {
        roles = roles_;
        buffer = buffer_;
        ilk = ilk_;
        usdsJoin = usdsJoin_;

        vat = IUsdsJoin(usdsJoin_).vat();
        usds = IUsdsJoin(usdsJoin_).usds();

        IVat(vat).hope(usdsJoin_);
        IUsds(usds).approve(usdsJoin_, type(uint256).max);

        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IAllocatorVault
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IAllocatorVault
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IAllocatorVault
    function file(bytes32 what, address data) external override auth {
        if (what == "jug") jug = data;
        else revert("AllocatorVault/file-unrecognized-param");
        emit File(what, data);
    }

    /// @inheritdoc IAllocatorVault
    function draw(uint256 wad) external override auth {
        uint256 rate = IJug(jug).drip(ilk);
        _frob(RayMath.divUp(wad * RayMath.RAY, rate), 1);
        IUsdsJoin(usdsJoin).exit(buffer, wad);
        emit Draw(msg.sender, wad);
    }

    /// @inheritdoc IAllocatorVault
    function wipe(uint256 wad) external override auth {
        IUsds(usds).transferFrom(buffer, address(this), wad);
        IUsdsJoin(usdsJoin).join(address(this), wad);
        uint256 rate = IJug(jug).drip(ilk);
        _frob(wad * RayMath.RAY / rate, -1);
        emit Wipe(msg.sender, wad);
    }

    function _frob(uint256 dart, int256 sign) private {
        require(dart <= uint256(type(int256).max), "AllocatorVault/overflow");
        IVat(vat).frob(ilk, address(this), address(0), address(this), 0, sign * int256(dart));
    }
}
