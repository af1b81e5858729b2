// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IVat} from "../interfaces/IVat.sol";
import {CoreMath} from "./CoreMath.sol";

/// @notice See {IVat}.
contract Vat is IVat {
    using CoreMath for uint256;

    struct Ilk {
        uint256 Art;
        uint256 rate;
        uint256 spot;
        uint256 line;
        uint256 dust;
    }

    struct Urn {
        uint256 ink;
        uint256 art;
    }

    /// @inheritdoc IVat
    mapping(address usr => uint256) public override wards;

    /// @inheritdoc IVat
    mapping(address bit => mapping(address usr => uint256)) public override can;

    /// @inheritdoc IVat
    mapping(bytes32 ilk => Ilk) public override ilks;

    /// @inheritdoc IVat
    mapping(bytes32 ilk => mapping(address usr => Urn)) public override urns;

    /// @inheritdoc IVat
    mapping(bytes32 ilk => mapping(address usr => uint256)) public override gem;

    /// @inheritdoc IVat
    mapping(address usr => uint256) public override dai;

    /// @inheritdoc IVat
    mapping(address usr => uint256) public override sin;

    /// @inheritdoc IVat
    uint256 public override debt;

    /// @inheritdoc IVat
    uint256 public override vice;

    /// @inheritdoc IVat
    uint256 public override Line;

    /// @inheritdoc IVat
    uint256 public override live;

    modifier auth() {
        require(wards[msg.sender] == 1, "Vat/not-authorized");
        _;
    }

    modifier whenLive() {
        require(live == 1, "Vat/not-live");
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        live = 1;
    }

    // --- Administration ---

    /// @inheritdoc IVat
    function rely(address usr) external override auth whenLive {
        wards[usr] = 1;
    }

    /// @inheritdoc IVat
    function deny(address usr) external override auth whenLive {
        wards[usr] = 0;
    }

    /// @inheritdoc IVat
    function init(bytes32 ilk) external override auth {
        require(ilks[ilk].rate == 0, "Vat/ilk-already-init");
        ilks[ilk].rate = 1e27;
    }

    /// @inheritdoc IVat
    function file(bytes32 what, uint256 data) external override auth whenLive {
        if (what == "Line") Line = data;
        else revert("Vat/file-unrecognized-param");
    }

    /// @inheritdoc IVat
    function file(bytes32 ilk, bytes32 what, uint256 data) external override auth whenLive {
        if (what == "spot") ilks[ilk].spot = data;
        else if (what == "line") ilks[ilk].line = data;
        else if (what == "dust") ilks[ilk].dust = data;
        else revert("Vat/file-unrecognized-param");
    }

    /// @inheritdoc IVat
    function cage() external override auth {
        live = 0;
    }

    // --- Consent and balances ---

    /// @inheritdoc IVat
    function hope(address usr) external override {
        can[msg.sender][usr] = 1;
    }

    /// @inheritdoc IVat
    function nope(address usr) external override {
        can[msg.sender][usr] = 0;
    }

    /// @inheritdoc IVat
    function slip(bytes32 ilk, address usr, int256 wad) external override auth {
        gem[ilk][usr] = gem[ilk][usr].add(wad);
    }

    /// @inheritdoc IVat
    function flux(bytes32 ilk, address src, address dst, uint256 wad) external override {
        require(_wish(src, msg.sender), "Vat/not-allowed");
        gem[ilk][src] = gem[ilk][src].sub(wad);
        gem[ilk][dst] = gem[ilk][dst].add(wad);
    }

    /// @inheritdoc IVat
    function move(address src, address dst, uint256 rad) external override {
        require(_wish(src, msg.sender), "Vat/not-allowed");
        dai[src] = dai[src].sub(rad);
        dai[dst] = dai[dst].add(rad);
    }

    // --- Positions ---

    /// @inheritdoc IVat
    function frob(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external override whenLive {
        Urn memory urn = urns[i][u];
        Ilk memory ilk = ilks[i];
        require(ilk.rate != 0, "Vat/ilk-not-init");

        urn.ink = urn.ink.add(dink);
        urn.art = urn.art.add(dart);
        ilk.Art = ilk.Art.add(dart);

        int256 dtab = ilk.rate.mul(dart);
        uint256 tab = ilk.rate.mul(urn.art);
        debt = debt.add(dtab);

        // Both ceilings bind an increase of debt only. The products are formed in any case, as in the original: one
        // that is out of range stops a repayment, too.
        bool fits = ilk.Art.mul(ilk.rate) <= ilk.line;
        require(dart <= 0 || (fits && debt <= Line), "Vat/ceiling-exceeded");
        bool safe = tab <= urn.ink.mul(ilk.spot);
        require(safe || (dart <= 0 && dink >= 0), "Vat/not-safe");

        require((dart <= 0 && dink >= 0) || _wish(u, msg.sender), "Vat/not-allowed-u");
        require(dink <= 0 || _wish(v, msg.sender), "Vat/not-allowed-v");
        require(dart >= 0 || _wish(w, msg.sender), "Vat/not-allowed-w");

        require(urn.art == 0 || tab >= ilk.dust, "Vat/dust");

        gem[i][v] = gem[i][v].sub(dink);
        dai[w] = dai[w].add(dtab);

        urns[i][u] = urn;
        ilks[i] = ilk;
    }

    /// @inheritdoc IVat
    function fork(bytes32 ilk, address src, address dst, int256 dink, int256 dart) external override {
        Urn storage u = urns[ilk][src];
        Urn storage v = urns[ilk][dst];
        Ilk storage i = ilks[ilk];

        u.ink = u.ink.sub(dink);
        u.art = u.art.sub(dart);
        v.ink = v.ink.add(dink);
        v.art = v.art.add(dart);

        uint256 utab = u.art.mul(i.rate);
        uint256 vtab = v.art.mul(i.rate);

        require(_wish(src, msg.sender) && _wish(dst, msg.sender), "Vat/not-allowed");
        require(utab <= u.ink.mul(i.spot), "Vat/not-safe-src");
        require(vtab <= v.ink.mul(i.spot), "Vat/not-safe-dst");
        require(utab >= i.dust || u.art == 0, "Vat/dust-src");
        require(vtab >= i.dust || v.art == 0, "Vat/dust-dst");
    }

    /// @inheritdoc IVat
    function grab(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external override auth {
        Urn storage urn = urns[i][u];
        Ilk storage ilk = ilks[i];

        urn.ink = urn.ink.add(dink);
        urn.art = urn.art.add(dart);
        ilk.Art = ilk.Art.add(dart);

        int256 dtab = ilk.rate.mul(dart);

        gem[i][v] = gem[i][v].sub(dink);
        sin[w] = sin[w].sub(dtab);
        vice = vice.sub(dtab);
    }

    // --- Settlement and rates ---

    /// @inheritdoc IVat
    function heal(uint256 rad) external override {
        sin[msg.sender] = sin[msg.sender].sub(rad);
        dai[msg.sender] = dai[msg.sender].sub(rad);
        vice = vice.sub(rad);
        debt = debt.sub(rad);
    }

    /// @inheritdoc IVat
    function suck(address u, address v, uint256 rad) external override auth {
        sin[u] = sin[u].add(rad);
        dai[v] = dai[v].add(rad);
        vice = vice.add(rad);
        debt = debt.add(rad);
    }

    /// @inheritdoc IVat
    function fold(bytes32 i, address u, int256 rate) external override auth whenLive {
        Ilk storage ilk = ilks[i];
        ilk.rate = ilk.rate.add(rate);
        int256 rad = ilk.Art.mul(rate);
        dai[u] = dai[u].add(rad);
        debt = debt.add(rad);
    }

    function _wish(address bit, address usr) private view returns (bool) {
        return bit == usr || can[bit][usr] == 1;
    }
}
