// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

import {IBeamState} from "../interfaces/IBeamState.sol";

/// @title Storage of the Configurator Unit
contract BeamState is IBeamState {
    uint256 internal constant WAD = 1e18;

    /// @dev Key of the entry that holds for every RateLimits contract or controller.
    address internal constant GENERAL = address(0);

    mapping(address usr => uint256 allowed) public override wards;
    mapping(address usr => bytes32 roles) public override userRoles;
    mapping(bytes4 sig => bytes32 roles) public override actionsRoles;
    mapping(address rateLimits_ => uint256 added) public override rateLimits;
    mapping(address controller => uint256 added) public override controllers;
    mapping(address cBeam => uint256 added) public override cBeams;
    mapping(address rateLimits_ => mapping(address cBeam => uint256 allowed)) public override rateLimitsCBeams;
    mapping(address controller => mapping(address cBeam => uint256 allowed)) public override controllersCBeams;
    mapping(bytes32 key => mapping(address rateLimits_ => DefaultRateLimits)) public override initRateLimits;
    mapping(bytes32 key => mapping(address controller => bool)) public override initControllerActions;
    mapping(address rateLimits_ => uint256 value) public override hop;
    mapping(address rateLimits_ => uint256 value) public override maxChange;
    bool public override stopped;

    modifier auth() {
        require(wards[msg.sender] == 1, "BeamState/not-authorized");
        _;
    }

    modifier roleAuth() {
        require(
            wards[msg.sender] == 1 || userRoles[msg.sender] & actionsRoles[msg.sig] != 0,
            "BeamState/role-not-authorized"
        );
        _;
    }

    constructor() {
        wards[msg.sender] = 1;
        emit Rely(msg.sender);
    }

    // --- Effective values ---

    function hasUserRole(address usr, uint8 role) external view override returns (bool) {
        return userRoles[usr] & _bit(role) != 0;
    }

    function isActionInRole(bytes4 sig, uint8 role) external view override returns (bool) {
        return actionsRoles[sig] & _bit(role) != 0;
    }

    function getHop(address rateLimits_) external view override returns (uint256) {
        uint256 specific = hop[rateLimits_];
        return specific == 0 ? hop[GENERAL] : specific;
    }

    function getMaxChange(address rateLimits_) external view override returns (uint256) {
        uint256 specific = maxChange[rateLimits_];
        return specific == 0 ? maxChange[GENERAL] : specific;
    }

    function getInitRateLimits(bytes32 key, address rateLimits_)
        external
        view
        override
        returns (DefaultRateLimits memory)
    {
        DefaultRateLimits memory specific = initRateLimits[key][rateLimits_];
        return specific.maxAmount == 0 && specific.slope == 0 ? initRateLimits[key][GENERAL] : specific;
    }

    function isControllerActionEnabled(bytes32 key, address controller) external view override returns (bool) {
        return initControllerActions[key][GENERAL] || initControllerActions[key][controller];
    }

    // --- Administration ---

    function rely(address usr) external override auth {
        wards[usr] = 1;
        emit Rely(usr);
    }

    function deny(address usr) external override auth {
        wards[usr] = 0;
        emit Deny(usr);
    }

    function setUserRole(address who, uint8 role, bool enabled) external override auth {
        userRoles[who] = _withBit(userRoles[who], role, enabled);
        emit SetUserRole(who, role, enabled);
    }

    function setRoleAction(uint8 role, bytes4 sig, bool enabled) external override auth {
        actionsRoles[sig] = _withBit(actionsRoles[sig], role, enabled);
        emit SetRoleAction(role, sig, enabled);
    }

    // --- Switch ---

    function stop() external override roleAuth {
        stopped = true;
        emit Stop();
    }

    function start() external override roleAuth {
        stopped = false;
        emit Start();
    }

    // --- Pace of increases ---

    function setHop(address rateLimits_, uint256 value) external override roleAuth {
        hop[rateLimits_] = value;
        emit SetHop(rateLimits_, value);
    }

    function setMaxChange(address rateLimits_, uint256 value) external override roleAuth {
        require(value >= WAD, "BeamState/maxChange-below-1x");
        maxChange[rateLimits_] = value;
        emit SetMaxChange(rateLimits_, value);
    }

    // --- Registrations ---

    function addRateLimits(address rateLimits_) external override roleAuth {
        rateLimits[rateLimits_] = 1;
        emit AddRateLimits(rateLimits_);
    }

    function delRateLimits(address rateLimits_) external override roleAuth {
        rateLimits[rateLimits_] = 0;
        emit DelRateLimits(rateLimits_);
    }

    function addController(address controller) external override roleAuth {
        controllers[controller] = 1;
        emit AddController(controller);
    }

    function delController(address controller) external override roleAuth {
        controllers[controller] = 0;
        emit DelController(controller);
    }

    function addCBeam(address cBeam) external override roleAuth {
        cBeams[cBeam] = 1;
        emit AddCBeam(cBeam);
    }

    function delCBeam(address cBeam) external override roleAuth {
        cBeams[cBeam] = 0;
        emit DelCBeam(cBeam);
    }

    // --- Pairs ---

    function setCBeamForRateLimits(address rateLimits_, address cBeam) external override roleAuth {
        require(rateLimits[rateLimits_] == 1, "BeamState/not-existing-rateLimits");
        require(cBeams[cBeam] == 1, "BeamState/not-existing-cBeam");
        rateLimitsCBeams[rateLimits_][cBeam] = 1;
        emit SetCBeamForRateLimits(rateLimits_, cBeam);
    }

    function unsetCBeamForRateLimits(address rateLimits_, address cBeam) external override roleAuth {
        rateLimitsCBeams[rateLimits_][cBeam] = 0;
        emit UnsetCBeamForRateLimits(rateLimits_, cBeam);
    }

    function setCBeamForController(address controller, address cBeam) external override roleAuth {
        require(controllers[controller] == 1, "BeamState/not-existing-controller");
        require(cBeams[cBeam] == 1, "BeamState/not-existing-cBeam");
        controllersCBeams[controller][cBeam] = 1;
        emit SetCBeamForController(controller, cBeam);
    }

    function unsetCBeamForController(address controller, address cBeam) external override roleAuth {
        controllersCBeams[controller][cBeam] = 0;
        emit UnsetCBeamForController(controller, cBeam);
    }

    // --- Initial values and approved calls ---

    function addInitRateLimits(bytes32 key, address rateLimits_, uint256 maxAmount, uint256 slope)
        external
        override
        roleAuth
    {
        initRateLimits[key][rateLimits_] = DefaultRateLimits(maxAmount, slope);
        emit AddInitRateLimits(key, rateLimits_, maxAmount, slope);
    }

    function delInitRateLimits(bytes32 key, address rateLimits_) external override roleAuth {
        delete initRateLimits[key][rateLimits_];
        emit DelInitRateLimits(key, rateLimits_);
    }

    function addInitControllerActions(bytes calldata data, address controller)
        external
        override
        roleAuth
        returns (bytes32 key)
    {
        key = keccak256(data);
        initControllerActions[key][controller] = true;
        emit AddInitControllerActions(key, controller);
    }

    function delInitControllerActions(bytes32 key, address controller) external override roleAuth {
        delete initControllerActions[key][controller];
        emit DelInitControllerActions(key, controller);
    }

    // --- Bitmasks ---

    function _bit(uint8 role) private pure returns (bytes32) {
        return bytes32(uint256(1) << role);
    }

    function _withBit(bytes32 roles, uint8 role, bool enabled) private pure returns (bytes32) {
        return enabled ? roles | _bit(role) : roles & ~_bit(role);
    }
}
