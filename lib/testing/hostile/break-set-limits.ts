import { beamStateAbi } from '@/lib/abi'
import type { LimitStep } from '@/lib/actions'
import { MAX_UINT256, WAD } from '@/lib/math'
import { deployedUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { limitSet, stopped } from './break-limits'
import { type Breaker, by, requestOf, type Target, type Ways } from './target'

const stepsOf = (target: Target) => requestOf(target, 'set-limits').steps

/** One of the steps by its name; nothing where there is none. */
const firstOf = (target: Target, change: LimitStep['change']): LimitStep | undefined =>
  stepsOf(target).find((step) => step.change === change)

const ofBeamState = ({ scene }: Target, functionName: string, ...args: readonly unknown[]): Step =>
  scene.stage.govern(deployedUnit(scene.deployment).beamState, beamStateAbi, functionName, ...args)

/** How the requirements of setting several limits are broken. */
export const setLimitsBreakers = {
  'safe-alone': () => ({ never: 'it is about who takes it, which is a Safe of the deployment' }),
  'limits-named': () => ({ never: 'it is about the limits that were asked for' }),
  'limits-kind': (target) => {
    const [raised, lowered] = [firstOf(target, 'raise'), firstOf(target, 'lower')]
    return {
      ...(raised
        ? {
            'somebody else raised one further': [
              limitSet(target, raised, raised.maxAmount + 1n, raised.slope + 1n),
            ],
          }
        : {}),
      ...(lowered
        ? {
            'somebody else lowered one further': [
              limitSet(target, lowered, lowered.maxAmount / 2n, lowered.slope / 2n),
            ],
          }
        : {}),
    }
  },
  'limits-sorl': (target): Ways => {
    const { rateLimits } = target.scene.stage
    const [first] = stepsOf(target)
    const raised = firstOf(target, 'raise')
    return {
      'the Core Council stops it': [stopped(target)],
      ...(first
        ? {
            'one key is made an unlimited one': [
              ofBeamState(target, 'addInitRateLimits', first.key, rateLimits, MAX_UINT256, 0n),
            ],
          }
        : {}),
      ...(raised
        ? { 'the step becomes smaller': [ofBeamState(target, 'setMaxChange', rateLimits, WAD)] }
        : {}),
    }
  },
  'limits-change': (target) => {
    const [first] = stepsOf(target)
    return first
      ? { 'governance sets one of them so before': [limitSet(target, first, first.maxAmount, first.slope)] }
      : { never: 'it sets no limit' }
  },
  'limits-way-back': (target): ReturnType<Breaker> => {
    const lowered = firstOf(target, 'lower')
    if (!lowered) return { never: 'what is raised can always be lowered' }
    const { rateLimits } = target.scene.stage
    const council = deployedUnit(target.scene.deployment).beamState
    return {
      'the init is taken and the step with it': [
        by('coreCouncil', council, beamStateAbi, 'delInitRateLimits', lowered.key, rateLimits),
        ofBeamState(target, 'setMaxChange', rateLimits, WAD),
      ],
    }
  },
} as const satisfies Readonly<Record<string, Breaker>>
