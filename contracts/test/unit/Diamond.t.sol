// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {Diamond} from "../../src/diamond/Diamond.sol";
import {DiamondCutFacet} from "../../src/diamond/DiamondCutFacet.sol";
import {DiamondLoupeFacet} from "../../src/diamond/DiamondLoupeFacet.sol";
import {FacetSelectors} from "../../src/facets/FacetSelectors.sol";
import {IDiamond} from "../../src/interfaces/IDiamond.sol";
import {IDiamondCut} from "../../src/interfaces/IDiamondCut.sol";
import {IDiamondLoupe} from "../../src/interfaces/IDiamondLoupe.sol";
import {Base} from "../Base.sol";

contract Ping {
    error PingRefused(address sender);

    function ping() external payable returns (address self, address sender, uint256 value) {
        return (address(this), msg.sender, msg.value);
    }

    function refuse() external view {
        revert PingRefused(msg.sender);
    }
}

contract OtherPing is Ping {}

contract InitContract {
    event Initialized(address self, uint256 x);

    function start(uint256 x) external {
        emit Initialized(address(this), x);
    }

    function refuse() external pure {
        revert("InitContract/refused");
    }

    function refuseSilently() external pure {
        assembly {
            revert(0, 0)
        }
    }
}

/// A Diamond with a function of its own, registered in the constructor as the standard asks.
contract DiamondWithOwnFunction is Diamond {
    constructor(FacetCut[] memory cuts, address admin) Diamond(_with(cuts, address(this)), admin, address(0), "") {}

    function fixedFunction() external pure returns (uint256) {
        return 7;
    }

    function _with(FacetCut[] memory cuts, address self) private pure returns (FacetCut[] memory all) {
        all = new FacetCut[](cuts.length + 1);
        for (uint256 i; i < cuts.length; ++i) {
            all[i] = cuts[i];
        }
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = DiamondWithOwnFunction.fixedFunction.selector;
        all[cuts.length] = FacetCut(self, FacetCutAction.Add, selectors);
    }
}

