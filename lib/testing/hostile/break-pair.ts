import { beamStateAbi } from '@/lib/abi'
import { deployedUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { frozenBy } from './break-power'
import { type Breaker, requestOf, type Target } from './target'

const pairOf = (target: Target) => requestOf(target, 'pair-cbeam', 'unpair-cbeam')

/** Governance calls BeamState, of which it is a ward. */
const governed = (target: Target, functionName: string, ...args: readonly unknown[]): Step =>
  target.scene.stage.govern(
    deployedUnit(target.scene.deployment).beamState,
    beamStateAbi,
    functionName,
    ...args,
  )

/** Governance sets or unsets the very entry. */
const entry = (target: Target, verb: 'set' | 'unset'): Step => {
  const { side, target: paired, cBeam } = pairOf(target)
  return governed(
    target,
    `${verb}CBeamFor${side === 'rateLimits' ? 'RateLimits' : 'Controller'}`,
    paired,
    cBeam,
  )
}

/** How the requirements of pairing and unpairing are broken. */
export const pairBreakers = {
  'cbeam-registered': (target) => ({
    'governance takes the registration': [governed(target, 'delCBeam', pairOf(target).cBeam)],
  }),
  'target-registered': (target) => {
    const { side, target: paired } = pairOf(target)
    return {
      'governance takes the registration of the PAU': [
        governed(target, side === 'rateLimits' ? 'delRateLimits' : 'delController', paired),
      ],
    }
  },
  'pair-new': (target) => ({ 'governance pairs it before': [entry(target, 'set')] }),
  'pair-there': (target) => ({ 'governance unpairs it before': [entry(target, 'unset')] }),
  'cbeam-not-frozen': (target) => ({ 'a guardian freezes it': [frozenBy(target, pairOf(target).cBeam)] }),
} as const satisfies Readonly<Record<string, Breaker>>
