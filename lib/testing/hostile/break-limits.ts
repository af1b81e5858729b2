import { beamStateAbi, configuratorAbi, rateLimitsAbi } from '@/lib/abi'
import type { LimitRequest } from '@/lib/actions'
import { MAX_UINT256, WAD } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { frozenBy } from './break-power'
import { type Breaker, by, requestOf, type Target, type Ways } from './target'

type Keyed = Pick<LimitRequest, 'key'>

/** A limit as it was when it was asked for. */
export const limitIn = ({ model }: Target, { key }: Keyed) => {
  const limit = model.generators[0]?.limits.find(({ id }) => id === key)
  if (!limit) throw new RangeError(`There is no limit ${key}`)
  return limit
}

/** Governance sets the limit. */
export const limitSet = (
  { scene: { stage } }: Target,
  { key }: Keyed,
  maxAmount: bigint,
  slope: bigint,
): Step => stage.govern(stage.rateLimits, rateLimitsAbi, 'setRateLimitData', key, maxAmount, slope)

const ofBeamState = ({ scene }: Target, functionName: string, ...args: readonly unknown[]): Step =>
  scene.stage.govern(deployedUnit(scene.deployment).beamState, beamStateAbi, functionName, ...args)

/** The Core Council stops the Configurator. */
export const stopped = ({ scene }: Target): Step =>
  by('coreCouncil', deployedUnit(scene.deployment).beamState, beamStateAbi, 'stop')

/** How the requirements of a cBEAM's action on a limit are broken. */
export const limitBreakers = {
  cbeam: (target) => {
    const { stage, deployment } = target.scene
    const { beamState } = deployedUnit(deployment)
    const unset =
      target.request.kind === 'rollback'
        ? by('coreCouncil', beamState, beamStateAbi, 'unsetCBeamForController', stage.diamond, target.holder)
        : by(
            'coreCouncil',
            beamState,
            beamStateAbi,
            'unsetCBeamForRateLimits',
            stage.rateLimits,
            target.holder,
          )
    return {
      'the Core Council takes the pair': [unset],
      'a guardian freezes it': [frozenBy(target, target.holder)],
    }
  },
  kind: (target): ReturnType<Breaker> => {
    const request = requestOf(target, 'raise-limit', 'lower-limit', 'remove-limit')
    const { maxAmount, slope } = request
    switch (request.kind) {
      case 'raise-limit':
        return { 'somebody else raised it further': [limitSet(target, request, maxAmount + 1n, slope + 1n)] }
      case 'lower-limit':
        return {
          'somebody else lowered both further': [limitSet(target, request, maxAmount / 2n, slope / 2n)],
          'somebody else lowered the maximum further': [limitSet(target, request, maxAmount - 1n, slope)],
          'somebody else lowered the slope further': [limitSet(target, request, maxAmount, slope - 1n)],
          'somebody else removed it': [limitSet(target, request, 0n, 0n)],
        }
      case 'remove-limit':
        return { never: 'nothing is below nothing' }
    }
  },
  sorl: (target) => {
    const request = requestOf(target, 'raise-limit', 'lower-limit', 'remove-limit')
    const { rateLimits } = target.scene.stage
    const always: Ways = {
      'the Core Council stops it': [stopped(target)],
      'the key is made an unlimited one': [
        ofBeamState(target, 'addInitRateLimits', request.key, rateLimits, MAX_UINT256, 0n),
      ],
    }
    if (request.kind !== 'raise-limit') return always
    const limit = limitIn(target, request)
    const { configurator } = deployedUnit(target.scene.deployment)
    const own = [rateLimits, request.key, known(limit.maxAmount) + 1n, known(limit.slope)]
    return {
      ...always,
      'the same cBEAM has used the hop': [by('cBeam', configurator, configuratorAbi, 'setRateLimit', ...own)],
      'the hop is taken': [
        ofBeamState(target, 'setHop', rateLimits, 0n),
        ofBeamState(target, 'setHop', zero, 0n),
      ],
      'the step becomes smaller': [ofBeamState(target, 'setMaxChange', rateLimits, WAD)],
      'somebody else lowered it': [
        limitSet(target, request, known(limit.maxAmount) / 2n, known(limit.slope) / 2n),
      ],
    }
  },
  'way-back': (target): ReturnType<Breaker> => {
    const request = requestOf(target, 'raise-limit', 'lower-limit', 'remove-limit')
    if (request.kind === 'raise-limit') {
      return { never: 'a number that it lowers too could be one, and no form of the console asks for that' }
    }
    const { rateLimits } = target.scene.stage
    const council = deployedUnit(target.scene.deployment).beamState
    return {
      'the init is taken and the step with it': [
        by('coreCouncil', council, beamStateAbi, 'delInitRateLimits', request.key, rateLimits),
        ofBeamState(target, 'setMaxChange', rateLimits, WAD),
      ],
    }
  },
} as const satisfies Readonly<Record<string, Breaker>>

const zero = '0x0000000000000000000000000000000000000000'
