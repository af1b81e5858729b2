import { CircleCheck, CircleDashed, CircleDot, CircleDotDashed, type LucideIcon } from 'lucide-react'
import type { MigrationModel } from '@/lib/console/model/migration'
import { coming, formatUtc, formatUtcTime, whenWords } from '@/lib/format'
import { PHASES, type Phase } from '@/lib/migration'

/** A phase as it is named on a badge. A phase is a fact and no verdict, so it has no colour of a state. */
export const PHASE_LOOK: Readonly<Record<Phase, { readonly word: string; readonly icon: LucideIcon }>> = {
  Legacy: { word: 'Legacy', icon: CircleDashed },
  DualRun: { word: 'Dual-run', icon: CircleDotDashed },
  CutOver: { word: 'Cut over', icon: CircleDot },
  Retired: { word: 'Retired', icon: CircleCheck },
}

/** What the facet stores of the times of a migration [unix s]; 0 is never. */
export interface PhaseTimes {
  readonly epoch: bigint
  readonly scheduledAt: bigint
  readonly dualRunAt: bigint
  readonly cutOverAt: bigint
  readonly rolledBackAt: bigint
  readonly retiredAt: bigint
}

export type TimesOf = Pick<MigrationModel, keyof PhaseTimes>

/** How far a phase is behind or ahead of the one in which a Prime is. */
export function placeOf(phase: Phase, now: Phase): 'done' | 'now' | 'ahead' {
  const distance = PHASES.indexOf(phase) - PHASES.indexOf(now)
  return distance < 0 ? 'done' : distance > 0 ? 'ahead' : 'now'
}

/**
 * When a phase began, or from when it may begin, as lines of a few words.
 * @param now [unix s]
 */
export function phaseLines(phase: Phase, current: Phase, times: PhaseTimes, now: bigint): readonly string[] {
  const { epoch, scheduledAt, dualRunAt, cutOverAt, rolledBackAt, retiredAt } = times
  const since = (at: bigint, what: string) => (at === 0n ? [] : [`${what} ${formatUtc(at)}`])
  switch (phase) {
    case 'Legacy':
      return scheduledAt === 0n ? ['Not scheduled'] : since(scheduledAt, 'Scheduled')
    case 'DualRun':
      if (dualRunAt === 0n) return [epoch === 0n ? 'By spell, once scheduled' : 'By spell']
      return [...since(dualRunAt, 'Since'), ...since(rolledBackAt, 'Rolled back')]
    case 'CutOver':
      if (placeOf('CutOver', current) !== 'ahead') return since(cutOverAt, 'Since')
      return epochLines(epoch, now)
    case 'Retired':
      return retiredAt === 0n ? ['By spell, once no legacy debt is left'] : since(retiredAt, 'Since')
  }
}

function epochLines(epoch: bigint, now: bigint): readonly string[] {
  if (epoch === 0n) return ['No epoch yet']
  return coming(epoch, now) !== null
    ? [`Not before ${whenWords(epoch, now)}`]
    : [`Possible since ${formatUtcTime(epoch, now)}`]
}
