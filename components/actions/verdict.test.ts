import { describe, expect, it } from 'vitest'
import type { Action, Completion, ReadBack, SafeProposal, SafeRoute } from '@/lib/actions'
import type { Review } from '@/lib/chain/review'
import type { JudgedDiff } from '@/lib/console/diff'
import { given, unknown } from '@/lib/console/leaf'
import type { ConsoleModel } from '@/lib/console/model'
import { type VerdictInput, verdictOf } from './verdict'

const from = '0x0000000000000000000000000000000000000051'
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const action = (changes: Partial<Action> = {}): Action => ({
  request: { kind: 'pause-timelock' },
  title: 'Pause the timelock',
  emergency: true,
  from,
  calls: [{ to: from, data: '0x12345678', value: 0n }],
  permission: { id: 'right', text: 'It may', holds: given(true), weight: 'blocks' },
  requirements: [],
  effects: [],
  disables: [],
  undo: '',
  ...changes,
})
const emergency = action()
const ordinary = action({ emergency: false })

const asStated: JudgedDiff = { effects: [], consequences: [], unexpected: [] }
const lie: JudgedDiff = {
  ...asStated,
  effects: [{ effect: { path: 'a', after: 'gone' }, change: null, verdict: 'did-not-happen' }],
}
const surprise: JudgedDiff = {
  ...asStated,
  unexpected: [{ path: 'a', before: null, after: given(1n), read: true }],
}

/** What the check found; the models are not looked at. */
const before = {} as ConsoleModel
const simulated = (of: Action, diff = asStated): Review => ({
  action: of,
  before,
  state: 'simulated',
  by: 'node',
  simulatedFrom: before,
  after: before,
  diff,
  gasUsed: 1n,
})
const would = (of: Action): Review => ({
  action: of,
  before,
  state: 'would-revert',
  by: 'node',
  call: 0,
  reason: 'Pausable: paused',
})
const dryRun = (of: Action): Review => ({
  action: of,
  before,
  state: 'dry-run',
  by: 'node',
  why: 'not offered',
})
const nothing = (of: Action): Review => ({
  action: of,
  before,
  state: 'could-not-check',
  problem: 'no answer',
})

const good: readonly ReadBack[] = [{ call: emergency.calls[0]!, decoded: null, faults: [] }]
const bad: readonly ReadBack[] = [{ call: emergency.calls[0]!, decoded: null, faults: ['It calls stop().'] }]

const judge = (of: Action, changes: Partial<VerdictInput> = {}) =>
  verdictOf({
    action: of,
    readBack: good,
    review: simulated(of),
    secondOpinion: { state: 'same', by: 'wallet', reads: 100 },
    chain: { expected: 1, found: 1 },
    ...changes,
  })
const stateOf = (verdict: ReturnType<typeof judge>, id: string) =>
  verdict.findings.find((finding) => finding.id === id)?.state

