import { type Address, encodeFunctionData } from 'viem'
import { srUsdsFacetAbi } from '@/lib/abi'
import { isLctsOperator } from '@/lib/console/authority'
import type { Facts } from '@/lib/console/facts'
import type { SafeFacts } from '@/lib/console/facts/safes'
import type { ConsoleModel } from '@/lib/console/model'
import type { SrUsdsModel } from '@/lib/console/model/srusds'
import type { Timetable } from '@/lib/lcts'
import { combine, type Leaf } from '@/lib/leaf'
import type { Routing } from './definition'
import type { ActionCall, AnyRequest, Requirement } from './direct'
import { type Issuer, type IssuerTarget, issuerOf } from './issuer-of'
import type { LockQueuesRequest } from './lock-queues/request'
import type { SettleQueuesRequest } from './settle-queues/request'

/** Ways of what the LCTS operator does with the queues of srUSDS: itself, or through a Safe that holds the role. */
export const lctsRouting: Routing<AnyRequest & IssuerTarget> = {
  direct: (request, model, account) => {
    const issuer = issuerOf(request, model)
    return issuer && isLctsOperator(issuer.srUsds, account)
  },
  safes: (request, model) => {
    const issuer = issuerOf(request, model)
    return issuer ? lctsSafes(model, issuer.srUsds) : []
  },
}

/** Its permission. Source: DOMAIN.md §12.2. */
export const lctsOperator = ({ generator, srUsds }: Issuer, from: Address): Requirement => ({
  id: 'lcts-operator',
  says: {
    holds: `${from} holds LCTS_OPERATOR of ${generator.name}, and the guardians did not freeze it`,
    fails: `${from} does not hold LCTS_OPERATOR of ${generator.name}, or the guardians froze it`,
  },
  holds: isLctsOperator(srUsds, from),
  weight: 'blocks',
})

/** Safes of the deployment that lock and settle, and those for which that could not be read. */
export const lctsSafes = (
  { safes }: Pick<ConsoleModel, 'safes'>,
  srUsds: Pick<SrUsdsModel, 'operators'>,
): readonly SafeFacts[] => safes.filter(({ id }) => mayOperate(srUsds, id))

/** The lock and the settlement of every Generator that issues srUSDS, through each Safe that may make them. */
export const queueActsThroughSafes = ({
  generators,
  safes,
}: Pick<ConsoleModel, 'generators' | 'safes'>): readonly (LockQueuesRequest | SettleQueuesRequest)[] =>
  generators.flatMap(({ id: generator, srUsds }) =>
    srUsds === null
      ? []
      : lctsSafes({ safes }, srUsds).flatMap(({ id: through }) => [
          { kind: 'lock-queues', generator, through } as const,
          { kind: 'settle-queues', generator, through } as const,
        ]),
  )

/** The calls with which this console would lock and settle, as a Safe makes them; none where it may not. */
export const callsOfQueues = (
  { generators }: Pick<Facts, 'generators'>,
  safe: Address,
): readonly (readonly ActionCall[])[] =>
  generators.flatMap(({ id, srUsds }) =>
    srUsds !== null && mayOperate(srUsds, safe)
      ? [[queuesCall(id, 'lockQueues')], [queuesCall(id, 'settleQueues')]]
      : [],
  )

function mayOperate(srUsds: Pick<SrUsdsModel, 'operators'>, account: Address): boolean {
  const may = isLctsOperator(srUsds, account)
  return !may.ok || may.value
}

/** A call of the SrUsdsFacet, which takes no arguments. */
export const queuesCall = (diamond: Address, functionName: 'lockQueues' | 'settleQueues'): ActionCall => ({
  to: diamond,
  value: 0n,
  data: encodeFunctionData({ abi: srUsdsFacetAbi, functionName }),
})

/** When the contract has lock and settlement due. */
export const contractTimes = ({ wires: { lockAt, settleAt } }: Pick<SrUsdsModel, 'wires'>): Leaf<Timetable> =>
  combine({ lockAt, settleAt }, (times) => times)
