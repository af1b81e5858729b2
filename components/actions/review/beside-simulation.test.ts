import { describe, expect, it } from 'vitest'
import type { Action } from '@/lib/actions'
import type { CodeCheck } from '@/lib/chain/code'
import type { Review } from '@/lib/chain/review'
import type { SimulatedFinding } from '@/lib/chain/review/finding'
import {
  asElsewhere,
  dryRun,
  emergency,
  from,
  judge,
  ordinary,
  simulated,
  stateOf,
} from '@/lib/testing/verdicts'

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

  it('says since when there is code that nobody names', () => {
    const [contract] = code('unnamed').contracts
    const old: CodeCheck = { contracts: [{ ...contract!, since: 90n }], problems: [] }
    const { findings } = judge(emergency, { review: having(emergency, { code: old }) })
    expect(findings.find(({ id }) => id === 'simulation-code')).toMatchObject({
      state: 'unknown',
      detail: expect.stringContaining('has the code hash 0x03, the same as at block 90'),
    })
  })

  it('is no longer green when the check is too old', () => {
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
