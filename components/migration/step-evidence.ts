import { constraintSources, type PrimeView } from '@/components/primes/evidence-of'
import type { MigrationModel } from '@/lib/console/model/migration'
import { every, type Leaf, type SourceId } from '@/lib/leaf'
import { limitKeyFor } from '@/lib/limits'
import type { StepConstraintId } from '@/lib/migration'

/** The reads that each constraint of a migration step rests on. @param ilkId name of the legacy ilk */
export function stepSources(
  view: PrimeView,
  migration: MigrationModel,
  ilkId: string,
  id: StepConstraintId,
): readonly SourceId[] {
  const { prime, generator } = view
  const of = (leaves: readonly (Leaf<unknown> | undefined)[]) =>
    every(leaves.filter((leaf) => leaf !== undefined)).from
  const ilk = prime.legacy.find((one) => one.id === ilkId)
  const wire = prime.legacyWires.find((one) => one.id === ilkId)
  const recorded = migration.ilks.items.find((one) => one.id === ilkId)
  switch (id) {
    case 'legacy-debt':
      return of([ilk?.debtNow])
    case 'generator-debt':
      return of([generator.debt.debtNow])
    case 'migration-limit': {
      const key = limitKeyFor('LIMIT_LEGACY_MIGRATION', prime.addresses.vault)
      const limit = generator.limits.find((one) => one.id === key)
      return of([limit?.current, limit?.state])
    }
    case 'legacy-ceiling':
      return of([ilk?.headroom])
    case 'legacy-collateral':
      return of([ilk?.ink, ilk?.spot, ilk?.art, ilk?.debtNow])
    case 'legacy-dust':
      return of([ilk?.dust, ilk?.debtNow])
    case 'legacy-buffer-allowance':
      return of([wire?.allowance, wire?.buffer])
    case 'legacy-allocator-vault':
      return of([wire?.mayDraw, wire?.mayWipe])
    case 'migrate-function':
    case 'migrate-back-function':
      return of([generator.migrationFacet])
    case 'window':
      // It follows from the time alone.
      return []
    case 'scheduled-vault':
      return of([migration.vault])
    case 'phase':
      return of([migration.phase])
    case 'scheduled-ilk':
      return of([migration.ilks.length, recorded?.ilk, recorded?.allocatorVault])
    case 'generator-controller-on-prime':
      return of([prime.wires.generatorOnProxy])
    case 'vault-outstanding':
      return of([prime.vault.outstanding])
    default:
      return constraintSources(view, id)
  }
}