contract DiamondTest is Base {
    bytes4 private constant PING = Ping.ping.selector;
    bytes4 private constant REFUSE = Ping.refuse.selector;

    address private admin = makeAddr("admin");
    address private noCode = makeAddr("noCode");
    address private cutFacet = address(new DiamondCutFacet());
    address private loupeFacet = address(new DiamondLoupeFacet());
    address private ping = address(new Ping());
    address private otherPing = address(new OtherPing());
    address private init = address(new InitContract());
    address private diamond;

    function setUp() public {
        diamond = address(new Diamond(_firstCuts(), admin, address(0), ""));
        _cut(IDiamond.FacetCutAction.Add, ping, PING);
    }

    // --- Calls ---

    function test_aCallRunsTheFacetInTheDiamond() public {
        vm.deal(address(this), 1);
        (address self, address sender, uint256 value) = Ping(diamond).ping{value: 1}();
        assertEq(self, diamond);
        assertEq(sender, address(this));
        assertEq(value, 1);
    }

    function test_aRevertOfAFacetIsPassedOn() public {
        _cut(IDiamond.FacetCutAction.Add, ping, REFUSE);
        vm.expectRevert(abi.encodeWithSelector(Ping.PingRefused.selector, address(this)));
        Ping(diamond).refuse();
    }

    function test_anUnknownSelectorIsNamed() public {
        vm.expectRevert(abi.encodeWithSelector(IDiamond.FunctionNotFound.selector, REFUSE));
        Ping(diamond).refuse();
    }

    function test_plainEtherIsRefused() public {
        vm.deal(address(this), 1);
        (bool sent, bytes memory result) = diamond.call{value: 1}("");
        assertFalse(sent);
        assertEq(result, abi.encodeWithSelector(IDiamond.FunctionNotFound.selector, bytes4(0)));
    }

    // --- Who may cut ---

    function test_onlyTheAdminCuts() public {
        IDiamond.FacetCut[] memory cuts = _cuts(IDiamond.FacetCutAction.Add, ping, REFUSE);
        expectMissingRole(address(this), bytes32(0));
        IDiamondCut(diamond).diamondCut(cuts, address(0), "");
    }

    function test_aFacetCalledDirectlyKnowsNoAdmin() public {
        IDiamond.FacetCut[] memory cuts = _cuts(IDiamond.FacetCutAction.Add, ping, REFUSE);
        vm.prank(admin);
        expectMissingRole(admin, bytes32(0));
        IDiamondCut(cutFacet).diamondCut(cuts, address(0), "");
    }

    // --- Failure rules ---

    function test_refusesACutWithoutSelectors() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(ping, IDiamond.FacetCutAction.Add, new bytes4[](0));
        _refuse(cuts, abi.encodeWithSelector(IDiamond.NoSelectorsInCut.selector, ping));
    }

    function test_refusesAFacetWithoutCode() public {
        bytes memory noCodeError = abi.encodeWithSelector(IDiamond.FacetHasNoCode.selector, noCode);
        _refuse(_cuts(IDiamond.FacetCutAction.Add, noCode, REFUSE), noCodeError);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, noCode, PING), noCodeError);

        bytes memory zeroError = abi.encodeWithSelector(IDiamond.FacetHasNoCode.selector, address(0));
        _refuse(_cuts(IDiamond.FacetCutAction.Add, address(0), REFUSE), zeroError);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, address(0), PING), zeroError);
    }

    function test_refusesToAddWhatIsPresent() public {
        bytes memory expected = abi.encodeWithSelector(IDiamond.SelectorAlreadyPresent.selector, PING, ping);
        _refuse(_cuts(IDiamond.FacetCutAction.Add, otherPing, PING), expected);
        _refuse(_cuts(IDiamond.FacetCutAction.Add, ping, PING), expected);
    }

    function test_refusesTheSameSelectorTwiceInOneCut() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](1);
        bytes4[] memory selectors = new bytes4[](2);
        selectors[0] = REFUSE;
        selectors[1] = REFUSE;
        cuts[0] = IDiamond.FacetCut(ping, IDiamond.FacetCutAction.Add, selectors);
        _refuse(cuts, abi.encodeWithSelector(IDiamond.SelectorAlreadyPresent.selector, REFUSE, ping));
    }

    function test_refusesToReplaceOrRemoveWhatIsMissing() public {
        bytes memory expected = abi.encodeWithSelector(IDiamond.SelectorNotPresent.selector, REFUSE);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, otherPing, REFUSE), expected);
        _refuse(_cuts(IDiamond.FacetCutAction.Remove, address(0), REFUSE), expected);
    }

    function test_refusesToReplaceByTheSameFacet() public {
        bytes memory expected = abi.encodeWithSelector(IDiamond.SelectorOnSameFacet.selector, PING, ping);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, ping, PING), expected);
    }

    function test_refusesARemovalThatNamesAFacet() public {
        bytes memory expected = abi.encodeWithSelector(IDiamond.RemovalNamesFacet.selector, ping);
        _refuse(_cuts(IDiamond.FacetCutAction.Remove, ping, PING), expected);
    }

    function test_refusesTheDiamondAsAFacetOnceItStands() public {
        bytes memory expected = abi.encodeWithSelector(IDiamond.DiamondIsNoFacet.selector);
        _refuse(_cuts(IDiamond.FacetCutAction.Add, diamond, REFUSE), expected);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, diamond, PING), expected);
    }

    function test_refusesToTouchAFunctionOfTheDiamondItself() public {
        diamond = address(new DiamondWithOwnFunction(_firstCuts(), admin));
        bytes4 own = DiamondWithOwnFunction.fixedFunction.selector;
        assertEq(IDiamondLoupe(diamond).facetAddress(own), diamond);
        assertEq(DiamondWithOwnFunction(payable(diamond)).fixedFunction(), 7);

        bytes memory expected = abi.encodeWithSelector(IDiamond.SelectorIsImmutable.selector, own);
        _refuse(_cuts(IDiamond.FacetCutAction.Replace, ping, own), expected);
        _refuse(_cuts(IDiamond.FacetCutAction.Remove, address(0), own), expected);
    }

    function test_refusesAnUnknownAction() public {
        bytes memory data =
            abi.encodeCall(IDiamondCut.diamondCut, (_cuts(IDiamond.FacetCutAction.Add, ping, REFUSE), address(0), ""));
        // The action is the second word of the only cut: selector, three heads, length, offset, facet.
        data[4 + 32 * 7 - 1] = bytes1(uint8(3));
        vm.startPrank(admin);
        (bool success,) = diamond.call(data);
        assertFalse(success);

        data[4 + 32 * 7 - 1] = bytes1(uint8(IDiamond.FacetCutAction.Add));
        (success,) = diamond.call(data);
        assertTrue(success);
    }

    function test_aFailureUndoesTheWholeCut() public {
        IDiamond.FacetCut[] memory cuts = new IDiamond.FacetCut[](2);
        cuts[0] = _cuts(IDiamond.FacetCutAction.Add, ping, REFUSE)[0];
        cuts[1] = _cuts(IDiamond.FacetCutAction.Add, ping, PING)[0];
        _refuse(cuts, abi.encodeWithSelector(IDiamond.SelectorAlreadyPresent.selector, PING, ping));
        assertEq(IDiamondLoupe(diamond).facetAddress(REFUSE), address(0));
    }

    // --- The run after a cut ---

    function test_initRunsInTheDiamondAfterTheEvent() public {
        IDiamond.FacetCut[] memory cuts = _cuts(IDiamond.FacetCutAction.Add, ping, REFUSE);
        bytes memory data = abi.encodeCall(InitContract.start, (5));
        vm.expectEmit(diamond);
        emit IDiamond.DiamondCut(cuts, init, data);
        vm.expectEmit(diamond);
        emit InitContract.Initialized(diamond, 5);
        vm.prank(admin);
        IDiamondCut(diamond).diamondCut(cuts, init, data);
    }

    function test_dataWithoutInitIsAnnouncedAndNotRun() public {
        IDiamond.FacetCut[] memory cuts = _cuts(IDiamond.FacetCutAction.Add, ping, REFUSE);
        vm.expectEmit(diamond);
        emit IDiamond.DiamondCut(cuts, address(0), hex"1234");
        vm.prank(admin);
        IDiamondCut(diamond).diamondCut(cuts, address(0), hex"1234");
    }

    function test_initWithoutCodeIsRefused() public {
        _refuseInit(noCode, "", abi.encodeWithSelector(IDiamond.InitHasNoCode.selector, noCode));
    }

    function test_aRevertOfInitIsPassedOn() public {
        bytes memory data = abi.encodeCall(InitContract.refuse, ());
        _refuseInit(init, data, abi.encodeWithSignature("Error(string)", "InitContract/refused"));
    }

    function test_aSilentRevertOfInitIsNamed() public {
        bytes memory data = abi.encodeCall(InitContract.refuseSilently, ());
        _refuseInit(init, data, abi.encodeWithSelector(IDiamond.InitReverted.selector, init, data));
    }

    function _firstCuts() private view returns (IDiamond.FacetCut[] memory cuts) {
        cuts = new IDiamond.FacetCut[](2);
        cuts[0] = IDiamond.FacetCut(cutFacet, IDiamond.FacetCutAction.Add, FacetSelectors.diamondCut());
        cuts[1] = IDiamond.FacetCut(loupeFacet, IDiamond.FacetCutAction.Add, FacetSelectors.diamondLoupe());
    }

    function _cuts(IDiamond.FacetCutAction action, address facet, bytes4 selector)
        private
        pure
        returns (IDiamond.FacetCut[] memory cuts)
    {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = selector;
        cuts = new IDiamond.FacetCut[](1);
        cuts[0] = IDiamond.FacetCut(facet, action, selectors);
    }

    function _cut(IDiamond.FacetCutAction action, address facet, bytes4 selector) private {
        vm.prank(admin);
        IDiamondCut(diamond).diamondCut(_cuts(action, facet, selector), address(0), "");
    }

    function _refuse(IDiamond.FacetCut[] memory cuts, bytes memory expected) private {
        vm.prank(admin);
        vm.expectRevert(expected);
        IDiamondCut(diamond).diamondCut(cuts, address(0), "");
    }

    function _refuseInit(address init_, bytes memory data, bytes memory expected) private {
        vm.prank(admin);
        vm.expectRevert(expected);
        IDiamondCut(diamond).diamondCut(_cuts(IDiamond.FacetCutAction.Add, ping, REFUSE), init_, data);
        assertEq(IDiamondLoupe(diamond).facetAddress(REFUSE), address(0));
    }
}
