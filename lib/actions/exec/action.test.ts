import { encodeFunctionData, stringToHex, toHex } from 'viem'
import { describe, expect, it } from 'vitest'
import { autoLineAbi } from '@/lib/abi'
import { places, sets, timed } from '@/lib/console/effects'
import { RAD, RAY, rad } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { eventsBy } from '@/lib/testing/stated'
import { buildAction, readBack, readinessOf } from '..'

const { vat, autoLine } = fakePrimeDeployment().mcd
const { ilk } = migrating.ilk
const WAD = 10n ** 18n
const DAY = 86_400n

interface State {
  readonly Art?: bigint
  /** [rad] */
  readonly line?: bigint
  readonly most?: bigint
  readonly gap?: bigint
  readonly last?: bigint
  readonly lastInc?: bigint
  readonly live?: bigint
}

/** By default 40 USDS are owed under a ceiling of 50, and AutoLine follows at a gap of 20, up to 100, once a day. */
function actionFor(state: State, request = { kind: 'exec', ilk } as const) {
  const { Art = 40n * WAD, line = 50n * RAD, most = 100n * RAD, gap = 20n * RAD, live = 1n } = state
  const model = migratingModel(
    { phase: 'DualRun' },
    {
      'ilks(bytes32)': (_, to) => {
        if (to === autoLine) return [most, gap, DAY, state.last ?? 0n, state.lastInc ?? 0n]
        return to === vat ? [Art, RAY, RAY, line, 0n] : [RAY, fakeTime, 0n, 0n, 0n]
      },
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

const { line, autoLine: rule } = places
  .generators(migrating.generator.addresses.diamond)
  .primes(migrating.prime.slug)
  .legacy(ilk)

describe('exec of AutoLine', () => {
  it('exec raises a ceiling to the gap above the debt, in the next block', () => {
    const built = actionFor({})
    expect(built.state).toBe('ready')
    expect(built.action?.title).toMatch(/^Raise the debt ceiling of .* to 60 USDS by AutoLine$/)
    expect(built.said).toBe('AutoLine moves the ceiling up to 60 USDS')
    expect(built.action?.effects).toEqual([
      sets(line, rad(60n * RAD)),
      timed(rule.last, built.model.block.number + 1n),
      timed(rule.lastInc, fakeTime),
      sets(places.mcd.Line, rad(3_010n * RAD)),
    ])
    expect(built.action?.disables).toEqual([
      'The next raise has to wait 1 d; AutoLine lowers it at any time.',
    ])
  })

  it('exec raises no further than the highest ceiling of AutoLine', () => {
    expect(actionFor({ Art: 90n * WAD, line: 99n * RAD }).said).toBe(
      'AutoLine moves the ceiling up to 100 USDS',
    )
  })

  it('exec lowers a ceiling without any wait, and that does not count as a raise', () => {
    const built = actionFor({ Art: 10n * WAD, lastInc: fakeTime })
    expect(built.state).toBe('ready')
    expect(built.action?.title).toMatch(/^Lower the debt ceiling of .* to 30 USDS by AutoLine$/)
    expect(built.action?.effects).toEqual([
      sets(line, rad(30n * RAD)),
      timed(rule.last, built.model.callsIn),
      sets(places.mcd.Line, rad(2_980n * RAD)),
    ])
    expect(built.action?.disables).toEqual(['Draws above the lower ceiling revert (Vat/ceiling-exceeded).'])
  })

  it.each<[string, State, RegExp]>([
    [
      'while a raise has to wait',
      { lastInc: fakeTime - DAY + 3_600n },
      /^Next raise to 60 USDS .*, in 1 h: AutoLine waits 1 d after each raise$/,
    ],
    ['a second before the wait is over', { lastInc: fakeTime - DAY + 1n }, /in 1 s/],
    [
      'for a ceiling at its target',
      { line: 60n * RAD },
      /^The ceiling is where AutoLine wants it, at 60 USDS/,
    ],
    ['for an ilk outside AutoLine', { most: 0n }, /is not in AutoLine/],
    [
      'in a block in which AutoLine already moved the ceiling',
      { last: actionFor({}).model.callsIn },
      /in this block already/,
    ],
    ['with a Vat that is shut down', { live: 0n }, /^The Vat is shut down and .* \(Vat\/not-live\)$/],
    [
      'while it waits with a Vat that is shut down',
      { live: 0n, lastInc: fakeTime },
      /^The Vat is shut down: exec .* \(Vat\/not-live\)$/,
    ],
    ['with a sum that is out of range', { gap: 2n ** 256n - 1n }, /out of range/],
  ])('exec is not offered %s, and says why', (_, state, why) => {
    const built = actionFor(state)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action?.effects).toEqual([])
    expect(built.action?.events).toEqual([])
    expect(built.action?.title).toMatch(/^Move the debt ceiling/)
  })

  it('exec can raise again from the first second after the wait', () => {
    expect(actionFor({ lastInc: fakeTime - DAY }).state).toBe('ready')
  })

  it('exec may be called by anyone', () => {
    expect(actionFor({}).action?.permission).toMatchObject({ id: 'anyone', holds: { ok: true, value: true } })
  })

  it('no exec is built for an ilk that the model does not have', () => {
    expect(actionFor({}, { kind: 'exec', ilk: 'ALLOCATOR-NONE-A' as typeof ilk }).action).toBeNull()
  })

  it('is none where the deployment has no AutoLine', () => {
    const { model } = actionFor({})
    const without = { ...model, mcd: { ...model.mcd, addresses: { ...model.mcd.addresses, autoLine: null } } }
    expect(buildAction({ kind: 'exec', ilk }, without, someone)).toBeNull()
    expect(readBack(actionFor({}).action!, without)[0]?.faults).toEqual([
      'The bytes call exec(bytes32), not what was asked for.',
    ])
  })

  it('tells of the ceiling that it found and the one that it left', () => {
    const { action, model } = actionFor({})
    const told = eventsBy(autoLineAbi, action!.events)
    const word = (value: bigint) => toHex(value, { size: 32 })
    const name = (text: string) => stringToHex(text, { size: 32 })
    expect(told.map(({ address }) => address)).toEqual([vat, vat, autoLine])
    expect(told[0]).toMatchObject({ note: [expect.any(String), name(ilk), name('line'), word(60n * RAD)] })
    expect(told[1]).toMatchObject({ note: [expect.any(String), name('Line'), word(3_010n * RAD), word(0n)] })
    expect(told[2]).toMatchObject({
      eventName: 'Exec',
      args: { ilk: name(ilk), line: 50n * RAD, lineNew: 60n * RAD },
    })
    expect(action?.calls).toEqual([
      {
        to: autoLine,
        value: 0n,
        data: encodeFunctionData({ abi: autoLineAbi, functionName: 'exec', args: [name(ilk)] }),
      },
    ])
    expect(model.callsIn).toBe(model.block.number + 1n)
  })
})
