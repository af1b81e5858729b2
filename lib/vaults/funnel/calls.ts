import { collateralHeadroom, type DebtState, globalHeadroom, headroom } from '@/lib/debt'
import { currentLimit, limitState, type RateLimit } from '@/lib/limits'
import { MAX_UINT256, max, type Rad, rad, type Seconds, type Wad, wad } from '@/lib/math'
import { greatestAtRate, judgeExchangeRate } from '../exchange-rate'
import { aboveBuffer, type PauseKind, pausedUntil, policyLeft, policyOpens } from '../guardrails'
import { settledOf, settlings } from '../settling'
import { convertToAssets, maxDeposit, type Vault } from '../vault'
import { drawDust } from './dust'
import {
  amountOf,
  closedUntil,
  computed,
  gate,
  growing,
  limit,
  type Rule,
  relayer,
  shrinking,
  wire,
} from './rule'
import type { Allowance, FunnelInputs, GeneratorInputs, PrimeInputs } from './types'

/** `takeFromSparkVault(vault, amount)` of the Prime's controller: the Prime takes what lies idle in its vault. */
export function takeCall({ prime }: FunnelInputs): Rule[] {
  const { wires, vault } = prime
  return [
    wire('take-function', 'prime', wires.takeFunction),
    relayer('prime-relayer', 'prime', wires.relayer),
    wire('prime-controller-on-rate-limits', 'prime', wires.controllerOnRateLimits),
    limit('take-limit', 'prime', prime.takeLimit),
    wire('prime-controller-on-proxy', 'prime', wires.controllerOnProxy),
    wire('taker-role', 'prime', wires.taker),
    paused(vault, 'takes'),
    withdrawalPolicy(vault),
    liquidityBuffer(vault),
    vaultIdle(vault.idle),
  ]
}

/** `mintUSDS(amount)` of the Generator: it draws on its ilk. */
export function mintCall({ generator }: FunnelInputs, debt: DebtState = generator.debt): Rule[] {
  const { wires, mintLimit } = generator
  return [
    wire('mint-function', 'shared', wires.mintFunction),
    relayer('generator-relayer', 'shared', wires.relayer),
    wire('generator-controller-on-rate-limits', 'shared', wires.controllerOnRateLimits),
    limit('mint-limit', 'shared', mintLimit),
    wire('generator-controller-on-proxy', 'shared', wires.controllerOnProxy),
    ...drawing(generator, debt),
  ]
}

const NO_FEES = rad(0n)

/**
 * `AllocatorVault.draw` by the Generator's ALMProxy, and how much of the drawn USDS it may fetch from the
 * AllocatorBuffer.
 *
 * @param dripped fees of other ilks that the call drips before [rad]
 */
export function drawing(
  { wires, bufferAllowance }: GeneratorInputs,
  debt: DebtState,
  dripped: (t: Seconds) => Rad = () => NO_FEES,
): Rule[] {
  return [
    wire('allocator-vault', 'shared', wires.allocatorVault),
    wire('vat-live', 'shared', debt.vat.live === 1n),
    shrinking('ilk-ceiling', 'shared', 'only-shrinks', (t) => headroom(debt, t)),
    shrinking('global-ceiling', 'shared', 'only-shrinks', (t) => globalHeadroom(debt, t, dripped(t))),
    shrinking('collateral', 'shared', 'only-shrinks', (t) => collateralHeadroom(debt, t)),
    ...drawDust('dust', 'shared', debt),
    shrinking('buffer-allowance', 'shared', 'fixed', () => bufferAllowance),
  ]
}

/** The rules that `AutoLine.exec` can loosen. */
export const isCeiling = ({ id }: { readonly id: string }): boolean =>
  id === 'ilk-ceiling' || id === 'global-ceiling'

/** `depositERC4626(vault, amount, …)` of the Generator: it puts USDS of its ALMProxy into the vault. */
export function depositCall({ prime, generator }: FunnelInputs): Rule[] {
  return [
    wire('deposit-function', 'shared', generator.wires.depositFunction),
    relayer('generator-relayer', 'shared', generator.wires.relayer),
    gate('max-exchange-rate', 'prime', () => (prime.maxExchangeRate === 0n ? 'not-set' : null)),
    wire('generator-controller-on-rate-limits', 'shared', generator.wires.controllerOnRateLimits),
    limit('deposit-limit', 'prime', prime.depositLimit),
    wire('generator-controller-on-proxy', 'shared', generator.wires.controllerOnProxy),
    ...depositing(prime),
  ]
}

/** `deposit` into the vault by the Generator's ALMProxy, and the check of what it paid for a share. */
export function depositing(prime: PrimeInputs): Rule[] {
  return [
    wire('depositor-is-no-taker', 'prime', prime.wires.depositorIsNoTaker),
    wire('depositor-role', 'prime', prime.wires.depositor),
    shrinking('deposit-cap', 'prime', 'only-shrinks', (t) => maxDeposit(prime.vault, t)),
    exchangeRate(prime),
  ]
}

