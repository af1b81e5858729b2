import { plannedSteps } from '@/components/governance/plan-rows'
import { fundedHref } from '@/components/model/places'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { MigrationModel } from '@/lib/console/model/migration'
import type { PrimeModel } from '@/lib/console/model/primes'
import { combine, given, type Leaf, map } from '@/lib/leaf'
import { radToWadDown, type Wad } from '@/lib/math'
import type { Phase } from '@/lib/migration'
import { type ToldGate, tellGate } from '@/lib/words/gates'
import { type NextStep, nextStep } from './next-step'

/** A Prime with its migration. */
export interface MigrationRow {
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly migration: MigrationModel
  /** The page of the Prime. */
  readonly href: string
  /** With undripped fees [wad], cut off. */
  readonly legacy: Leaf<Wad>
  readonly rollback: Leaf<RollbackOutlook>
  /** Who does what next; null when nothing is left to do. */
  readonly next: Leaf<NextStep | null>
}

/** Whether a Prime could be rolled back; `needed` while nothing but that leads back. */
export type RollbackOutlook =
  | { readonly state: 'not-applicable'; readonly why: string }
  | { readonly state: 'ready' }
  | { readonly state: 'not-ready'; readonly closed: readonly ClosedGate[]; readonly needed: boolean }

export type ClosedGate = ToldGate & { readonly id: string }

/** A row for every Prime of a Generator that migrates, in the order of the schedule. */
export function migrationRows(
  model: Pick<ConsoleModel, 'generators' | 'governance' | 'time'>,
): readonly MigrationRow[] {
  const { generators } = model
  return generators
    .flatMap((generator) => {
      const planned = plannedSteps(
        model,
        generators.filter((other) => other !== generator),
      )
      return generator.primes.flatMap((prime): MigrationRow[] =>
        prime.migration === null
          ? []
          : [
              {
                generator,
                prime,
                href: fundedHref(model, generator.id, prime),
                migration: prime.migration,
                legacy: map(prime.legacyDebt, radToWadDown),
                rollback: rollbackOutlook(prime.migration, model.time),
                next: nextStep(prime.migration, planned.get(prime.addresses.almProxy) ?? null, model.time),
              },
            ],
      )
    })
    .map((row) => ({ row, place: placeInSchedule(row.migration) }))
    .toSorted((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ row }) => row)
}

/** Later than any epoch: first what is not known, then what is not scheduled. */
const UNKNOWN = 2n ** 64n
const UNSCHEDULED = UNKNOWN + 1n

function placeInSchedule({ epoch }: MigrationModel): bigint {
  if (!epoch.ok) return UNKNOWN
  return epoch.value === 0n ? UNSCHEDULED : epoch.value
}

/**
 * A rollback matters from the schedule on, since it has to be approved before the cutover, until the retirement.
 * @param now time of the model [unix s]
 */
export function rollbackOutlook(
  { phaseName, epoch, rollback: { gates, ready } }: Pick<MigrationModel, 'phaseName' | 'epoch' | 'rollback'>,
  now: bigint,
): Leaf<RollbackOutlook> {
  const applies = combine({ phase: phaseName, epoch }, (read) => notApplicable(read.phase, read.epoch))
  if (applies.ok && applies.value !== null) return { ...applies, value: applies.value }
  return combine({ phase: phaseName, ready, epoch }, (read) =>
    read.ready
      ? { state: 'ready' }
      : {
          state: 'not-ready',
          closed: gates
            .filter(({ holds }) => holds.ok && !holds.value)
            .map((gate) => ({ id: gate.id, ...tellGate(gate, now) })),
          needed: read.phase === 'CutOver',
        },
  )
}

function notApplicable(phase: Phase, epoch: bigint): RollbackOutlook | null {
  if (phase === 'Retired') return { state: 'not-applicable', why: 'The migration has ended.' }
  if (epoch === 0n) return { state: 'not-applicable', why: 'It is not scheduled.' }
  return null
}

/** What the Generators say of migrations: whether there is any, and what could not be read of that. */
export function surfaceOf({ generators }: Pick<ConsoleModel, 'generators'>): Leaf<boolean> {
  if (generators.some(({ migration }) => migration !== null)) return given(true)
  const [unread] = generators.flatMap(({ migrationFacet }) => (migrationFacet.ok ? [] : [migrationFacet]))
  return unread ?? given(false)
}
