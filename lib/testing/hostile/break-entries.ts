import { type Address, zeroAddress } from 'viem'
import { roles } from '@/contracts/script/roles'
import { beamStateAbi, rateLimitsAbi } from '@/lib/abi'
import { approvedCalls } from '@/lib/console/approved-calls'
import { MAX_UINT256 } from '@/lib/math'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { type Breaker, by, requestOf, type Target } from './target'

const beamStateOf = ({ scene: { deployment } }: Target): Address => deployedUnit(deployment).beamState

/** The Core Council calls BeamState before. */
const council = (target: Target, functionName: string, ...args: readonly unknown[]): Step =>
  by('coreCouncil', beamStateOf(target), beamStateAbi, functionName, ...args)

/** Governance calls BeamState, of which it is a ward. */
const governed = (target: Target, functionName: string, ...args: readonly unknown[]): Step =>
  target.scene.stage.govern(beamStateOf(target), beamStateAbi, functionName, ...args)

const initOf = (target: Target) => requestOf(target, 'delete-init')
const approvalOf = (target: Target) => requestOf(target, 'delete-approval')
const DELETIONS = { cBeam: 'delCBeam', rateLimits: 'delRateLimits', controller: 'delController' } as const

/** How the requirements of deleting entries and registrations of BeamState are broken. */
export const entryBreakers = {
  'entry-of-one': () => ({ never: 'it is about the entry that was asked for' }),
  'init-there': (target) => {
    const { key, rateLimits } = initOf(target)
    return { 'a colleague deletes it before': [council(target, 'delInitRateLimits', key, rateLimits)] }
  },
  'init-stated': () => ({ never: 'it is about what was asked of BeamState, not about its answer' }),
  'init-protects': (target) => {
    const { key, rateLimits } = initOf(target)
    return {
      'governance makes it the init of an emergency exit': [
        governed(target, 'addInitRateLimits', key, rateLimits, MAX_UINT256, 0n),
      ],
    }
  },
  'init-opens': (target) => {
    const { stage } = target.scene
    return {
      'governance makes the limit unlimited': [
        stage.govern(stage.rateLimits, rateLimitsAbi, 'setUnlimitedRateLimitData', initOf(target).key),
      ],
    }
  },
  'approval-there': (target) => {
    const { key, controller } = approvalOf(target)
    return {
      'a colleague deletes it before': [council(target, 'delInitControllerActions', key, controller)],
    }
  },
  'approval-ends': (target) => {
    const { key } = approvalOf(target)
    const call = approvedCalls(target.model, modelUnit(target.model)).find((one) => one.key === key)
    return {
      'governance approves it on every controller': [
        governed(target, 'addInitControllerActions', call?.data, zeroAddress),
      ],
    }
  },
  'registration-there': (target) => {
    const { what, target: registered } = requestOf(target, 'unregister')
    return { 'a colleague deletes it before': [council(target, DELETIONS[what], registered)] }
  },
  'registration-unpaired': (target) => {
    const { what, target: registered } = requestOf(target, 'unregister')
    const { rateLimits, diamond } = target.scene.stage
    const { address } = roles.cBeam
    const pairing = {
      cBeam: ['setCBeamForRateLimits', rateLimits, registered],
      rateLimits: ['setCBeamForRateLimits', registered, address],
      controller: ['setCBeamForController', diamond, address],
    } as const
    const [functionName, ...args] = pairing[what]
    return { 'a colleague pairs it before': [council(target, functionName, ...args)] }
  },
} as const satisfies Readonly<Record<string, Breaker>>
