import { type Address, erc20Abi, getAbiItem, toFunctionSelector } from 'viem'
import { diamondLoupeFacetAbi, holdingSystemAbi, lctsQueueAbi, srUsdsAbi, srUsdsFacetAbi } from '@/lib/abi'
import type {
  PositionFacts,
  PublicationFacts,
  QueueFacts,
  SrUsdsFacts,
  SrUsdsWireFacts,
} from '@/lib/console/facts/srusds'
import type { Watchlist } from '@/lib/console/facts/watchlist'
import type { Deployment, GeneratorDeployment, SrUsdsDeployment } from '@/lib/deployment'
import { type Side, settleDayAt, type Timetable } from '@/lib/lcts'
import { andThen, field } from '@/lib/leaf'
import type { BlockRef } from '@/lib/leaf/source'
import type { Ask } from '../read/ask'
import { token } from './limits'
import { gatherRelayers, gatherRole, hasRegistry } from './roles'
import { inRay, inShares, inWad } from './units'

const settling = toFunctionSelector(getAbiItem({ abi: srUsdsFacetAbi, name: 'settleQueues' }))

/** What a Generator issues srUSDS by: both queues, the rate with what stands behind it, and who acts. */
export function gatherSrUsds(
  ask: Ask,
  deployment: Deployment,
  generator: GeneratorDeployment,
  parts: SrUsdsDeployment,
  known: Watchlist,
  block: BlockRef,
): SrUsdsFacts {
  const { diamond } = generator.addresses
  const { lockAt, settleAt, exitDays, ...addresses } = parts
  const timetable = { lockAt: BigInt(lockAt), settleAt: BigInt(settleAt) }
  const days = ask.call(diamond, srUsdsFacetAbi, 'settlementDays')
  const balance = (of: Address, holder: Address) => inWad(ask.call(of, erc20Abi, 'balanceOf', holder))
  return {
    addresses,
    timetable,
    exitDays,
    wires: gatherWires(ask, diamond, parts),
    srUsds: token(ask, ask.call(diamond, srUsdsFacetAbi, 'srUsdsToken')),
    sUsds: token(ask, ask.call(parts.holdingSystem, holdingSystemAbi, 'asset')),
    subscribe: gatherQueue(ask, 'subscribe', parts, known),
    redeem: gatherQueue(ask, 'redeem', parts, known),
    rate: inWad(ask.call(parts.holdingSystem, holdingSystemAbi, 'exchangeRate')),
    supply: inWad(ask.call(parts.token, erc20Abi, 'totalSupply')),
    held: balance(parts.underlying, parts.holdingSystem),
    lockedDay: field(days, 0),
    settledDay: field(days, 1),
    publications: gatherPublications(ask, diamond, timetable, block),
    operators: gatherRelayers(ask, diamond, hasRegistry(deployment, generator.unit), 'LCTS_OPERATOR'),
    council: gatherRole(ask, diamond, 'CORE_COUNCIL'),
    locks: ofDiamond(known.locks, diamond),
    settlements: ofDiamond(known.settlements, diamond),
  }
}

function ofDiamond<E extends { readonly diamond: Address }>(
  events: readonly E[],
  diamond: Address,
): readonly Omit<E, 'diamond'>[] {
  return events.flatMap(({ diamond: of, ...event }) => (of === diamond ? [event] : []))
}

function gatherWires(
  ask: Ask,
  diamond: Address,
  { token: srUsds, holdingSystem }: SrUsdsDeployment,
): SrUsdsWireFacts {
  const times = ask.call(diamond, srUsdsFacetAbi, 'settlementTimes')
  return {
    token: ask.call(diamond, srUsdsFacetAbi, 'srUsdsToken'),
    subscribeQueue: ask.call(diamond, srUsdsFacetAbi, 'subscribeQueue'),
    redeemQueue: ask.call(diamond, srUsdsFacetAbi, 'redeemQueue'),
    holdingSystem: ask.call(diamond, srUsdsFacetAbi, 'holdingSystem'),
    lockAt: field(times, 0),
    settleAt: field(times, 1),
    minter: ask.call(srUsds, srUsdsAbi, 'minter'),
    controller: ask.call(holdingSystem, holdingSystemAbi, 'controller'),
    asset: ask.call(holdingSystem, holdingSystemAbi, 'asset'),
    backs: ask.call(holdingSystem, holdingSystemAbi, 'srUsds'),
    lossReceiver: ask.call(holdingSystem, holdingSystemAbi, 'lossReceiver'),
    facet: ask.call(diamond, diamondLoupeFacetAbi, 'facetAddress', settling),
  }
}

