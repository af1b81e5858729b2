import { describe, expect, it } from 'vitest'
import { type Contradiction, contradictionsOf, type Recorded } from './contradictions'

const NOW = 1_000n
const dualRun: Recorded = {
  ...{ phase: 'DualRun', epoch: 2_000n, scheduledAt: 100n, dualRunAt: 200n },
  ...{ cutOverAt: 0n, rolledBackAt: 0n, retiredAt: 0n },
}

describe('a schedule that contradicts itself', () => {
  it('is none where every time follows the one before it', () => {
    expect(contradictionsOf(dualRun, 2_000n, NOW)).toEqual([])
    expect(contradictionsOf({ ...dualRun, phase: 'CutOver', cutOverAt: 2_000n }, null, 3_000n)).toEqual([])
    // Rolled back, and cut over again after its epoch.
    const again = { ...dualRun, phase: 'CutOver', cutOverAt: 2_500n, rolledBackAt: 2_400n } as const
    expect(contradictionsOf(again, null, 3_000n)).toEqual([])
    // Rolled back, and scheduled for a later epoch.
    const later = { ...dualRun, cutOverAt: 500n, rolledBackAt: 600n }
    expect(contradictionsOf(later, 1_500n, NOW)).toEqual([])
  })

  const cases: readonly (readonly [Contradiction, Partial<Recorded>, bigint | null, bigint])[] = [
    ['phase-without-epoch', { epoch: 0n }, 1_500n, NOW],
    ['epoch-before-schedule', { epoch: 99n }, NOW, NOW],
    ['cut-over-early', { phase: 'CutOver', cutOverAt: 1_999n }, null, 3_000n],
    ['stale-phase', { phase: 'CutOver', cutOverAt: 2_100n, rolledBackAt: 2_101n }, null, 3_000n],
    ['late-start', { phase: 'Legacy' }, 2_000n, 2_000n],
    ['too-slow', {}, 2_001n, NOW],
    ['never-moved', {}, null, NOW],
  ]
  it.each(cases)('is said: %s', (name, changes, doneAt, t) => {
    expect(contradictionsOf({ ...dualRun, ...changes }, doneAt, t)).toEqual([name])
  })

  it('is no matter of a Prime that was never scheduled', () => {
    const never: Recorded = { ...dualRun, phase: 'Legacy', epoch: 0n, scheduledAt: 0n, dualRunAt: 0n }
    expect(contradictionsOf(never, null, NOW)).toEqual([])
  })
})
