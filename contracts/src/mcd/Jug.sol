// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IJug} from "../interfaces/IJug.sol";
import {IVat} from "../interfaces/IVat.sol";
import {CoreMath} from "./CoreMath.sol";
import {RayMath} from "./RayMath.sol";

/// @notice See {IJug}.
contract Jug is IJug {
    using CoreMath for uint256;

    struct Ilk {
        uint256 duty;
        uint256 rho;
    }

    /// @inheritdoc IJug
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IJug
    mapping(bytes32 ilk => Ilk) public override ilks;

    /// @inheritdoc IJug
    address public immutable override vat;

    /// @inheritdoc IJug
    address public override vow;

    /// @inheritdoc IJug
    uint256 public override base;

    modifier auth() {
        require(wards[msg.sender] == 1, "Jug/not-authorized");
        _;
    }

    constructor(address vat_) {
        wards[msg.sender] = 1;
        vat = vat_;
    }

    /// @inheritdoc IJug
    function rely(address usr) external override auth {
        wards[usr] = 1;
    }

    /// @inheritdoc IJug
    function deny(address usr) external override auth {
        wards[usr] = 0;
    }

    /// @inheritdoc IJug
    function init(bytes32 ilk) external override auth {
        require(ilks[ilk].duty == 0, "Jug/ilk-already-init");
        ilks[ilk] = Ilk({duty: RayMath.RAY, rho: block.timestamp});
    }

    /// @inheritdoc IJug
    function file(bytes32 ilk, bytes32 what, uint256 data) external override auth {
        require(block.timestamp == ilks[ilk].rho, "Jug/rho-not-updated");
        if (what == "duty") ilks[ilk].duty = data;
        else revert("Jug/file-unrecognized-param");
    }

    /// @inheritdoc IJug
    function file(bytes32 what, uint256 data) external override auth {
        if (what == "base") base = data;
        else revert("Jug/file-unrecognized-param");
    }

    /// @inheritdoc IJug
    function file(bytes32 what, address data) external override auth {
        if (what == "vow") vow = data;
        else revert("Jug/file-unrecognized-param");
    }

    /// @inheritdoc IJug
    function drip(bytes32 ilk) external override returns (uint256 rate) {
        Ilk storage i = ilks[ilk];
        require(block.timestamp >= i.rho, "Jug/invalid-now");
        (, uint256 prev,,,) = IVat(vat).ilks(ilk);

        rate = RayMath.rpow(base.add(i.duty), block.timestamp - i.rho).mul(prev) / RayMath.RAY;
        IVat(vat).fold(ilk, vow, rate.diff(prev));
        i.rho = block.timestamp;
    }
}
