import { type Address, erc20Abi } from 'viem'
import type { Saver } from '@/contracts/script/acts/srusds'
import { roles } from '@/contracts/script/roles'
import { almProxyAbi, lctsQueueAbi, srUsdsFacetAbi } from '@/lib/abi'
import type { ClaimFinalizedRequest, PublishSettlementRequest } from '@/lib/actions'
import { lockDayAt, lockDue, type Side, settleDue } from '@/lib/lcts'
import { MAX_UINT256, WAD, type Wad, wad } from '@/lib/math'
import { role } from './hostile/target'
import { safeOf } from './safe-steps'
import { modelAt, type Scene, type Step } from './scene'
import { call } from './stages/simulate'

/** What the Generator of the scenario issues srUSDS by, with the day whose lock is due next [days since 1970]. */
export function srUsdsOf(scene: Scene) {
  const [generator] = scene.deployment.generators
  const parts = generator?.srUsds
  if (!generator || !parts) throw new RangeError('The scenario has no srUSDS')
  const times = { lockAt: BigInt(parts.lockAt), settleAt: BigInt(parts.settleAt) }
  return {
    ...{ parts, times, diamond: generator.addresses.diamond },
    nextDay: lockDayAt(times, modelAt(scene).time) + 1n,
  }
}

/** The LCTS operator of the scenario locks or settles. */
export const operated = (scene: Scene, functionName: 'lockQueues' | 'settleQueues'): Step =>
  call(roles.lctsOperator.address, srUsdsOf(scene).diamond, { abi: srUsdsFacetAbi, functionName })

/** The hour of the next lock comes. @param more days after it */
export function lockIsDue(scene: Scene, more = 0n): Step {
  const { times, nextDay } = srUsdsOf(scene)
  return { until: lockDue(times, nextDay + more) }
}

/** What the Core Council publishes beyond netting, and what a saver redeems. */
const [CAPACITY, REDEEMED] = [3_000n * WAD, 1_000n * WAD]

/**
 * The Core Council publishes the day after the next, a saver redeems, and both queues are locked on that day until their
 * settlement is due.
 */
export function settlementIsDue(scene: Scene, factor: Wad | bigint): readonly Step[] {
  const { times, nextDay, diamond } = srUsdsOf(scene)
  const day = nextDay + 1n
  const published = {
    ...{ abi: srUsdsFacetAbi, functionName: 'publishSettlement', args: [day, CAPACITY, factor] },
  }
  return [
    call(roles.coreCouncil.address, diamond, published),
    ...redeeming(scene),
    { until: lockDue(times, day) },
    operated(scene, 'lockQueues'),
    { until: settleDue(times, day) },
  ]
}

/** A request that publishes a settlement. @param more days after the next that is locked */
export function publication(scene: Scene, more: bigint, factor: bigint): PublishSettlementRequest {
  const { diamond, nextDay } = srUsdsOf(scene)
  return {
    ...{ kind: 'publish-settlement', generator: diamond, day: nextDay + more },
    ...{ capacity: wad(CAPACITY), factor: wad(factor) },
  }
}

/** A saver enters the RedeemQueue. */
export function redeeming(scene: Scene): readonly Step[] {
  const { parts } = srUsdsOf(scene)
  const { address } = roles.saver1
  return [
    call(address, parts.token, {
      ...{ abi: erc20Abi, functionName: 'approve', args: [parts.redeemQueue, REDEEMED] },
    }),
    call(address, parts.redeemQueue, { abi: lctsQueueAbi, functionName: 'enter', args: [REDEEMED] }),
  ]
}

/** A request that has a saver paid what a generation owes that has ended. */
export const ended = (scene: Scene, queue: Side, saver: Saver): ClaimFinalizedRequest => ({
  ...{ kind: 'claim-finalized', queue, generator: scene.stage.diamond },
  user: roles[saver].address,
})

/** Somebody has a saver paid what a generation owes that has ended. */
export const collected = (scene: Scene, queue: Side, saver: Saver): readonly Step[] => [
  call(roles.donor.address, queueOf(scene, queue), {
    ...{ abi: lctsQueueAbi, functionName: 'claimFinalized', args: [roles[saver].address] },
  }),
]

/** A saver lets a queue take all of what is put into it. */
export function approved(scene: Scene, queue: Side, saver: Saver): Step {
  const { parts } = srUsdsOf(scene)
  const token = queue === 'subscribe' ? parts.underlying : parts.token
  const args = [queueOf(scene, queue), MAX_UINT256]
  return call(roles[saver].address, token, { abi: erc20Abi, functionName: 'approve', args })
}

/** Where a queue of the scenario stands. */
export const queueOf = (scene: Scene, queue: Side): Address =>
  srUsdsOf(scene).parts[queue === 'subscribe' ? 'subscribeQueue' : 'redeemQueue']

/** Lets the Safe publish. */
export const asPublisher = (scene: Scene): Step =>
  scene.stage.govern(srUsdsOf(scene).diamond, almProxyAbi, 'grantRole', role('CORE_COUNCIL'), safeOf(scene))

/** Makes the Safe an LCTS operator. */
export const asLctsOperator = (scene: Scene): Step =>
  scene.stage.govern(srUsdsOf(scene).diamond, almProxyAbi, 'grantRole', role('LCTS_OPERATOR'), safeOf(scene))