/** `withdrawERC4626(vault, amount, …)` of the Generator: it takes back what lies idle in the vault. */
export function withdrawCall({ prime, generator }: FunnelInputs): Rule[] {
  return [
    wire('withdraw-function', 'shared', generator.wires.withdrawFunction),
    relayer('generator-relayer', 'shared', generator.wires.relayer),
    wire('generator-controller-on-rate-limits', 'shared', generator.wires.controllerOnRateLimits),
    limit('withdraw-limit', 'prime', prime.withdrawLimit),
    wire('generator-controller-on-proxy', 'shared', generator.wires.controllerOnProxy),
    paused(prime.vault, 'withdrawals'),
    generatorShares(prime),
    vaultIdle(prime.vault.idle),
    depositLimitRestore(prime.depositLimit, generator),
  ]
}

const PAUSES = { takes: 'takes-paused', withdrawals: 'withdrawals-paused' } as const

/** A pause of the vault, which ends by itself. */
export function paused({ guardrails }: Pick<Vault, 'guardrails'>, kind: PauseKind): Rule {
  const until = pausedUntil(guardrails, kind)
  return closedUntil(PAUSES[kind], 'prime', 'paused', (t) => max(t, until))
}

/** What the withdrawal policy lets out: a share of the idle funds that count, which refills over its period. */
function withdrawalPolicy({ guardrails, idle }: Vault): Rule {
  return {
    id: 'withdrawal-policy',
    scope: 'prime',
    allows: (t) =>
      guardrails.period === 0n
        ? { state: 'unlimited' }
        : { state: 'limited', amount: policyLeft(guardrails, idle, t) },
    opens: (amount, from) => {
      const { at, most } = policyOpens(guardrails, idle, amount, from)
      return at === undefined ? { never: 'fixed', most } : { at }
    },
  }
}

/** What the buffer leaves to takes. A deposit raises it once it settles. */
function liquidityBuffer({ guardrails, idle }: Vault): Rule {
  if (guardrails.buffer === 0n) return gate('liquidity-buffer', 'prime', () => null)
  const above = (t: Seconds) => aboveBuffer(guardrails, settledOf(guardrails, idle, t))
  return {
    id: 'liquidity-buffer',
    scope: 'prime',
    allows: (t) => ({ state: 'limited', amount: above(t) }),
    opens: (amount, from) => {
      const at = [from, ...settlings(guardrails, from)].find((t) => above(t) >= amount)
      return at === undefined ? { never: 'fixed', most: aboveBuffer(guardrails, idle) } : { at }
    },
  }
}

function vaultIdle(idle: Wad): Rule {
  return shrinking('vault-idle', 'prime', 'fixed', () => idle)
}

/** What the Generator's shares are worth; it grows over time. */
export function generatorShares({ vault, generatorShares: shares }: PrimeInputs): Rule {
  return growing('generator-shares', 'prime', (t) => convertToAssets(vault, shares, t))
}

/** The last check of a deposit: the price paid for a share. */
function exchangeRate({ vault, maxExchangeRate }: PrimeInputs): Rule {
  const passes = (amount: Wad, t: Seconds) => judgeExchangeRate(vault, maxExchangeRate, amount, t).ok
  return {
    id: 'exchange-rate',
    scope: 'prime',
    allows: (t, atMost) => {
      if (maxExchangeRate === 0n || passes(atMost, t)) return { state: 'unlimited' }
      return computed(() => greatestAtRate(vault, maxExchangeRate, atMost, t))
    },
    opens: (amount, from) => {
      if (maxExchangeRate === 0n || passes(amount, from)) return { at: from }
      const most = amountOf(computed(() => greatestAtRate(vault, maxExchangeRate, amount, from)))
      return { never: 'only-shrinks', most }
    },
  }
}

/**
 * A withdrawal gives capacity back to the deposit limit, and that can fail: RateLimits adds what the limit holds and
 * what comes back before it caps the sum.
 */
function depositLimitRestore(depositLimit: RateLimit, { zeroLimitBlocksRecall }: GeneratorInputs): Rule {
  const state = limitState(depositLimit)
  const allows = (t: Seconds, atMost: Wad): Allowance => {
    if (state === 'unlimited') return { state }
    if (state !== 'limited')
      return zeroLimitBlocksRecall ? { state: 'closed', reason: state } : { state: 'unlimited' }
    const room = computed(() => wad(MAX_UINT256 - currentLimit(depositLimit, t)))
    return room.state === 'limited' && room.amount >= atMost ? { state: 'unlimited' } : room
  }
  return {
    id: 'deposit-limit-restore',
    scope: 'prime',
    allows,
    opens: (amount, from) => {
      const allowance = allows(from, amount)
      if (amountOf(allowance) >= amount) return { at: from }
      const reason = allowance.state === 'closed' ? allowance.reason : 'only-shrinks'
      return { never: reason, most: amountOf(allowance) }
    },
  }
}
