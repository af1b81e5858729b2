import type { Address } from 'viem'
import { lctsQueueAbi, srUsdsFacetAbi, sUsdsAbi, usdsAbi } from '@/lib/abi'
import { thousands } from '../amounts'
import { callOf, type Sending } from '../chain'
import { type RoleName, roles } from '../roles'
import { generatorOf, type Stage } from '../stage'

/** What savers save before, and the yield that the LCTS operator will bring, in thousands of USDS. */
export const SAVINGS = {
  saver1: 60n,
  saver2: 40n,
  saver3: 80n,
  saver4: 20n,
  saver5: 15n,
  lctsOperator: 1n,
} as const satisfies Partial<Record<RoleName, bigint>>

/** Those who want srUSDS, or have it. */
export type Saver = Extract<RoleName, `saver${number}`>

/** A queue, by what users do in it. */
type Queue = 'subscribe' | 'redeem'

const partsOf = ({ deployed }: Stage) => deployed.core.generator.srUsds

const queueOf = (stage: Stage, queue: Queue): Address =>
  queue === 'subscribe' ? partsOf(stage).subscribeQueue : partsOf(stage).redeemQueue

/** A saver enters the SubscribeQueue with all that was saved, as USDS, which the queue turns into sUSDS. */
export function subscribe(stage: Stage, saver: Saver): Sending[] {
  const [from, queue, amount] = [roles[saver].address, queueOf(stage, 'subscribe'), thousands(SAVINGS[saver])]
  const approve = { abi: usdsAbi, functionName: 'approve', args: [queue, amount] } as const
  return [
    { from, call: callOf(stage.deployed.core.mcd.usds, approve) },
    { from, call: callOf(queue, { abi: lctsQueueAbi, functionName: 'enterUsds', args: [amount] }) },
  ]
}

/** A saver enters the RedeemQueue with thousands of srUSDS. */
export function redeem(stage: Stage, saver: Saver, amount: bigint): Sending[] {
  const [from, queue] = [roles[saver].address, queueOf(stage, 'redeem')]
  const approve = { abi: usdsAbi, functionName: 'approve', args: [queue, thousands(amount)] } as const
  return [
    { from, call: callOf(partsOf(stage).token, approve) },
    { from, call: callOf(queue, { abi: lctsQueueAbi, functionName: 'enter', args: [thousands(amount)] }) },
  ]
}

/** A saver leaves the SubscribeQueue with everything. */
export const leave = (stage: Stage, saver: Saver): Sending => ({
  from: roles[saver].address,
  call: callOf(queueOf(stage, 'subscribe'), { abi: lctsQueueAbi, functionName: 'claimAndExit' }),
})

/** A saver collects what a finalized generation owes. */
export const collect = (stage: Stage, saver: Saver, queue: Queue): Sending => ({
  from: roles[saver].address,
  call: callOf(queueOf(stage, queue), {
    abi: lctsQueueAbi,
    functionName: 'claimFinalized',
    args: [roles[saver].address],
  }),
})

/** The LCTS operator brings yield, as sUSDS to the HoldingSystem. */
export function bringYield(stage: Stage): Sending[] {
  const { underlying, holdingSystem } = partsOf(stage)
  const [from, amount] = [roles.lctsOperator.address, thousands(SAVINGS.lctsOperator)]
  const approve = { abi: usdsAbi, functionName: 'approve', args: [underlying, amount] } as const
  const deposit = { abi: sUsdsAbi, functionName: 'deposit', args: [amount, holdingSystem] } as const
  return [
    { from, call: callOf(stage.deployed.core.mcd.usds, approve) },
    { from, call: callOf(underlying, deposit) },
  ]
}

/**
 * The Core Council publishes what a settlement will use.
 * @param day the day of the settlement, as days since 1970
 * @param capacity what may be minted beyond netting, in thousands of sUSDS
 * @param factor by what the rate is multiplied [wad]
 */
export const publish = (stage: Stage, day: bigint, capacity: bigint, factor: bigint): Sending => ({
  from: roles.coreCouncil.address,
  call: callOf(generatorOf(stage).diamond, {
    abi: srUsdsFacetAbi,
    functionName: 'publishSettlement',
    args: [day, thousands(capacity), factor],
  }),
})

const operate = (stage: Stage, functionName: 'lockQueues' | 'settleQueues'): Sending => ({
  from: roles.lctsOperator.address,
  call: callOf(generatorOf(stage).diamond, { abi: srUsdsFacetAbi, functionName }),
})

/** The LCTS operator locks both queues. */
export const lockQueues = (stage: Stage): Sending => operate(stage, 'lockQueues')

/** The LCTS operator settles what is locked. */
export const settleQueues = (stage: Stage): Sending => operate(stage, 'settleQueues')
