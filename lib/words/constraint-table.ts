import type { StepConstraintId } from '@/lib/migration'
import type { ReturnConstraintId } from '@/lib/vaults'

/** What stands between a Prime and its funds, or stops a return or a step of its migration. */
export type AnyConstraintId = StepConstraintId | ReturnConstraintId

export interface ConstraintWords {
  /** For a list, and for "the take limit binds": "take limit". */
  readonly name: string
  readonly isPlural?: true
  /** For a sentence about the Prime: "its take limit". */
  readonly subject: string
  /** For when nothing of it is left: "its take limit is used up". For a wire: when it is missing. */
  readonly none: string
  /** Who can change it, and how. */
  readonly remedy: string
  /** Shown beside an amount, for a wire that is in place but closed by a state of its own. */
  readonly closed?: string
  /** For a wire that a limit of 0 closes. */
  readonly disabled?: string
}

const usedUp = (name: string, subject: string, remedy: string): ConstraintWords => ({
  name,
  subject,
  none: `${subject} is used up`,
  remedy,
})

const reached = (name: string, subject: string, remedy: string): ConstraintWords => ({
  name,
  subject,
  none: `${subject} is reached`,
  remedy,
})

const wire = (
  name: string,
  none: string,
  remedy: string,
  closed?: string,
  disabled?: string,
): ConstraintWords => ({
  ...{ name, subject: none, none, remedy },
  ...(closed === undefined ? {} : { closed }),
  ...(disabled === undefined ? {} : { disabled }),
})

const OWN_LIMIT = 'Whoever may set limits on its RateLimits can raise it.'
const CONFIGURATOR = 'A cBEAM that is paired can raise it, as far as the second-order rate limit allows.'
const OPERATOR = 'Within its bounds, a holder of GUARDRAIL_ROLE can'
const SPELL = 'Only a governance spell changes that.'
const WIRING = 'A governance spell has to connect it.'

