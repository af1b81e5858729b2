import type { Sentences } from '@/lib/console/model/check'
import { titleOf } from '@/lib/console/model/check'
import type {
  ExitCondition,
  ExitFacts,
  ExitGate,
  ExitGateId,
  FundingWire,
  Room,
  VaultWire,
} from '@/lib/console/model/exit-gates'
import type { ExitId, SrUsdsModel } from '@/lib/console/model/srusds'
import { capital, formatExact, plural } from '@/lib/format'
import { andThen, given, type Leaf } from '@/lib/leaf'
import type { LimitStanding } from '@/lib/limits'
import { radToWadUp } from '@/lib/math'
import { exitFound, exitWords } from './srusds'

/** A gate, or a condition of one, as a person reads it. */
export interface ToldExit {
  /** What is so: what holds where it is open, what is wrong where it is closed, what has to hold where nobody knows. */
  readonly title: string
  /** What to do when it is red. */
  readonly remedy: string
}

/** How the gates are called: their letter in the exit criteria, and a name. */
export const EXIT_GATE_NAMES: Readonly<
  Record<ExitGateId, { readonly letter: string; readonly name: string }>
> = {
  funding: { letter: 'a', name: 'Only funding path' },
  ilks: { letter: 'b', name: 'Legacy ilks' },
  vaults: { letter: 'c', name: 'Prime vaults' },
  settlement: { letter: 'd', name: 'srUSDS and settlement' },
}

/** What the words *open* and *closed* mean here, once for the page. */
export const EXIT_GATE_MEANING =
  'A gate is open when everything that it asks for is proven at this block. Phase 7 begins when all four are open.'

/** "Phase 6 is not complete: 2 of 4 gates are open". */
export function exitHeadline(gates: readonly ExitGate[]): string {
  const open = gates.filter((gate) => gate.open.ok && gate.open.value).length
  const unread = gates.filter((gate) => !gate.open.ok).length
  const closed = gates.length - open - unread
  const of = `${open} of ${plural(gates.length, 'gate')} ${open === 1 ? 'is' : 'are'} open`
  if (open === gates.length) return `Phase 6 is complete: all ${plural(gates.length, 'gate')} are open`
  const unknown = unread === 0 ? '' : `; of ${unread} it could not be read`
  return closed > 0
    ? `Phase 6 is not complete: ${of}${unknown}`
    : `Whether Phase 6 is complete is not known: ${of}${unknown}`
}

const GATES: Readonly<Record<ExitGateId, Sentences & { readonly remedy: string }>> = {
  funding: {
    holds: 'The Generator PAU exists and is the only funding path with headroom',
    fails: 'The Generator PAU is not the only funding path with headroom',
    remedy:
      'Migrate the debt of every Prime, cut each over so that its legacy ilks are closed, and keep the Generator able to draw.',
  },
  ilks: {
    holds: 'Every legacy ilk is at zero, or on the compatibility list and no longer growing',
    fails: 'A legacy ilk still has debt without being on the compatibility list, or can still grow',
    remedy:
      'Move its debt to the Generator and retire it, or have governance name it on the list and close it.',
  },
  vaults: {
    holds: 'Every Prime connects through a vault of USDS with limits, wires and views as they have to be',
    fails: 'A Prime does not connect through a vault that functions',
    remedy: 'Each line below says what is missing, and who mends it.',
  },
  settlement: {
    holds: 'srUSDS is issued, settled daily on time, and its books add up',
    fails: 'srUSDS is not issued and settled daily on time',
    remedy: 'Each line below says what is missing, and who mends it.',
  },
}

/** A gate in words. */
export function tellExitGate({ id, open }: Pick<ExitGate, 'id' | 'open'>): ToldExit {
  const { remedy, ...says } = GATES[id]
  return { title: titleOf({ holds: open, says }), remedy }
}

type Told = Sentences & { readonly remedy: string }
type Words = {
  readonly [G in ExitGateId]: {
    readonly [Id in keyof ExitFacts[G]]: (subject: string, fact: Leaf<ExitFacts[G][Id]>) => Told
  }
}

/** As on the page of srUSDS, with whose it is. That srUSDS is there is configuration, so its fact is never unknown. */
const settlementTold =
  (id: ExitId) =>
  (_: string, fact: Leaf<SrUsdsModel>): Told =>
    exitWords(id, fact.ok ? fact.value : { exitDays: 0 })