/** A queue, with what each account has in it that somebody connected or looks at. */
function gatherQueue(ask: Ask, id: Side, parts: SrUsdsDeployment, known: Watchlist): QueueFacts {
  const [address, asset, reward] =
    id === 'subscribe'
      ? [parts.subscribeQueue, parts.underlying, parts.token]
      : [parts.redeemQueue, parts.token, parts.underlying]
  const balance = (of: Address) => inWad(ask.call(of, erc20Abi, 'balanceOf', address))
  return {
    id,
    address,
    operator: ask.call(address, lctsQueueAbi, 'operator'),
    asset: ask.call(address, lctsQueueAbi, 'asset'),
    reward: ask.call(address, lctsQueueAbi, 'reward'),
    gen: ask.call(address, lctsQueueAbi, 'gen'),
    status: ask.call(address, lctsQueueAbi, 'status'),
    totalShares: inShares(ask.call(address, lctsQueueAbi, 'totalShares')),
    totalUnderlying: inWad(ask.call(address, lctsQueueAbi, 'totalUnderlying')),
    rewardPerToken: inRay(ask.call(address, lctsQueueAbi, 'rewardPerToken')),
    undistributed: inWad(ask.call(address, lctsQueueAbi, 'undistributed')),
    lockedAt: ask.call(address, lctsQueueAbi, 'lockedAt'),
    unclaimedReward: inWad(ask.call(address, lctsQueueAbi, 'unclaimedReward')),
    unclaimedUnderlying: inWad(ask.call(address, lctsQueueAbi, 'unclaimedUnderlying')),
    assetHeld: balance(asset),
    rewardHeld: balance(reward),
    positions: known.accounts.map((account) => gatherPosition(ask, address, asset, account)),
  }
}

function gatherPosition(ask: Ask, queue: Address, asset: Address, account: Address): PositionFacts {
  const stored = ask.call(queue, lctsQueueAbi, 'positions', account)
  const gen = field(stored, 0)
  const fixed = (name: 'finalRewardPerToken' | 'finalUnderlyingPerToken') =>
    inRay(andThen(gen, (of) => ask.call(queue, lctsQueueAbi, name, of)))
  return {
    id: account,
    held: inWad(ask.call(asset, erc20Abi, 'balanceOf', account)),
    allowance: inWad(ask.call(asset, erc20Abi, 'allowance', account, queue)),
    gen,
    shares: inShares(field(stored, 1)),
    rewardDebt: inRay(field(stored, 2)),
    final:
      gen.ok && gen.value === 0n
        ? null
        : {
            rewardPerToken: fixed('finalRewardPerToken'),
            underlyingPerToken: fixed('finalUnderlyingPerToken'),
          },
  }
}

/** How many settlements after the last that was due are asked for. */
const AHEAD = 2n

function gatherPublications(
  ask: Ask,
  diamond: Address,
  timetable: Timetable,
  { timestamp }: BlockRef,
): readonly PublicationFacts[] {
  const last = settleDayAt(timetable, timestamp)
  return Array.from({ length: Number(AHEAD) + 1 }, (_, n) => {
    const day = last + BigInt(n)
    const stored = ask.call(diamond, srUsdsFacetAbi, 'publication', day)
    return {
      id: String(day),
      day,
      published: field(stored, 'published'),
      capacity: inWad(field(stored, 'capacity')),
      factor: inWad(field(stored, 'factor')),
    }
  })
}
