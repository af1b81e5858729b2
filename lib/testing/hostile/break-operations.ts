import { decodeFunctionData, type Hex, zeroAddress } from 'viem'
import { guardianAddresses } from '@/contracts/script/roles'
import { beamStateAbi, beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import type { OperationModel } from '@/lib/console/model'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { frozenBy, revoked, userRole } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** The operation that the request names. */
function operationOf(target: Target): OperationModel {
  const { operation } = requestOf(target, 'cancel-operation', 'execute-operation')
  const found = modelUnit(target.model).timelock.operations.find(({ id }) => id === operation)
  if (!found) throw new RangeError(`There is no operation ${operation}`)
  return found
}

const timelockOf = ({ scene: { deployment } }: Target) => deployedUnit(deployment).timelock

function councilOf({ scene: { deployment } }: Target) {
  const { guardianCouncil } = deployedUnit(deployment)
  if (!guardianCouncil) throw new RangeError('There is no council of guardians')
  return guardianCouncil
}

/** What the timelock is told of an operation. */
function contentOf({ queued: { calls, predecessor, salt } }: OperationModel): readonly unknown[] {
  const batch = [calls.map((one) => one.target), calls.map((one) => one.value), calls.map((one) => one.data)]
  return [...batch, predecessor, salt]
}

/** Time passes until anyone may execute it, and somebody does, after what has to be done first. */
function executed(target: Target, operation: OperationModel): readonly Step[] {
  const { predecessor } = operation.queued
  const first = modelUnit(target.model).timelock.operations.find(({ id }) => id === predecessor)
  const due = known(operation.readyAt) ?? 0n
  return [
    ...(first && known(first.state) !== 'executed' ? executed(target, first) : []),
    ...(due > target.model.time ? [{ until: due }] : []),
    by('donor', timelockOf(target), beamTimeLockAbi, 'executeBatch', ...contentOf(operation)),
  ]
}

/** The initial limits that it sets for every RateLimits, by their keys. */
const generalInits = (operation: OperationModel): readonly Hex[] =>
  operation.queued.calls.flatMap(({ data }) => {
    const { functionName, args } = decodeFunctionData({ abi: beamStateAbi, data })
    return functionName === 'addInitRateLimits' && args[1] === zeroAddress ? [args[0]] : []
  })

/** How the requirements of what ends an operation of the timelock are broken. */
export const operationBreakers = {
  canceller: (target): ReturnType<Breaker> =>
    target.action.calls.some(({ to }) => to === councilOf(target))
      ? {
          'the council of guardians loses CANCELLER_ROLE': [
            revoked(target, timelockOf(target), 'CANCELLER_ROLE', councilOf(target)),
          ],
          'the others vote it out': guardianAddresses
            .filter((guardian) => guardian !== target.holder)
            .slice(0, 16)
            .map((guardian) =>
              call(guardian, councilOf(target), {
                abi: guardianCouncilAbi,
                functionName: 'removeGuardian',
                args: [target.holder],
              }),
            ),
        }
      : {
          'CANCELLER_ROLE is revoked': [revoked(target, timelockOf(target), 'CANCELLER_ROLE', target.holder)],
        },
  'not-cancelled': (target) => ({
    'a guardian cancels it': [
      by('guardian12', councilOf(target), guardianCouncilAbi, 'cancel', operationOf(target).id),
    ],
  }),
  'not-executed': (target) => ({
    'somebody executes it': executed(target, operationOf(target)),
  }),
  executor: (target) => ({
    'governance takes EXECUTOR_ROLE from everybody': [
      revoked(target, timelockOf(target), 'EXECUTOR_ROLE', zeroAddress),
    ],
  }),
  'delay-over': (target) => {
    const operation = operationOf(target)
    const { minDelay } = modelUnit(target.model).timelock
    const again = [...contentOf(operation), known(minDelay)]
    return {
      'the Core Council schedules it anew': [
        by('coreCouncil', timelockOf(target), beamTimeLockAbi, 'cancel', operation.id),
        by('coreCouncil', timelockOf(target), beamTimeLockAbi, 'scheduleBatch', ...again),
      ],
    }
  },
  'predecessor-done': () => ({ never: 'what is done stays done, and the id says what that is' }),
  'calls-known': () => ({ never: 'the id is their hash' }),
  'effects-known': (target): ReturnType<Breaker> => {
    const [key] = generalInits(operationOf(target))
    if (key === undefined) return { never: 'its calls say it all, whatever the state' }
    const { stage, deployment } = target.scene
    const { beamState } = deployedUnit(deployment)
    return {
      'governance sets an initial limit of its own': [
        stage.govern(beamState, beamStateAbi, 'addInitRateLimits', key, stage.rateLimits, 9n, 2n),
      ],
    }
  },
  'timelock-delayed': (target) => ({
    'governance takes DELAYED from it': [userRole(target, timelockOf(target), 1, false)],
    'a guardian freezes it': [frozenBy(target, timelockOf(target))],
  }),
  'timelock-runs': (target) => ({
    'somebody pauses it': [by('emergencyWallet', timelockOf(target), beamTimeLockAbi, 'pause')],
  }),
} as const satisfies Readonly<Record<string, Breaker>>
