import { type Address, decodeFunctionData } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import type { ActionRequest, LimitRequest, MigrateRequest, ReplaceKind, ReplaceRequest } from '@/lib/actions'
import type { OperationModel } from '@/lib/console/model'
import type { Wad } from '@/lib/math'
import { modelAt, type Scene } from './scene'
import { ILK, known } from './stages/migration'
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

/** A request about such an operation. */
export const operationIn = <Kind extends 'cancel-operation' | 'execute-operation'>(
  scene: Scene,
  kind: Kind,
  functionName: string,
) => ({ kind, unit: unitIn(scene), operation: pendingIn(scene, functionName).id }) as const
