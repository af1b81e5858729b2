import { lctsQueueAbi, srUsdsAbi, srUsdsFacetAbi, sUsdsAbi, usdsAbi } from '@/lib/abi'
import { WAD } from '@/lib/math'
import { DAY } from '../amounts'
import { callOf } from '../chain'
import { ADMIN, anyone, by, hashed, missing, nobody, only, type Rule, type Step, type Table } from './rules'
import type { World } from './world'

const OPERATOR = hashed('LCTS_OPERATOR')
const COUNCIL = hashed('CORE_COUNCIL')

/** The world is set up in the morning, so that the lock that is due is that of the day before. */
const lockDay = (w: World): Step[] => [
  by(w.by.lctsOperator, callOf(w.at.diamond, { abi: srUsdsFacetAbi, functionName: 'lockQueues' })),
]

/** Governance gives the stranger USDS, who lets the queue have them. */
const fund = (w: World): Step[] => [
  by(w.by.governance, callOf(w.at.usds, { abi: usdsAbi, functionName: 'mint', args: [w.by.stranger, WAD] })),
  by(
    w.by.stranger,
    callOf(w.at.usds, { abi: usdsAbi, functionName: 'approve', args: [w.at.subscribeQueue, WAD] }),
  ),
]

/** The stranger waits in the queue. */
const wait = (w: World): Step[] => [
  ...fund(w),
  by(
    w.by.stranger,
    callOf(w.at.subscribeQueue, { abi: lctsQueueAbi, functionName: 'enterUsds', args: [WAD] }),
  ),
]

/** The stranger has sUSDS, and lets the queue have it: as one who waited and left again. */
const inSUsds = (w: World): Step[] => [
  ...wait(w),
  by(w.by.stranger, callOf(w.at.subscribeQueue, { abi: lctsQueueAbi, functionName: 'claimAndExit' })),
  by(
    w.by.stranger,
    callOf(w.at.sUsds, { abi: sUsdsAbi, functionName: 'approve', args: [w.at.subscribeQueue, WAD] }),
  ),
]

const locked = (w: World): Step[] => [
  ...wait(w),
  by(w.by.diamond, callOf(w.at.subscribeQueue, { abi: lctsQueueAbi, functionName: 'lock' })),
]

/** All that waited was converted, and is there to be claimed. */
const converted = (w: World): Step[] => [
  ...locked(w),
  by(
    w.by.diamond,
    callOf(w.at.srUsds, { abi: srUsdsAbi, functionName: 'mint', args: [w.at.subscribeQueue, WAD] }),
  ),
  by(
    w.by.diamond,
    callOf(w.at.subscribeQueue, { abi: lctsQueueAbi, functionName: 'settle', args: [WAD, WAD] }),
  ),
]

/** The stranger has srUSDS, which the Diamond may burn. */
const held = (w: World): Step[] => [
  by(w.by.diamond, callOf(w.at.srUsds, { abi: srUsdsAbi, functionName: 'mint', args: [w.by.stranger, WAD] })),
]

const nothingTo = (w: World) => [w.by.stranger, 0n]

/** The functions of a token, which everybody has for his own. */
const token: Readonly<Record<string, Rule>> = {
  'transfer(address,uint256)': anyone(nothingTo),
  'approve(address,uint256)': anyone(nothingTo),
  'transferFrom(address,address,uint256)': anyone((w) => [w.by.donor, w.by.stranger, 0n]),
}

const NOT_OPERATOR = 'LctsQueue/not-operator'
const NOT_CONTROLLER = 'HoldingSystem/not-controller'

export const srUsds: Table = {
  SrUsdsFacet: {
    at: 'diamond',
    rules: {
      'publishSettlement(uint256,uint128,uint64)': only('coreCouncil', missing(COUNCIL), (w) => [
        w.now / DAY + 2n,
        WAD,
        WAD,
      ]),
      'lockQueues()': only('lctsOperator', missing(OPERATOR)),
      'settleQueues()': only('lctsOperator', missing(OPERATOR), () => [], { before: lockDay }),
    },
  },

  // Serves by delegatecall in a cut, and refuses everybody who calls it by itself.
  SrUsdsInit: {
    at: 'srUsdsInit',
    rules: {
      'init((address,address,address,address,uint32,uint32))': nobody(missing(ADMIN), (w) => [
        {
          token: w.at.srUsds,
          subscribeQueue: w.at.subscribeQueue,
          redeemQueue: w.at.redeemQueue,
          holdingSystem: w.at.holdingSystem,
          lockAt: 1,
          settleAt: 2,
        },
      ]),
    },
  },

  SrUsds: {
    at: 'srUsds',
    rules: {
      ...token,
      'mint(address,uint256)': only('diamond', 'SrUsds/not-minter', (w) => [w.by.stranger, WAD]),
      'burn(address,uint256)': only('diamond', 'SrUsds/not-minter', (w) => [w.by.stranger, WAD], {
        before: held,
      }),
    },
  },

  LctsQueue: {
    at: 'subscribeQueue',
    rules: {
      'enter(uint256)': anyone(() => [WAD], { before: inSUsds }),
      'enterUsds(uint256)': anyone(() => [WAD], { before: fund }),
      'claim()': anyone(() => [], { before: wait }),
      'claimAndExit()': anyone(() => [], { before: wait }),
      'claimFinalized(address)': anyone((w) => [w.by.stranger], { before: converted }),
      'lock()': only('diamond', NOT_OPERATOR, () => [], { before: wait }),
      'settle(uint256,uint256)': only('diamond', NOT_OPERATOR, () => [0n, 0n], { before: locked }),
    },
  },

  HoldingSystem: {
    at: 'holdingSystem',
    rules: {
      'setExchangeRate(uint256)': only('diamond', NOT_CONTROLLER, () => [WAD]),
      'pay(address,uint256)': only('diamond', NOT_CONTROLLER, nothingTo),
    },
  },

  SUsds: {
    at: 'sUsds',
    rules: {
      ...token,
      'deposit(uint256,address)': anyone((w) => [0n, w.by.stranger]),
      'mint(uint256,address)': anyone((w) => [0n, w.by.stranger]),
      'withdraw(uint256,address,address)': anyone((w) => [0n, w.by.stranger, w.by.stranger]),
      'redeem(uint256,address,address)': anyone((w) => [0n, w.by.stranger, w.by.stranger]),
    },
  },
}
