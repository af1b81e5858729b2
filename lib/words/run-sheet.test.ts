import { describe, expect, it } from 'vitest'
import { wad } from '@/lib/math'
import { barredWords, contradictionRemedy, paceWords } from './run-sheet'

describe('words of the run sheet', () => {
  it('say what ends each contradiction, and never that a limit ends what was recorded', () => {
    const recorded = [
      'phase-without-epoch',
      'epoch-before-schedule',
      'cut-over-early',
      'stale-phase',
    ] as const
    for (const one of recorded) {
      expect(contradictionRemedy(one), one).toMatch(/^The facet records no such thing/)
      expect(contradictionRemedy(one), one).not.toContain('limit')
    }
    expect(contradictionRemedy('late-start')).toBe(
      'Governance starts the dual-run, or schedules it again with a later epoch.',
    )
    for (const one of ['too-slow', 'never-moved'] as const)
      expect(contradictionRemedy(one), one).toMatch(/^A cBEAM raises the migration limit/)
  })

  it('say what bars a step', () => {
    expect(barredWords({ amount: wad(0n), binding: 'migration-limit', constraints: [] })).toBe(
      'Nothing goes through: migration limit binds.',
    )
    expect(paceWords({ never: 'retired' }, 0n)).toBe(
      'Never: it is retired, and no step moves its debt any more',
    )
  })
})
