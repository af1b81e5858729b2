import { describe, expect, it } from 'vitest'
import type { Review } from '@/lib/chain/review'
import { given } from '@/lib/leaf'
import {
  action,
  compared,
  emergency,
  from,
  judge,
  lie,
  simulated,
  surprise,
  would,
} from '@/lib/testing/verdicts'
import { confirmWord } from './finding'
import { isOverridden, isOvertaken, noOverride, overriding } from './override'

describe('an override', () => {
  const differing = { state: 'different', ...compared, what: 'another hash' } as const
  const first = judge(emergency, { secondOpinion: differing })
  const typed = overriding(confirmWord, first.confirm)

  it('counts an override for the warning it was typed for, also at a later block', () => {
    expect(isOverridden(typed, first.confirm)).toBe(true)
    const later = judge(emergency, { secondOpinion: differing, checkedAt: 101n })
    expect(isOverridden(typed, later.confirm)).toBe(true)
  })

  it('does not count an override for another warning that comes up later', () => {
    const worse = judge(emergency, { secondOpinion: differing, review: would(emergency) })
    expect(isOverridden(typed, worse.confirm)).toBe(false)
    expect(isOvertaken(typed, worse.confirm)).toBe(true)
    const other = judge(emergency, { review: would(emergency) })
    expect(isOverridden(typed, other.confirm)).toBe(false)
  })

  it('does not count an override for the same warning about other bytes', () => {
    const moved = action({ calls: [{ to: from, data: '0x87654321', value: 0n }] })
    expect(isOverridden(typed, judge(moved, { secondOpinion: differing }).confirm)).toBe(false)
  })

  it('does not count an override when the same check finds something else', () => {
    const revert = judge(emergency, { review: would(emergency) })
    const other = judge(emergency, { review: { ...would(emergency), reason: 'other' } as Review })
    expect(isOverridden(overriding(confirmWord, revert.confirm), other.confirm)).toBe(false)
    const branch = judge(emergency, { secondOpinion: { ...differing, what: 'one value' } })
    expect(isOverridden(typed, branch.confirm)).toBe(false)
    const lying = judge(emergency, { review: simulated(emergency, lie) })
    const surprising = judge(emergency, { review: simulated(emergency, surprise) })
    expect(isOverridden(overriding(confirmWord, lying.confirm), surprising.confirm)).toBe(false)
  })

  it('does not ask every minute for the override of a requirement that counts down', () => {
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

  it('overrides nothing by another word than the one asked for', () => {
    expect(isOverridden(overriding('yes', first.confirm), first.confirm)).toBe(false)
    expect(isOverridden(noOverride, first.confirm)).toBe(false)
    expect(isOverridden(noOverride, [])).toBe(true)
  })
})
