import { formatExact } from '@/lib/format'
import type { StepConstraintId } from '@/lib/migration'
import type { Answer, ClosedReason, Constraint } from '@/lib/vaults'

/** What stands between a Prime and its funds, or in the way of a step of its migration. */
export type AnyConstraintId = StepConstraintId

/** Each by the name that it has in a sentence: "the take limit binds". */
export const CONSTRAINT_NAMES: Readonly<Record<AnyConstraintId, string>> = {
  'take-limit': 'take limit',
  'withdrawal-policy': 'withdrawal policy',
  'liquidity-buffer': 'liquidity buffer',
  'vault-idle': 'idle funds of the vault',
  'mint-limit': 'mint limit',
  'ilk-ceiling': 'ceiling of the Generator ilk',
  'global-ceiling': 'ceiling of all debt',
  collateral: 'collateral of the Generator ilk',
  dust: 'least debt (dust) of the Generator ilk',
  'buffer-allowance': 'allowance over the buffer',
  'deposit-limit': 'deposit limit',
  'deposit-cap': 'deposit cap',
  'exchange-rate': 'exchange rate',
  'withdraw-limit': 'withdrawal limit',
  'generator-shares': 'shares of the Generator',
  'take-function': 'takeFromSparkVault',
  'prime-relayer': 'relayer of the Prime',
  'prime-controller-on-rate-limits': "CONTROLLER on the Prime's RateLimits",
  'prime-controller-on-proxy': "CONTROLLER on the Prime's ALMProxy",
  'taker-role': 'TAKER_ROLE',
  'mint-function': 'mintUSDS',
  'deposit-function': 'depositERC4626',
  'withdraw-function': 'withdrawERC4626',
  'generator-relayer': 'relayer of the Generator',
  'generator-controller-on-rate-limits': "CONTROLLER on the Generator's RateLimits",
  'generator-controller-on-proxy': "CONTROLLER on the Generator's ALMProxy",
  'allocator-vault': 'right to draw on the AllocatorVault',
  'vat-live': 'Vat',
  'max-exchange-rate': 'greatest exchange rate',
  'depositor-is-no-taker': "TAKER_ROLE of the Generator's ALMProxy",
  'depositor-role': 'DEPOSITOR_ROLE',
  'deposit-limit-restore': 'deposit limit that a recall gives back to',
  'legacy-debt': 'legacy debt that is left',
  'generator-debt': 'debt of the Generator',
  'vault-outstanding': 'what the Prime has out of its vault',
  'migration-limit': 'migration limit',
  'legacy-ceiling': 'ceiling of the legacy ilk',
  'legacy-collateral': 'collateral of the legacy ilk',
  'legacy-dust': 'least debt (dust) of the legacy ilk',
  'legacy-buffer-allowance': 'allowance over the buffer of the legacy ilk',
  'migrate-function': 'migrate',
  'migrate-back-function': 'migrateBack',
  window: 'Processing Window',
  'scheduled-vault': 'schedule of the migration',
  phase: 'phase of the migration',
  'scheduled-ilk': 'legacy ilk in the schedule',
  'generator-controller-on-prime': "CONTROLLER of the Generator's Diamond on the Prime's ALMProxy",
  'legacy-allocator-vault': 'right to draw and repay on the legacy AllocatorVault',
  'takes-paused': 'pause of takes',
  'withdrawals-paused': 'pause of withdrawals',
}

const CLOSED: Readonly<Record<ClosedReason, string>> = {
  missing: 'missing',
  frozen: 'frozen',
  'not-set': 'not set',
  disabled: 'disabled',
  overflow: 'cannot be computed',
  paused: 'in force',
  window: 'closed',
  phase: 'another one',
}

/** Wires that are not missing when they close, but in a state of their own. */
const CLOSED_WIRES: Partial<Record<AnyConstraintId, string>> = {
  'vat-live': 'Vat is caged',
  'takes-paused': 'takes are paused',
  'withdrawals-paused': 'withdrawals are paused',
  window: 'Processing Window is in force',
  phase: 'migration is in another phase',
  'scheduled-vault': 'migration is not scheduled',
  'scheduled-ilk': 'legacy ilk is not scheduled',
  'depositor-is-no-taker': "Generator's ALMProxy holds TAKER_ROLE, so it may not deposit",
}

const PLURAL: ReadonlySet<AnyConstraintId> = new Set(['vault-idle', 'generator-shares'])

/** What binds an answer, in words: "take limit binds", "TAKER_ROLE is missing". */
export function bindingText({ constraints, binding }: Answer<AnyConstraintId>): string {
  const bound = constraints.find(({ id }) => id === binding)
  return bound ? constraintText(bound) : `${CONSTRAINT_NAMES[binding]} binds`
}

/** A constraint that binds, with why it is closed. */
export function constraintText({ id, reason }: Pick<Constraint<AnyConstraintId>, 'id' | 'reason'>): string {
  const name = CONSTRAINT_NAMES[id]
  if (reason === null) return `${name} ${PLURAL.has(id) ? 'bind' : 'binds'}`
  return CLOSED_WIRES[id] ?? `${name} ${reason === 'overflow' ? '' : 'is '}${CLOSED[reason]}`
}

/** An answer as it stands: "41,200,000 USDS (take limit binds)". */
export function answerText(answer: Answer<AnyConstraintId>): string {
  return `${formatExact(answer.amount, 18)} USDS (${bindingText(answer)})`
}
