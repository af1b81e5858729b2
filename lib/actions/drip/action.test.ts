import { encodeFunctionData, stringToHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { jugAbi } from '@/lib/abi'
import { places, timed } from '@/lib/console/effects'
import { RAD, RAY, rad, ray } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { buildAction, readBack, readinessOf } from '..'

const { vat, jug, autoLine } = fakePrimeDeployment().mcd
const { ilk } = migrating.ilk
const { diamond } = migrating.generator.addresses
const WAD = 10n ** 18n
const name = stringToHex(ilk, { size: 32 })

interface State {
  readonly Art?: bigint
  /** [ray per s] */
  readonly duty?: bigint
  readonly base?: bigint
  /** Time since the last drip [s]. */
  readonly since?: bigint
  readonly live?: bigint
  readonly unread?: boolean
}

/** By default 40 USDS are owed at a rate of 1, which grows by a tenth in the second since the last drip. */
function actionFor(state: State, request = { kind: 'drip', ilk } as const) {
  const { Art = 40n * WAD, duty = RAY + RAY / 10n, base = 0n, since = 1n, live = 1n } = state
  const model = migratingModel(
    { phase: 'DualRun' },
    {
      'ilks(bytes32)': ([of], to) => {
        if (to === autoLine) return [0n, 0n, 0n, 0n, 0n]
        if (to === vat) return [of === name ? Art : WAD, RAY, RAY, 50n * RAD, 0n]
        if (state.unread) return null
        return [of === name ? duty : RAY, fakeTime - since, 0n, 0n, 0n]
      },
      'base()': () => [base],
      'live()': () => [live],
    },
  )
  const action = buildAction(request, model, someone)
  return {
    action,
    model,
    said: action?.requirements[0]?.says.fails,
    state: action && readinessOf(action).state,
  }
}

const place = places.generators(diamond).primes(migrating.prime.slug).legacy(ilk)

describe('a drip', () => {
  it('books what has accrued as debt of the ilk, and of all ilks together', () => {
    const { action, state, said } = actionFor({})
    expect(state).toBe('ready')
    expect(action?.title).toBe(`Book the accrued fees of ${ilk}`)
    expect(said).toBe('4 USDS of fees have accrued since the last drip, 1 s ago')
    expect(action?.effects).toEqual([
      timed(place.rate, ray(RAY + RAY / 10n)),
      timed(place.rho, fakeTime),
      timed(places.mcd.debt, rad(1_004n * RAD)),
    ])
  })

  it('books by the fee of the ilk and the base fee together', () => {
    const { said } = actionFor({ duty: RAY, base: RAY / 20n, since: 1n })
    expect(said).toBe('2 USDS of fees have accrued since the last drip, 1 s ago')
  })

  it('calls the Jug for that ilk, and the contracts that log their calls say so', () => {
    const { action } = actionFor({})
    expect(action?.calls).toEqual([
      { to: jug, value: 0n, data: encodeFunctionData({ abi: jugAbi, functionName: 'drip', args: [name] }) },
    ])
    expect(action?.events.map(({ address }) => address)).toEqual([jug, vat])
    expect(action?.events.every(({ optional }) => optional)).toBe(true)
  })

  it.each<[string, State, RegExp]>([
    [
      'in the second of the last drip',
      { since: 0n },
      /has accrued no fees .*, 0 s ago: a drip changes nothing/,
    ],
    ['of an ilk without a fee', { duty: RAY, since: 3_600n }, /has accrued no fees .*, 1 h ago/],
    ['of an ilk without debt', { Art: 0n }, /has accrued no fees/],
    ['by a Vat that is shut down', { live: 0n }, /^The Vat is shut down .* \(Vat\/not-live\)$/],
    ['where the fee could not be read', { unread: true }, /^Fees have accrued \(could not be checked: /],
    ['where the rate overflows', { duty: 2n ** 255n, since: 9n }, /could not be checked/],
  ])('nothing is booked %s', (_, state, why) => {
    const built = actionFor(state)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action?.effects).toEqual([])
    expect(built.action?.events).toEqual([])
  })

  it('books a single unit of a fee', () => {
    const { state, said } = actionFor({ Art: 1n, duty: RAY + 1n })
    expect(state).toBe('ready')
    expect(said).toMatch(/^0\.0{44}1 USDS of fees/)
  })

  it('says that the debt falls where the rate does', () => {
    const { state, said } = actionFor({ duty: RAY / 2n })
    expect(state).toBe('ready')
    expect(said).toMatch(/^The debt of .* falls by 20 USDS: /)
  })

  it('may be called by anyone', () => {
    expect(actionFor({}).action?.permission).toMatchObject({ id: 'anyone', holds: { ok: true, value: true } })
  })

  it('is none for an ilk that the model does not have', () => {
    const { action, model } = actionFor({}, { kind: 'drip', ilk: 'ALLOCATOR-NONE-A' as typeof ilk })
    expect(action).toBeNull()
    expect(readBack(actionFor({}).action!, model)[0]?.faults).toEqual([])
  })
})
