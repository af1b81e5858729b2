import { type Address, encodeFunctionData, type Hex } from 'viem'
import {
  dispatchedPauAbi,
  dispatchSparkVaultFacetAbi,
  primeVaultAbi,
  sparkVaultFacetAbi,
  usdsAbi,
} from '@/lib/abi'
import { askFunnel, funnelOf } from '@/lib/console/derive/funnel'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { andThen } from '@/lib/leaf'
import { afterUse } from '@/lib/limits'
import { add, type Wad } from '@/lib/math'
import { afterTake, canTake, whenCanTake } from '@/lib/vaults'
import { usds } from '@/lib/words/funnel'
import type { RoutedDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import { amountRequirement, flowOf, flowRequirement, outcomeOf } from '../flow'
import { limitUsed } from '../limit-events'
import { vaultName } from '../prime-of'
import { operation, primeOperator, primeRouting } from '../prime-operator'
import {
  beforeOf,
  byOther,
  keyOf,
  type Movement,
  movementEffects,
  type PrimeWhere,
  primeWhere,
} from '../vault-movement'
import { type TakeRequest, takeKind } from './request'

export const takeFromVault: RoutedDefinition<TakeRequest, true> = {
  ...takeKind,
  routing: primeRouting,
  build: (request, model, from) => {
    const where = primeWhere(request, model)
    return where && take(request, where, from)
  },
}

/**
 * `takeFromSparkVault` of a Prime's controller, or `sparkVault_take` of a production one: USDS that lies idle in the vault
 * moves to the Prime's ALMProxy. Source: DOMAIN.md §10.
 */
function take(request: TakeRequest, where: PrimeWhere, from: Address): DirectAction<TakeRequest> {
  const { model, generator, prime } = where
  const { amount } = request
  const { time, mcd } = model
  const before = beforeOf(where, prime.takeLimit)
  const flow = andThen(before, () =>
    askFunnel(funnelOf(prime, generator, mcd), (known) =>
      flowOf(canTake(known, time), whenCanTake(known, amount, time), time),
    ),
  )
  const taken = outcomeOf(before, flow, (known): Movement => {
    const vault = afterTake(known.vault, amount, time)
    const after = { vault, held: add(known.held, amount), limit: afterUse(known.limit, amount, time) }
    return { before: known, after, amount, time }
  })
  return {
    request,
    title: `Take ${usds(amount)} out of ${vaultName(where, model)}${byOther(request, where)}`,
    emergency: false,
    from,
    calls: [operation(prime, from, callOf(where, amount))],
    permission: primeOperator(prime, from),
    requirements: [
      amountRequirement(amount),
      flowRequirement('take', flow, { amount, done: 'taken', prime: prime.name, now: time }),
    ],
    effects: taken ? movementEffects(where, taken, 'takeLimit') : [],
    events: taken ? eventsOf(where, taken) : [],
    afterwards: taken
      ? `${prime.name} holds ${usds(amount)} more, and owes it to its vault.`
      : 'Nothing moves.',
    disables: taken
      ? [
          `${usds(taken.after.vault.idle)} lies idle in the vault then: the Generator cannot recall more until ${prime.name} returns some.`,
          `It uses the take limit of ${prime.name}, and what the guardrails of its vault let out.`,
        ]
      : [],
    undo: `A relayer of ${prime.name} can return it to the vault at any time, within its return limit.`,
  }
}

function callOf({ prime, reader }: PrimeWhere, amount: Wad): Hex {
  const args = [prime.addresses.vault, amount] as const
  return reader === 'diamond-pau'
    ? encodeFunctionData({ abi: dispatchedPauAbi, functionName: 'sparkVault_take', args })
    : encodeFunctionData({ abi: sparkVaultFacetAbi, functionName: 'takeFromSparkVault', args })
}

function eventsOf(
  { generator, prime, reader }: PrimeWhere,
  { before, after, amount, time }: Movement,
): readonly ExpectedEvent[] {
  const { vault, almProxy, controller } = prime.addresses
  return [
    ...limitUsed({ ...keyOf(prime.takeLimit), amount, before: before.limit, after: after.limit }, time),
    emits(generator.addresses.usds, usdsAbi, 'Transfer', { from: vault, to: almProxy, value: amount }),
    emits(vault, primeVaultAbi, 'Take', { to: almProxy, value: amount }),
    // Only a production controller logs it, too.
    ...(reader === 'diamond-pau'
      ? [
          emits(controller, dispatchSparkVaultFacetAbi, 'SparkVaultTake', {
            sparkVault: vault,
            assetAmount: amount,
          }),
        ]
      : []),
  ]
}
