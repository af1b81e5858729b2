import { describe, expect, it } from 'vitest'
import { titleOf } from '@/lib/console/model/check'
import { MAX_UINT256, WAD } from '@/lib/math'
import { type FakeMigration, migrating } from '@/lib/testing/fakes/migration'
import { type FakeOutputs, someone } from '@/lib/testing/fakes/model'
import { stepAction } from '@/lib/testing/migration-steps'
import type { Action, MigrateRequest } from '..'

const { ilk } = migrating

describe('what a step says', () => {
  it('names what moves, of whose debt and which way', () => {
    expect(stepAction('migrate', 12n * WAD).title).toBe(`Migrate 12 USDS of Spark's debt (${ilk.ilk})`)
    expect(stepAction('migrate-back', 12n * WAD).title).toBe(
      `Migrate back 12 USDS of Spark's debt (${ilk.ilk})`,
    )
    expect(stepAction('migrate', MAX_UINT256).title).toBe(`Migrate all of Spark's debt (${ilk.ilk})`)
  })

  it('demands a phase, and says which it is', () => {
    const phase = (kind: MigrateRequest['kind'], more: Partial<FakeMigration>) => {
      const { requirements } = stepAction(kind, WAD, {}, more)
      return titleOf(requirements.find(({ id }) => id === 'phase')!)
    }
    expect(phase('migrate', {})).toBe('Spark is in dual-run or cut over')
    expect(phase('migrate', { phase: 'Retired' })).toBe('Spark is not in dual-run or cut over; it is retired')
    expect(phase('migrate-back', {})).toBe('Spark is in dual-run')
    expect(phase('migrate-back', { phase: 'CutOver' })).toBe('Spark is not in dual-run; it is cut over')
  })

  it('does not ask whether all of it moves where all of it was asked for', () => {
    const ids = ({ requirements }: Action) => requirements.map(({ id }) => id)
    expect(ids(stepAction('migrate', MAX_UINT256))).toEqual(['window', 'phase', 'amount', 'step'])
    expect(ids(stepAction('migrate', WAD))).toEqual(['window', 'phase', 'amount', 'step', 'in-full'])
  })

  it('says what is all that moves, each way', () => {
    const inFull = (kind: MigrateRequest['kind'], more: Partial<FakeMigration>, others: FakeOutputs = {}) =>
      stepAction(kind, 50n * WAD, others, more).requirements.find(({ id }) => id === 'in-full')?.says.fails
    expect(inFull('migrate', { Art: 5n * WAD })).toBe(
      'Not all of the amount moves: 5 USDS is all that Spark owes',
    )
    expect(inFull('migrate-back', {})).toMatch(
      /^Not all of the amount moves: .* USDS is .*what the Generator owes.*Spark's vault/,
    )
    expect(inFull('migrate', {}, { 'getRateLimitData(bytes32)': () => null })).toBe(
      'Not all of the amount moves',
    )
  })

  it('says what it needs and who can undo it, each way', () => {
    const over = stepAction('migrate', WAD)
    const back = stepAction('migrate-back', WAD)
    expect(over.disables).toEqual([expect.stringContaining("headroom of the Generator's ilk")])
    expect(back.disables).toEqual([expect.stringContaining(`headroom of ${ilk.ilk}`)])
    expect([over.undo, back.undo]).toEqual([
      expect.stringMatching(/back with migrateBack, .*dual-run/),
      expect.stringContaining('over again with migrate'),
    ])
  })

  it('says what could not be checked', () => {
    const dark = stepAction('migrate', WAD, { 'getRateLimitData(bytes32)': () => null })
    const step = dark.requirements.find(({ id }) => id === 'step')!
    expect(step.holds.ok).toBe(false)
    expect(step.says.fails).toMatch(/^The amount moves in one step \(could not be checked: .+\)$/)
    expect(dark).toMatchObject({ effects: [], events: [] })
  })
})

describe('what a step demands, in words', () => {
  const requirement = (action: Action, id: string) => action.requirements.find((one) => one.id === id)!

  it('names the account, the amount and the phase', () => {
    const frozen = stepAction('migrate', 0n, { 'frozen(address)': () => [true] })
    expect(titleOf(frozen.permission)).toContain(someone)
    expect(titleOf(requirement(frozen, 'amount'))).toBe('The amount is 0')
    const { says } = requirement(stepAction('migrate', WAD), 'phase')
    expect(says.fails).toBe('Spark is not in dual-run or cut over')
    const dark = stepAction('migrate', WAD, { 'migrations()': () => null })
    expect(requirement(dark, 'phase')).toMatchObject({ holds: { ok: false }, says: { fails: says.fails } })
  })

  it('is met in full by what all moves', () => {
    expect(requirement(stepAction('migrate', WAD), 'in-full').holds).toMatchObject({ ok: true, value: true })
  })

  it('states nothing of a step that would be refused, whatever could be computed of it', () => {
    const refused = stepAction('migrate', WAD, {}, { held: false })
    expect(requirement(refused, 'step').holds).toMatchObject({ ok: true, value: false })
    expect(refused).toMatchObject({ effects: [], events: [] })
  })

  it('says from when more moves, each way, and nothing of it where it moves now', () => {
    const text = (...input: Parameters<typeof stepAction>) =>
      requirement(stepAction(...input), 'step').says.fails
    const most = 'At most 20 USDS moves in one step now: its migration limit binds'
    expect(text('migrate', WAD)).toBe(most)
    expect(text('migrate', 21n * WAD, {}, { phase: 'CutOver', line: 0n })).toBe(
      `${most}; 21 USDS from 09:00 UTC, in 1 h`,
    )
    expect(text('migrate-back', 21n * WAD, {}, { Art: 0n })).toBe(`${most}; 21 USDS from 09:00 UTC, in 1 h`)
  })
})
