// SPDX-License-Identifier: AGPL-3.0-or-later
pragma solidity ^0.8.30;

/// @notice srUSDS of one Generator. All zero where it issues none.
struct SrUsdsInstance {
    // sUSDS, in which users pay and are paid.
    address underlying;
    address token;
    address subscribeQueue;
    address redeemQueue;
    address holdingSystem;
}

struct SrUsdsConfig {
    // Who locks and settles, and who publishes capacity and yield.
    address operator;
    address coreCouncil;
    // Who gets what a haircut takes.
    address lossReceiver;
    // When lock and settlement are due [s of the day, UTC].
    uint32 lockAt;
    uint32 settleAt;
}
