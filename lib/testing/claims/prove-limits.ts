import { type Address, toHex } from 'viem'
import { roles } from '@/contracts/script/roles'
import { autoLineAbi, configuratorAbi, rateLimitsAbi, vatAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import type { LimitModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import { increaseAllowedAt, targetCeiling } from '@/lib/debt'
import { isIncrease, type LimitParams, type NoIncrease } from '@/lib/limits'
import { MAX_UINT256, max } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import { type Call, type CallOutcome, call, simulate } from '../stages/simulate'
import type { Picture } from './picture'
import { ANYONE } from './stage'

/** Block times are 64 bits. */
const LAST = 2n ** 63n

const play = async (
  { stage }: Picture,
  time: bigint,
  ...calls: readonly Call[]
): Promise<readonly CallOutcome[]> => (await simulate(stage.client, [{ time, calls }]))[0] ?? []

const number = (outcome: CallOutcome | undefined): bigint | null =>
  outcome?.data === undefined ? null : BigInt(`0x${outcome.data.slice(2, 66)}`)

/** Proves when and by whom each limit of the Prime may be raised, when it is full, and what it holds. */
export async function proveLimits(picture: Picture): Promise<void> {
  const { generator, prime, tally, at } = picture
  const own = generator.limits.filter(
    ({ name }) => name && (name.addresses.length === 0 || name.addresses.includes(prime.addresses.vault)),
  )
  for (const limit of own) {
    const get = call(ANYONE, limit.rateLimits, {
      abi: rateLimitsAbi,
      functionName: 'getCurrentRateLimit',
      args: [limit.id],
    })
    const [now] = await play(picture, at, get)
    const found = number(now)
    tally.claim(
      'what a limit holds',
      limit.current.ok ? limit.current.value === found : found === null,
      () => `${limit.name?.name} at ${at}: ${found}`,
    )
    await proveFull(picture, limit, get)
    await proveIncrease(picture, limit)
  }
}

async function proveFull(
  picture: Picture,
  { full, maxAmount, lastUpdated }: LimitModel,
  get: Call,
): Promise<void> {
  const { at, tally } = picture
  if (!full.ok || !maxAmount.ok || !lastUpdated.ok) return
  if (full.value.at === undefined) {
    if (full.value.never !== 'overflow') return
    const later = await play(picture, at + 400n * 86_400n, get)
    tally.claim(
      'a limit never full',
      number(later[0]) !== maxAmount.value,
      () => `${maxAmount.value} after a year`,
    )
    return
  }
  const moment = max(full.value.at, at)
  if (moment >= LAST) return
  const [then] = await play(picture, moment, get)
  tally.claim('a limit full', number(then) === maxAmount.value, () => `at ${moment}: ${number(then)}`)
  if (full.value.at <= at || full.value.at <= lastUpdated.value) return
  const [early] = await play(picture, full.value.at - 1n, get)
  tally.claim(
    'a limit not full a second earlier',
    (number(early) ?? 0n) < maxAmount.value,
    () => `${moment - 1n}`,
  )
}

/** The reasons of the contracts for which nobody can raise a limit. */
function refusals({ stage }: Picture): Readonly<Record<NoIncrease, readonly string[] | null>> {
  const { configurator } = deployedUnit(stage.scene.deployment)
  const paired = 'Configurator/not-authorized-ratelimits-cBeam'
  return {
    stopped: ['Configurator/stopped'],
    'not-paired': [paired],
    'nobody-paired': [paired],
    'not-authorised': [`AccessControlUnauthorizedAccount(${configurator}, ${toHex(0, { size: 32 })})`],
    'hop-not-set': ['Configurator/hop-not-set'],
    'refill-overflow': ['Panic(0x11)'],
    overflow: ['Panic(0x11)'],
    // A call that raises nothing may pass.
    'at-ceiling': null,
  }
}

async function proveIncrease(picture: Picture, limit: LimitModel): Promise<void> {
  const { nextIncrease, band, maxAmount, slope } = limit
  const { stage, at, tally } = picture
  if (!nextIncrease.ok || !band.ok || !maxAmount.ok || !slope.ok) return
  const now = { maxAmount: maxAmount.value, slope: slope.value }
  const set = (params: LimitParams, by: Address = roles.cBeam.address) =>
    call(by, deployedUnit(stage.scene.deployment).configurator, {
      abi: configuratorAbi,
      functionName: 'setRateLimit',
      args: [limit.rateLimits, limit.id, params.maxAmount, params.slope],
    })
  const what = `${limit.name?.name} to ${band.value.maxAmount}, ${band.value.slope} at ${at}`
  const { at: opens, never } = nextIncrease.value
  if (never !== undefined) {
    const reasons = refusals(picture)[never]
    if (reasons === null) {
      if (now.maxAmount === MAX_UINT256) return
      const [more] = await play(picture, at, set({ ...now, maxAmount: band.value.maxAmount + 1n }))
      tally.claim('no increase', more?.revert !== undefined, () => `${what} although ${never}`)
      return
    }
    const [tried] = await play(picture, at, set(never === 'hop-not-set' ? band.value : now))
    // A raise that nobody can make is refused for the named reason, whatever else would refuse it.
    if (never === 'refill-overflow' || never === 'hop-not-set') {
      tally.claim(
        'no increase',
        tried?.revert !== undefined || !isIncrease(now, band.value),
        () => `${what}: ${never}`,
      )
      return
    }
    tally.outcome('no increase', tried, reasons, `${what} (${never})`)
    return
  }
  const moment = max(opens, at)
  if (moment >= LAST) return
  const [raised] = await play(picture, moment, set(band.value))
  tally.outcome('an increase', raised, null, what)
  const [stranger] = await play(picture, moment, set(band.value, ANYONE))
  tally.outcome(
    'an increase by nobody else',
    stranger,
    ['Configurator/not-authorized-ratelimits-cBeam'],
    what,
  )
  if (opens > at) {
    const [early] = await play(picture, opens - 1n, set(band.value))
    tally.outcome('an increase a second earlier', early, ['Configurator/increment-too-soon'], what)
  }
  if (band.value.unlimitedOnly || band.value.maxAmount === MAX_UINT256) return
  const [more] = await play(picture, moment, set({ ...band.value, maxAmount: band.value.maxAmount + 1n }))
  // The product of a step overflows for a limit near 2^256.
  const refused = ['Configurator/exceeds-max-amount', ...(now.maxAmount > 2n ** 190n ? ['Panic(0x11)'] : [])]
  tally.outcome('an increase by one more', more, refused, what)
}

/** Proves what AutoLine.exec by anyone does to each ceiling, and from when it raises the ceiling. */
export async function proveCeilings(picture: Picture): Promise<void> {
  const { generator, prime } = picture
  for (const ilk of [generator.debt, ...prime.legacy]) await proveCeiling(picture, ilk)
}

async function proveCeiling(picture: Picture, ilk: IlkModel): Promise<void> {
  const { stage, model, at, tally } = picture
  const { autoLine, vat } = stage.scene.deployment.mcd
  const next = ilk.nextCeiling
  const state = debtState(ilk, model.mcd)
  if (!autoLine || !next?.ok || !state.ok) return
  const exec = call(ANYONE, autoLine, { abi: autoLineAbi, functionName: 'exec', args: [ilk.ilk] })
  const read = call(ANYONE, vat, { abi: vatAbi, functionName: 'ilks', args: [ilk.ilk] })
  const lineOf = (outcome: CallOutcome | undefined) =>
    outcome?.data === undefined ? null : BigInt(`0x${outcome.data.slice(2 + 3 * 64, 2 + 4 * 64)}`)
  const what = `exec of ${ilk.id} at ${at}`
  const [done, then] = await play(picture, at, exec, read)
  const found = next.value
  if (!found.ok) {
    tally.outcome('a ceiling that exec cannot move', done, [found.reason], what)
    return
  }
  tally.outcome('exec by anyone', done, null, what)
  tally.claim(
    'the next ceiling',
    lineOf(then) === found.line,
    () => `${what}: ${lineOf(then)} instead of ${found.line}`,
  )
  if (found.change !== 'none' || (found.why !== 'waits' && found.why !== 'vat-not-live')) return
  const { lastInc, ttl } = state.value.autoLine
  const from = increaseAllowedAt(state.value)
  const [late, lineThen] = await play(picture, lastInc + ttl, exec, read)
  if (from === null) {
    tally.outcome('a ceiling of a Vat that is shut down', late, ['Vat/not-live'], what)
    return
  }
  tally.claim(
    'a ceiling that waits',
    lineOf(lineThen) === targetCeiling(state.value),
    () => `${what}, from ${from}`,
  )
  if (from - 1n <= model.block.timestamp) return
  const [, early] = await play(picture, from - 1n, exec, read)
  tally.claim('a ceiling a second earlier', lineOf(early) === found.line, () => `${what}, before ${from}`)
}
