import { type Address, decodeFunctionData, type Hex, toFunctionSelector, zeroAddress, zeroHash } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type {
  ActionRequest,
  DelayedCall,
  LimitRequest,
  MigrateRequest,
  PairKind,
  PairSide,
  Registered,
  ReplaceKind,
  ReplaceRequest,
  ScheduleRequest,
} from '@/lib/actions'
import { leastShares, mostShares } from '@/lib/actions'
import { approvedCalls } from '@/lib/console/approved-calls'
import type { OperationModel } from '@/lib/console/model'
import type { PlanModel } from '@/lib/console/model/governance'
import type { PrimeModel } from '@/lib/console/model/primes'
import type { MigrationStep } from '@/lib/governance'
import { sharesOf, type Wad } from '@/lib/math'
import { modelAt, type Scene } from './scene'
import { ILK, known, primeIn } from './stages/migration'
import { deployedUnit, modelUnit } from './units'

/** A request on a limit, given by what its present numbers become. */
export function limitRequest(
  scene: Scene,
  kind: LimitRequest['kind'],
  index: number,
  to: (now: bigint) => bigint,
): LimitRequest {
  const limit = modelAt(scene).generators[0]?.limits[index]
  if (!limit) throw new RangeError(`There is no limit ${index}`)
  const { diamond } = scene.stage
  const [maxAmount, slope] = [to(known(limit.maxAmount)), to(known(limit.slope))]
  return { kind, generator: diamond, key: limit.id, maxAmount, slope }
}

/** A step of the migration of Keel, which is in dual-run. */
export const step = ({ stage }: Scene, kind: MigrateRequest['kind'], amount: Wad): MigrateRequest => ({
  ...{ kind, amount },
  generator: stage.diamond,
  prime: 'keel',
  ilk: ILK,
})

/** A take out of the vault of a Prime, or a return to it, of an amount that follows from the Prime. */
export const moving = <Kind extends 'take-from-vault' | 'return-to-vault'>(
  scene: Scene,
  kind: Kind,
  prime: string,
  of: (prime: PrimeModel) => Wad,
) => ({ kind, ...vaultOf(scene, prime), amount: of(primeIn(modelAt(scene), prime)) }) as const

/** A recall from the vault of a Prime, for as many shares as it takes now. */
export function recalling(scene: Scene, slug: string, of: (prime: PrimeModel) => Wad) {
  const model = modelAt(scene)
  const prime = primeIn(model, slug)
  const [generator] = model.generators
  if (!generator) throw new RangeError('There is no Generator')
  const amount = of(prime)
  const shares = known(mostShares({ generator, prime, time: model.time }, amount))
  return { kind: 'recall-from-vault', ...vaultOf(scene, slug), amount, mostShares: shares } as const
}

/** An addition to the vault of a Prime, for nine tenths of the shares that it gives now. @param minted what is minted before */
export function adding(scene: Scene, slug: string, amount: Wad, minted: Wad) {
  const model = modelAt(scene)
  const prime = primeIn(model, slug)
  const [generator] = model.generators
  if (!generator) throw new RangeError('There is no Generator')
  const shares = known(leastShares({ generator, prime, time: model.time }, amount))
  return {
    ...({ kind: 'add-to-vault', ...vaultOf(scene, slug) } as const),
    ...{ amount, minted, leastShares: sharesOf((shares * 9n) / 10n) },
  }
}

/** The vault of a Prime, as requests name it. */
export const vaultOf = ({ stage }: Scene, prime: string) => ({ generator: stage.diamond, prime }) as const
/** Pauses the vault of a Prime. @param duration [s] */
export const pause = (
  scene: Scene,
  prime: string,
  takes: boolean,
  withdrawals: boolean,
  duration = 3_600n,
): ActionRequest => ({
  ...{ kind: 'pause-vault', takes, withdrawals, duration },
  ...vaultOf(scene, prime),
})
/** Freezes one relayer of the Generator. */
export const freezeOf = (scene: Scene, relayer: Address): ActionRequest => ({
  ...{ kind: 'freeze-relayer', relayer },
  generator: scene.stage.diamond,
})

/** The Unit of the Generator, by its BeamState. */
export const unitIn = ({ deployment }: Pick<Scene, 'deployment'>): Address =>
  deployedUnit(deployment).beamState

/** Makes an account the only holder of a role of the Generator. */
export const replacement = (scene: Scene, kind: ReplaceKind, account: Address): ReplaceRequest => ({
  ...{ kind, account },
  unit: unitIn(scene),
  controller: scene.stage.diamond,
})

