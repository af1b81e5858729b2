import { MAX_UINT256, RAY, ray, wad } from '@/lib/math'
import type { StepInputs } from '@/lib/migration/steps'
import { debtMillions, debtState } from './debt'
import { funnel, limitOf, millions } from './vaults'

/**
 * A Prime in dual-run: 60 million of legacy debt at a rate of 1.1 below a ceiling of 70 million. A step moves 20
 * million over (its migration limit), or some 10 million back (the ceiling of the legacy ilk).
 */
export function stepInputs(
  changes: Partial<Omit<StepInputs, 'wires'>> = {},
  wires: Partial<StepInputs['wires']> = {},
): StepInputs {
  const art = wad((millions(60) * 10n) / 11n)
  return {
    funnel: funnel(),
    phase: 'DualRun',
    legacy: debtState({
      ilk: { Art: art, rate: ray((RAY * 11n) / 10n), line: debtMillions(70) },
      urn: { art },
    }),
    migrationLimit: limitOf(40, 20),
    legacyBufferAllowance: wad(MAX_UINT256),
    wires: {
      migrateFunction: true,
      migrateBackFunction: true,
      scheduledVault: true,
      scheduledIlk: true,
      controllerOnPrime: true,
      legacyDraw: true,
      legacyWipe: true,
      ...wires,
    },
    ...changes,
  }
}

/** Times outside and inside the Processing Window, on the day of the states of the tests [unix s]. */
export { NOW } from './debt'
