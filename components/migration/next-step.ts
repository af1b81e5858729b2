import type { MigrationModel } from '@/lib/console/model/migration'
import { formatCompact } from '@/lib/format'
import { combine, type Leaf } from '@/lib/leaf'

/** What stands next for a Prime, and who does it. */
export interface NextStep {
  readonly by: 'Spell' | 'Relayer'
  /** A verb and its object: "start the dual-run". */
  readonly what: string
  /** From when it can be done, where that is known [unix s]. */
  readonly at: bigint | null
}

/** A plan of the governance pause that is about a Prime. */
export interface PlannedStep {
  readonly what: string
  /** First second at which anyone can execute it, where that is known [unix s]. */
  readonly at: bigint | null
}

type Migration = Pick<MigrationModel, 'phaseName' | 'epoch' | 'progress' | 'permission'>

/**
 * What comes next for a Prime: a plan that is plotted already, else what its phase asks for. Null when nothing is left
 * to do.
 * @param now [unix s]
 */
export function nextStep(
  migration: Migration,
  planned: PlannedStep | null,
  now: bigint,
): Leaf<NextStep | null> {
  const { phaseName: phase, epoch, progress, permission } = migration
  return combine({ phase, epoch, progress, permission }, (read): NextStep | null => {
    const spell = (what: string, at: bigint | null = null): NextStep => ({ by: 'Spell', what, at })
    if (planned !== null) return spell(planned.what, planned.at)
    const { left } = read.progress
    const migrate: NextStep = { by: 'Relayer', what: `migrate ${formatCompact(left, 18)} USDS`, at: null }
    switch (read.phase) {
      case 'Legacy':
        return spell(read.epoch === 0n ? 'schedule it' : 'start the dual-run')
      case 'DualRun':
        return left > 0n && now < read.epoch ? migrate : spell('cut over', read.epoch)
      case 'CutOver':
        return left > 0n ? migrate : spell('retire the legacy ilks')
      case 'Retired':
        return read.permission === 'left-behind' ? spell('revoke CONTROLLER left behind') : null
    }
  })
}
