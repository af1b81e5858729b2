import { decodeFunctionData } from 'viem'
import { beamTimeLockAbi } from '@/lib/abi'
import { deployedUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { revoked } from './break-power'
import { type Breaker, by, type Target } from './target'

/** What is scheduled, as the timelock is told. */
function batchOf({ action }: Target) {
  const [call] = (action.through?.inner ?? action).calls
  if (!call) throw new RangeError('Nothing is scheduled')
  const { functionName, args } = decodeFunctionData({ abi: beamTimeLockAbi, data: call.data })
  if (functionName !== 'scheduleBatch') throw new RangeError(`It calls ${functionName}`)
  return args
}

/** Governance, a ward of BeamState, makes the calls itself. */
const made = (target: Target): readonly Step[] => {
  const [targets, , payloads] = batchOf(target)
  return payloads.map((data, index) => ({
    from: target.scene.stage.pauseProxy,
    to: targets[index] ?? target.scene.stage.pauseProxy,
    data,
  }))
}

/** How the requirements of scheduling are broken. */
export const scheduleBreakers = {
  proposer: (target) => ({
    'PROPOSER_ROLE is revoked': [
      revoked(target, deployedUnit(target.scene.deployment).timelock, 'PROPOSER_ROLE', target.holder),
    ],
  }),
  'delay-known': () => ({ never: 'it is about what was read of the timelock, not about what it holds' }),
  'not-scheduled': (target) => ({
    'the Core Council schedules the same before': [
      by(
        'coreCouncil',
        deployedUnit(target.scene.deployment).timelock,
        beamTimeLockAbi,
        'scheduleBatch',
        ...batchOf(target),
      ),
    ],
  }),
  'call-there': () => ({ never: 'it is about the calls that were asked for' }),
  'target-given': () => ({ never: 'it is about the address that was asked for' }),
  'max-change': () => ({ never: 'it is about the number that was asked for' }),
  'call-given': () => ({ never: 'it is about the bytes that were asked for' }),
  'one-pau': () => ({ never: 'it is about the entry that was asked for' }),
  'changes-something': (target) => ({ 'governance makes the same call at once': made(target) }),
  'effects-told': () => ({ never: 'it stands there only where the effects cannot be stated' }),
} as const satisfies Readonly<Record<string, Breaker>>
