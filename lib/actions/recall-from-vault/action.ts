import { type Address, encodeFunctionData } from 'viem'
import { erc4626FacetAbi, primeVaultAbi, usdsAbi } from '@/lib/abi'
import { askFunnel, funnelOf } from '@/lib/console/derive/funnel'
import type { Effect } from '@/lib/console/diff'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { andThen } from '@/lib/leaf'
import { afterRestore, afterUse } from '@/lib/limits'
import { add, sub } from '@/lib/math'
import { afterWithdraw, canRecall, whenCanRecall } from '@/lib/vaults'
import { usds } from '@/lib/words/funnel'
import type { RoutedDefinition } from '../definition'
import type { DirectAction } from '../direct'
import { emits } from '../emits'
import { amountRequirement, flowOf, flowRequirement, outcomeOf } from '../flow'
import {
  depositKey,
  type Funded,
  fundedOf,
  fundingEffects,
  type GeneratorWhere,
  generatorWhere,
  vaultDrip,
  withdrawKey,
} from '../funding'
import { generatorOperator, generatorRouting } from '../generator-operator'
import { limitRestored, limitUsed } from '../limit-events'
import { NOBODY } from '../mcd-events'
import { vaultName } from '../prime-of'
import { limitEffects } from '../vault-effects'
import { mostShares, sharesRequirement } from '../vault-shares'
import { type RecallRequest, recallKind } from './request'

export const recallFromVault: RoutedDefinition<RecallRequest, true> = {
  ...recallKind,
  routing: generatorRouting,
  build: (request, model, from) => {
    const where = generatorWhere(request, model)
    return where && recall(request, where, from)
  },
}

/**
 * `withdrawERC4626` of the Generator: USDS that lies idle in the vault of a Prime comes back to the Generator's ALMProxy,
 * and as many of its shares are burned. Source: DOMAIN.md §10.
 */
function recall(request: RecallRequest, where: GeneratorWhere, from: Address): DirectAction<RecallRequest> {
  const { model, generator, prime } = where
  const { amount } = request
  const { time, mcd } = model
  const before = fundedOf(where)
  const flow = andThen(before, () =>
    askFunnel(funnelOf(prime, generator, mcd), (known) =>
      flowOf(canRecall(known, time), whenCanRecall(known, amount, time), time),
    ),
  )
  const recalled = outcomeOf(before, flow, (known): Recalled => {
    const { vault, shares } = afterWithdraw(known.vault, amount, time)
    return {
      before: known,
      after: {
        ...known,
        vault,
        generatorShares: sub(known.generatorShares, shares),
        held: add(known.held, amount),
        withdrawLimit: afterUse(known.withdrawLimit, amount, time),
        depositLimit: afterRestore(known.depositLimit, amount, time),
      },
    }
  })
  return {
    request,
    title: `Recall ${usds(amount)} from ${vaultName(where, model)}`,
    emergency: false,
    from,
    calls: [
      {
        to: generator.id,
        value: 0n,
        data: encodeFunctionData({
          abi: erc4626FacetAbi,
          functionName: 'withdrawERC4626',
          args: [prime.addresses.vault, amount, request.mostShares],
        }),
      },
    ],
    permission: generatorOperator(generator, from),
    requirements: [
      amountRequirement(amount),
      flowRequirement('recall', flow, { amount, done: 'recalled', prime: prime.name, now: time }),
      sharesRequirement('burned', mostShares(where, amount), request.mostShares),
    ],
    effects: recalled ? effectsOf(where, recalled) : [],
    events: recalled ? eventsOf(where, request, recalled) : [],
    afterwards: recalled
      ? `${generator.name} holds ${usds(amount)} itself, which ${prime.name} can then not draw.`
      : 'Nothing moves.',
    disables: recalled
      ? [
          `${usds(recalled.after.vault.idle)} lies idle in the vault then, of which ${prime.name} can take what its guardrails let out.`,
          `It uses the withdrawal limit of the vault, and gives as much back to its deposit limit.`,
        ]
      : [],
    undo: `A relayer of ${generator.name} can add it again, within the deposit limit. Debt stays as it is: a recall repays none.`,
  }
}

interface Recalled {
  readonly before: Funded
  readonly after: Funded
}

function effectsOf(where: GeneratorWhere, { before, after }: Recalled): readonly Effect[] {
  const { own, time } = where
  return [
    ...fundingEffects(where, before, after),
    ...limitEffects(own.limits(withdrawKey(where)), after.withdrawLimit, time),
    // A key that is not set is passed over.
    ...(after.depositLimit === before.depositLimit
      ? []
      : limitEffects(own.limits(depositKey(where)), after.depositLimit, time)),
  ]
}

function eventsOf(
  where: GeneratorWhere,
  { amount }: RecallRequest,
  { before, after }: Recalled,
): readonly ExpectedEvent[] {
  const { generator, prime, time } = where
  const { almProxy: proxy, rateLimits, usds: token } = generator.addresses
  const { vault } = prime.addresses
  const shares = before.vault.totalSupply - after.vault.totalSupply
  const limits = { rateLimits, amount }
  return [
    ...limitUsed(
      { ...limits, key: withdrawKey(where), before: before.withdrawLimit, after: after.withdrawLimit },
      time,
    ),
    vaultDrip(where, before, after),
    emits(token, usdsAbi, 'Transfer', { from: vault, to: proxy, value: amount }),
    emits(vault, primeVaultAbi, 'Transfer', { from: proxy, to: NOBODY, value: shares }),
    emits(vault, primeVaultAbi, 'Withdraw', {
      ...{ sender: proxy, receiver: proxy, owner: proxy },
      ...{ assets: amount, shares },
    }),
    ...(after.depositLimit === before.depositLimit
      ? []
      : limitRestored(
          { ...limits, key: depositKey(where), before: before.depositLimit, after: after.depositLimit },
          time,
        )),
  ]
}
