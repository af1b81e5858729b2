import { keccak256 } from 'viem'
import { beamStateAbi, configuratorAbi } from '@/lib/abi'
import { deployedUnit } from '@/lib/testing/units'
import { stopped } from './break-limits'
import { revoked } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

const actionOf = (target: Target) => requestOf(target, 'controller-action')

/** How the requirements of an approved call are broken. */
export const actionBreakers = {
  'action-running': (target) => ({ 'the Core Council stops the Configurator': [stopped(target)] }),
  'action-approved': (target) => {
    const { controller, data } = actionOf(target)
    const { beamState } = deployedUnit(target.scene.deployment)
    return {
      'the Core Council deletes the approval': [
        by('coreCouncil', beamState, beamStateAbi, 'delInitControllerActions', keccak256(data), controller),
      ],
    }
  },
  'action-configurator': (target) => ({
    'governance takes CONFIGURATOR from it': [
      revoked(
        target,
        actionOf(target).controller,
        'CONFIGURATOR',
        deployedUnit(target.scene.deployment).configurator,
      ),
    ],
  }),
  'action-stated': () => ({ never: 'its bytes say it all, and the Diamond keeps its ParameterRegistry' }),
  'action-changes': (target) => {
    const { controller, data } = actionOf(target)
    const { configurator } = deployedUnit(target.scene.deployment)
    return {
      'a cBEAM makes the same call before': [
        by('cBeam', configurator, configuratorAbi, 'callControllerAction', controller, data),
      ],
    }
  },
} as const satisfies Readonly<Record<string, Breaker>>
