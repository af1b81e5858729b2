// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {StarGuardInit, StarGuardInstance} from "../../deploy/StarGuardInit.sol";
import {SubProxy} from "../../src/governance/SubProxy.sol";
import {IStarGuard} from "../../src/interfaces/IStarGuard.sol";
import {DeployCheckBase} from "./DeployCheckBase.sol";

/// Breaks one wire after another of a StarGuard, and sees the check name it.
contract StarGuardInitTest is DeployCheckBase {
    uint256 private constant MAX_DELAY = 7 days;

    StarGuardInstance private star;

    function _order() private returns (bytes memory check) {
        star = StarGuardInit.deploy();
        StarGuardInit.init(star, MAX_DELAY);
        return abi.encodeCall(this.checkStar, (address(this)));
    }

    function initStar(StarGuardInstance memory star_) external {
        StarGuardInit.init(star_, MAX_DELAY);
    }

    function checkStar(address owner) external view {
        StarGuardInit.check(star, MAX_DELAY, owner);
    }

    function test_oneInOrderPasses() public {
        _order();
        this.checkStar(address(this));
    }

    function test_eachWireIsNamed() public {
        bytes memory check = _order();
        _breaks(
            check,
            star.starGuard,
            abi.encodeCall(IStarGuard.file, ("maxDelay", MAX_DELAY + 1)),
            "StarGuardInit/maxDelay-mismatch"
        );
        _breaks(check, star.subProxy, _deny(star.starGuard), "StarGuardInit/starGuard-no-ward-of-subProxy");
        _breaks(check, star.subProxy, _deny(address(this)), "StarGuardInit/owner-no-ward-of-subProxy");
        _breaks(check, star.starGuard, _deny(address(this)), "StarGuardInit/owner-no-ward-of-starGuard");
    }

    function test_anotherSubProxyIsRefusedBeforeAnythingIsGranted() public {
        _order();
        star.subProxy = address(new SubProxy());
        expectRevert("StarGuardInit/subProxy-mismatch");
        this.checkStar(address(this));
        expectRevert("StarGuardInit/subProxy-mismatch");
        this.initStar(star);
        assertEq(SubProxy(star.subProxy).wards(star.starGuard), 0);
    }

    function test_theOwnerHandsBothOver() public {
        _order();
        StarGuardInit.handOver(star, address(this), stranger);
        this.checkStar(stranger);
        expectRevert("StarGuardInit/owner-no-ward-of-subProxy");
        this.checkStar(address(this));
    }
}
