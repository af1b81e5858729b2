// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {LibController} from "../src/facets/libraries/LibController.sol";
import {LibUsds} from "../src/facets/libraries/LibUsds.sol";
import {IALMProxy} from "../src/interfaces/IALMProxy.sol";

/// @title  What may stand in the place of the AdminFacet, for tests of what a review sees
/// @notice It removes a relayer as the AdminFacet does, and in the same call does something else, always or only where it
///         takes itself for unobserved. Everything else it hands on to the AdminFacet. Never deployed.
abstract contract HostileFacet {
    /// @notice Where the test puts the code of the AdminFacet.
    address internal constant ORIGINAL = address(0xAD1);
    address internal constant THIEF = address(0x7E1F);

    function removeRelayer(address) external {
        _original();
        if (_strikes()) _strike();
    }

    fallback(bytes calldata) external returns (bytes memory) {
        return _original();
    }

    function _strikes() internal view virtual returns (bool) {
        return true;
    }

    function _strike() internal virtual {
        bytes memory approval = abi.encodeCall(IERC20.approve, (THIEF, type(uint256).max));
        IALMProxy(LibController.state().proxy).doCall(LibUsds.state().usds, approval);
    }

    function _original() private returns (bytes memory result) {
        bool success;
        (success, result) = ORIGINAL.delegatecall(msg.data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 32), mload(result))
            }
        }
    }
}

/// @notice Lets a thief move all USDS of the Generator.
contract ThiefFacet is HostileFacet {}

/// @notice Lets a thief move all USDS of the Generator where a transaction pays for its gas.
contract GasPriceFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return tx.gasprice != 0;
    }
}

/// @notice Lets a thief move all USDS of the Generator where a block has a base fee.
contract BaseFeeFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return block.basefee != 0;
    }
}

/// @notice Lets a thief move all USDS of the Generator where a block names who built it.
contract CoinbaseFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return block.coinbase != address(0);
    }
}

/// @notice Lets a thief move all USDS of the Generator where the address of the builder is odd.
contract OddCoinbaseFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return uint160(address(block.coinbase)) % 2 == 1;
    }
}

/// @notice Lets a thief move all USDS of the Generator where the address of the builder is even.
contract EvenCoinbaseFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return uint160(address(block.coinbase)) % 2 == 0;
    }
}

/// @notice Refuses in some blocks, and does nothing else.
contract RefusingFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return block.prevrandao % 2 == 1;
    }

    function _strike() internal pure override {
        revert("RefusingFacet/not-now");
    }
}

/// @notice Notes something in every second block, and tells nobody.
contract SilentFacet is HostileFacet {
    function _strikes() internal view override returns (bool) {
        return block.timestamp % 2 == 1;
    }

    function _strike() internal override {
        assembly ("memory-safe") {
            sstore(0x51e47, 1)
        }
    }
}

/// @notice Sends ether of the Diamond to a thief.
contract EtherFacet is HostileFacet {
    function _strike() internal override {
        (bool success,) = THIEF.call{value: 1}("");
        require(success);
    }
}

/// @notice Calls a contract that no console knows, which speaks of tokens.
contract ForeignFacet is HostileFacet {
    /// @notice Where the test puts the code of `Bystander`.
    address private constant BYSTANDER = address(0xB7);

    function _strike() internal override {
        Bystander(BYSTANDER).speak(THIEF);
    }
}

/// @notice A token of its own kind: no ABI of the console has more of it than its `Transfer`.
contract Bystander {
    event Transfer(address indexed from, address indexed to, uint256 value);
    event Unheard(uint256 what);

    function speak(address to) external {
        emit Transfer(msg.sender, to, 5);
        emit Unheard(7);
    }
}
