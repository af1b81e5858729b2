import { type Address, zeroAddress } from 'viem'
import { notAllowed, refusalOf } from '@/components/actions/forms/refusal'
import { buildAction, type ControllerActionRequest, routesOf } from '@/lib/actions'
import type { ApprovedCall } from '@/lib/console/approved-calls'
import { pauNameOf } from '@/lib/console/derive/beam-tree'
import { ofUnit } from '@/lib/console/facts/units'
import type { ConfiguratorUnit, ConsoleModel } from '@/lib/console/model'
import { formatExact, plural } from '@/lib/format'
import { rollbackCall } from '@/lib/migration'
import type { Offer } from './operation-offer'

/** Whether an approval is, or may be, in force. */
export const isInForce = ({ active }: Pick<ApprovedCall, 'active'>): boolean => !active.ok || active.value

/** Since when a call is approved, and how often it was made. @param block the latest block */
export function approvalSentence({ approvedIn, runs }: ApprovedCall, block: bigint): string {
  const age = block - approvedIn
  const since = `Approved in block ${formatExact(approvedIn, 0)}${age > 0n ? `, ${formatExact(age, 0)} ${age === 1n ? 'block' : 'blocks'} ago` : ''}`
  const last = runs.at(-1)
  if (last === undefined) return `${since}; never made.`
  return `${since}; made ${plural(runs.length, 'time')}, last in block ${formatExact(last.blockNumber, 0)}.`
}

/** The button that makes an approved call on one controller. */
export interface RunOffer extends Offer<ControllerActionRequest> {
  /** "the controller of Keel"; null where the deployment does not have it. */
  readonly on: string | null
}

/**
 * The buttons that make an approved call: one, or for a call that is approved on every controller one for each Generator
 * of the Unit. None where what to call was not seen.
 */
export function runOffers(
  { controller, data }: ApprovedCall,
  unit: ConfiguratorUnit,
  model: ConsoleModel,
  account: Address | null,
): readonly RunOffer[] {
  if (data === null) return []
  const controllers =
    controller === zeroAddress ? ofUnit(model.generators, unit).map(({ id }) => id) : [controller]
  return controllers.map((on) => {
    const request = { kind: 'controller-action', unit: unit.id, controller: on, data } as const
    const action = buildAction(request, model, account ?? zeroAddress)
    const routes = account && routesOf(request, model, account)
    const without =
      routes && routes.safes.length > 0
        ? undefined
        : notAllowed(action, account, 'No cBEAM that is paired with this controller')
    const name = pauNameOf(model, on)
    return {
      on: name === null ? null : `the controller of ${name}`,
      request,
      reason: without ?? (action ? refusalOf(action) : 'No cBEAM is known to be paired with it'),
    }
  })
}

/** The Prime that the call rolls back, with its Generator: that has an act of its own; null for any other call. */
export function rolledBackBy({ data }: ApprovedCall, unit: ConfiguratorUnit, model: ConsoleModel) {
  const [found] = ofUnit(model.generators, unit).flatMap((generator) =>
    generator.primes
      .filter(({ addresses }) => rollbackCall(addresses.almProxy) === data?.toLowerCase())
      .map((prime) => ({ generator: generator.id, prime })),
  )
  return found ?? null
}
