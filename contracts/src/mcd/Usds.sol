// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {Nonces} from "@openzeppelin/contracts/utils/Nonces.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {IUsds} from "../interfaces/IUsds.sol";

/// @notice See {IUsds}.
contract Usds is IUsds, EIP712, Nonces {
    bytes32 private constant PERMIT_TYPEHASH =
        keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");

    /// @notice Name of the token.
    string public constant override name = "USDS Stablecoin";

    /// @notice Symbol of the token.
    string public constant override symbol = "USDS";

    /// @notice Decimals of the token.
    uint8 public constant override decimals = 18;

    /// @inheritdoc IUsds
    mapping(address usr => uint256) public override wards;

    /// @notice Tokens in existence [wad].
    uint256 public override totalSupply;

    /// @notice Tokens of an account [wad].
    mapping(address owner => uint256) public override balanceOf;

    /// @notice What `spender` may move of `owner` [wad]; `2^256 - 1` is never used up.
    mapping(address owner => mapping(address spender => uint256)) public override allowance;

    modifier auth() {
        require(wards[msg.sender] == 1, "Usds/not-authorized");
        _;
    }

    constructor() EIP712(name, "1") {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    // --- Administration ---

    /// @inheritdoc IUsds
    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    /// @inheritdoc IUsds
    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    // --- ERC-20 ---

    /// @notice Moves tokens of the caller [wad].
    function transfer(address to, uint256 value) external override returns (bool) {
        _move(msg.sender, to, value);
        return true;
    }

    /// @notice Moves tokens of `from` [wad].
    function transferFrom(address from, address to, uint256 value) external override returns (bool) {
        _move(from, to, value);
        return true;
    }

    /// @notice Lets `spender` move tokens of the caller [wad].
    function approve(address spender, uint256 value) external override returns (bool) {
        allowance[msg.sender][spender] = value;
        emit Approval(msg.sender, spender, value);
        return true;
    }

    /// @inheritdoc IUsds
    function mint(address to, uint256 value) external override auth {
        _requireReceiver(to);
        totalSupply += value;
        balanceOf[to] += value;
        emit Transfer(address(0), to, value);
    }

    /// @inheritdoc IUsds
    function burn(address from, uint256 value) external override {
        _spend(from, value);
        totalSupply -= value;
        emit Transfer(from, address(0), value);
    }

    // --- EIP-2612 ---

    /// @notice Sets an allowance by signature of `owner`, who may be a contract (ERC-1271).
    /// @dev    Reverts as the `permit` that takes bytes.
    function permit(address owner, address spender, uint256 value, uint256 deadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
    {
        permit(owner, spender, value, deadline, abi.encodePacked(r, s, v));
    }

    /// @inheritdoc IUsds
    function permit(address owner, address spender, uint256 value, uint256 deadline, bytes memory signature)
        public
        override
    {
        require(block.timestamp <= deadline, "Usds/permit-expired");
        require(owner != address(0), "Usds/invalid-owner");

        bytes32 structHash = keccak256(abi.encode(PERMIT_TYPEHASH, owner, spender, value, _useNonce(owner), deadline));
        bool valid = SignatureChecker.isValidSignatureNow(owner, _hashTypedDataV4(structHash), signature);
        require(valid, "Usds/invalid-permit");

        allowance[owner][spender] = value;
        emit Approval(owner, spender, value);
    }

    /// @notice How many permits of `owner` were used.
    function nonces(address owner) public view override(IERC20Permit, Nonces) returns (uint256) {
        return super.nonces(owner);
    }

    /// @notice EIP-712 domain of the permits.
    function DOMAIN_SEPARATOR() external view override returns (bytes32) {
        return _domainSeparatorV4();
    }

    function _move(address from, address to, uint256 value) private {
        _requireReceiver(to);
        _spend(from, value);
        balanceOf[to] += value;
        emit Transfer(from, to, value);
    }

    // Takes tokens from `from` on behalf of the caller.
    function _spend(address from, uint256 value) private {
        uint256 balance = balanceOf[from];
        require(balance >= value, "Usds/insufficient-balance");
        balanceOf[from] = balance - value;

        uint256 allowed = allowance[from][msg.sender];
        if (from == msg.sender || allowed == type(uint256).max) return;
        require(allowed >= value, "Usds/insufficient-allowance");
        allowance[from][msg.sender] = allowed - value;
    }

    function _requireReceiver(address to) private view {
        require(to != address(0) && to != address(this), "Usds/invalid-address");
    }
}
