// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IVat} from "../interfaces/IVat.sol";

/// @notice See {IVat}.
/// @dev The arithmetic checks itself and reverts without a reason, as in the original, instead of panicking.
contract Vat is IVat {
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
        gem[ilk][usr] = _add(gem[ilk][usr], wad);
    }

    /// @inheritdoc IVat
    function flux(bytes32 ilk, address src, address dst, uint256 wad) external override {
        require(_wish(src, msg.sender), "Vat/not-allowed");
        gem[ilk][src] = _sub(gem[ilk][src], wad);
        gem[ilk][dst] = _add(gem[ilk][dst], wad);
    }

    /// @inheritdoc IVat
    function move(address src, address dst, uint256 rad) external override {
        require(_wish(src, msg.sender), "Vat/not-allowed");
        dai[src] = _sub(dai[src], rad);
        dai[dst] = _add(dai[dst], rad);
    }

    // --- Positions ---

    /// @inheritdoc IVat
    function frob(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external override whenLive {
        Urn memory urn = urns[i][u];
        Ilk memory ilk = ilks[i];
        require(ilk.rate != 0, "Vat/ilk-not-init");

        urn.ink = _add(urn.ink, dink);
        urn.art = _add(urn.art, dart);
        ilk.Art = _add(ilk.Art, dart);

        int256 dtab = _mul(ilk.rate, dart);
        uint256 tab = _mul(ilk.rate, urn.art);
        debt = _add(debt, dtab);

        // Both ceilings bind an increase of debt only.
        require(dart <= 0 || (_mul(ilk.Art, ilk.rate) <= ilk.line && debt <= Line), "Vat/ceiling-exceeded");
        bool safer = dart <= 0 && dink >= 0;
        require(safer || tab <= _mul(urn.ink, ilk.spot), "Vat/not-safe");

        require(safer || _wish(u, msg.sender), "Vat/not-allowed-u");
        require(dink <= 0 || _wish(v, msg.sender), "Vat/not-allowed-v");
        require(dart >= 0 || _wish(w, msg.sender), "Vat/not-allowed-w");

        require(urn.art == 0 || tab >= ilk.dust, "Vat/dust");

        gem[i][v] = _sub(gem[i][v], dink);
        dai[w] = _add(dai[w], dtab);

        urns[i][u] = urn;
        ilks[i] = ilk;
    }

    /// @inheritdoc IVat
    function fork(bytes32 ilk, address src, address dst, int256 dink, int256 dart) external override {
        Urn storage u = urns[ilk][src];
        Urn storage v = urns[ilk][dst];
        Ilk storage i = ilks[ilk];

        u.ink = _sub(u.ink, dink);
        u.art = _sub(u.art, dart);
        v.ink = _add(v.ink, dink);
        v.art = _add(v.art, dart);

        uint256 utab = _mul(u.art, i.rate);
        uint256 vtab = _mul(v.art, i.rate);

        require(_wish(src, msg.sender) && _wish(dst, msg.sender), "Vat/not-allowed");
        require(utab <= _mul(u.ink, i.spot), "Vat/not-safe-src");
        require(vtab <= _mul(v.ink, i.spot), "Vat/not-safe-dst");
        require(utab >= i.dust || u.art == 0, "Vat/dust-src");
        require(vtab >= i.dust || v.art == 0, "Vat/dust-dst");
    }

    /// @inheritdoc IVat
    function grab(bytes32 i, address u, address v, address w, int256 dink, int256 dart) external override auth {
        Urn storage urn = urns[i][u];
        Ilk storage ilk = ilks[i];

        urn.ink = _add(urn.ink, dink);
        urn.art = _add(urn.art, dart);
        ilk.Art = _add(ilk.Art, dart);

        int256 dtab = _mul(ilk.rate, dart);

        gem[i][v] = _sub(gem[i][v], dink);
        sin[w] = _sub(sin[w], dtab);
        vice = _sub(vice, dtab);
    }

    // --- Settlement and rates ---

    /// @inheritdoc IVat
    function heal(uint256 rad) external override {
        sin[msg.sender] = _sub(sin[msg.sender], rad);
        dai[msg.sender] = _sub(dai[msg.sender], rad);
        vice = _sub(vice, rad);
        debt = _sub(debt, rad);
    }

    /// @inheritdoc IVat
    function suck(address u, address v, uint256 rad) external override auth {
        sin[u] = _add(sin[u], rad);
        dai[v] = _add(dai[v], rad);
        vice = _add(vice, rad);
        debt = _add(debt, rad);
    }

    /// @inheritdoc IVat
    function fold(bytes32 i, address u, int256 rate) external override auth whenLive {
        Ilk storage ilk = ilks[i];
        ilk.rate = _add(ilk.rate, rate);
        int256 rad = _mul(ilk.Art, rate);
        dai[u] = _add(dai[u], rad);
        debt = _add(debt, rad);
    }

    function _wish(address bit, address usr) private view returns (bool) {
        return bit == usr || can[bit][usr] == 1;
    }

    // --- Arithmetic ---

    function _add(uint256 x, int256 y) private pure returns (uint256 z) {
        unchecked {
            z = x + uint256(y);
        }
        require(y >= 0 ? z >= x : z < x);
    }

    function _sub(uint256 x, int256 y) private pure returns (uint256 z) {
        unchecked {
            z = x - uint256(y);
        }
        require(y > 0 ? z < x : z >= x);
    }

    function _mul(uint256 x, int256 y) private pure returns (int256 z) {
        require(x <= uint256(type(int256).max));
        unchecked {
            z = int256(x) * y;
            require(y == 0 || z / y == int256(x));
        }
    }

    function _add(uint256 x, uint256 y) private pure returns (uint256 z) {
        unchecked {
            z = x + y;
        }
        require(z >= x);
    }

    function _sub(uint256 x, uint256 y) private pure returns (uint256 z) {
        unchecked {
            z = x - y;
        }
        require(z <= x);
    }

    function _mul(uint256 x, uint256 y) private pure returns (uint256 z) {
        unchecked {
            z = x * y;
            require(y == 0 || z / y == x);
        }
    }
}
