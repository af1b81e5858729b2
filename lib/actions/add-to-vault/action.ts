import { type Address, encodeFunctionData } from 'viem'
import { erc4626FacetAbi, primeVaultAbi, usdsAbi, usdsFacetAbi } from '@/lib/abi'
import { debtState } from '@/lib/console/derive/debt'
import { askFunnel, funnelOf, limitOf } from '@/lib/console/derive/funnel'
import type { Effect } from '@/lib/console/diff'
import { places, sets, timed } from '@/lib/console/effects'
import type { ExpectedEvent } from '@/lib/console/emitted'
import { afterDraw, type DebtState } from '@/lib/debt'
import { andThen, combine, type Leaf, map } from '@/lib/leaf'
import { afterUse, limitKey, type RateLimit } from '@/lib/limits'
import { add, excess, MAX_UINT256, sub, type Wad } from '@/lib/math'
import { afterDeposit, canAdd, passesAdd, whenCanAdd } from '@/lib/vaults'
import { usds } from '@/lib/words/funnel'
import { debtEffects } from '../debt-effects'
import type { RoutedDefinition } from '../definition'
import type { ActionCall, DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import { amountRequirement, flowRequirement, outcomeOf } from '../flow'
import {
  depositKey,
  type Funded,
  fundedOf,
  fundingEffects,
  type GeneratorWhere,
  generatorWhere,
  vaultDrip,
} from '../funding'
import { generatorOperator, generatorRouting } from '../generator-operator'
import { limitUsed } from '../limit-events'
import { drawEvents, NOBODY } from '../mcd-events'
import { vaultName } from '../prime-of'
import { limitEffects } from '../vault-effects'
import { leastShares, sharesRequirement } from '../vault-shares'
import { type AddRequest, addKind } from './request'

export const addToVault: RoutedDefinition<AddRequest, true> = {
  ...addKind,
  routing: generatorRouting,
  build: (request, model, from) => {
    const where = generatorWhere(request, model)
    return where && addTo(request, where, from)
  },
}

/** What minting and depositing start from, or leave behind. */
interface Adding extends Funded {
  readonly debt: DebtState
  readonly mintLimit: RateLimit
  /** What the ALMProxy may move of the USDS in the AllocatorBuffer. */
  readonly allowance: Wad
}

const MINT = limitKey('LIMIT_USDS_MINT')

/**
 * `mintUSDS` of what the Generator's ALMProxy lacks, and `depositERC4626` into the vault of a Prime, which gives shares for
 * it. Source: DOMAIN.md §10.
 */
function addTo(request: AddRequest, where: GeneratorWhere, from: Address): DirectAction<AddRequest> {
  const { model, generator, prime } = where
  const { amount, minted } = request
  const { time, mcd } = model
  const before = addingOf(where)
  const flow = andThen(before, () =>
    askFunnel(funnelOf(prime, generator, mcd), (known) => ({
      answer: canAdd(known, time),
      when: whenCanAdd(known, amount, time),
      passes: passesAdd(known, request, time),
    })),
  )
  const added = outcomeOf(
    before,
    flow,
    (known): Added => ({ before: known, after: after(known, request, time) }),
  )
  const debt = minted > 0n ? `, of which it mints ${usds(minted)}` : ''
  return {
    request,
    title: `Add ${usds(amount)} to ${vaultName(where, model)}${debt}`,
    emergency: false,
    from,
    calls: callsOf(where, request),
    permission: generatorOperator(generator, from),
    requirements: [
      amountRequirement(amount),
      flowRequirement('add', flow, { amount, done: 'added', prime: prime.name, now: time }),
      lacking(request, generator.proxyIdle),
      sharesRequirement('minted', leastShares(where, amount), request.leastShares),
    ],
    effects: added ? effectsOf(where, request, added) : [],
    events: added ? eventsOf(where, request, added) : [],
    afterwards: added
      ? `${prime.name} finds ${usds(amount)} more in its vault${minted > 0n ? `, of which ${generator.name} owes ${usds(minted)} more` : ''}.`
      : 'Nothing moves.',
    disables: [
      ...(minted > 0n
        ? [`What is minted uses headroom of ${generator.debt.id} and the mint limit, which all Primes share.`]
        : [`It takes what is idle in the Generator's ALMProxy, which all Primes share. Nothing is minted.`]),
      `It uses the deposit limit of the vault. For the policy and the buffer of the vault, it counts one period later.`,
    ],
    undo: `A relayer of ${generator.name} can recall what ${prime.name} has not taken, within the withdrawal limit. What was minted is then repaid with burnUSDS.`,
  }
}

function addingOf(where: GeneratorWhere): Leaf<Adding> {
  const { generator, model } = where
  return combine(
    {
      funded: fundedOf(where),
      debt: debtState(generator.debt, model.mcd),
      mintLimit: limitOf(generator, 'LIMIT_USDS_MINT'),
      allowance: generator.wires.bufferAllowance,
    },
    ({ funded, ...known }) => ({ ...funded, ...known }),
  )
}

interface Added {
  readonly before: Adding
  readonly after: Adding
}

function after(known: Adding, { amount, minted }: AddRequest, time: bigint): Adding {
  const { vault, shares } = afterDeposit(known.vault, amount, time)
  return {
    ...known,
    ...(minted > 0n
      ? {
          debt: afterDraw(known.debt, minted, time),
          mintLimit: afterUse(known.mintLimit, minted, time),
          allowance: known.allowance === MAX_UINT256 ? known.allowance : sub(known.allowance, minted),
        }
      : {}),
    vault,
    generatorShares: add(known.generatorShares, shares),
    held: sub(add(known.held, minted), amount),
    depositLimit: afterUse(known.depositLimit, amount, time),
  }
}

/** Whoever mints more than is lacking pays fees for what stays in the ALMProxy. */
function lacking({ amount, minted }: AddRequest, held: Leaf<Wad>): Requirement {
  const more = held.ok ? `: ${usds(excess(minted, excess(amount, held.value)))} of it stays there` : ''
  return {
    id: 'lacking',
    says: {
      holds: "It mints no more than the Generator's ALMProxy lacks",
      fails: `It mints more than the Generator's ALMProxy lacks${more}`,
    },
    holds: map(held, (idle) => minted <= excess(amount, idle)),
    weight: 'warn',
  }
}

function callsOf({ generator, prime }: GeneratorWhere, request: AddRequest): readonly ActionCall[] {
  const { amount, minted, leastShares: least } = request
  const { vault } = prime.addresses
  const deposit = (assets: bigint, shares: bigint) =>
    encodeFunctionData({
      abi: erc4626FacetAbi,
      functionName: 'depositERC4626',
      args: [vault, assets, shares],
    })
  const call = { to: generator.id, value: 0n }
  if (minted === 0n) return [{ ...call, data: deposit(amount, least) }]
  return [
    {
      ...call,
      data: encodeFunctionData({ abi: usdsFacetAbi, functionName: 'mintUSDS', args: [minted] }),
    },
    // Without what is minted before, only a deposit of nothing passes.
    { ...call, data: deposit(amount, least), alone: deposit(0n, 0n) },
  ]
}

function effectsOf(
  where: GeneratorWhere,
  { minted }: AddRequest,
  { before, after: then }: Added,
): readonly Effect[] {
  const { own, time } = where
  return [
    ...fundingEffects(where, before, then),
    ...limitEffects(own.limits(depositKey(where)), then.depositLimit, time),
    ...(minted > 0n
      ? [
          ...debtEffects(own.debt, then.debt),
          timed(places.mcd.debt, then.debt.vat.debt),
          ...limitEffects(own.limits(MINT), then.mintLimit, time),
          ...(then.allowance === before.allowance ? [] : [sets(own.wires.bufferAllowance, then.allowance)]),
        ]
      : []),
  ]
}

function eventsOf(
  where: GeneratorWhere,
  { amount, minted }: AddRequest,
  { before, after: then }: Added,
): readonly ExpectedEvent[] {
  const { model, generator, prime, time } = where
  const { almProxy: proxy, rateLimits, usds: token, allocatorVault, allocatorBuffer } = generator.addresses
  const { vault } = prime.addresses
  const shares = then.vault.totalSupply - before.vault.totalSupply
  const approval = (value: bigint) =>
    emits(token, usdsAbi, 'Approval', { owner: proxy, spender: vault, value })
  const drawer = {
    ...{ ilk: generator.debt.ilk, allocatorVault, buffer: allocatorBuffer },
    ...{ proxy, usds: token },
  }
  return [
    ...(minted > 0n
      ? [
          ...limitUsed(
            { rateLimits, key: MINT, amount: minted, before: before.mintLimit, after: then.mintLimit },
            time,
          ),
          ...drawEvents(model, drawer, minted),
        ]
      : []),
    ...limitUsed(
      {
        ...{ rateLimits, key: depositKey(where), amount },
        ...{ before: before.depositLimit, after: then.depositLimit },
      },
      time,
    ),
    approval(amount),
    vaultDrip(where, before, then),
    emits(token, usdsAbi, 'Transfer', { from: proxy, to: vault, value: amount }),
    emits(vault, primeVaultAbi, 'Deposit', { sender: proxy, owner: proxy, assets: amount, shares }),
    emits(vault, primeVaultAbi, 'Transfer', { from: NOBODY, to: proxy, value: shares }),
    approval(0n),
  ]
}
