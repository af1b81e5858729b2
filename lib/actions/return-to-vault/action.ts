import { type Address, encodeFunctionData, type Hex } from 'viem'
import { dispatchedPauAbi, dispatchTransferAssetFacetAbi, transferAssetFacetAbi, usdsAbi } from '@/lib/abi'
import { askReturn } from '@/lib/console/derive/returning'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { andThen, map } from '@/lib/leaf'
import { afterUse } from '@/lib/limits'
import { sub, type Wad } from '@/lib/math'
import { afterReturn, canReturn, whenCanReturn } from '@/lib/vaults'
import { usds } from '@/lib/words/funnel'
import type { RoutedDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
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
import { type ReturnRequest, returnKind } from './request'

export const returnToVault: RoutedDefinition<ReturnRequest, true> = {
  ...returnKind,
  routing: primeRouting,
  build: (request, model, from) => {
    const where = primeWhere(request, model)
    return where && giveBack(request, where, from)
  },
}

/**
 * `transferAsset` of a Prime's controller, or `transferAsset_transfer` of a production one: USDS of the Prime's ALMProxy
 * moves to its vault, which gives no shares for it. Source: DOMAIN.md §5.
 */
function giveBack(request: ReturnRequest, where: PrimeWhere, from: Address): DirectAction<ReturnRequest> {
  const { model, generator, prime } = where
  const { amount } = request
  const { time, mcd } = model
  const before = beforeOf(where, prime.returnLimit)
  const flow = andThen(before, () =>
    askReturn(prime, generator, mcd, (known) =>
      flowOf(canReturn(known, time), whenCanReturn(known, amount, time), time),
    ),
  )
  const returned = outcomeOf(before, flow, (known): Movement => {
    const vault = afterReturn(known.vault, amount)
    const after = { vault, held: sub(known.held, amount), limit: afterUse(known.limit, amount, time) }
    return { before: known, after, amount, time }
  })
  return {
    request,
    title: `Return ${usds(amount)} to ${vaultName(where, model)}${byOther(request, where)}`,
    emergency: false,
    from,
    calls: [operation(prime, from, callOf(where, amount))],
    permission: primeOperator(prime, from),
    requirements: [
      amountRequirement(amount),
      flowRequirement('return', flow, { amount, done: 'returned', prime: prime.name, now: time }),
      owed(where, amount),
    ],
    effects: returned ? movementEffects(where, returned, 'returnLimit') : [],
    events: returned ? eventsOf(where, returned) : [],
    afterwards: returned
      ? `${prime.name} holds ${usds(amount)} less, and owes that much less to its vault.`
      : 'Nothing moves.',
    disables: [
      `It uses the return limit of ${prime.name}. The take limit does not come back with it.`,
      'What is idle then, the Generator can recall.',
    ],
    undo: `A relayer of ${prime.name} can take it out again, within its take limit and the guardrails of the vault.`,
  }
}

/** Whoever returns more than is owed gives it away. */
function owed({ prime }: PrimeWhere, amount: Wad): Requirement {
  const { outstanding } = prime.vault
  const most = outstanding.ok ? `: it has ${usds(outstanding.value)} out, yield included` : ''
  return {
    id: 'owed',
    says: {
      holds: `It is no more than ${prime.name} has out of its vault, yield included`,
      fails: `It is more than ${prime.name} has out of its vault${most}. The rest would be a gift to the Generator`,
    },
    holds: map(outstanding, (value) => amount <= value),
    weight: 'warn',
  }
}

function callOf({ generator, prime, reader }: PrimeWhere, amount: Wad): Hex {
  const args = [generator.addresses.usds, prime.addresses.vault, amount] as const
  return reader === 'diamond-pau'
    ? encodeFunctionData({ abi: dispatchedPauAbi, functionName: 'transferAsset_transfer', args })
    : encodeFunctionData({ abi: transferAssetFacetAbi, functionName: 'transferAsset', args })
}

function eventsOf(
  { generator, prime, reader }: PrimeWhere,
  { before, after, amount, time }: Movement,
): readonly ExpectedEvent[] {
  const { vault, almProxy, controller } = prime.addresses
  const asset = generator.addresses.usds
  return [
    ...limitUsed({ ...keyOf(prime.returnLimit), amount, before: before.limit, after: after.limit }, time),
    emits(asset, usdsAbi, 'Transfer', { from: almProxy, to: vault, value: amount }),
    // Only a production controller logs it, too.
    ...(reader === 'diamond-pau'
      ? [
          emits(controller, dispatchTransferAssetFacetAbi, 'TransferAssetTransfer', {
            asset,
            destination: vault,
            amount,
          }),
        ]
      : []),
  ]
}