const WORDS: Words = {
  funding: {
    exists: () => ({
      holds: 'A Generator PAU exists',
      fails: 'There is no Generator PAU',
      remedy: 'Governance deploys and wires one; then it is named in the deployment file.',
    }),
    code: (name) => ({
      holds: `The Diamond of ${name} has code`,
      fails: `The Diamond of ${name} has no code`,
      remedy: 'The deployment file names the wrong address, or the wrong chain is connected.',
    }),
    wired: (name) => ({
      holds: `${name} is wired to MCD`,
      fails: `${name} is not wired to MCD`,
      remedy: 'It cannot draw until governance mends the wire by spell: see Diamond.',
    }),
    operated: (name) => ({
      holds: `A relayer can operate ${name}`,
      fails: `Nobody can operate ${name}`,
      remedy: 'A cBEAM sets a new relayer, or governance does; a freeze by guardians has to be lifted first.',
    }),
    headroom: (ilk) => ({
      holds: `${ilk} has headroom`,
      fails: `${ilk} has no headroom`,
      remedy:
        'Governance raises its ceiling, or its terms in AutoLine: until then the Generator funds nobody.',
    }),
    closed: (ilk) => ({
      holds: `Nothing can be drawn on ${ilk}`,
      fails: `${ilk} can still be drawn on`,
      remedy: 'The spell of the cutover takes it out of AutoLine and lowers its ceiling to 0.',
    }),
  },
  ilks: {
    debt: (ilk) => ({
      holds: `${ilk} owes nothing, or is on the compatibility list`,
      fails: `${ilk} still owes, and is not on the compatibility list`,
      remedy:
        'A relayer migrates the rest of its debt. Where governance decides that it stays for now, name it in compatibilityIlks of the deployment file, with the reason.',
    }),
    growth: (ilk) => ({
      holds: `${ilk} is on the compatibility list, and cannot be drawn on`,
      fails: `${ilk} is on the compatibility list, but its debt can still grow`,
      remedy:
        'Governance takes it out of AutoLine and lowers its ceiling to 0. The list excuses old debt, not new.',
    }),
    named: (name) => ({
      holds: `The migration of ${name} records the legacy ilks of the deployment file`,
      fails: `The migration of ${name} records other legacy ilks than the deployment file names`,
      remedy: 'Correct the deployment file: an ilk that it does not name is in no figure of this page.',
    }),
  },
  vaults: {
    vault: (name) => ({
      holds: `${name} has a vault at a Generator`,
      fails: `No Generator funds ${name} through a vault`,
      remedy:
        'Governance deploys its vault and schedules its migration; then name the vault in the deployment file.',
    }),
    asset: (name) => ({
      holds: `The vault of ${name} holds USDS`,
      fails: `The vault of ${name} holds another token than USDS`,
      remedy: 'Nothing can be deposited. Correct the vault in the deployment file, or have it replaced.',
    }),
    'deposit-limit': (name) => ({
      holds: `The deposit limit of ${name} is set`,
      fails: `The deposit limit of ${name} lets nothing through`,
      remedy:
        'A cBEAM sets it within its initial limit; without one the Core Council adds it through the timelock.',
    }),
    'withdraw-limit': (name) => ({
      holds: `The withdrawal limit of ${name} is set`,
      fails: `The withdrawal limit of ${name} lets nothing through`,
      remedy:
        'A cBEAM sets it within its initial limit; without one the Core Council adds it through the timelock.',
    }),
    wired: (name) => ({
      holds: `The vault of ${name} is wired to both PAUs`,
      fails: `The vault of ${name} is not wired to both PAUs`,
      remedy: 'Funds do not move until governance grants what is missing: see the page of the Prime.',
    }),
    views: (name) => ({
      holds: `The vault of ${name} counts its assets as ERC-4626 demands`,
      fails: `The vault of ${name} does not count its assets as ERC-4626 demands`,
      remedy: 'Do not rely on its amounts: its code does not work as its interface says.',
    }),
    promises: (name) => ({
      holds: `The vault of ${name} promises no more than it lets through`,
      fails: `The vault of ${name} promises more than it lets through`,
      remedy: 'A call for what it promises reverts. Its code has to be replaced, and the Prime moved.',
    }),
  },
  settlement: {
    deployed: () => ({
      holds: 'srUSDS is deployed',
      fails: 'srUSDS is not deployed: the gate is closed',
      remedy: 'Governance deploys srUSDS with its queues; then it is named in the deployment file.',
    }),
    'on-time': settlementTold('on-time'),
    identities: settlementTold('identities'),
    rate: settlementTold('rate'),
    minter: settlementTold('minter'),
  },
}

/** A condition of a gate in words. */
export function tellCondition({ gate, id, subject, holds, fact }: ExitCondition): ToldExit {
  const words: Readonly<Record<string, unknown>> = WORDS[gate]
  // As in `foundIn`: the type of a condition guarantees that its fact fits its words.
  const told = words[id] as (subject: string, fact: Leaf<unknown>) => Told
  const { remedy, ...says } = told(subject, fact)
  return { title: titleOf({ holds, says }), remedy }
}

type Found = {
  readonly [G in ExitGateId]: {
    readonly [Id in keyof ExitFacts[G]]: (fact: ExitFacts[G][Id]) => string | Leaf<string>
  }
}

const FUNDING_WIRES: Readonly<Record<FundingWire, string>> = {
  vault: 'the Diamond draws on another AllocatorVault',
  ilk: 'the AllocatorVault works on another ilk',
  proxy: 'the Diamond acts through another ALMProxy',
  'rate-limits': 'the Diamond is bound by another RateLimits',
  'controller-on-proxy': 'the Diamond does not hold CONTROLLER on the ALMProxy',
  'controller-on-rate-limits': 'the Diamond does not hold CONTROLLER on the RateLimits',
  'proxy-ward': 'the AllocatorVault does not authorise the ALMProxy',
  'buffer-allowance': 'the ALMProxy may move nothing out of the AllocatorBuffer',
  'vat-live': 'the Vat is caged',
  'mint-function': 'the Diamond has no function that mints',
}

