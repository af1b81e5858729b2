import { describe, expect, it } from 'vitest'
import { RAD, RAY } from '@/lib/math'
import { fakePrimeDeployment } from '@/lib/testing/fakes/deployment'
import { migrating, migratingModel } from '@/lib/testing/fakes/migration'
import { fakeTime, someone } from '@/lib/testing/fakes/model'
import { buildAction, readinessOf } from '..'

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

/** 40 USDS are owed below a ceiling of 50, and AutoLine keeps 20 above the debt, up to 100, once a day. */
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

const valuesOf = ({ action }: ReturnType<typeof actionFor>) =>
  Object.fromEntries(
    (action?.effects ?? []).map(({ path, after }) => [
      path.replace(/^.*\/(legacy|debt)\/.*?(line|autoLine.*)$/, '$2'),
      after === 'gone' ? after : after.value,
    ]),
  )

describe('exec of AutoLine', () => {
  it('raises a ceiling to the gap above the debt, in the next block', () => {
    const built = actionFor({})
    expect(built.state).toBe('ready')
    expect(built.action?.title).toMatch(/^Raise the debt ceiling of .* to 60 USDS by AutoLine$/)
    expect(built.said).toBe('AutoLine moves the ceiling up to 60 USDS')
    expect(valuesOf(built)).toMatchObject({
      line: 60n * RAD,
      'autoLine/last': built.model.block.number + 1n,
      'autoLine/lastInc': fakeTime,
      'mcd/Line': 3_010n * RAD,
    })
    expect(built.action?.disables).toEqual([
      'The next raise has to wait 1 d; AutoLine lowers it at any time.',
    ])
  })

  it('raises no further than the highest ceiling', () => {
    expect(actionFor({ Art: 90n * WAD, line: 99n * RAD }).said).toBe(
      'AutoLine moves the ceiling up to 100 USDS',
    )
  })

  it('lowers a ceiling without any wait, and counts it as no raise', () => {
    const built = actionFor({ Art: 10n * WAD, lastInc: fakeTime })
    expect(built.state).toBe('ready')
    expect(valuesOf(built)).toMatchObject({ line: 30n * RAD, 'mcd/Line': 2_980n * RAD })
    expect(Object.keys(valuesOf(built))).not.toContain('autoLine/lastInc')
    expect(built.action?.disables).toEqual(['Draws above the lower ceiling revert (Vat/ceiling-exceeded).'])
  })

  it.each<[string, State, RegExp]>([
    [
      'while a raise has to wait',
      { lastInc: fakeTime - DAY + 3_600n },
      /^Next raise to 60 USDS .*, in 1 h: AutoLine waits 1 d after each$/,
    ],
    ['a second before the wait is over', { lastInc: fakeTime - DAY + 1n }, /in 1 s/],
    ['at its target', { line: 60n * RAD }, /^The ceiling is where AutoLine wants it, at 60 USDS/],
    ['outside AutoLine', { most: 0n }, /is not in AutoLine/],
    [
      'in the block in which it moved already',
      { last: actionFor({}).model.callsIn },
      /in this block already/,
    ],
    ['with a Vat that is shut down', { live: 0n }, /Vat\/not-live/],
    ['with a sum that is out of range', { gap: 2n ** 256n - 1n }, /out of range/],
  ])('is not offered %s, and says why', (_, state, why) => {
    const built = actionFor(state)
    expect(built.state).toBe('blocked')
    expect(built.said).toMatch(why)
    expect(built.action?.effects).toEqual([])
    expect(built.action?.events).toEqual([])
    expect(built.action?.title).toMatch(/^Move the debt ceiling/)
  })

  it('raises again from the very second on in which the wait is over', () => {
    expect(actionFor({ lastInc: fakeTime - DAY }).state).toBe('ready')
  })

  it('may be called by anyone', () => {
    expect(actionFor({}).action?.permission).toMatchObject({ id: 'anyone', holds: { ok: true, value: true } })
  })

  it('is none for an ilk that the model does not have', () => {
    expect(actionFor({}, { kind: 'exec', ilk: 'ALLOCATOR-NONE-A' as typeof ilk }).action).toBeNull()
  })
})
