import { roles } from '@/contracts/script/roles'
import {
  autoLineAbi,
  beamTimeLockAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  pasMomAbi,
  primeVaultAbi,
} from '@/lib/abi'
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

/** An operator pauses all of Keel's vault for a day. */
export const pausedVault = ({ stage }: Scene): readonly Step[] => [
  call(roles.cBeam.address, stage.keel.vault, {
    abi: primeVaultAbi,
    functionName: 'pause',
    args: [true, true, 86_400n],
  }),
]
