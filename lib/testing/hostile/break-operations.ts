import { guardianAddresses } from '@/contracts/script/roles'
import { beamTimeLockAbi, guardianCouncilAbi } from '@/lib/abi'
import type { OperationModel } from '@/lib/console/model'
import { deployedUnit, modelUnit } from '@/lib/testing/units'
import type { Step } from '../scene'
import { known } from '../stages/migration'
import { call } from '../stages/simulate'
import { revoked } from './break-power'
import { type Breaker, by, requestOf, type Target } from './target'

/** The operation that the request names. */
function operationOf(target: Target): OperationModel {
  const { operation } = requestOf(target, 'cancel-operation')
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

/** Time passes until anyone may execute it, and somebody does, after what has to be done first. */
function executed(target: Target, { queued, readyAt }: OperationModel): readonly Step[] {
  const first = modelUnit(target.model).timelock.operations.find(({ id }) => id === queued.predecessor)
  const { calls, predecessor, salt } = queued
  const batch = [calls.map((one) => one.target), calls.map((one) => one.value), calls.map((one) => one.data)]
  const due = known(readyAt) ?? 0n
  return [
    ...(first ? executed(target, first) : []),
    ...(due > target.model.time ? [{ until: due }] : []),
    by('donor', timelockOf(target), beamTimeLockAbi, 'executeBatch', ...batch, predecessor, salt),
  ]
}

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
  'timelock-runs': (target) => ({
    'somebody pauses it': [by('emergencyWallet', timelockOf(target), beamTimeLockAbi, 'pause')],
  }),
} as const satisfies Readonly<Record<string, Breaker>>
