import type { AnyConstraintId } from './constraints'

export interface ConstraintWords {
  /** In a sentence about the Prime: "its take limit". */
  readonly subject: string
  /** When nothing of it is left: "its take limit is used up". For a wire, when it is missing. */
  readonly none: string
  /** Who can change it, and how. */
  readonly remedy: string
}

const usedUp = (subject: string, remedy: string): ConstraintWords => ({
  subject,
  none: `${subject} is used up`,
  remedy,
})

const reached = (subject: string, remedy: string): ConstraintWords => ({
  subject,
  none: `${subject} is reached`,
  remedy,
})

const wire = (none: string, remedy: string): ConstraintWords => ({ subject: none, none, remedy })

const OWN_LIMIT = 'Whoever may set limits on its RateLimits can raise it.'
const CONFIGURATOR =
  'A cBEAM that is paired and not frozen can raise it, as far as the second-order rate limit allows.'
const OPERATOR = 'Within its bounds, a holder of GUARDRAIL_ROLE can'
const SPELL = 'Only a governance spell changes that.'
const WIRING = 'A governance spell has to connect it.'

/** Every constraint in words; "it" and "its" are the Prime. */
export const WORDS: Readonly<Record<AnyConstraintId, ConstraintWords>> = {
  'take-limit': usedUp('its take limit', OWN_LIMIT),
  'withdrawal-policy': {
    subject: 'what the withdrawal policy lets out',
    none: 'the withdrawal policy lets nothing out of its vault now',
    remedy: `It refills over its period, and what was deposited counts a period later. ${OPERATOR} set another share.`,
  },
  'liquidity-buffer': {
    subject: 'what lies idle above the liquidity buffer',
    none: 'nothing that counts lies idle above the liquidity buffer of its vault',
    remedy: `The Generator can add to the vault, which counts a period later. ${OPERATOR} lower the buffer.`,
  },
  'vault-idle': {
    subject: 'what lies idle in its vault',
    none: 'nothing lies idle in its vault',
    remedy: 'The Generator can add to it, or the Prime return to it.',
  },
  'mint-limit': usedUp("the Generator's mint limit", CONFIGURATOR),
  'ilk-ceiling': reached(
    "the Generator's debt ceiling",
    'AutoLine.exec moves it, as far as AutoLine goes; above that, only a governance spell does.',
  ),
  'global-ceiling': reached('the ceiling of all debt in the Vat', SPELL),
  collateral: reached("what the collateral of the Generator's ilk carries", SPELL),
  dust: {
    subject: "the least debt (dust) of the Generator's ilk",
    none: "so little would leave the Generator's ilk with less than its least debt (dust)",
    remedy: 'Another amount may pass. Only a governance spell changes the least.',
  },
  'buffer-allowance': usedUp('the allowance on the AllocatorBuffer', SPELL),
  'deposit-limit': usedUp('the deposit limit of its vault', CONFIGURATOR),
  'deposit-cap': reached('the deposit cap of its vault', SPELL),
  'exchange-rate': {
    subject: 'the maximum exchange rate of its vault',
    none: 'the exchange rate of its vault is above its maximum',
    remedy: 'Deposits revert until governance sets a higher maximum.',
  },
  'withdraw-limit': usedUp('the withdrawal limit of its vault', CONFIGURATOR),
  'generator-shares': {
    subject: "the worth of the Generator's shares",
    none: 'the Generator holds no shares of its vault',
    remedy: 'It can recall no more than it deposited, with the yield.',
  },
  'take-function': wire('its controller has no takeFromSparkVault', WIRING),
  'prime-relayer': wire(
    'its controller has no relayer',
    'Its admin has to set a relayer. One that is frozen, guardians can lift together, or governance.',
  ),
  'prime-controller-on-rate-limits': wire(
    'its controller does not hold CONTROLLER on its RateLimits',
    WIRING,
  ),
  'prime-controller-on-proxy': wire('its controller does not hold CONTROLLER on its ALMProxy', WIRING),
  'taker-role': wire('its ALMProxy does not hold TAKER_ROLE on the vault', 'Governance has to grant it.'),
  'mint-function': wire("the Generator's Diamond has no mintUSDS", WIRING),
  'deposit-function': wire("the Generator's Diamond has no depositERC4626", WIRING),
  'withdraw-function': wire("the Generator's Diamond has no withdrawERC4626", WIRING),
  'generator-relayer': wire(
    'the Generator has no relayer: it is frozen',
    'A cBEAM or governance has to set a relayer. One that is frozen, guardians can lift together, or governance.',
  ),
  'generator-controller-on-rate-limits': wire(
    "the Generator's Diamond does not hold CONTROLLER on its RateLimits",
    WIRING,
  ),
  'generator-controller-on-proxy': wire(
    "the Generator's Diamond does not hold CONTROLLER on its ALMProxy",
    WIRING,
  ),
  'allocator-vault': wire("the Generator's ALMProxy may not draw on its AllocatorVault", WIRING),
  'vat-live': wire('the Vat is shut down', 'Nothing is drawn from MCD any more.'),
  'max-exchange-rate': wire(
    'no maximum exchange rate is set for its vault, so every deposit reverts',
    'Governance has to set one.',
  ),
  'depositor-is-no-taker': wire(
    "the Generator's ALMProxy holds TAKER_ROLE on the vault, so it may not deposit",
    'Governance has to revoke it.',
  ),
  'depositor-role': wire(
    "the Generator's ALMProxy does not hold DEPOSITOR_ROLE on the vault, so it may not deposit",
    'Governance has to grant it.',
  ),
  'deposit-limit-restore': wire(
    'the deposit limit, to which a withdrawal gives capacity back, is not set',
    CONFIGURATOR,
  ),
  'legacy-debt': {
    subject: 'the legacy debt that is left',
    none: 'no legacy debt is left',
    remedy: 'A step of more moves what is left.',
  },
  'generator-debt': {
    subject: 'the debt of the Generator',
    none: 'the Generator owes nothing',
    remedy: 'No more can be moved back than was moved over.',
  },
  'vault-outstanding': {
    subject: 'what the Prime has out of its vault',
    none: 'the Prime has nothing out of its vault',
    remedy: 'More would be debt for which it gets nothing: what is idle the Generator withdraws.',
  },
  'migration-limit': usedUp('its migration limit', CONFIGURATOR),
  'legacy-ceiling': reached(
    'the ceiling of its legacy ilk',
    'AutoLine.exec moves it, as far as AutoLine goes; a rollback restores it after a cutover.',
  ),
  'legacy-collateral': reached('what the collateral of its legacy ilk carries', SPELL),
  'legacy-dust': {
    subject: 'the least debt (dust) of its legacy ilk',
    none: 'that would leave its legacy ilk with less than its least debt (dust)',
    remedy: 'Another amount, or all that is left, may pass. Only a governance spell changes the least.',
  },
  'legacy-buffer-allowance': usedUp('the allowance on the buffer of its legacy ilk', SPELL),
  'migrate-function': wire("the Generator's Diamond has no migrate", WIRING),
  'migrate-back-function': wire("the Generator's Diamond has no migrateBack", WIRING),
  window: wire(
    'the Processing Window (13:00 to 16:00 UTC) is in force, in which no step passes',
    'It ends by itself at 16:00 UTC.',
  ),
  'scheduled-vault': wire(
    'its migration is not scheduled with this vault',
    'Governance schedules it by spell.',
  ),
  phase: wire(
    'its migration is not in a phase that allows the step',
    'Debt moves over in dual-run and after the cutover, and back in dual-run only.',
  ),
  'scheduled-ilk': wire(
    'its legacy ilk is not in the schedule with this AllocatorVault',
    'Governance schedules the migration anew, as long as it is legacy.',
  ),
  'generator-controller-on-prime': wire(
    "the Generator's Diamond does not hold CONTROLLER on the Prime's ALMProxy",
    'The spell that starts the dual-run grants it.',
  ),
  'legacy-allocator-vault': wire(
    'its ALMProxy may not draw and repay on the AllocatorVault of its legacy ilk',
    SPELL,
  ),
  'takes-paused': wire(
    'takes from its vault are paused',
    'The pause ends by itself, or whoever may pause ends it.',
  ),
  'withdrawals-paused': wire(
    'withdrawals from its vault are paused',
    'The pause ends by itself, or whoever may pause ends it.',
  ),
}
