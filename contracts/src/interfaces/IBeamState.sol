// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @title Storage of the Configurator Unit: who may change which PAU, how far and how often.
/// @notice Administration is by wards. Everything else is by role: a bit of `userRoles` that is also set in
/// `actionsRoles` of the called function. A deployment uses role 1 (DELAYED, held by the timelock) and role 2 (IMMEDIATE,
/// held by the Core Council).
interface IBeamState {
    /// @param maxAmount Ceiling of the limit [units of the limited asset]
    /// @param slope Growth of the limit [units per second]
    struct DefaultRateLimits {
        uint256 maxAmount;
        uint256 slope;
    }

    event Rely(address indexed usr);
    event Deny(address indexed usr);
    event SetUserRole(address indexed who, uint8 indexed role, bool enabled);
    event SetRoleAction(uint8 indexed role, bytes4 sig, bool enabled);
    event Stop();
    event Start();
    event SetHop(address indexed rateLimits_, uint256 value);
    event SetMaxChange(address indexed rateLimits_, uint256 value);
    event AddCBeam(address indexed cBeam);
    event DelCBeam(address indexed cBeam);
    event AddRateLimits(address indexed rateLimits_);
    event DelRateLimits(address indexed rateLimits_);
    event AddController(address indexed controller);
    event DelController(address indexed controller);
    event SetCBeamForController(address indexed controller, address indexed cBeam);
    event UnsetCBeamForController(address indexed controller, address indexed cBeam);
    event SetCBeamForRateLimits(address indexed rateLimits_, address indexed cBeam);
    event UnsetCBeamForRateLimits(address indexed rateLimits_, address indexed cBeam);
    event AddInitRateLimits(bytes32 indexed key, address indexed rateLimits_, uint256 maxAmount, uint256 slope);
    event DelInitRateLimits(bytes32 indexed key, address indexed rateLimits_);
    event AddInitControllerActions(bytes32 indexed key, address indexed controller);
    event DelInitControllerActions(bytes32 indexed key, address indexed controller);

    // --- Stored values, without fallback to the general entry ---

    function wards(address usr) external view returns (uint256);
    function userRoles(address usr) external view returns (bytes32);
    function actionsRoles(bytes4 sig) external view returns (bytes32);
    function rateLimits(address rateLimits_) external view returns (uint256);
    function controllers(address controller) external view returns (uint256);
    function cBeams(address cBeam) external view returns (uint256);
    function rateLimitsCBeams(address rateLimits_, address cBeam) external view returns (uint256);
    function controllersCBeams(address controller, address cBeam) external view returns (uint256);
    function initRateLimits(bytes32 key, address rateLimits_) external view returns (uint256 maxAmount, uint256 slope);
    function initControllerActions(bytes32 key, address controller) external view returns (bool);
    function hop(address rateLimits_) external view returns (uint256);
    function maxChange(address rateLimits_) external view returns (uint256);

    /// @notice Whether every function of the Configurator is switched off.
    function stopped() external view returns (bool);

    // --- Effective values ---

    function hasUserRole(address usr, uint8 role) external view returns (bool);
    function isActionInRole(bytes4 sig, uint8 role) external view returns (bool);

    /// @notice Time between two increases of one key [s]; the general entry where the specific one is 0.
    function getHop(address rateLimits_) external view returns (uint256);

    /// @notice Largest factor of one increase [wad]; the general entry where the specific one is 0.
    function getMaxChange(address rateLimits_) external view returns (uint256);

    /// @notice Values that may be set whatever the current ones are; the general entry where the specific one
    /// is (0, 0). (2^256-1, 0) stands for unlimited.
    function getInitRateLimits(bytes32 key, address rateLimits_) external view returns (DefaultRateLimits memory);

    /// @notice Whether the call data that hash to `key` are approved for `controller` or for every controller.
    function isControllerActionEnabled(bytes32 key, address controller) external view returns (bool);

    // --- Wards only: `BeamState/not-authorized` ---

    function rely(address usr) external;
    function deny(address usr) external;
    function setUserRole(address who, uint8 role, bool enabled) external;
    function setRoleAction(uint8 role, bytes4 sig, bool enabled) external;

    // --- By role, or a ward: `BeamState/role-not-authorized` ---

    function stop() external;
    function start() external;

    /// @param rateLimits_ The RateLimits contract, or zero for the general entry
    /// @param value Time between two increases [s]; 0 falls back to the general entry
    function setHop(address rateLimits_, uint256 value) external;

    /// @param rateLimits_ The RateLimits contract, or zero for the general entry
    /// @param value Factor [wad], at least 1: `BeamState/maxChange-below-1x`
    function setMaxChange(address rateLimits_, uint256 value) external;

    function addRateLimits(address rateLimits_) external;

    /// @notice Bars new pairs with `rateLimits_`. Existing pairs keep working until they are unset; the same
    /// holds for `delController` and `delCBeam`.
    function delRateLimits(address rateLimits_) external;
    function addController(address controller) external;
    function delController(address controller) external;
    function addCBeam(address cBeam) external;
    function delCBeam(address cBeam) external;

    /// @notice Lets `cBeam` set limits; reverts `BeamState/not-existing-rateLimits`,
    /// `BeamState/not-existing-cBeam`.
    function setCBeamForRateLimits(address rateLimits_, address cBeam) external;
    function unsetCBeamForRateLimits(address rateLimits_, address cBeam) external;

    /// @notice Lets `cBeam` act on `controller`; reverts `BeamState/not-existing-controller`,
    /// `BeamState/not-existing-cBeam`.
    function setCBeamForController(address controller, address cBeam) external;
    function unsetCBeamForController(address controller, address cBeam) external;

    function addInitRateLimits(bytes32 key, address rateLimits_, uint256 maxAmount, uint256 slope) external;
    function delInitRateLimits(bytes32 key, address rateLimits_) external;

    /// @notice Approves exactly this call data. Only its hash is kept, so the words are found in the payload of
    /// the scheduling transaction and nowhere else.
    /// @param controller The controller, or zero for every controller
    function addInitControllerActions(bytes calldata data, address controller) external returns (bytes32 key);
    function delInitControllerActions(bytes32 key, address controller) external;
}