const VAULT_WIRES: Readonly<Record<VaultWire, string>> = {
  taker: 'the Prime does not hold TAKER_ROLE',
  'depositor-takes': 'the Generator holds TAKER_ROLE, and so may not deposit',
  depositor: 'the Generator does not hold DEPOSITOR_ROLE',
  'take-function': 'the controller of the Prime has no function that takes',
  'deposit-function': 'the Diamond has no function that deposits',
  'withdraw-function': 'the Diamond has no function that withdraws',
  'exchange-rate': 'no maximum of the exchange rate is set, so that every deposit reverts',
  operator: 'nobody can operate the controller of the Prime',
  proxy: 'the controller of the Prime acts through another ALMProxy',
  'rate-limits': 'the controller of the Prime is bound by another RateLimits',
  'controller-on-proxy': 'the controller of the Prime does not hold CONTROLLER on its ALMProxy',
  'controller-on-rate-limits': 'the controller of the Prime does not hold CONTROLLER on its RateLimits',
}

const STANDING: Readonly<Record<LimitStanding, string>> = {
  'not-set': 'It was never set.',
  disabled: 'It is disabled: its maximum is 0.',
  paused: 'It is paused: its maximum is one smallest unit.',
  limited: 'It is limited.',
  unlimited: 'It is unlimited.',
}

const FOUND: Found = {
  funding: {
    exists: (count) => `${plural(count, 'Generator')} in the deployment file.`,
    code: (size) => `${size} bytes.`,
    wired: wires(FUNDING_WIRES),
    operated: (state) =>
      ({
        active: 'A relayer can act.',
        none: 'Nobody holds RELAYER.',
        frozen: 'Guardians froze every relayer.',
      })[state],
    headroom: roomWords,
    closed: roomWords,
  },
  ilks: {
    debt: ({ debt, reason }) =>
      `It owes ${usds(debt)}.${reason === null ? ' It is not on the list.' : ` On the list: ${reason}`}`,
    growth: roomWords,
    named: (is) => (is ? 'They are the same.' : 'They differ: see the page of the Prime.'),
  },
  vaults: {
    vault: (has) => (has ? 'It has.' : 'It has none.'),
    asset: ({ found, expected }) =>
      found === expected ? 'It holds USDS.' : `It holds ${found}, not ${expected}.`,
    'deposit-limit': (standing) => STANDING[standing],
    'withdraw-limit': (standing) => STANDING[standing],
    wired: wires(VAULT_WIRES),
    views: (list) =>
      list.length === 0
        ? 'What it holds, what is out and each of its maxima that is read are what its rules make of what it stores. Previews are not asked.'
        : `Differs: ${list.join(', ')}.`,
    promises: (list) => (list.length === 0 ? 'None promises more.' : `Promises more: ${list.join(', ')}.`),
  },
  settlement: {
    deployed: (count) =>
      count === 0
        ? 'The deployment file names no srUSDS.'
        : `${plural(count, 'Generator')} ${count === 1 ? 'issues' : 'issue'} it.`,
    'on-time': (srUsds) => exitFound('on-time', srUsds),
    identities: (srUsds) => exitFound('identities', srUsds),
    rate: (srUsds) => exitFound('rate', srUsds),
    minter: (srUsds) => exitFound('minter', srUsds),
  },
}

/** What a condition found, in words; addresses in full. */
export function foundIn({ gate, id, fact }: ExitCondition): Leaf<string> {
  const words: Readonly<Record<string, unknown>> = FOUND[gate]
  // The type of a condition guarantees that its fact fits its words; the compiler does not follow.
  const told = words[id] as (fact: unknown) => string | Leaf<string>
  return andThen(fact as Leaf<unknown>, (value) => {
    const found = told(value)
    return typeof found === 'string' ? given(found) : found
  })
}

function wires<Id extends string>(words: Readonly<Record<Id, string>>): (missing: readonly Id[]) => string {
  return (missing) =>
    missing.length === 0 ? 'All of it is in place.' : `${capital(missing.map((id) => words[id]).join('; '))}.`
}

function roomWords({ now, highest, debt, isFull }: Room): string {
  if (isFull) return `The ceiling of all debt is reached: nothing can be drawn; it owes ${usds(debt)}.`
  const room =
    now === 0n ? 'Nothing fits below its ceiling' : `${formatExact(now, 18)} USDS fit below its ceiling`
  const auto = highest === 0n ? 'it is not in AutoLine' : `AutoLine may raise the ceiling to ${usds(highest)}`
  return `${room}; ${auto}; it owes ${usds(debt)}.`
}

const usds = (value: Room['debt']): string => `${formatExact(radToWadUp(value), 18)} USDS`
