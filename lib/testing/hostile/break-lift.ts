import type { Address } from 'viem'
import { beamStateAbi, freezeRegistryAbi } from '@/lib/abi'
import { deployedUnit } from '@/lib/testing/units'
import { type Breaker, requestOf } from './target'

/** How the requirements of a vote to lift a freeze are broken. */
export const liftBreakers = {
  'is-frozen': (target) => {
    const { stage, deployment } = target.scene
    const registry = deployedUnit(deployment).freezeRegistry as Address
    return {
      'governance ends the freeze': [
        stage.govern(registry, freezeRegistryAbi, 'unfreeze', requestOf(target, 'lift-freeze').beam),
      ],
    }
  },
  'votes-counted': () => ({ never: 'it is about what was read of the council, not about what it counts' }),
  'gives-back-known': () => ({ never: 'it is about what was read, not about what the freeze took' }),
  'gives-back-all': (target) => {
    const { stage, deployment } = target.scene
    const { beamState } = deployedUnit(deployment)
    const { beam } = requestOf(target, 'lift-freeze')
    const { taken } =
      target.model.units
        .flatMap(({ configurator }) => configurator.guardians?.beams ?? [])
        .find(({ id }) => id === beam) ?? {}
    // Who was paired with nothing has no pair to lose.
    if (!taken?.rateLimits.ok || taken.rateLimits.value.length === 0) {
      return { never: 'nothing that is registered was taken' }
    }
    return {
      'governance deletes the cBEAM': [stage.govern(beamState, beamStateAbi, 'delCBeam', beam)],
      'governance deletes the RateLimits': [
        stage.govern(beamState, beamStateAbi, 'delRateLimits', stage.rateLimits),
      ],
      'governance deletes the controller': [
        stage.govern(beamState, beamStateAbi, 'delController', stage.diamond),
      ],
    }
  },
} as const satisfies Readonly<Record<string, Breaker>>
