import { type Address, encodeFunctionData } from 'viem'
import { primeVaultAbi } from '@/lib/abi'
import { sets, timed } from '@/lib/console/effects'
import type { GuardrailModel } from '@/lib/console/facts/guardrails'
import { formatDuration, formatExact } from '@/lib/format'
import { combine, type Leaf, map } from '@/lib/leaf'
import type { Place } from '@/lib/leaf/path'
import type { Wad } from '@/lib/math'
import {
  type GuardrailBounds,
  type Guardrails,
  type GuardrailVerdict,
  judgeBuffer,
  judgePolicy,
  maxTake,
  withPolicy,
} from '@/lib/vaults'
import { usds } from '@/lib/words/funnel'
import type { ActionDefinition } from '../definition'
import type { DirectAction, Requirement } from '../direct'
import { emits } from '../emits'
import {
  type GuardedVault,
  guardedVault,
  guardrailEffects,
  operatorPermission,
  storedRails,
  verdictRequirement,
} from '../guardrail-parts'
import { heldBack } from '../held-back'
import { vaultName } from '../prime-of'
import {
  type LiquidityBufferRequest,
  liquidityBufferKind,
  type WithdrawalPolicyRequest,
  withdrawalPolicyKind,
} from './request'

export const setWithdrawalPolicy: ActionDefinition<WithdrawalPolicyRequest, true> = {
  ...withdrawalPolicyKind,
  build: (request, model, from) => {
    const where = guardedVault(request, model)
    return where && setPolicy(request, where, from)
  },
}

export const setLiquidityBuffer: ActionDefinition<LiquidityBufferRequest, true> = {
  ...liquidityBufferKind,
  build: (request, model, from) => {
    const where = guardedVault(request, model)
    return where && setBuffer(request, where, from)
  },
}

const UNDO = 'A holder of GUARDRAIL_ROLE can change it again at once, within the bounds.'

/** `setWithdrawalPolicy` by an operator: how much takes may take out of a vault, and how fast. Source: DOMAIN.md §5.2 (a). */
function setPolicy(
  request: WithdrawalPolicyRequest,
  where: GuardedVault,
  from: Address,
): DirectAction<WithdrawalPolicyRequest> {
  const { prime, model } = where
  const { share, period } = request
  const stored = storedRails(where)
  const { idle } = prime.vault
  const after = (rails: Guardrails, held: Wad) => withPolicy(rails, request, held, model.time)
  const set = combine({ rails: stored, held: idle }, ({ rails, held }) => ({
    before: rails,
    next: after(rails, held),
  }))
  return {
    request,
    title: `Let ${percent(share)} of what is idle leave ${vaultName(where, model)}, refilled over ${formatDuration(period)}`,
    emergency: false,
    from,
    calls: [
      {
        to: prime.addresses.vault,
        value: 0n,
        data: encodeFunctionData({
          abi: primeVaultAbi,
          functionName: 'setWithdrawalPolicy',
          args: [share, period],
        }),
      },
    ],
    permission: operatorPermission(where, from),
    requirements: [
      verdictRequirement(
        map(stored, (rails) => judgePolicy(rails, request, 'operator')),
        (verdict) => boundsText(verdict, stored),
      ),
      changes(
        'withdrawal policy',
        map(stored, (rails) => rails.share !== share || rails.period !== period),
      ),
      heldBack(model),
    ],
    effects: guardrailEffects(
      where,
      (rails) => [
        sets(rails.share, share),
        sets(rails.period, period),
        ...(set.ok ? timedSettings(rails, set.value.before, set.value.next) : []),
      ],
      after,
    ),
    events: [
      emits(prime.addresses.vault, primeVaultAbi, 'WithdrawalPolicySet', { sender: from, share, period }),
    ],
    afterwards: `${prime.name} can draw at most ${percent(share)} of what is idle in its vault every ${formatDuration(period)}.`,
    disables: [
      `Larger takes revert (SparkVault/policy-exceeded). The new policy starts with what the old or the new one lets out now, whichever is less, and refills evenly${leftWords(where, after)}.`,
      `Like a rate limit, it can let out up to twice ${percent(share)} in one period: once at the start, and once more as it refills. A deposit counts one period after it was made.`,
      'Migration steps are exempt: a step takes only what it deposits in the same transaction, and repays debt with it.',
    ],
    undo: `${UNDO} Only governance can end the policy.`,
  }
}

