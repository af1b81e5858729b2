import { isAddressEqual, toFunctionSelector } from 'viem'
import { andThen, combine, every, given, type Leaf, map, unknown } from '@/lib/leaf'
import { attemptWith } from '@/lib/leaf/attempt'
import { settled } from '@/lib/leaf/consult'
import { memo } from '@/lib/leaf/memo'
import type { Seconds } from '@/lib/math'
import { canMigrate, canMigrateBack, type Phase, phaseOf, type StepInputs } from '@/lib/migration'
import type { Facts, GeneratorFacts } from '../facts'
import type { MigrationFacts } from '../facts/migration'
import type { IlkFacts, McdFacts, PrimeFacts } from '../facts/primes'
import type { MigrationStepModel } from '../model/migration'
import { debtState } from './debt'
import { funnelLeaves, limitOf, serves } from './funnel'

/** What one step moves at time `t` [s], for each legacy ilk of the deployment file. */
export function deriveSteps(
  prime: PrimeFacts,
  generator: GeneratorFacts,
  { mcd }: Pick<Facts, 'mcd'>,
  t: Seconds,
): readonly MigrationStepModel[] {
  return prime.legacy.map((ilk) => {
    const leaves = stepLeaves(prime, ilk, generator, mcd)
    return {
      id: ilk.id,
      canMigrate: leaves ? attemptWith(leaves, (known) => canMigrate(known, t)) : noSurface,
      canMigrateBack: leaves ? attemptWith(leaves, (known) => canMigrateBack(known, t)) : noSurface,
    }
  })
}

const newPhase = {
  kind: 'out-of-range',
  message: 'The facet names a phase that this console does not know.',
} as const

/** The phase by its name; unknown for a number that this console does not know. */
export function phaseLeaf({ phase }: Pick<MigrationFacts, 'phase'>): Leaf<Phase> {
  return andThen(phase, (stored) => {
    const name = phaseOf(stored)
    return name === null ? unknown(newPhase) : given(name)
  })
}

const functions = {
  migrate: toFunctionSelector('migrate(address,bytes32,uint256)'),
  migrateBack: toFunctionSelector('migrateBack(address,bytes32,uint256)'),
} as const

const noSurface = unknown({ kind: 'not-read', message: 'The Diamond has no LegacyMigrationFacet.' })

/** Everything that decides what a step moves, as leaves; null where nothing can be moved. */
const stepLeaves = memo((prime: PrimeFacts, ilk: IlkFacts, generator: GeneratorFacts, mcd: McdFacts) => {
  const { migration, wires, addresses } = prime
  const legacyWires = prime.legacyWires.find(({ id }) => id === ilk.id)
  if (!migration || !legacyWires) return null
  return {
    funnel: funnelLeaves(prime, generator, mcd),
    phase: phaseLeaf(migration),
    legacy: debtState(ilk, mcd),
    migrationLimit: limitOf(generator, 'LIMIT_LEGACY_MIGRATION', addresses.vault),
    legacyBufferAllowance: legacyWires.allowance,
    wires: {
      migrateFunction: serves(generator, functions.migrate),
      migrateBackFunction: serves(generator, functions.migrateBack),
      scheduledVault: map(migration.vault, (at) => isAddressEqual(at, addresses.vault)),
      scheduledIlk: isScheduled(migration, ilk),
      controllerOnPrime: wires.generatorOnProxy,
      legacyDraw: legacyWires.mayDraw,
      legacyWipe: legacyWires.mayWipe,
    },
  }
})

/** The inputs of a step as values, for formulas that read all of them. */
export const stepInputs = memo(
  (prime: PrimeFacts, ilk: IlkFacts, generator: GeneratorFacts, mcd: McdFacts): Leaf<StepInputs> => {
    const leaves = stepLeaves(prime, ilk, generator, mcd)
    return leaves ? settled(leaves) : noSurface
  },
)

/** Whether the facet recorded the ilk with the AllocatorVault of the deployment file. */
function isScheduled({ ilks }: MigrationFacts, { ilk, allocatorVault }: IlkFacts): Leaf<boolean> {
  const recorded = every(
    ilks.items.map((one) => combine({ ilk: one.ilk, allocatorVault: one.allocatorVault }, (known) => known)),
  )
  return combine({ length: ilks.length, recorded }, (known) =>
    known.recorded.some((one) => one.ilk === ilk && isAddressEqual(one.allocatorVault, allocatorVault)),
  )
}