/** A vote to lift the freeze of an account. */
export const lift = (scene: Scene, beam: Address): ActionRequest => ({
  ...{ kind: 'lift-freeze', beam },
  unit: unitIn(scene),
})
/** An operation that is pending in the timelock, by a function of BeamState that its first call calls. */
export function pendingIn(scene: Scene, functionName: string): OperationModel {
  const found = modelUnit(modelAt(scene)).timelock.operations.find(({ state, queued: { calls } }) => {
    const [first] = calls
    if (!first || !['waiting', 'ready'].includes(known(state))) return false
    return decodeFunctionData({ abi: beamStateAbi, data: first.data }).functionName === functionName
  })
  if (!found) throw new RangeError(`No operation that calls ${functionName} is pending`)
  return found
}

/** A plan of governance that is plotted, by the step of a migration that it takes; `calls` for one of single calls. */
export function plannedFor(scene: Scene, name: MigrationStep['name'] | 'calls'): PlanModel {
  const plans = modelAt(scene).governance?.pause?.plans ?? []
  const found = plans.find(({ plotted, content: { action } }) => {
    if (!known(plotted)) return false
    return action.type === 'migration' ? action.step.name === name : action.type === name
  })
  if (!found) throw new RangeError(`No plan of ${name} is plotted`)
  return found
}

/** A request about such a plan. */
export const planIn = <Kind extends 'execute-plan' | 'drop-plan' | 'create-drop-spell' = 'execute-plan'>(
  scene: Scene,
  name: MigrationStep['name'] | 'calls',
  kind: Kind = 'execute-plan' as Kind,
) => ({ kind, plan: plannedFor(scene, name).id }) as const

/** A request about such an operation. */
export const operationIn = <Kind extends 'cancel-operation' | 'execute-operation'>(
  scene: Scene,
  kind: Kind,
  functionName: string,
) => ({ kind, unit: unitIn(scene), operation: pendingIn(scene, functionName).id }) as const

/** Sets or unsets the entry of a cBEAM for the RateLimits or the controller of the Generator. */
export const pairing = <Kind extends PairKind>(scene: Scene, kind: Kind, cBeam: Address, side: PairSide) =>
  ({
    ...{ kind, cBeam, side, unit: unitIn(scene) },
    target: side === 'rateLimits' ? scene.stage.rateLimits : scene.stage.diamond,
  }) as const

/** Schedules calls of BeamState, each by default of the RateLimits of the Generator. */
export const scheduling = (
  scene: Scene,
  batch: readonly (Partial<DelayedCall> & Pick<DelayedCall, 'call'>)[],
  salt: Hex = zeroHash,
): ScheduleRequest => ({
  ...{ kind: 'schedule-operation', unit: unitIn(scene), salt },
  batch: batch.map((part) => ({
    ...{ target: scene.stage.rateLimits, amount: 0n, slope: 0n, key: zeroHash, data: '0x' },
    ...part,
  })),
})
/** An approved call on the Diamond of the Generator that no cBEAM has made yet: a higher exchange rate of a vault. */
export function approvedRate(scene: Scene) {
  const model = modelAt(scene)
  const found = approvedCalls(model, modelUnit(model)).find(
    ({ data, runs }) => data?.startsWith(toFunctionSelector(RATE)) && runs.length === 0,
  )
  if (!found?.data) throw new RangeError('No approved call raises an exchange rate')
  const { controller, data } = found
  return { kind: 'controller-action', unit: unitIn(scene), controller, data } as const
}

const RATE = 'setMaxExchangeRate(address,uint256,uint256)'

/** Deletes an initial limit of the Generator that is set: its own, or the general one. */
export function initDeletion(scene: Scene, of: 'own' | 'general') {
  const { rateLimits } = scene.stage
  const wanted = of === 'own' ? rateLimits : zeroAddress
  const found = modelUnit(modelAt(scene)).configurator.inits.find(
    (init) => init.rateLimits === wanted && known(init.maxAmount) > 0n,
  )
  if (!found) throw new RangeError(`There is no ${of} initial limit`)
  return { kind: 'delete-init', unit: unitIn(scene), key: found.key, rateLimits: wanted } as const
}

/** Deletes the approval of a call on the Diamond, found by the function that it calls. */
export function approvalDeletion(scene: Scene, signature: string) {
  const model = modelAt(scene)
  const found = approvedCalls(model, modelUnit(model)).find(
    ({ data, active }) => data?.startsWith(toFunctionSelector(signature)) && known(active),
  )
  if (!found) throw new RangeError(`No call of ${signature} is approved`)
  const { key, controller } = found
  return { kind: 'delete-approval', unit: unitIn(scene), key, controller } as const
}

/** Deletes a registration in the Unit of the Generator. */
export const unregistration = (scene: Scene, what: Registered, target: Address) =>
  ({ kind: 'unregister', unit: unitIn(scene), what, target }) as const
