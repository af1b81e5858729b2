import { describe, expect, it } from 'vitest'
import { exitGates } from '@/lib/console/cutover/exit-gates'
import type { ExitGate } from '@/lib/console/model/exit-gates'
import { given, unknown } from '@/lib/leaf'
import { RAD, WAD } from '@/lib/math'
import { migratingModel } from '@/lib/testing/fakes/migration'
import type { FakeOutputs } from '@/lib/testing/fakes/model'
import { issuing } from '@/lib/testing/fakes/srusds'
import { exitHeadline, foundIn, tellCondition, tellExitGate } from './exit-gates'

const unread = unknown({ kind: 'reverted', message: 'It reverted.' })
const gate = (open: boolean | null): ExitGate => ({
  ...{ id: 'ilks', conditions: [] },
  open: open === null ? unread : given(open),
})

describe('the headline of the cutover room', () => {
  it.each([
    [[true, true, false, false], 'Phase 6 is not complete: 2 of 4 gates are open'],
    [[true, false, false, false], 'Phase 6 is not complete: 1 of 4 gates is open'],
    [[true, true, true, true], 'Phase 6 is complete: all 4 gates are open'],
    [[true, null, false, true], 'Phase 6 is not complete: 2 of 4 gates are open; of 1 it could not be read'],
    [
      [true, null, true, true],
      'Whether Phase 6 is complete is not known: 3 of 4 gates are open; of 1 it could not be read',
    ],
  ] as const)('of %j', (states, says) => {
    expect(exitHeadline(states.map(gate))).toBe(says)
  })
})

describe('a condition in words', () => {
  const conditions = (outputs: FakeOutputs = {}, state: object = {}) =>
    exitGates(migratingModel({ phase: 'DualRun', Art: WAD, line: 3n * RAD, ...state }, outputs), []).flatMap(
      (one) => one.conditions,
    )
  const told = (id: string, ...world: Parameters<typeof conditions>) => {
    const found = conditions(...world).find((one) => one.id === id)!
    const evidence = foundIn(found)
    return { ...tellCondition(found), found: evidence.ok ? evidence.value : null }
  }

  it('says what is wrong, what was found, and what to do', () => {
    expect(told('closed')).toEqual({
      title: 'ALLOCATOR-SPARK-A can still be drawn on',
      found: '2 USDS fit below its ceiling; it is not in AutoLine; it owes 1 USDS.',
      remedy: 'The spell of the cutover takes it out of AutoLine and lowers its ceiling to 0.',
    })
    expect(told('debt').title).toBe('ALLOCATOR-SPARK-A still owes, and is not on the compatibility list')
    expect(told('deployed').title).toBe('srUSDS is not deployed: the gate is closed')
  })

  it('says what has to hold where nobody knows', () => {
    expect(told('asset', { 'asset()': () => null })).toMatchObject({
      title: 'The vault of Spark holds USDS',
      found: null,
    })
  })

  it('has words for each, two sentences that differ, and a remedy', () => {
    const settled = exitGates(issuing(migratingModel({ phase: 'Retired' })), []).at(-1)!
    for (const one of [...conditions(), ...settled.conditions]) {
      const holds = tellCondition({ ...one, holds: given(true) })
      const fails = tellCondition({ ...one, holds: given(false) })
      expect(holds.title, one.id).not.toBe(fails.title)
      expect(`${holds.title}${fails.title}`).not.toMatch(/\.$|\.\w/)
      expect(fails.remedy, one.id).toMatch(/\.$/)
    }
    for (const id of ['funding', 'ilks', 'vaults', 'settlement'] as const)
      expect(tellExitGate({ id, open: given(true) }).title).not.toBe(
        tellExitGate({ id, open: given(false) }).title,
      )
  })
})
