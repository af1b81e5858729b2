// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {SrUsdsDeploy} from "../../deploy/SrUsdsDeploy.sol";
import {SrUsdsInstance} from "../../deploy/SrUsdsInstance.sol";
import {IChainlog} from "../../src/interfaces/IChainlog.sol";
import {ISrUsdsFacet} from "../../src/interfaces/ISrUsdsFacet.sol";
import {SUsds} from "../../src/mcd/SUsds.sol";
import {Usds} from "../../src/mcd/Usds.sol";
import {HoldingSystem} from "../../src/srusds/HoldingSystem.sol";
import {LctsQueue} from "../../src/srusds/LctsQueue.sol";
import {SrUsds} from "../../src/srusds/SrUsds.sol";
import {DeployCheckBase} from "./DeployCheckBase.sol";

/// Breaks one wire after another of srUSDS, and sees init and check name it.
contract DeployCheckSrUsdsTest is DeployCheckBase {
    bytes32 private constant LCTS_OPERATOR = keccak256("LCTS_OPERATOR");
    bytes32 private constant CORE_COUNCIL = keccak256("CORE_COUNCIL");

    function test_whatWasDeployedIsInOrder() public {
        this.checkSrUsds();
        ISrUsdsFacet facet = ISrUsdsFacet(generator.pau.diamond);
        assertEq(facet.srUsdsToken(), generator.srUsds.token);
        IChainlog chainlog = IChainlog(mcd.chainlog);
        assertEq(chainlog.getAddress("SRUSDS"), generator.srUsds.token);
        assertEq(chainlog.getAddress("SRUSDS_SUBSCRIBE_QUEUE"), generator.srUsds.subscribeQueue);
        assertEq(chainlog.getAddress("SRUSDS_REDEEM_QUEUE"), generator.srUsds.redeemQueue);
        assertEq(chainlog.getAddress("SRUSDS_HOLDING_SYSTEM"), generator.srUsds.holdingSystem);
        // It can be run by those who were named, and by nobody else.
        vm.prank(coreCouncil);
        facet.publishSettlement(block.timestamp / 1 days + 1, 1, 1e18);
        skip(1 days);
        vm.prank(lctsOperator);
        facet.lockQueues();
    }

    function test_roles() public {
        bytes memory check = abi.encodeCall(this.checkSrUsds, ());
        address diamond = generator.pau.diamond;
        _breaks(check, diamond, _revoke(LCTS_OPERATOR, lctsOperator), "SrUsdsWires/operator-mismatch");
        _breaks(check, diamond, _grant(LCTS_OPERATOR, stranger), "SrUsdsWires/operator-mismatch");
        _breaks(check, diamond, _revoke(CORE_COUNCIL, coreCouncil), "SrUsdsWires/coreCouncil-mismatch");
        _breaks(check, diamond, _grant(CORE_COUNCIL, stranger), "SrUsdsWires/coreCouncil-mismatch");
    }

    /// What the Diamond says is held to what was deployed.
    function test_diamond() public {
        SrUsdsInstance memory right = generator.srUsds;
        SrUsdsInstance memory other = _another(mcd.usds, generator.pau.diamond, vow);
        generator.srUsds.token = other.token;
        _refuses("SrUsdsWires/diamond-token-mismatch");
        generator.srUsds = right;
        generator.srUsds.redeemQueue =
            address(new LctsQueue(right.token, right.underlying, address(0), generator.pau.diamond, address(0)));
        _refuses("SrUsdsWires/diamond-redeemQueue-mismatch");
        generator.srUsds = right;
        generator.srUsds.subscribeQueue =
            address(new LctsQueue(right.underlying, right.token, mcd.usds, generator.pau.diamond, right.holdingSystem));
        _refuses("SrUsdsWires/diamond-subscribeQueue-mismatch");
        generator.srUsds = right;
        bytes memory name = abi.encodeCall(ISrUsdsFacet.holdingSystem, ());
        _mocked(generator.pau.diamond, name, abi.encode(stranger), "SrUsdsWires/diamond-holdingSystem-mismatch");
        bytes memory times = abi.encodeCall(ISrUsdsFacet.settlementTimes, ());
        string memory reason = "SrUsdsWires/diamond-times-mismatch";
        _mocked(generator.pau.diamond, times, abi.encode(13 hours + 1, 16 hours), reason);
        _mocked(generator.pau.diamond, times, abi.encode(13 hours, 16 hours + 1), reason);
        this.checkSrUsds();
    }

    /// What a part says of itself cannot be changed, so that each is replaced by one that says something else.
    function test_parts() public {
        SrUsdsInstance memory right = generator.srUsds;
        bytes memory wrong = abi.encode(stranger);
        _mocked(right.underlying, abi.encodeWithSignature("asset()"), wrong, "SrUsdsWires/underlying-asset-mismatch");
        _mocked(right.token, abi.encodeWithSignature("minter()"), wrong, "SrUsdsWires/token-minter-mismatch");
        string[4] memory names = ["asset", "srUsds", "controller", "lossReceiver"];
        for (uint256 i; i < 4; ++i) {
            _mockedPart(right.holdingSystem, "holdingSystem", names[i]);
        }
        string[5] memory queue = ["asset", "reward", "usds", "operator", "holdingSystem"];
        for (uint256 i; i < 5; ++i) {
            _mockedPart(right.subscribeQueue, "subscribeQueue", queue[i]);
            _mockedPart(right.redeemQueue, "redeemQueue", queue[i]);
        }
        this.checkSrUsds();
    }

    function test_initRefusesPartsThatAreNotInOrder() public {
        _deploy();
        this.initMcd(mcd);
        this.initGovernance(governance, _governanceConfig());
        this.initConfigurator(unit, _unitConfig());
        this.initGenerator(generator, _generatorConfig());
        address diamond = generator.pau.diamond;

        _initRefuses(_another(address(new Usds()), diamond, vow), "SrUsdsWires/underlying-asset-mismatch");
        _initRefuses(_another(mcd.usds, stranger, vow), "SrUsdsWires/token-minter-mismatch");
        _initRefuses(_another(mcd.usds, diamond, stranger), "SrUsdsWires/holdingSystem-lossReceiver-mismatch");

        SrUsdsInstance memory found = _another(mcd.usds, diamond, vow);
        vm.prank(diamond);
        SrUsds(found.token).mint(stranger, 1);
        _initRefuses(found, "SrUsdsWires/token-minted");
        found = _another(mcd.usds, diamond, vow);
        vm.prank(diamond);
        HoldingSystem(found.holdingSystem).setExchangeRate(2e18);
        _initRefuses(found, "SrUsdsWires/holdingSystem-rate-moved");

        vm.prank(address(this));
        (bool done,) = diamond.call(_grant(LCTS_OPERATOR, stranger));
        assertTrue(done);
        _initRefuses(generator.srUsds, "SrUsdsWires/diamond-has-operator");
        (done,) = diamond.call(_revoke(LCTS_OPERATOR, stranger));
        (done,) = diamond.call(_grant(CORE_COUNCIL, stranger));
        _initRefuses(generator.srUsds, "SrUsdsWires/diamond-has-coreCouncil");
    }

    function test_aGeneratorMayIssueNone() public {
        delete prime;
        _deploy();
        delete generator.srUsds;
        _initAll();
        this.checkSrUsds();
        assertEq(ISrUsdsFacet(generator.pau.diamond).srUsdsToken(), address(0));
        bytes memory check = abi.encodeCall(this.checkSrUsds, ());
        _breaks(check, generator.pau.diamond, _grant(LCTS_OPERATOR, stranger), "SrUsdsWires/diamond-has-operator");
        _breaks(check, generator.pau.diamond, _grant(CORE_COUNCIL, stranger), "SrUsdsWires/diamond-has-coreCouncil");
    }

    function _another(address usds, address diamond, address lossReceiver) private returns (SrUsdsInstance memory) {
        return SrUsdsDeploy.deploy(address(new SUsds(usds)), diamond, lossReceiver);
    }

    function _mockedPart(address part, string memory name, string memory view_) private {
        _mocked(
            part,
            abi.encodeWithSignature(string.concat(view_, "()")),
            abi.encode(stranger),
            string.concat("SrUsdsWires/", name, "-", view_, "-mismatch")
        );
    }

    function _mocked(address target, bytes memory call_, bytes memory answer, string memory reason) private {
        vm.mockCall(target, call_, answer);
        _refuses(reason);
        vm.clearMockedCalls();
    }

    function _refuses(string memory reason) private {
        expectRevert(reason);
        this.checkSrUsds();
    }

    function _initRefuses(SrUsdsInstance memory srUsds, string memory reason) private {
        expectRevert(reason);
        this.initSrUsds(srUsds);
    }
}
