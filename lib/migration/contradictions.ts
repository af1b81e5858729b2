import type { Seconds } from '@/lib/math'
import type { Phase } from './types'

/** What the facet recorded of a Prime, as far as the order of its times goes. All times are [unix s]; 0 is never. */
export interface Recorded {
  readonly phase: Phase
  readonly epoch: Seconds
  readonly scheduledAt: Seconds
  readonly dualRunAt: Seconds
  readonly cutOverAt: Seconds
  readonly rolledBackAt: Seconds
  readonly retiredAt: Seconds
}

/**
 * What a schedule says against itself. `phase-without-epoch`: a phase beyond legacy, and no epoch. `epoch-before-schedule`:
 * it may be cut over before it was scheduled. `cut-over-early`: cut over before its epoch. `late-start`: its epoch has come,
 * and its dual-run has not begun. `too-slow`: at today's limits its debt is moved after its epoch. `never-moved`: at today's
 * limits its debt is never moved in full. `stale-phase`: it is cut over, but was rolled back later.
 */
export type Contradiction =
  | 'phase-without-epoch'
  | 'epoch-before-schedule'
  | 'cut-over-early'
  | 'late-start'
  | 'too-slow'
  | 'never-moved'
  | 'stale-phase'

/**
 * The contradictions of one Prime at time t, in a fixed order.
 *
 * @param doneAt when its debt can be moved in full at today's limits [unix s]; null for never
 * @param t unix time [s]
 */
export function contradictionsOf(
  record: Recorded,
  doneAt: Seconds | null,
  t: Seconds,
): readonly Contradiction[] {
  const { phase, epoch, scheduledAt, cutOverAt, rolledBackAt } = record
  const ahead = (phase === 'Legacy' || phase === 'DualRun') && epoch > 0n
  const all: readonly (readonly [Contradiction, boolean])[] = [
    ['phase-without-epoch', phase !== 'Legacy' && epoch === 0n],
    ['epoch-before-schedule', epoch > 0n && epoch < scheduledAt],
    ['cut-over-early', cutOverAt > 0n && phase !== 'DualRun' && cutOverAt < epoch],
    ['stale-phase', phase === 'CutOver' && rolledBackAt > cutOverAt],
    ['late-start', phase === 'Legacy' && epoch > 0n && t >= epoch],
    ['too-slow', ahead && t < epoch && doneAt !== null && doneAt > epoch],
    ['never-moved', ahead && doneAt === null],
  ]
  return all.flatMap(([name, is]) => (is ? [name] : []))
}
