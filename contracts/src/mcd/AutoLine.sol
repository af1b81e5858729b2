// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IAutoLine} from "../interfaces/IAutoLine.sol";
import {IVat} from "../interfaces/IVat.sol";
import {CoreMath} from "./CoreMath.sol";

/// @notice See {IAutoLine}.
contract AutoLine is IAutoLine {
    using CoreMath for uint256;

    struct Ilk {
        uint256 line;
        uint256 gap;
        uint48 ttl;
        uint48 last;
        uint48 lastInc;
    }

    /// @inheritdoc IAutoLine
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IAutoLine
    mapping(bytes32 ilk => Ilk) public override ilks;

    /// @inheritdoc IAutoLine
    address public immutable override vat;

    modifier auth() {
        require(wards[msg.sender] == 1, "DssAutoLine/not-authorized");
        _;
    }

    constructor(address vat_) {
        vat = vat_;
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    /// @inheritdoc IAutoLine
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IAutoLine
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    /// @inheritdoc IAutoLine
    function setIlk(bytes32 ilk, uint256 line, uint256 gap, uint256 ttl) external override auth {
        require(ttl < type(uint48).max, "DssAutoLine/invalid-ttl");
        require(line > 0, "DssAutoLine/invalid-line");
        ilks[ilk] = Ilk({line: line, gap: gap, ttl: uint48(ttl), last: 0, lastInc: 0});
        emit Setup(ilk, line, gap, ttl);
    }

    /// @inheritdoc IAutoLine
    function remIlk(bytes32 ilk) external override auth {
        delete ilks[ilk];
        emit Remove(ilk);
    }

    /// @inheritdoc IAutoLine
    function exec(bytes32 ilk) external override returns (uint256) {
        (uint256 art, uint256 rate,, uint256 line,) = IVat(vat).ilks(ilk);
        Ilk storage setup = ilks[ilk];
        if (setup.line == 0 || setup.last == block.number) return line;

        uint256 lineNew = Math.min(art.mul(rate).add(setup.gap), setup.line);
        bool waits = lineNew > line && block.timestamp < uint256(setup.lastInc) + setup.ttl;
        if (lineNew == line || waits) return line;

        IVat(vat).file(ilk, "line", lineNew);
        IVat(vat).file("Line", IVat(vat).Line().sub(line).add(lineNew));

        if (lineNew > line) setup.lastInc = uint48(block.timestamp);
        setup.last = uint48(block.number);
        emit Exec(ilk, line, lineNew);
        return lineNew;
    }
}