describe('whether an action may be signed', () => {
  it('is yes when everything was checked and is as stated', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each)
      expect(verdict).toMatchObject({ blocked: null, confirm: [] })
      expect(verdict.findings.every(({ state }) => state === 'ok')).toBe(true)
    }
  })

  it.each([2, null])('is no for anything on chain %s', (found) => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { chain: { expected: 1, found } })
      expect(verdict.blocked).toMatch(/The wallet/)
      expect(stateOf(verdict, 'chain')).toBe('wrong')
    }
  })

  it('is no for anything whose bytes say something else', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { readBack: bad })
      expect(verdict.blocked).toMatch(/It calls stop\(\)/)
      expect(stateOf(verdict, 'bytes')).toBe('wrong')
    }
  })

  it.each([
    ['a stated effect that did not happen', (of: Action) => simulated(of, lie)],
    ['a change that nobody stated', (of: Action) => simulated(of, surprise)],
    ['a revert', would],
  ])('is no after %s, and a typed confirmation in an emergency', (_, reviewOf) => {
    const verdict = judge(ordinary, { review: reviewOf(ordinary) })
    expect(stateOf(verdict, 'simulation')).toBe('wrong')
    expect(verdict.blocked).not.toBeNull()
    const urgent = judge(emergency, { review: reviewOf(emergency) })
    expect(urgent.blocked).toBeNull()
    expect(urgent.confirm).toHaveLength(1)
  })

  it('is no when a second source differs, and a typed confirmation in an emergency', () => {
    const secondOpinion = { state: 'different', by: 'wallet', what: 'another hash' } as const
    expect(judge(ordinary, { secondOpinion }).blocked).toMatch(/second source differs/)
    expect(judge(emergency, { secondOpinion })).toMatchObject({
      blocked: null,
      confirm: [expect.stringMatching(/differs/)],
    })
  })

  it.each([
    ['no node answers', nothing],
    ['the check still runs', () => null],
  ])('stays yes in an emergency when %s, in amber', (_, reviewOf) => {
    const verdict = judge(emergency, { review: reviewOf(emergency), secondOpinion: null })
    expect(verdict).toMatchObject({ blocked: null, confirm: [] })
    expect(stateOf(verdict, 'simulation')).toBe('unknown')
    expect(stateOf(verdict, 'second-source')).toBe('unknown')
    expect(judge(ordinary, { review: reviewOf(ordinary) }).blocked).not.toBeNull()
  })

  it('shows the smaller check as amber and lets it pass', () => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { review: dryRun(each) })
      expect(verdict.blocked).toBeNull()
      expect(stateOf(verdict, 'simulation')).toBe('unknown')
    }
  })

  it('takes no review of other transactions for its own', () => {
    const other = action({ emergency: false, calls: [] })
    expect(judge(ordinary, { review: simulated(other) }).blocked).toBe('The check is still running.')
  })

  it('asks for a typed confirmation where a requirement wants one, also when it is unknown', () => {
    for (const holds of [given(false), failed]) {
      const each = action({
        emergency: false,
        requirements: [{ id: 'window', text: 'Outside the window', holds, weight: 'confirm' }],
      })
      expect(judge(each)).toMatchObject({
        blocked: null,
        confirm: [expect.stringMatching(/Outside the window/)],
      })
    }
  })

  it('is no for somebody without the right, and yes in an emergency when the right could not be read', () => {
    const right = (holds: Action['permission']['holds']) => ({ ...emergency.permission, holds })
    expect(judge(action({ permission: right(given(false)) })).blocked).toBe('Does not hold: It may.')
    expect(judge(action({ permission: right(failed) })).blocked).toBeNull()
    expect(judge(action({ emergency: false, permission: right(failed) })).blocked).toBe(
      'Could not be checked: It may.',
    )
  })
})

describe('an approval by an owner of a Safe', () => {
  const completion: Completion = {
    calls: emergency.calls.map((call) => ({ ...call, from })),
    effects: [],
  }
  const route = {
    safe: {} as SafeRoute['safe'],
    inner: emergency,
    proposal: { completion } as SafeProposal,
    step: 'approve',
    next: 'Your approval is the first of 2.',
  } as const
  const approving = action({ through: route })
  const waiting = action({
    through: { ...route, step: null, next: '1 more owner has to approve.' },
    calls: [],
  })
  const found = ({ findings }: ReturnType<typeof judge>, id: string) =>
    findings.find((finding) => finding.id === id)?.state

  it('is judged by itself and by what it does once executed', () => {
    const both = { ...simulated(approving), onceExecuted: simulated(approving) }
    const fine = judge(approving, { review: both })
    expect([found(fine, 'simulation'), found(fine, 'once-executed'), fine.confirm]).toEqual(['ok', 'ok', []])
    expect(found(judge(approving), 'once-executed')).toBe('unknown')
    const lying = judge(approving, { review: { ...both, onceExecuted: simulated(approving, lie) } })
    expect(found(lying, 'once-executed')).toBe('wrong')
    expect(lying.confirm).toEqual(['Simulated: it does not do what is stated, once executed'])
  })

  it('cannot be signed while there is nothing for the account to send, and says what comes next', () => {
    const verdict = judge(waiting, { review: { ...nothing(waiting), onceExecuted: simulated(waiting) } })
    expect(verdict.blocked).toBe('1 more owner has to approve.')
    expect(found(verdict, 'simulation')).toBeUndefined()
    expect(found(verdict, 'once-executed')).toBe('ok')
  })
})
