// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";

import {IMigrationMom} from "../interfaces/IMigrationMom.sol";
import {IVat} from "../interfaces/IVat.sol";

/// @notice See {IMigrationMom}. What it is made for is stored and never changed: without immutables, every copy has the same
///         code, whose hash is checked before one becomes a ward of the Vat.
contract MigrationMom is IMigrationMom {
    /// @inheritdoc IMigrationMom
    address public override owner;

    /// @inheritdoc IMigrationMom
    address public override diamond;

    /// @inheritdoc IMigrationMom
    address public override vat;

    /// @inheritdoc IMigrationMom
    mapping(bytes32 ilk => uint256) public override ceilings;

    /// @inheritdoc IMigrationMom
    mapping(bytes32 ilk => bool) public override closed;

    modifier onlyOwner() {
        require(msg.sender == owner, "MigrationMom/only-owner");
        _;
    }

    /// @param vat_     The Vat, of which the Mom has to be made a ward.
    /// @param diamond_ The Diamond of the Generator.
    constructor(address vat_, address diamond_) {
        require(vat_ != address(0) && diamond_ != address(0), "MigrationMom/zero-address");
        vat = vat_;
        diamond = diamond_;
        owner = msg.sender;
        emit SetOwner(msg.sender);
    }

    /// @inheritdoc IMigrationMom
    function setOwner(address owner_) external override onlyOwner {
        require(owner_ != address(0), "MigrationMom/zero-address");
        owner = owner_;
        emit SetOwner(owner_);
    }

    /// @inheritdoc IMigrationMom
    function list(bytes32 ilk, uint256 ceiling) external override onlyOwner {
        require(ceiling != 0, "MigrationMom/zero-ceiling");
        ceilings[ilk] = ceiling;
        emit List(ilk, ceiling);
    }

    /// @inheritdoc IMigrationMom
    function delist(bytes32 ilk) external override onlyOwner {
        delete ceilings[ilk];
        emit Delist(ilk);
    }

    /// @inheritdoc IMigrationMom
    function close(bytes32 ilk) external override onlyOwner {
        (,,, uint256 line,) = IVat(vat).ilks(ilk);
        if (line == 0) return;

        closed[ilk] = true;
        IVat(vat).file(ilk, "line", 0);
        // A ceiling need not be part of the total: governance may have filed it alone.
        IVat(vat).file("Line", Math.saturatingSub(IVat(vat).Line(), line));
        emit Close(ilk, line);
    }

    /// @inheritdoc IMigrationMom
    function restore(bytes32 ilk, uint256 line) external override returns (uint256 restored) {
        require(msg.sender == diamond, "MigrationMom/only-diamond");
        require(ceilings[ilk] != 0, "MigrationMom/ilk-not-listed");
        uint256 raised;
        (restored, raised) = restorable(ilk, line);
        (,,, uint256 current,) = IVat(vat).ilks(ilk);
        if (restored == current) return current;

        delete closed[ilk];
        IVat(vat).file(ilk, "line", restored);
        IVat(vat).file("Line", IVat(vat).Line() + raised);
        emit Restore(ilk, restored);
    }

    /// @inheritdoc IMigrationMom
    function restorable(bytes32 ilk, uint256 line) public view override returns (uint256 restored, uint256 raised) {
        (uint256 art, uint256 rate,, uint256 current,) = IVat(vat).ilks(ilk);
        restored = Math.max(current, Math.min(line, ceilings[ilk]));
        raised = restored - current;
        if (closed[ilk]) return (restored, raised);
        // Nobody knows whether the total was lowered too: to the room that the ceiling opens, and no further.
        uint256 needed = IVat(vat).debt() + Math.saturatingSub(restored, art * rate);
        raised = Math.min(raised, Math.saturatingSub(needed, IVat(vat).Line()));
    }
}
