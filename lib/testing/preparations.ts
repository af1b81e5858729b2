import { type Address, encodeFunctionData, zeroAddress, zeroHash } from 'viem'
import { guardianAddresses, roles } from '@/contracts/script/roles'
import {
  adminFacetAbi,
  administeredAgentAbi,
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  beamTimeLockAbi,
  guardianCouncilAbi,
  legacyMigrationFacetAbi,
  migrationMomAbi,
  pasMomAbi,
  primeVaultAbi,
} from '@/lib/abi'
import { roleHash } from '@/lib/chain/facts/roles'
import type { IlkFacts } from '@/lib/console/facts/primes'
import type { ConsoleModel, OperationModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { pendingIn } from './requests'
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

/** Governance lets an account whose key signs freeze every controller of every Prime, as it may freeze the Generator. */
export const freezerOfPrimes = ({ stage, deployment }: Scene): readonly Step[] => {
  const { address } = roles.freezer
  return [...deployment.generators.flatMap(({ primes }) => primes), ...deployment.primes]
    .flatMap(({ controllers }) => controllers)
    .map(({ controller, agent }) =>
      agent === null
        ? stage.govern(controller, almProxyAbi, 'grantRole', roleHash('FREEZER'), address)
        : stage.govern(agent, administeredAgentAbi, 'addRevoker', address),
    )
}

/** The freezer removes every relayer of the Generator. */
export const allFrozen = ({ stage }: Scene): readonly Step[] =>
  [roles.relayer1, roles.relayer2].map(({ address }) =>
    call(roles.freezer.address, stage.diamond, {
      abi: adminFacetAbi,
      functionName: 'removeRelayer',
      args: [address],
    }),
  )

/** The Core Council cancels everything that waits in the timelock. */
export const cancelAll = (scene: Scene): readonly Step[] =>
  modelUnit(modelAt(scene))
    .timelock.operations.filter(({ state }) => ['waiting', 'ready'].includes(known(state)))
    .map(({ id }) =>
      call(roles.coreCouncil.address, deployedUnit(scene.deployment).timelock, {
        abi: beamTimeLockAbi,
        functionName: 'cancel',
        args: [id],
      }),
    )

/** A guardian freezes an account and takes its pairs with the Generator, and so many vote to lift that. */
export function frozenWith({ stage, deployment }: Scene, beam: Address, votes: number): readonly Step[] {
  const { guardianCouncil } = deployedUnit(deployment)
  if (guardianCouncil === null) throw new RangeError('There is no council of guardians')
  const act = (by: Address | undefined, functionName: 'freeze' | 'lift', ...args: readonly unknown[]) => {
    if (by === undefined) throw new RangeError('There are not so many guardians')
    return call(by, guardianCouncil, { abi: guardianCouncilAbi, functionName, args })
  }
  return [
    act(guardianAddresses[0], 'freeze', beam, [stage.rateLimits], [stage.diamond]),
    ...guardianAddresses.slice(0, votes).map((guardian) => act(guardian, 'lift', beam)),
  ]
}

/** The delay of an operation ends, found by a function that its first call calls. */
export const delayOver =
  (functionName: string) =>
  (scene: Scene): readonly Step[] => [{ until: known(pendingIn(scene, functionName).readyAt) ?? 0n }]

/** Somebody executes an operation. */
const executed = (scene: Scene, { queued: { calls, predecessor, salt } }: OperationModel): Step =>
  call(roles.donor.address, deployedUnit(scene.deployment).timelock, {
    abi: beamTimeLockAbi,
    functionName: 'executeBatch',
    args: [
      calls.map(({ target }) => target),
      calls.map(({ value }) => value),
      calls.map(({ data }) => data),
      predecessor,
      salt,
    ],
  })

/** The new pace is executed, and the delay of the limit that waits for it ends. */
export const paceExecuted = (scene: Scene): readonly Step[] => [
  ...delayOver('setHop')(scene),
  executed(scene, pendingIn(scene, 'setHop')),
  ...delayOver('addInitRateLimits')(scene),
]

/**
 * Governance takes the Generator out of BeamState and stops it; the Core Council schedules that it comes back, with an
 * initial limit for every RateLimits, and the delay of that ends.
 */
export const comesBack = (scene: Scene): readonly Step[] => {
  const { diamond, rateLimits, govern } = scene.stage
  const { beamState, timelock } = deployedUnit(scene.deployment)
  const model = modelAt(scene)
  const key = model.generators[0]?.limits[0]?.id
  const { minDelay } = modelUnit(model).timelock
  const encoded = (functionName: string, ...args: readonly unknown[]) =>
    encodeFunctionData({ abi: beamStateAbi, functionName, args } as never)
  const calls = [
    encoded('addRateLimits', rateLimits),
    encoded('addController', diamond),
    encoded('start'),
    encoded('addInitRateLimits', key, zeroAddress, 7n, 1n),
    encoded('setMaxChange', rateLimits, 2n * 10n ** 18n),
  ]
  const batch = [calls.map(() => beamState), calls.map(() => 0n), calls, zeroHash, zeroHash]
  return [
    govern(beamState, beamStateAbi, 'delRateLimits', rateLimits),
    govern(beamState, beamStateAbi, 'delController', diamond),
    govern(beamState, beamStateAbi, 'stop'),
    govern(beamState, beamStateAbi, 'delInitRateLimits', key, rateLimits),
    govern(beamState, beamStateAbi, 'delInitRateLimits', key, zeroAddress),
    call(roles.coreCouncil.address, timelock, {
      abi: beamTimeLockAbi,
      functionName: 'scheduleBatch',
      args: [...batch, known(minDelay)],
    }),
    { until: model.block.timestamp + known(minDelay) + 3_600n },
  ]
}

/** Governance gives PASMom to an account whose key signs. */
export const momGiven = ({ stage, deployment }: Scene): readonly Step[] => [
  stage.govern(deployedUnit(deployment).mom, pasMomAbi, 'setOwner', roles.keeper.address),
]

/** Governance gives an ilk of AutoLine another gap, which also resets the record of its last change. */
export const gapSet = ({ stage }: Scene, ilk: IlkFacts, to: (gap: bigint) => bigint): Step => {
  const { line, gap, ttl } = autoLineOf(ilk)
  return stage.govern(stage.autoLine, autoLineAbi, 'setIlk', ilk.ilk, known(line), to(known(gap)), known(ttl))
}

export function autoLineOf({ id, autoLine }: IlkFacts) {
  if (!autoLine) throw new RangeError(`No AutoLine moves the ceiling of ${id}`)
  return autoLine
}

/** An ilk by name: that of a Generator, or a legacy one. */
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
