// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Vat} from "../../src/mcd/Vat.sol";
import {Base} from "../Base.sol";

/// Three users and the administration of a Vat with two ilks call every function with random arguments. Most calls are
/// refused; those that pass have to leave the books in balance.
contract VatHandler is Base {
    uint256 public constant USERS = 3;
    uint256 public constant ILKS = 2;

    Vat private immutable vat;

    /// The collateral that was brought in, less what was taken out [wad].
    int256 public slipped;
    uint256 public accepted;

    constructor(Vat vat_) {
        vat = vat_;
        // Everybody lets everybody act for them, as other tests are about who may do what.
        for (uint256 i; i < USERS; ++i) {
            for (uint256 j; j < USERS; ++j) {
                vm.prank(user(i));
                vat_.hope(user(j));
            }
        }
    }

    function user(uint256 who) public pure returns (address) {
        return address(uint160(0xA11CE + who % USERS));
    }

    function ilk(uint256 which) public pure returns (bytes32) {
        return bytes32(which % ILKS + 1);
    }

    // --- Users ---

    function frob(uint256 random, int256 dink, int256 dart) external {
        bytes memory data = abi.encodeCall(
            vat.frob, (ilk(random), user(random >> 8), user(random >> 16), user(random >> 24), _wad(dink), _wad(dart))
        );
        _try(user(random >> 32), data);
    }

    function fork(uint256 random, int256 dink, int256 dart) external {
        bytes memory data = abi.encodeCall(
            vat.fork, (ilk(random), user(random >> 8), user(random >> 16), _wad(dink) / 10, _wad(dart) / 10)
        );
        _try(user(random >> 8), data);
    }

    function flux(uint256 random, uint256 wad) external {
        address src = user(random >> 8);
        wad = bound(wad, 0, vat.gem(ilk(random), src));
        _try(src, abi.encodeCall(vat.flux, (ilk(random), src, user(random >> 16), wad)));
    }

    function move(uint256 random, uint256 rad) external {
        address src = user(random);
        _try(src, abi.encodeCall(vat.move, (src, user(random >> 8), bound(rad, 0, vat.dai(src)))));
    }

    function heal(uint256 random, uint256 rad) external {
        address usr = user(random);
        uint256 sin = vat.sin(usr);
        _try(usr, abi.encodeCall(vat.heal, (bound(rad, 0, sin))));
    }

    // --- Administration ---

    function slip(uint256 random, int256 wad) external {
        wad = _wad(wad);
        if (_try(address(this), abi.encodeCall(vat.slip, (ilk(random), user(random >> 8), wad)))) slipped += wad;
    }

    /// Liquidates, and sometimes does the reverse.
    function grab(uint256 random, int256 dink, int256 dart) external {
        bytes memory data = abi.encodeCall(
            vat.grab,
            (ilk(random), user(random >> 8), user(random >> 16), user(random >> 24), _wad(dink) / 4, _wad(dart) / 4)
        );
        _try(address(this), data);
    }

    function suck(uint256 random, uint256 rad) external {
        bytes memory data = abi.encodeCall(vat.suck, (user(random), user(random >> 8), rad % (10_000 * RAD)));
        _try(address(this), data);
    }

    /// Changes the rate, mostly by a fee, and sometimes by a negative one.
    function fold(uint256 random, uint256 rate) external {
        int256 change = int256(rate % (RAY / 50)) - int256(RAY / 200);
        _try(address(this), abi.encodeCall(vat.fold, (ilk(random), user(random >> 8), change)));
    }

    function file(uint256 random, uint256 data) external {
        bytes4 selector = bytes4(keccak256("file(bytes32,bytes32,uint256)"));
        if (random & 256 == 0) {
            uint256 line = 10_000 * RAD + data % (1_000_000 * RAD);
            _try(address(this), abi.encodeWithSelector(selector, ilk(random), bytes32("line"), line));
        } else {
            uint256 spot = RAY / 2 + data % RAY;
            _try(address(this), abi.encodeWithSelector(selector, ilk(random), bytes32("spot"), spot));
        }
    }

    function _try(address sender, bytes memory data) private returns (bool ok) {
        vm.prank(sender);
        (ok,) = address(vat).call(data);
        if (ok) ++accepted;
    }

    /// An amount from -2,000 to 10,000 [wad].
    function _wad(int256 x) private pure returns (int256) {
        return int256(uint256(x) % (12_000 * WAD)) - int256(2_000 * WAD);
    }
}
