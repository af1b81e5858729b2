import { type Address, encodeFunctionData, zeroAddress } from 'viem'
import { beamStateAbi } from '@/lib/abi'
import { type ApprovedCall, approvedCalls } from '@/lib/console/approved-calls'
import { places, sets } from '@/lib/console/effects'
import { approvalId } from '@/lib/console/facts/entries'
import { inUnit, ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel, GeneratorModel } from '@/lib/console/model'
import type { PrimeModel } from '@/lib/console/model/primes'
import { given, type Leaf, map, some, unknown } from '@/lib/leaf'
import { rollbackHash } from '@/lib/migration'
import { tellCall } from '@/lib/words/calls'
import { inFull } from '@/lib/words/limits'
import { immediateIn, immediateRouting } from '../core-council'
import type { RoutedDefinition } from '../definition'
import { againThroughTimelock, entryTarget, oneAlone } from '../deleted'
import type { ActionCall, DirectAction } from '../direct'
import { emits } from '../emits'
import { inNamedUnit } from '../unit-of'
import { type DeleteApprovalRequest, deleteApprovalKind } from './request'

export const deleteApproval: RoutedDefinition<DeleteApprovalRequest, false> = {
  ...deleteApprovalKind,
  routing: immediateRouting,
  build: inNamedUnit(build),
}

/** The call that deletes the entry. */
export const approvalDeletionCall = (
  { key, controller }: DeleteApprovalRequest,
  beamState: Address,
): ActionCall => ({
  to: beamState,
  value: 0n,
  data: encodeFunctionData({
    abi: beamStateAbi,
    functionName: 'delInitControllerActions',
    args: [key, controller],
  }),
})

const notNamed = unknown({ kind: 'not-read', message: 'No event that was seen approves this call.' })

/**
 * `delInitControllerActions`: a call is approved on a controller by its own entry or by the general one.
 * Source: DOMAIN.md §6.1.
 */
function build(
  request: DeleteApprovalRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
  from: Address,
): DirectAction<DeleteApprovalRequest> {
  const { key, controller } = request
  const { beamState } = unit.configurator.addresses
  const own = approvedCalls(model, unit).filter((call) => call.key === key)
  const entry = own.find((call) => call.controller === controller)
  const others = own.filter((call) => call !== entry && overlaps(call, controller))
  const of = entryTarget(model, 'controller', controller)
  const words = wordsOf(own, model, controller)
  const rollbacks = rollbacksOf(request, model, unit)
  return {
    request,
    title: inUnit(model, unit, `Delete the approval on ${of} of ${words}`),
    // It only takes power away.
    emergency: true,
    from,
    calls: [approvalDeletionCall(request, beamState)],
    permission: immediateIn(unit, from),
    requirements: [
      {
        id: 'approval-there',
        says: { holds: 'It is approved by this entry', fails: 'It is not approved by this entry' },
        holds: entry?.active ?? notNamed,
        weight: 'blocks',
        already: true,
      },
      oneAlone(model, unit, 'controller', controller),
      {
        id: 'approval-ends',
        says: {
          holds: 'No other entry that is known approves the same call',
          fails: `It stays approved on ${others.map((call) => entryTarget(model, 'controller', call.controller)).join(', ')}`,
        },
        holds: map(some(others.map(({ active }) => active)), (any) => !any),
        weight: 'warn',
      },
    ],
    effects: [
      sets(places.units(unit.id).configurator.approvals(approvalId(controller, key)).active, false),
      ...rollbacks.flatMap(({ generator, prime, stays }) =>
        stays.ok
          ? [sets(places.generators(generator.id).primes(prime.id).migration.rollbackApproved, stays.value)]
          : [],
      ),
    ],
    events: [emits(beamState, beamStateAbi, 'DelInitControllerActions', { key, controller })],
    afterwards: `One entry fewer lets a cBEAM make this call on ${of}.`,
    disables: [
      `A cBEAM can no longer make this call on ${of}${others.length > 0 ? ' by this entry' : ''}.`,
      ...rollbacks.flatMap(({ prime, stays }) =>
        stays.ok && !stays.value
          ? [
              `A cutover of ${prime.name} can no longer be rolled back by a cBEAM, and so governance cannot cut it over.`,
            ]
          : [],
      ),
    ],
    undo: againThroughTimelock('the approval', unit),
  }
}

/** Whether an entry approves on a controller on which another one does. */
const overlaps = ({ controller }: ApprovedCall, other: Address): boolean =>
  [controller, other].includes(zeroAddress) || controller === other

function wordsOf(entries: readonly ApprovedCall[], model: ConsoleModel, controller: Address): string {
  const data = entries.find((call) => call.data !== null)?.data
  const [entry] = entries
  const target = controller === zeroAddress ? (model.generators[0]?.id ?? controller) : controller
  if (!data) return `call ${entry?.key ?? 'unknown'}, which was not seen`
  return `a call: ${tellCall({ target, data }, model.generators, inFull).text}`
}

/** A Prime whose rollback it is, and whether that stays approved. */
interface Rollback {
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  readonly stays: Leaf<boolean>
}

function rollbacksOf(
  { key, controller }: DeleteApprovalRequest,
  model: ConsoleModel,
  unit: ConfiguratorUnit,
): readonly Rollback[] {
  return ofUnit(model.generators, unit)
    .filter(({ id }) => controller === zeroAddress || id === controller)
    .flatMap((generator) => {
      const other = controller === zeroAddress ? generator.id : zeroAddress
      const { approvals } = unit.configurator
      const stays = approvals.find(({ id }) => id === approvalId(other, key))?.active ?? given(false)
      return generator.primes
        .filter(({ migration, addresses }) => migration && rollbackHash(addresses.almProxy) === key)
        .map((prime) => ({ generator, prime, stays }))
    })
}
