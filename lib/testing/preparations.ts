import { roles } from '@/contracts/script/roles'
import {
  autoLineAbi,
  beamTimeLockAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  pasMomAbi,
  primeVaultAbi,
} from '@/lib/abi'
import type { IlkFacts } from '@/lib/console/facts/primes'
import type { ConsoleModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import { modelAt, type Scene, type Step } from './scene'
import { ILK, known, primeIn, text } from './stages/migration'
import { call } from './stages/simulate'

/** Governance cuts Keel over an hour after its epoch. */
export function cutOver(scene: Scene): readonly Step[] {
  const { govern, autoLine, diamond, keel } = scene.stage
  const mom = known(modelAt(scene).generators[0]?.migration?.mom.address)
  return [
    { until: known(primeIn(modelAt(scene)).migration.epoch) + 3_600n },
    govern(mom, migrationMomAbi, 'close', text(ILK)),
    govern(autoLine, autoLineAbi, 'remIlk', text(ILK)),
    govern(diamond, legacyMigrationFacetAbi, 'cutOver', keel.almProxy),
  ]
}

/** The Core Council cancels whatever waits in the timelock. */
export const cancelAll = (scene: Scene): readonly Step[] =>
  modelAt(scene)
    .timelock.operations.filter(({ state }) => ['waiting', 'ready'].includes(known(state)))
    .map(({ id }) =>
      call(roles.coreCouncil.address, scene.deployment.configurator.timelock, {
        abi: beamTimeLockAbi,
        functionName: 'cancel',
        args: [id],
      }),
    )

/** Governance gives PASMom to somebody whose key signs. */
export const momGiven = ({ stage, deployment }: Scene): readonly Step[] => [
  stage.govern(deployment.configurator.mom, pasMomAbi, 'setOwner', roles.keeper.address),
]

/** Governance gives an ilk of AutoLine another gap; what it moved last is forgotten with that. */
export const gapSet = ({ stage }: Scene, ilk: IlkFacts, to: (gap: bigint) => bigint): Step => {
  const { line, gap, ttl } = autoLineOf(ilk)
  return stage.govern(stage.autoLine, autoLineAbi, 'setIlk', ilk.ilk, known(line), to(known(gap)), known(ttl))
}

export function autoLineOf({ id, autoLine }: IlkFacts) {
  if (!autoLine) throw new RangeError(`No AutoLine moves the ceiling of ${id}`)
  return autoLine
}

/** An ilk by its name: that of a Generator, or a legacy one. */
export function ilkIn({ generators }: ConsoleModel, name: string): IlkModel {
  const all = generators.flatMap(({ debt, primes }) => [debt, ...primes.flatMap(({ legacy }) => legacy)])
  const ilk = all.find(({ id }) => id === name)
  if (!ilk) throw new RangeError(`There is no ilk ${name}`)
  return ilk
}

/** The ilk of the Generator. */
export function ownIlk(model: ConsoleModel): IlkModel {
  const [generator] = model.generators
  if (!generator) throw new RangeError('There is no Generator')
  return generator.debt
}

/** An operator pauses all of Keel's vault for a day. */
export const pausedVault = ({ stage }: Scene): readonly Step[] => [
  call(roles.cBeam.address, stage.keel.vault, {
    abi: primeVaultAbi,
    functionName: 'pause',
    args: [true, true, 86_400n],
  }),
]
