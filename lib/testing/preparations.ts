import { type Abi, type Address, encodeFunctionData, getContractAddress, zeroAddress, zeroHash } from 'viem'
import { keys } from '@/contracts/script/keys'
import { guardianAddresses, roles } from '@/contracts/script/roles'
import {
  adminFacetAbi,
  administeredAgentAbi,
  almProxyAbi,
  autoLineAbi,
  beamStateAbi,
  beamTimeLockAbi,
  callsActionAbi,
  callsActionHash,
  chiefAbi,
  dsPauseAbi,
  guardianCouncilAbi,
  legacyMigrationFacetAbi,
  lineMomAbi,
  migrationActionsAbi,
  migrationActionsHash,
  migrationMomAbi,
  pasMomAbi,
  primeVaultAbi,
  protegoAbi,
  rateLimitsAbi,
  vatAbi,
} from '@/lib/abi'
import { roleHash } from '@/lib/chain/facts/roles'
import type { IlkFacts } from '@/lib/console/facts/primes'
import type { ConsoleModel, OperationModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import { MAX_UINT256, RAD } from '@/lib/math'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import { pendingIn, plannedFor } from './requests'
import { modelAt, type Scene, type Step } from './scene'
import { ILK, known, primeIn, text, wide } from './stages/migration'
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

/** The delay of the plan that starts the dual-run of Grove ends. */
export const planDue = (scene: Scene): readonly Step[] => [
  { until: plannedFor(scene, 'startDualRun').event.eta },
]

/** What the pause runs, besides the time from which it may. */
interface Planned {
  /** A function whose code is known: of the steps of a migration, or of calls one after the other. */
  readonly of: typeof migrationActionsAbi | typeof callsActionAbi
  readonly functionName: string
  readonly args: readonly unknown[]
}

/** Votes give the hat to an account whose key signs, which plots a plan. @param eta from when it may run [unix s] */
export function plotted(scene: Scene, { of, functionName, args }: Planned, eta: bigint): readonly Step[] {
  const { chief, pause } = governanceOf(scene)
  const tag = of === callsActionAbi ? callsActionHash : migrationActionsHash
  const usr = modelAt(scene).governance?.pause?.plans.find(({ event }) => event.tag === tag)?.event.usr
  const fax = encodeFunctionData({ abi: of, functionName, args } as never)
  return [
    call(roles.votes.address, chief, { abi: chiefAbi, functionName: 'lift', args: [roles.donor.address] }),
    call(roles.donor.address, pause, {
      ...{ abi: dsPauseAbi, functionName: 'plot', args: [usr, tag, fax, eta] },
    }),
  ]
}

/** The contracts through which governance decides. */
export function governanceOf({ deployment }: Pick<Scene, 'deployment'>) {
  const { chief, pause, protego, migrationMom } = deployment.governance ?? {}
  if (!chief || !pause || !protego || !migrationMom) throw new RangeError('The scenario has no governance')
  return { chief, pause, protego, migrationMom }
}

/** What the steps of a migration of Keel touch. */
const wiringOf = (scene: Scene) => ({
  diamond: scene.stage.diamond,
  mom: governanceOf(scene).migrationMom,
  vat: scene.stage.mcd.vat,
  autoLine: scene.stage.autoLine,
  beamState: deployedUnit(scene.deployment).beamState,
})

/** A plan that takes a step of the migration of Keel is plotted, and its delay ends. @param eta [unix s] */
function keelPlanned(
  scene: Scene,
  functionName: 'cutOver' | 'recordCeilings' | 'retire',
  eta: bigint,
): readonly Step[] {
  const args = [wiringOf(scene), scene.stage.keel.almProxy]
  return [...plotted(scene, { of: migrationActionsAbi, functionName, args }, eta), { until: eta }]
}

/** A plan that cuts Keel over is due an hour after its epoch. */
export const cutOverPlanned = (scene: Scene): readonly Step[] =>
  keelPlanned(scene, 'cutOver', known(primeIn(modelAt(scene)).migration.epoch) + 3_600n)

/** All legacy debt of Keel is moved, it is cut over, and a plan that retires it is due. */
export const retirePlanned = (scene: Scene): readonly Step[] => {
  const { stage } = scene
  return [
    ...wide(stage),
    call(roles.relayer2.address, stage.diamond, {
      abi: legacyMigrationFacetAbi,
      functionName: 'migrate',
      args: [stage.keel.almProxy, text(ILK), MAX_UINT256],
    }),
    ...cutOver(scene),
    ...keelPlanned(scene, 'retire', known(primeIn(modelAt(scene)).migration.epoch) + 3n * 86_400n),
  ]
}

/** A ceiling of Keel moves after its dual-run began, and a plan that records it anew is due. */
export function recordPlanned(scene: Scene): readonly Step[] {
  const { govern, mcd } = scene.stage
  const model = modelAt(scene)
  const line = known(ilkIn(model, ILK).line) + RAD
  return [
    govern(mcd.vat, vatAbi, 'file', text(ILK), text('line'), line),
    ...keelPlanned(scene, 'recordCeilings', model.time + 25n * 3_600n),
  ]
}

/** A plan of single calls is due: of the pause, the Vat, AutoLine and BeamState. */
export const callsPlanned = (scene: Scene): readonly Step[] => {
  const { mcd, autoLine, genIlk, rateLimits } = scene.stage
  const { beamState } = deployedUnit(scene.deployment)
  const planned = (target: Address, abi: Abi, functionName: string, ...args: readonly unknown[]) => ({
    target,
    data: encodeFunctionData({ abi, functionName, args }),
  })
  const calls = [
    planned(governanceOf(scene).pause, dsPauseAbi, 'setDelay', 172_800n),
    planned(mcd.vat, vatAbi, 'file', genIlk, text('line'), 10n ** 54n),
    planned(mcd.vat, vatAbi, 'file', text('Line'), 10n ** 56n),
    planned(autoLine, autoLineAbi, 'setIlk', genIlk, 10n ** 55n, 10n ** 53n, 86_400n),
    planned(autoLine, autoLineAbi, 'remIlk', text(ILK)),
    planned(lineMomOf(scene), lineMomAbi, 'delIlk', text(ILK)),
    planned(beamState, beamStateAbi, 'setHop', rateLimits, 90_000n),
    planned(beamState, beamStateAbi, 'addCBeam', roles.keeper.address),
  ]
  const eta = modelAt(scene).time + 25n * 3_600n
  return [
    ...plotted(scene, { of: callsActionAbi, functionName: 'execute', args: [calls] }, eta),
    { until: eta },
  ]
}

/** Votes give the hat of the Chief to a contract or an account. */
const lifted = (scene: Scene, whom: Address): Step =>
  call(roles.votes.address, governanceOf(scene).chief, {
    ...{ abi: chiefAbi, functionName: 'lift', args: [whom] },
  })

/** Votes give the hat to Protego. */
export const protegoLifted = (scene: Scene): readonly Step[] => [lifted(scene, governanceOf(scene).protego)]

/** What Protego is told of the plan that starts the dual-run of Grove. */
export function dropSpellCreated(scene: Scene, by: Address = roles.donor.address): Step {
  const { usr, tag, fax, eta } = plannedFor(scene, 'startDualRun').event
  return call(by, governanceOf(scene).protego, {
    ...{ abi: protegoAbi, functionName: 'deploy', args: [usr, tag, fax, eta] },
  })
}

/** Somebody creates the drop spell against that plan, which is the first of Protego, and votes give it the hat. */
export const dropSpellLifted = (scene: Scene): readonly Step[] => [
  dropSpellCreated(scene),
  lifted(scene, getContractAddress({ from: governanceOf(scene).protego, nonce: 1n })),
]

/** Votes give the hat of the Chief to an account whose key signs. */
export const hatGiven = (scene: Scene): readonly Step[] => [lifted(scene, roles.keeper.address)]

/** LineMom of the scenario. */
export function lineMomOf({ deployment }: Pick<Scene, 'deployment'>): Address {
  const { lineMom } = deployment.mcd
  if (lineMom === undefined) throw new RangeError('The scenario has no LineMom')
  return lineMom
}

/** Governance gives LineMom to an account. */
export const lineMomGiven = (scene: Scene, to: Address): readonly Step[] => [
  scene.stage.govern(lineMomOf(scene), lineMomAbi, 'setOwner', to),
]

/** Governance registers an account whose key signs as cBEAM. */
export const registered = ({ stage, deployment }: Scene): readonly Step[] => [
  stage.govern(deployedUnit(deployment).beamState, beamStateAbi, 'addCBeam', roles.keeper.address),
]

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
export function ilkIn({ generators, unfunded }: ConsoleModel, name: string): IlkModel {
  const all = [
    ...generators.flatMap(({ debt, primes }) => [debt, ...primes.flatMap(({ legacy }) => legacy)]),
    ...unfunded.flatMap(({ legacy }) => legacy),
  ]
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

/** The first ilk of a Prime that no Generator funds. */
export function unfundedIlk({ unfunded }: ConsoleModel): IlkModel {
  const [ilk] = unfunded.flatMap(({ legacy }) => legacy)
  if (!ilk) throw new RangeError('Every Prime is funded')
  return ilk
}

/** Governance takes policy and buffer off the vault of a Prime. */
export const unguarded = (scene: Scene, slug: string): readonly Step[] => {
  const { vault } = primeIn(modelAt(scene), slug).addresses
  return [
    scene.stage.govern(vault, primeVaultAbi, 'setWithdrawalPolicy', 0n, 0n),
    scene.stage.govern(vault, primeVaultAbi, 'setLiquidityBuffer', 0n),
  ]
}

/** Governance lets a Prime return without limit. */
export const returnsLet = (scene: Scene, slug: string): readonly Step[] => {
  const { rateLimits, id } = primeIn(modelAt(scene), slug).returnLimit
  return [scene.stage.govern(rateLimits, rateLimitsAbi, 'setUnlimitedRateLimitData', id)]
}

/** The second controller of a Prime that has two. */
export function secondOf(model: ConsoleModel, slug: string): Address {
  const [, second] = primeIn(model, slug).controllers
  if (!second) throw new RangeError(`${slug} has one controller`)
  return second.id
}

/** Governance lets an account take and return by the second controller of a Prime, without limit. */
export const secondWorks = (scene: Scene, slug: string): readonly Step[] => {
  const prime = primeIn(modelAt(scene), slug)
  const controller = secondOf(modelAt(scene), slug)
  const { govern } = scene.stage
  return [
    govern(controller, almProxyAbi, 'grantRole', roleHash('RELAYER'), roles.keeper.address),
    ...prime.otherLimits.flatMap(({ takeLimit, returnLimit }) =>
      [takeLimit, returnLimit].map(({ rateLimits, id }) =>
        govern(rateLimits, rateLimitsAbi, 'setUnlimitedRateLimitData', id),
      ),
    ),
  ]
}

/** Governance sets the deposit limit of the vault of a Prime to nothing. */
export const depositsUnset = (scene: Scene, slug: string): readonly Step[] => {
  const { vault } = primeIn(modelAt(scene), slug).addresses
  const { rateLimits, govern } = scene.stage
  return [govern(rateLimits, rateLimitsAbi, 'setRateLimitData', keys.deposit(vault), 0n, 0n)]
}

/** An operator pauses all of Keel's vault for a day. */
export const pausedVault = ({ stage }: Scene): readonly Step[] => [
  call(roles.cBeam.address, stage.keel.vault, {
    abi: primeVaultAbi,
    functionName: 'pause',
    args: [true, true, 86_400n],
  }),
]
