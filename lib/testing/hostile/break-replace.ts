import { type Address, toFunctionSelector, zeroAddress } from 'viem'
import { adminFacetAbi, beamStateAbi, diamondCutFacetAbi } from '@/lib/abi'
import { deployedUnit } from '@/lib/testing/units'
import { stopped } from './break-limits'
import { frozenBy, revoked, userRole } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** FacetCutAction of EIP-2535. */
const REMOVE = 2

const SETTERS = { 'replace-relayer': 'setRelayer', 'replace-freezer': 'setFreezer' } as const

const replacementOf = (target: Target) => requestOf(target, 'replace-relayer', 'replace-freezer')

/** How the requirements of replacing a relayer or a freezer are broken. */
export const replaceBreakers = {
  'controller-cbeam': (target) => {
    const { beamState } = deployedUnit(target.scene.deployment)
    const { controller } = requestOf(target, 'replace-relayer', 'replace-freezer', 'controller-action')
    const { holder } = target
    return {
      'the Core Council takes the pair': [
        by('coreCouncil', beamState, beamStateAbi, 'unsetCBeamForController', controller, holder),
      ],
      'a guardian freezes it': [frozenBy(target, holder)],
    }
  },
  'operators-running': (target) => ({ 'the Core Council stops the Configurator': [stopped(target)] }),
  'serves-setter': (target) => {
    const { kind, controller } = replacementOf(target)
    const functionSelectors = [toFunctionSelector(`${SETTERS[kind]}(address)`)]
    const removal = { facetAddress: zeroAddress, action: REMOVE, functionSelectors }
    return {
      'governance takes the function from the Diamond': [
        target.scene.stage.govern(controller, diamondCutFacetAbi, 'diamondCut', [removal], zeroAddress, '0x'),
      ],
    }
  },
  'operators-role': (target) => ({
    'governance takes OPERATORS': [
      revoked(
        target,
        replacementOf(target).controller,
        'OPERATORS',
        deployedUnit(target.scene.deployment).operators as Address,
      ),
    ],
  }),
  'account-given': () => ({ never: 'it is about the address that was asked for' }),
  'holders-known': () => ({ never: 'it is about what was read of the controller, not about what it holds' }),
  'changes-holders': (target) => {
    const { kind, controller, account } = replacementOf(target)
    return {
      'governance does the same before': [
        target.scene.stage.govern(controller, adminFacetAbi, SETTERS[kind], account),
      ],
    }
  },
  'account-asked': () => ({
    never: 'it is about what was asked of the FreezeRegistry, not about its answer',
  }),
  'account-not-frozen': (target) => ({
    'a guardian freezes the new relayer': [frozenBy(target, replacementOf(target).account)],
  }),
  'no-other-role': (target) => ({
    'governance gives it a role of BeamState': [userRole(target, replacementOf(target).account, 2, true)],
  }),
} as const satisfies Readonly<Record<string, Breaker>>
