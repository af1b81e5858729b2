import { describe, expect, it } from 'vitest'
import type { SecondOpinion } from '@/lib/chain/second'
import {
  blockAt,
  compared,
  dryRun,
  emergency,
  judge,
  nothing,
  ordinary,
  present,
  range,
  simulated,
  stateOf,
  textsOf,
  would,
} from '@/lib/testing/verdicts'

describe('a check and its age', () => {
  const lineOf = (verdict: ReturnType<typeof judge>, id: string) => {
    const found = verdict.findings.find((finding) => finding.id === id)
    return `${found?.title} ${found?.detail}`
  }

  it('names block and age of a check in every line that a node answered', () => {
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

  it('lets the check of a past block stand while a newer one is on its way', () => {
    expect(judge(ordinary, { checkedAt: 98n }).blocked).toBeNull()
    expect(stateOf(judge(ordinary, { checkedAt: 98n }), 'simulation')).toBe('ok')
  })

  it('turns a check amber beyond 60 s, and lets only an emergency be signed on it', () => {
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

  it('lets a check be as old as three blocks where blocks are slow', () => {
    const slow = (time: bigint) =>
      judge(ordinary, { present: { block: blockAt(101n), time, blockTimeSeconds: 60 } })
    expect(slow(1_180n).blocked).toBeNull()
    expect(slow(1_181n).blocked).toMatch(/newer check has not ended/)
  })

  it('takes a check for new on a chain that mines on demand, until there is a newer block', () => {
    const idle = { ...present, time: 9_000n, blockTimeSeconds: null }
    expect(judge(ordinary, { present: idle }).blocked).toBeNull()
    expect(judge(ordinary, { present: { ...idle, block: blockAt(101n) } }).blocked).not.toBeNull()
  })

  it('keeps a check red that found something wrong, however old', () => {
    const late = { ...present, block: blockAt(108n), time: 1_096n }
    expect(stateOf(judge(emergency, { review: would(emergency), present: late }), 'simulation')).toBe('wrong')
  })
})

describe('a picture that stands still', () => {
  const still = { ...present, time: 1_039n }

  it('says that the picture stands still, and asks for an override except in an emergency', () => {
    expect(stateOf(judge(ordinary, { present: { ...present, time: 1_038n } }), 'picture')).toBeUndefined()
    const verdict = judge(ordinary, { present: still })
    expect(stateOf(verdict, 'picture')).toBe('unknown')
    expect(textsOf(verdict)).toEqual(['The picture of the chain is 39 s old'])
    expect(textsOf(judge(emergency, { present: still }))).toEqual([])
  })

  it('keeps the override of a standing picture while it grows older', () => {
    const older = judge(ordinary, { present: { ...still, time: 1_050n } })
    expect(older.confirm[0]?.key).toBe(judge(ordinary, { present: still }).confirm[0]?.key)
  })
})