/** Every constraint in words; "it" and "its" are the Prime. */
export const WORDS: Readonly<Record<AnyConstraintId, ConstraintWords>> = {
  'take-limit': usedUp('take limit', 'its take limit', OWN_LIMIT),
  'withdrawal-policy': {
    name: 'withdrawal policy',
    subject: 'what the withdrawal policy lets out',
    none: 'the withdrawal policy lets nothing out of its vault now',
    remedy: `It refills over its period, and what was deposited counts a period later. ${OPERATOR} set another share.`,
  },
  'liquidity-buffer': {
    name: 'liquidity buffer',
    subject: 'what lies idle above the liquidity buffer',
    none: 'nothing that counts lies idle above the liquidity buffer of its vault',
    remedy: `The Generator can add to the vault, which counts a period later. ${OPERATOR} lower the buffer.`,
  },
  'vault-idle': {
    name: 'idle funds of the vault',
    isPlural: true,
    subject: 'what lies idle in its vault',
    none: 'nothing lies idle in its vault',
    remedy: 'The Generator can add to it, or the Prime return to it.',
  },
  'mint-limit': usedUp('mint limit', "the Generator's mint limit", CONFIGURATOR),
  'ilk-ceiling': reached(
    'ceiling of the Generator ilk',
    "the Generator's debt ceiling",
    'AutoLine.exec moves it, as far as AutoLine goes; above that, only a governance spell does.',
  ),
  'global-ceiling': reached('ceiling of all debt', 'the ceiling of all debt in the Vat', SPELL),
  collateral: reached(
    'collateral of the Generator ilk',
    "what the collateral of the Generator's ilk carries",
    SPELL,
  ),
  dust: {
    name: 'least debt (dust) of the Generator ilk',
    subject: "the least debt (dust) of the Generator's ilk",
    none: "so little would leave the Generator's ilk with less than its least debt (dust)",
    remedy: 'Another amount may pass. Only a governance spell changes the least.',
  },
  'buffer-allowance': usedUp('allowance over the buffer', 'the allowance on the AllocatorBuffer', SPELL),
  'deposit-limit': usedUp('deposit limit', 'the deposit limit of its vault', CONFIGURATOR),
  'deposit-cap': reached('deposit cap', 'the deposit cap of its vault', SPELL),
  'exchange-rate': {
    name: 'exchange rate',
    subject: 'the maximum exchange rate of its vault',
    none: 'the exchange rate of its vault is above its maximum',
    remedy: 'Deposits revert until governance sets a higher maximum.',
  },
  'withdraw-limit': usedUp('withdrawal limit', 'the withdrawal limit of its vault', CONFIGURATOR),
  'generator-shares': {
    name: 'shares of the Generator',
    isPlural: true,
    subject: "the worth of the Generator's shares",
    none: 'the Generator holds no shares of its vault',
    remedy: 'It can recall no more than it deposited, with the yield.',
  },
  'return-limit': usedUp('return limit', 'its return limit', OWN_LIMIT),
  'prime-held': {
    name: "USDS in the Prime's ALMProxy",
    subject: 'what its ALMProxy holds',
    none: 'its ALMProxy holds no USDS',
    remedy: 'What it put elsewhere has to come back to its ALMProxy first.',
  },
  'return-function': wire('transferAsset', 'its controller has no transferAsset', WIRING),
  'take-function': wire('takeFromSparkVault', 'its controller has no takeFromSparkVault', WIRING),
  'prime-relayer': wire(
    'relayer of the Prime',
    'its controller has no relayer',
    'Its admin has to set a relayer. If one is frozen, guardians together or governance can lift the freeze.',
  ),
  'prime-controller-on-rate-limits': wire(
    "CONTROLLER on the Prime's RateLimits",
    'its controller does not hold CONTROLLER on its RateLimits',
    WIRING,
  ),
  'prime-controller-on-proxy': wire(
    "CONTROLLER on the Prime's ALMProxy",
    'its controller does not hold CONTROLLER on its ALMProxy',
    WIRING,
  ),
  'taker-role': wire(
    'TAKER_ROLE',
    'its ALMProxy does not hold TAKER_ROLE on the vault',
    'Governance has to grant it.',
  ),
  'mint-function': wire('mintUSDS', "the Generator's Diamond has no mintUSDS", WIRING),
  'deposit-function': wire('depositERC4626', "the Generator's Diamond has no depositERC4626", WIRING),
  'withdraw-function': wire('withdrawERC4626', "the Generator's Diamond has no withdrawERC4626", WIRING),
  'generator-relayer': wire(
    'relayer of the Generator',
    'the Generator has no relayer: it is frozen',
    'A cBEAM or governance has to set a relayer. If one is frozen, guardians together or governance can lift the freeze.',
  ),
  'generator-controller-on-rate-limits': wire(
    "CONTROLLER on the Generator's RateLimits",
    "the Generator's Diamond does not hold CONTROLLER on its RateLimits",
    WIRING,
  ),
  'generator-controller-on-proxy': wire(
    "CONTROLLER on the Generator's ALMProxy",
    "the Generator's Diamond does not hold CONTROLLER on its ALMProxy",
    WIRING,
  ),
  'allocator-vault': wire(
    'right to draw on the AllocatorVault',
    "the Generator's ALMProxy may not draw on its AllocatorVault",
    WIRING,
  ),
  'vat-live': wire('Vat', 'the Vat is shut down', 'Nothing is drawn from MCD any more.', 'Vat is caged'),
  'max-exchange-rate': wire(
    'greatest exchange rate',
    'no maximum exchange rate is set for its vault, so every deposit reverts',
    'Governance has to set one.',
  ),
  'depositor-is-no-taker': wire(
    "TAKER_ROLE of the Generator's ALMProxy",
    "the Generator's ALMProxy holds TAKER_ROLE on the vault, so it may not deposit",
    'Governance has to revoke it.',
    "Generator's ALMProxy holds TAKER_ROLE, so it may not deposit",
  ),
  'depositor-role': wire(
    'DEPOSITOR_ROLE',
    "the Generator's ALMProxy does not hold DEPOSITOR_ROLE on the vault, so it may not deposit",
    'Governance has to grant it.',
  ),
  'deposit-limit-restore': wire(
    'deposit limit that a recall gives back to',
    'the deposit limit, to which a withdrawal gives capacity back, is not set',
    CONFIGURATOR,
    undefined,
    'the deposit limit, to which a withdrawal gives capacity back, is disabled',
  ),
  'legacy-debt': {
    name: 'legacy debt that is left',
    subject: 'the legacy debt that is left',
    none: 'no legacy debt is left',
    remedy: 'A larger step moves what is left.',
  },
  'generator-debt': {
    name: 'debt of the Generator',
    subject: 'the debt of the Generator',
    none: 'the Generator owes nothing',
    remedy: 'No more can be moved back than was moved over.',
  },
  'vault-outstanding': {
    name: 'what the Prime has out of its vault',
    subject: 'what the Prime has out of its vault',
    none: 'the Prime has nothing out of its vault',
    remedy: 'More would be debt for which it gets nothing: the Generator withdraws what is idle.',
  },
  'migration-limit': usedUp('migration limit', 'its migration limit', CONFIGURATOR),
  'legacy-ceiling': reached(
    'ceiling of the legacy ilk',
    'the ceiling of its legacy ilk',
    'AutoLine.exec moves it, as far as AutoLine goes; a rollback restores it after a cutover.',
  ),
  'legacy-collateral': reached(
    'collateral of the legacy ilk',
    'what the collateral of its legacy ilk carries',
    SPELL,
  ),
  'legacy-dust': {
    name: 'least debt (dust) of the legacy ilk',
    subject: 'the least debt (dust) of its legacy ilk',
    none: 'that would leave its legacy ilk with less than its least debt (dust)',
    remedy: 'Another amount, or all that is left, may pass. Only a governance spell changes the least.',
  },
  'legacy-buffer-allowance': usedUp(
    'allowance over the buffer of the legacy ilk',
    'the allowance on the buffer of its legacy ilk',
    SPELL,
  ),
  'migrate-function': wire('migrate', "the Generator's Diamond has no migrate", WIRING),
  'migrate-back-function': wire('migrateBack', "the Generator's Diamond has no migrateBack", WIRING),
  window: wire(
    'Processing Window',
    'the Processing Window (13:00 to 16:00 UTC) is in force, in which no step passes',
    'It ends by itself at 16:00 UTC.',
    'Processing Window is in force',
  ),
  'scheduled-vault': wire(
    'schedule of the migration',
    'its migration is not scheduled with this vault',
    'Governance schedules it by spell.',
    'migration is not scheduled',
  ),
  phase: wire(
    'phase of the migration',
    'its migration is not in a phase that allows the step',
    'Debt moves over in dual-run and after the cutover, and back in dual-run only.',
    'migration is in another phase',
  ),
  'scheduled-ilk': wire(
    'legacy ilk in the schedule',
    'its legacy ilk is not in the schedule with this AllocatorVault',
    'Governance schedules the migration anew, as long as it is legacy.',
    'legacy ilk is not scheduled',
  ),
  'generator-controller-on-prime': wire(
    "CONTROLLER of the Generator's Diamond on the Prime's ALMProxy",
    "the Generator's Diamond does not hold CONTROLLER on the Prime's ALMProxy",
    'The spell that starts the dual-run grants it.',
  ),
  'legacy-allocator-vault': wire(
    'right to draw and repay on the legacy AllocatorVault',
    'its ALMProxy may not draw and repay on the AllocatorVault of its legacy ilk',
    SPELL,
  ),
  'takes-paused': wire(
    'pause of takes',
    'takes from its vault are paused',
    'The pause ends by itself, or whoever may pause ends it.',
    'takes are paused',
  ),
  'withdrawals-paused': wire(
    'pause of withdrawals',
    'withdrawals from its vault are paused',
    'The pause ends by itself, or whoever may pause ends it.',
    'withdrawals are paused',
  ),
}
