import type { Address } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { buildAction, type LimitStep, type RoutedRequest, type SetLimitsRequest } from '@/lib/actions'
import { deployedUnit } from '@/lib/testing/units'
import { modelAt, type Scene, type Step } from './scene'
import { known } from './stages/migration'

/** The Safe of the scenario, which is a freezer of the Generator. */
export function safeOf({ deployment }: Pick<Scene, 'deployment'>): Address {
  const [safe] = deployment.safes
  if (!safe) throw new RangeError('The scenario has no Safe')
  return safe.address
}

/** Registers the Safe as cBEAM, and pairs it with the Diamond and the RateLimits of the Generator. */
export const asCBeam = ({ stage, deployment }: Scene): readonly Step[] => {
  const { beamState } = deployedUnit(deployment)
  const safe = safeOf({ deployment })
  return [
    stage.govern(beamState, beamStateAbi, 'addCBeam', safe),
    stage.govern(beamState, beamStateAbi, 'setCBeamForController', stage.diamond, safe),
    stage.govern(beamState, beamStateAbi, 'setCBeamForRateLimits', stage.rateLimits, safe),
  ]
}

/** The Safe sets limits, each by its index and what its present numbers become. */
export const settingLimits = (
  scene: Scene,
  steps: readonly (readonly [index: number, change: LimitStep['change'], to: (now: bigint) => bigint])[],
): SetLimitsRequest => ({
  kind: 'set-limits',
  generator: scene.stage.diamond,
  steps: steps.map(([index, change, to]) => {
    const limit = modelAt(scene).generators[0]?.limits[index]
    if (!limit) throw new RangeError(`There is no limit ${index}`)
    return { key: limit.id, change, maxAmount: to(known(limit.maxAmount)), slope: to(known(limit.slope)) }
  }),
  through: safeOf(scene),
})

/** The transaction by which an owner of the Safe approves. */
export function approvalBy(scene: Scene, request: RoutedRequest, owner: Address): Step {
  const [approval] = buildAction(request, modelAt(scene), owner)?.calls ?? []
  if (!approval) throw new RangeError(`${owner} has nothing to approve`)
  return { from: owner, to: approval.to, data: approval.data }
}
