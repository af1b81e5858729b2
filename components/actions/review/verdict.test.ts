import { describe, expect, it } from 'vitest'
import type { Action, Completion, ReadBack, SafeProposal, SafeRoute } from '@/lib/actions'
import type { CodeCheck } from '@/lib/chain/code'
import type { Checked, Present } from '@/lib/chain/read/checked'
import type { Review } from '@/lib/chain/review'
import type { ConditionsCheck, SimulatedFinding } from '@/lib/chain/review/finding'
import type { SecondOpinion } from '@/lib/chain/second'
import type { Conditions } from '@/lib/chain/simulate/conditions'
import type { JudgedDiff } from '@/lib/console/diff'
import type { ConsoleModel } from '@/lib/console/model'
import { given, unknown } from '@/lib/leaf'
import { confirmWord, type VerdictInput } from './finding'
import { isOverridden, isOvertaken, noOverride, overriding } from './override'
import { verdictOf } from './verdict'

const from = '0x0000000000000000000000000000000000000051'
const failed = unknown({ kind: 'reverted', message: 'The call reverted.' })

const action = (changes: Partial<Action> = {}): Action => ({
  request: { kind: 'pause-timelock' },
  title: 'Pause the timelock',
  emergency: true,
  from,
  calls: [{ to: from, data: '0x12345678', value: 0n }],
  permission: {
    id: 'right',
    says: { holds: 'It may', fails: 'It may not' },
    holds: given(true),
    weight: 'blocks',
  },
  requirements: [],
  effects: [],
  events: [],
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
  unexpected: [{ path: 'b', before: null, after: given(1n), read: true }],
}

const conditions: Conditions = {
  ...{ number: 2n, time: 2n, baseFee: 1n, tip: 1n, gasLimit: 1n },
  ...{ coinbase: from, prevrandao: '0x02' },
}
const asElsewhere: ConditionsCheck = {
  ...{ first: conditions, second: conditions, problem: null, differences: [], isWrong: false, ether: true },
}
const rightCode: CodeCheck = {
  contracts: [{ address: from, verdict: 'known', hash: '0x03', by: 'the deployment file' }],
  problems: [],
}

/** What the check found; the models are not looked at. */
const before = {} as ConsoleModel
const simulated = (of: Action, diff = asStated): Review & SimulatedFinding => ({
  action: of,
  before,
  state: 'simulated',
  by: 'node',
  simulatedFrom: before,
  after: before,
  diff,
  gasUsed: 1n,
  at: { number: 1n, hash: '0x01', parentHash: '0x00', timestamp: 1n },
  events: { emitted: [], missing: [] },
  compared: { values: 1, unread: 0 },
  conditions: asElsewhere,
  code: rightCode,
  shortfalls: [],
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
  code: rightCode,
})
const nothing = (of: Action): Review => ({
  action: of,
  before,
  state: 'could-not-check',
  problem: 'no answer',
})

const good: readonly ReadBack[] = [{ call: emergency.calls[0]!, decoded: null, faults: [] }]
const bad: readonly ReadBack[] = [{ call: emergency.calls[0]!, decoded: null, faults: ['It calls stop().'] }]

/** Block 100 was mined at second 1,000, and blocks come every 12 seconds. */
const blockAt = (number: bigint) =>
  ({
    number,
    hash: `0x${number.toString(16)}`,
    parentHash: '0x',
    timestamp: 1_000n + (number - 100n) * 12n,
  }) as const
const present: Present = { block: blockAt(100n), time: 1_003n, blockTimeSeconds: 12 }
const at = <T>(value: T, number = 100n): Checked<T> => ({ value, block: blockAt(number) })

const compared = { first: 'node', by: 'wallet' } as const
const range = { from: 0n, to: 1n } as const

type Changes = Partial<Omit<VerdictInput, 'review' | 'secondOpinion'>> & {
  readonly review?: Review | null
  readonly secondOpinion?: SecondOpinion | null
  /** Block of both. */
  readonly checkedAt?: bigint
}

const judge = (of: Action, changes: Changes = {}) => {
  const same = { state: 'same', ...compared, reads: 100, codes: 1, gaps: [], logs: range } as const
  const { review = simulated(of), secondOpinion = same, checkedAt, ...rest } = changes
  return verdictOf({
    action: of,
    readBack: good,
    review: review && at(review, checkedAt),
    secondOpinion: secondOpinion && at(secondOpinion, checkedAt),
    chain: { expected: 1, found: 1 },
    present,
    dissent: null,
    changed: [],
    ...rest,
  })
}
const textsOf = ({ confirm }: ReturnType<typeof judge>) => confirm.map(({ text }) => text)
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
    const secondOpinion = { first: 'node', state: 'different', by: 'wallet', what: 'another hash' } as const
    expect(judge(ordinary, { secondOpinion }).blocked).toMatch(/second source differs/)
    expect(judge(emergency, { secondOpinion })).toMatchObject({
      blocked: null,
      confirm: [{ text: expect.stringMatching(/differs/) }],
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

  it('is only by an override where nodes disagree about the chain; in an emergency that is said in amber', () => {
    const dissent = 'a.example and b.example disagree at block 100.'
    const verdict = judge(ordinary, { dissent })
    expect(verdict).toMatchObject({
      blocked: null,
      confirm: [{ text: 'The picture of the chain is disputed' }],
    })
    expect(verdict.findings.find(({ id }) => id === 'dissent')).toMatchObject({
      ...{ state: 'unknown', detail: dissent },
    })
    expect(judge(emergency, { dissent })).toMatchObject({ blocked: null, confirm: [] })
    expect(stateOf(judge(emergency, { dissent }), 'dissent')).toBe('unknown')
  })

  it('keeps the override of a disagreement while it is the same that disagree, and for nobody else', () => {
    const keyOf = (dissent: string) => judge(ordinary, { dissent }).confirm.map(({ key }) => key)
    const found = keyOf('10.0.0.1 and 10.0.0.2 disagree at block 100.')
    expect(keyOf('10.0.0.1 and 10.0.0.2 disagree at block 101.')).toEqual(found)
    expect(keyOf('10.0.0.1 and 10.0.0.3 disagree at block 101.')).not.toEqual(found)
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

  it('takes no review of another sender for its own', () => {
    const other = action({ emergency: false, from: '0x0000000000000000000000000000000000000052' })
    expect(judge(ordinary, { review: simulated(other) }).blocked).toBe('The check is still running.')
    expect(stateOf(judge(emergency, { review: simulated(other) }), 'simulation')).toBe('unknown')
  })

  it('asks for a typed confirmation where a requirement wants one, also when it is unknown', () => {
    for (const holds of [given(false), failed]) {
      const each = action({
        emergency: false,
        requirements: [
          {
            id: 'window',
            says: { holds: 'It is outside the window', fails: 'It is inside the window' },
            ...{ holds, weight: 'confirm' },
          },
        ],
      })
      expect(judge(each)).toMatchObject({
        blocked: null,
        confirm: [{ text: expect.stringMatching(/side the window/) }],
      })
    }
  })

  it('is no for somebody without the right, and yes in an emergency when the right could not be read', () => {
    const right = (holds: Action['permission']['holds']) => ({ ...emergency.permission, holds })
    expect(judge(action({ permission: right(given(false)) })).blocked).toBe('It may not.')
    expect(judge(action({ permission: right(failed) })).blocked).toBeNull()
    expect(judge(action({ emergency: false, permission: right(failed) })).blocked).toBe(
      'Could not be checked: It may.',
    )
  })
})

describe('a check and its age', () => {
  const lineOf = (verdict: ReturnType<typeof judge>, id: string) => {
    const found = verdict.findings.find((finding) => finding.id === id)
    return `${found?.title} ${found?.detail}`
  }

  it('names its block and how long ago that was, in every line that a node answered', () => {
    const differing = { state: 'different', ...compared, what: 'another hash' } as const
    const silent = { state: 'could-not-check', ...compared, problem: 'no answer' } as const
    const opinions: readonly SecondOpinion[] = [
      { state: 'same', ...compared, reads: 1, codes: 1, gaps: [], logs: range },
      differing,
      silent,
    ]
    for (const reviewOf of [simulated, would, dryRun, nothing]) {
      const verdict = judge(emergency, { review: reviewOf(emergency), checkedAt: 98n })
      expect(lineOf(verdict, 'simulation')).toMatch(/block 98, 27 s ago/)
    }
    for (const secondOpinion of opinions) {
      expect(lineOf(judge(emergency, { secondOpinion, checkedAt: 98n }), 'second-source')).toMatch(
        /block 98, 27 s ago/,
      )
    }
  })

  it('stands for a block that is past, while a newer one is on its way', () => {
    expect(judge(ordinary, { checkedAt: 98n }).blocked).toBeNull()
    expect(stateOf(judge(ordinary, { checkedAt: 98n }), 'simulation')).toBe('ok')
  })

  it('is amber beyond 60 s, and only an emergency can be signed on it', () => {
    for (const [time, state, blocked] of [
      [1_060n, 'ok', false],
      [1_061n, 'unknown', true],
    ] as const) {
      const later = { ...present, block: blockAt(105n), time }
      const verdict = judge(ordinary, { present: later })
      expect([stateOf(verdict, 'simulation'), stateOf(verdict, 'second-source')]).toEqual([state, state])
      expect(verdict.blocked !== null).toBe(blocked)
      expect(judge(emergency, { present: later }).blocked).toBeNull()
    }
    const late = judge(ordinary, { present: { ...present, block: blockAt(108n), time: 1_096n } })
    expect(lineOf(late, 'simulation')).toMatch(/1 min 36 s ago, at block 100: no newer check has ended/)
  })

  it('may be as old as three blocks where blocks are slow', () => {
    const slow = (time: bigint) =>
      judge(ordinary, { present: { block: blockAt(101n), time, blockTimeSeconds: 60 } })
    expect(slow(1_180n).blocked).toBeNull()
    expect(slow(1_181n).blocked).toMatch(/newer check has not ended/)
  })

  it('is as good as new on a chain that mines on demand, until there is a newer block', () => {
    const idle = { ...present, time: 9_000n, blockTimeSeconds: null }
    expect(judge(ordinary, { present: idle }).blocked).toBeNull()
    expect(judge(ordinary, { present: { ...idle, block: blockAt(101n) } }).blocked).not.toBeNull()
  })

  it('that found something wrong stays red, however old', () => {
    const late = { ...present, block: blockAt(108n), time: 1_096n }
    expect(stateOf(judge(emergency, { review: would(emergency), present: late }), 'simulation')).toBe('wrong')
  })
})

describe('a picture that stands still', () => {
  const still = { ...present, time: 1_039n }

  it('is said, and asks for an override but in an emergency', () => {
    expect(stateOf(judge(ordinary, { present: { ...present, time: 1_038n } }), 'picture')).toBeUndefined()
    const verdict = judge(ordinary, { present: still })
    expect(stateOf(verdict, 'picture')).toBe('unknown')
    expect(textsOf(verdict)).toEqual(['The picture of the chain is 39 s old'])
    expect(textsOf(judge(emergency, { present: still }))).toEqual([])
  })

  it('keeps its override while it grows older', () => {
    const older = judge(ordinary, { present: { ...still, time: 1_050n } })
    expect(older.confirm[0]?.key).toBe(judge(ordinary, { present: still }).confirm[0]?.key)
  })
})

describe('an action that changed since it was read', () => {
  const changed = [{ what: 'title', before: 'Lower', after: 'Raise' }] as const

  it('has to be read anew, and an emergency only says so', () => {
    expect(judge(ordinary, { changed }).blocked).toMatch(/changed since this review was opened/)
    expect(judge(emergency, { changed }).blocked).toBeNull()
  })
})

describe('an override', () => {
  const differing = { state: 'different', ...compared, what: 'another hash' } as const
  const first = judge(emergency, { secondOpinion: differing })
  const typed = overriding(confirmWord, first.confirm)

  it('counts for the warning that it was typed for, also at a later block', () => {
    expect(isOverridden(typed, first.confirm)).toBe(true)
    const later = judge(emergency, { secondOpinion: differing, checkedAt: 101n })
    expect(isOverridden(typed, later.confirm)).toBe(true)
  })

  it('does not count for another warning that comes up later', () => {
    const worse = judge(emergency, { secondOpinion: differing, review: would(emergency) })
    expect(isOverridden(typed, worse.confirm)).toBe(false)
    expect(isOvertaken(typed, worse.confirm)).toBe(true)
    const other = judge(emergency, { review: would(emergency) })
    expect(isOverridden(typed, other.confirm)).toBe(false)
  })

  it('does not count for the same warning about other bytes', () => {
    const moved = action({ calls: [{ to: from, data: '0x87654321', value: 0n }] })
    expect(isOverridden(typed, judge(moved, { secondOpinion: differing }).confirm)).toBe(false)
  })

  it('does not count when the same check finds something else', () => {
    const revert = judge(emergency, { review: would(emergency) })
    const other = judge(emergency, { review: { ...would(emergency), reason: 'other' } as Review })
    expect(isOverridden(overriding(confirmWord, revert.confirm), other.confirm)).toBe(false)
    const branch = judge(emergency, { secondOpinion: { ...differing, what: 'one value' } })
    expect(isOverridden(typed, branch.confirm)).toBe(false)
    const lying = judge(emergency, { review: simulated(emergency, lie) })
    const surprising = judge(emergency, { review: simulated(emergency, surprise) })
    expect(isOverridden(overriding(confirmWord, lying.confirm), surprising.confirm)).toBe(false)
  })

  it('of a requirement that counts down is not asked for again every minute', () => {
    const window = (text: string) =>
      action({
        emergency: false,
        requirements: [
          {
            id: 'window',
            says: { holds: 'It is outside the window', fails: text },
            ...{ holds: given(false), weight: 'confirm' },
          },
        ],
      })
    const early = judge(window('It is inside the window, which ends in 2 min'))
    const late = judge(window('It is inside the window, which ends in 1 min'))
    expect(isOverridden(overriding(confirmWord, early.confirm), late.confirm)).toBe(true)
  })

  it('needs the word', () => {
    expect(isOverridden(overriding('yes', first.confirm), first.confirm)).toBe(false)
    expect(isOverridden(noOverride, first.confirm)).toBe(false)
    expect(isOverridden(noOverride, [])).toBe(true)
  })
})

describe('an approval by an owner of a Safe', () => {
  const completion: Completion = {
    calls: emergency.calls.map((call) => ({ ...call, from })),
    effects: [],
    events: [],
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
    expect(textsOf(lying)).toEqual(['Simulated: it does not do what is stated, once executed'])
  })

  it('cannot be signed while there is nothing for the account to send, and says what comes next', () => {
    const verdict = judge(waiting, { review: { ...nothing(waiting), onceExecuted: simulated(waiting) } })
    expect(verdict.blocked).toBe('1 more owner has to approve.')
    expect(found(verdict, 'simulation')).toBeUndefined()
    expect(found(verdict, 'once-executed')).toBe('ok')
  })
})

describe('what is looked at beside the changes', () => {
  const having = (of: Action, changes: Partial<SimulatedFinding>): Review => ({
    ...simulated(of),
    ...changes,
  })
  const code = (
    verdict: CodeCheck['contracts'][number]['verdict'],
    problems: readonly string[] = [],
  ): CodeCheck => ({
    contracts: [
      { address: from, verdict, hash: '0x03', by: verdict === 'unnamed' ? null : 'the deployment file' },
    ],
    problems,
  })
  const emitted = (expected: boolean): SimulatedFinding['events'] => ({
    emitted: [{ log: { address: from, topics: ['0x04'], data: '0x' }, expected }],
    missing: [],
  })

  it.each<[string, string, Partial<SimulatedFinding>]>([
    ['an event that nobody stated', 'simulation', { events: emitted(false) }],
    [
      'an event that does not happen',
      'simulation',
      { events: { emitted: [], missing: [{ address: from, topics: ['0x04'], data: '0x' }] } },
    ],
    ['other code', 'simulation-code', { code: code('different') }],
    ['code that changes', 'simulation-code', { code: code('changes') }],
    ['no code', 'simulation-code', { code: code('none') }],
    [
      'something else in another block',
      'simulation-conditions',
      { conditions: { ...asElsewhere, differences: ['it approves'], isWrong: true } },
    ],
  ])('is red for %s: it locks nothing in an emergency, and asks for an override', (_, id, changes) => {
    const verdict = judge(ordinary, { review: having(ordinary, changes) })
    expect(stateOf(verdict, id)).toBe('wrong')
    expect(verdict.blocked).not.toBeNull()
    const urgent = judge(emergency, { review: having(emergency, changes) })
    expect(urgent.blocked).toBeNull()
    expect(urgent.confirm).toHaveLength(1)
  })

  it.each<[string, string, Partial<SimulatedFinding>]>([
    ['code of which nobody says whether it is right', 'simulation-code', { code: code('unnamed') }],
    ['code that could not be read', 'simulation-code', { code: code('unread') }],
    ['contracts that could not be found out', 'simulation-code', { code: code('known', ['node: no lists']) }],
    [
      'a difference in another block',
      'simulation-conditions',
      { conditions: { ...asElsewhere, differences: ['it would revert'] } },
    ],
    [
      'a node that takes no conditions',
      'simulation-conditions',
      { conditions: { ...asElsewhere, first: null, second: null, problem: 'refused' } },
    ],
    [
      'a node that does not list ether',
      'simulation-conditions',
      { conditions: { ...asElsewhere, ether: false } },
    ],
    [
      'a sender who cannot pay',
      'simulation-funds',
      { shortfalls: [{ account: from, balance: 0n, needed: 1n }] },
    ],
  ])('is amber for %s, and can be signed', (_, id, changes) => {
    for (const each of [emergency, ordinary]) {
      const verdict = judge(each, { review: having(each, changes) })
      expect(stateOf(verdict, id)).toBe('unknown')
      expect(verdict).toMatchObject({ blocked: null, confirm: [] })
    }
  })

  it('says what was compared, by whom and when, and never that nothing else happens', () => {
    const { findings } = judge(emergency, {
      review: having(emergency, { compared: { values: 1_622, unread: 3 }, events: emitted(true) }),
    })
    const [simulation] = findings.filter(({ id }) => id === 'simulation')
    expect(simulation).toMatchObject({
      title: 'Simulated: it does what is stated, and no other value of the console changes',
      detail:
        'By node on block 100, 3 s ago: 1,622 values compared (3 could not be read), 1 event as stated.',
    })
    expect(findings.some(({ title }) => title.includes('nothing else'))).toBe(false)
  })

  it('says of code that nobody names since when it stands there', () => {
    const [contract] = code('unnamed').contracts
    const old: CodeCheck = { contracts: [{ ...contract!, since: 90n }], problems: [] }
    const { findings } = judge(emergency, { review: having(emergency, { code: old }) })
    expect(findings.find(({ id }) => id === 'simulation-code')).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('has the code hash 0x03, the same as at block 90'),
    })
  })

  it('is no longer green when it is too old', () => {
    const verdict = judge(emergency, { checkedAt: 90n })
    expect(stateOf(verdict, 'simulation-code')).toBe('unknown')
    expect(stateOf(verdict, 'simulation-conditions')).toBe('unknown')
    const wrong = judge(emergency, { checkedAt: 90n, review: having(emergency, { code: code('different') }) })
    expect(stateOf(wrong, 'simulation-code')).toBe('wrong')
  })

  it('holds the smaller check to the right code too', () => {
    const verdict = judge(ordinary, { review: { ...dryRun(ordinary), code: code('different') } as Review })
    expect(stateOf(verdict, 'simulation-code')).toBe('wrong')
    expect(verdict.blocked).not.toBeNull()
  })
})