/** `setLiquidityBuffer` by an operator: what takes must leave in a vault. Source: DOMAIN.md §5.2 (b). */
function setBuffer(
  request: LiquidityBufferRequest,
  where: GuardedVault,
  from: Address,
): DirectAction<LiquidityBufferRequest> {
  const { prime, model } = where
  const { assets } = request
  const stored = storedRails(where)
  const after = (rails: Guardrails) => ({ ...rails, buffer: assets })
  return {
    request,
    title: `Set the liquidity buffer of ${vaultName(where, model)} to ${usds(assets)}`,
    emergency: false,
    from,
    calls: [
      {
        to: prime.addresses.vault,
        value: 0n,
        data: encodeFunctionData({
          abi: primeVaultAbi,
          functionName: 'setLiquidityBuffer',
          args: [assets],
        }),
      },
    ],
    permission: operatorPermission(where, from),
    requirements: [
      verdictRequirement(
        map(stored, (rails) => judgeBuffer(rails, assets, 'operator')),
        (verdict) => boundsText(verdict, stored),
      ),
      changes(
        'liquidity buffer',
        map(stored, ({ buffer }) => buffer !== assets),
      ),
      {
        id: 'held',
        says: {
          holds: 'The vault holds at least that much',
          fails: 'The vault holds less than that',
        },
        holds: map(prime.vault.idle, (idle) => idle >= assets),
        weight: 'warn',
      },
      heldBack(model),
    ],
    effects: guardrailEffects(where, (rails) => [sets(rails.buffer, assets)], after),
    events: [emits(prime.addresses.vault, primeVaultAbi, 'LiquidityBufferSet', { sender: from, assets })],
    afterwards: `${usds(assets)} stay in ${prime.name}'s vault, whatever ${prime.name} draws.`,
    disables: [
      `Takes that would leave less revert (SparkVault/buffer-breached)${leftWords(where, after)}. The Generator can still recall everything.`,
    ],
    undo: UNDO,
  }
}

const percent = (share: bigint): string => `${formatExact(share, 16)} %`

function changes(what: string, holds: Leaf<boolean>): Requirement {
  return {
    id: 'changes',
    says: {
      holds: `It changes the ${what}`,
      fails: `The ${what} would stay as it is`,
    },
    holds,
    weight: 'blocks',
  }
}

/** Values that a new policy writes too and that depend on the second: what is left of it, and the deposits that wait. */
const timedSettings = (rails: Place<GuardrailModel>, before: Guardrails, next: Guardrails) =>
  TIMED.flatMap((name) =>
    before[name] === next[name] && name !== 'lastUpdated' ? [] : [timed(rails[name], next[name])],
  )

const TIMED = ['lastLeft', 'lastUpdated', 'heldUntil', 'youngAssets', 'oldAssets'] as const

/** What the Prime may take right after the call: ": right after this, the guardrails let Keel take 1.2M USDS". */
function leftWords(where: GuardedVault, after: (before: Guardrails, idle: Wad) => Guardrails): string {
  const { prime, model } = where
  const left = combine({ rails: storedRails(where), idle: prime.vault.idle }, (known) =>
    maxTake(after(known.rails, known.idle), known.idle, model.time),
  )
  return left.ok ? `: right after this, the guardrails let ${prime.name} take ${usds(left.value)}` : ''
}

function boundsText(verdict: GuardrailVerdict, stored: Leaf<Guardrails>): string {
  if (verdict.ok) return 'It is within the bounds that governance set'
  const { reason } = verdict
  const told = stored.ok ? outOfBounds(reason, stored.value.bounds) : null
  return `${told ?? 'The vault would refuse it'} (${reason})`
}

function outOfBounds(
  reason: Extract<GuardrailVerdict, { ok: false }>['reason'],
  bounds: GuardrailBounds,
): string | null {
  switch (reason) {
    case 'SparkVault/share-too-high':
      return 'No more than 100 % can leave'
    case 'SparkVault/zero-period':
      return 'A period has to last at least 1 s; only governance can end the policy'
    case 'SparkVault/share-out-of-bounds':
      return `The bounds allow a share of ${percent(bounds.minShare)} to ${percent(bounds.maxShare)}`
    case 'SparkVault/period-out-of-bounds':
      return `The bounds allow a period of ${formatDuration(bounds.minPeriod)} to ${formatDuration(bounds.maxPeriod)}`
    case 'SparkVault/buffer-out-of-bounds':
      return `The bounds allow a buffer of ${usds(bounds.minBuffer)} to ${usds(bounds.maxBuffer)}`
    default:
      return null
  }
}
