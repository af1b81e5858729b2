import type { Address } from 'viem'
import type { ConsoleModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import { lockDue, settleDue } from '@/lib/lcts'
import { RAY, WAD } from '@/lib/math'
import { TIMETABLE } from '../states/lcts'
import { fakeSrUsdsDeployment } from './deployment'
import { type FakeOutputs, fakeModel, someone, type Told } from './model'

const deployment = fakeSrUsdsDeployment()
const [generator] = deployment.generators
const parts = generator?.srUsds
if (!generator || !parts) throw new Error('The deployment has no srUSDS')

/** A deployment whose Generator issues srUSDS. */
export const issuer = { deployment, generator, diamond: generator.addresses.diamond, parts } as const

/** The day of the last settlement that was due at the block of fakes [days since 1970]. */
export const lastSettled = 20_832n

const units = (n: bigint) => n * WAD
const isSubscribe = (to: Address) => to === parts.subscribeQueue

/**
 * Contracts that are wired as the file says: 100 srUSDS are issued at a rate of 1, both queues are open, 10 sUSDS wait in
 * the one and 4 srUSDS in the other, and of each day a capacity of 3 is published.
 */
export const issued: FakeOutputs = {
  'srUsdsToken()': () => [parts.token],
  'subscribeQueue()': () => [parts.subscribeQueue],
  'redeemQueue()': () => [parts.redeemQueue],
  'holdingSystem()': () => [parts.holdingSystem],
  'settlementTimes()': () => [TIMETABLE.lockAt, TIMETABLE.settleAt],
  'settlementDays()': () => [lastSettled, lastSettled],
  'minter()': () => [issuer.diamond],
  'controller()': () => [issuer.diamond],
  'srUsds()': () => [parts.token],
  'facetAddress(bytes4)': () => [generator.facets[0]?.address],
  'asset()': (_, to) => [to === parts.redeemQueue ? parts.token : parts.underlying],
  'reward()': (_, to) => [to === parts.redeemQueue ? parts.underlying : parts.token],
  'operator()': () => [issuer.diamond],
  'exchangeRate()': () => [WAD],
  'totalSupply()': () => [units(100n)],
  'balanceOf(address)': () => [units(1_000n)],
  'allowance(address,address)': () => [0n],
  'gen()': () => [1n],
  'status()': () => [1],
  'totalShares()': () => [units(10n)],
  'totalUnderlying()': (_, to) => [isSubscribe(to) ? units(10n) : units(4n)],
  'rewardPerToken()': () => [0n],
  'undistributed()': () => [0n],
  'lockedAt()': () => [lockDue(TIMETABLE, lastSettled) + 12n],
  'unclaimedReward()': () => [units(5n)],
  'unclaimedUnderlying()': () => [units(1n)],
  'positions(address)': () => [1n, units(5n), 0n],
  'publication(uint256)': () => [{ published: true, capacity: units(3n), factor: WAD }],
  'getRateLimitData(bytes32)': () => [
    { maxAmount: units(50n), slope: 0n, lastAmount: units(50n), lastUpdated: 1n },
  ],
}

/** Nobody is frozen, so that whoever holds a role may use it. */
const calm: FakeOutputs = { 'frozen(address)': () => [false] }

/** A time at which the lock of the day after is due, and nothing else [unix s]. */
export const lockTime = lockDue(TIMETABLE, lastSettled + 1n) + 12n
/** A time at which its settlement is due, too [unix s]. */
export const settleTime = settleDue(TIMETABLE, lastSettled + 1n) + 12n

/** The model in which `someone` can lock the queues. */
export const unlockedModel = (outputs: FakeOutputs = {}, time = lockTime, told: Told = {}): ConsoleModel =>
  fakeModel({ ...issued, ...calm, ...outputs }, time, deployment, { accounts: [someone], ...told })

/** The model in which both queues are locked, and `someone` can settle them. */
export const lockedModel = (outputs: FakeOutputs = {}, time = settleTime): ConsoleModel =>
  unlockedModel(
    { 'settlementDays()': () => [lastSettled + 1n, lastSettled], 'status()': () => [2], ...outputs },
    time,
  )

/** A tenth of a reward was paid for each share of both queues, of which `someone` has half. */
export const converted: FakeOutputs = { 'rewardPerToken()': () => [RAY / 10n] }

/** The generation of `someone` has ended: a fifth of a reward was paid for each share, and a tenth of an asset was left. */
export const endedGeneration: FakeOutputs = {
  'gen()': () => [2n],
  'finalRewardPerToken(uint256)': () => [RAY / 5n],
  'finalUnderlyingPerToken(uint256)': () => [RAY / 10n],
}

/** srUSDS of the Generator of a model. */
export function srUsdsIn({ generators }: Pick<ConsoleModel, 'generators'>): SrUsdsModel {
  const found = generators[0]?.srUsds
  if (!found) throw new Error('The model has no srUSDS')
  return found
}
