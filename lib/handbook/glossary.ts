/** A word of the field, explained once for the handbook, the bubbles on every page and `contracts/DOMAIN.md`. */
interface Entry {
  readonly name: string
  /** One or two sentences. Code stands in backticks. */
  readonly means: string
  /** Other spellings in running text, besides the name. */
  readonly also?: readonly string[]
}

const entries = {
  abeam: {
    name: 'aBEAM',
    means:
      'The Core Council in its role over the Configurator Unit: it schedules registrations, approvals and the pace of increases in the timelock; it pairs, unpairs, deletes and stops at once.',
  },
  'alm-proxy': {
    name: 'ALMProxy',
    means:
      'The contract of a PAU that holds its funds. It makes any call that a holder of `CONTROLLER` asks for, and none by itself.',
  },
  'allocator-buffer': {
    name: 'AllocatorBuffer',
    means:
      'The account between an AllocatorVault and its user: drawn USDS arrives in it, and repaid USDS leaves from it.',
  },
  'allocator-vault': {
    name: 'AllocatorVault',
    means: 'The only borrower of an allocator ilk. Its `draw` makes USDS and debt, its `wipe` repays.',
  },
  autoline: {
    name: 'AutoLine',
    means:
      'The contract that lets a debt ceiling follow the debt at a distance, the gap, up to a maximum. Anyone may call `exec`; an increase waits until `ttl` seconds after the last one.',
  },
  beam: {
    name: 'BEAM',
    means: 'An account with a bounded right over a PAU: an aBEAM, a cBEAM, or a relayer (pBEAM).',
    also: ['BEAMs'],
  },
  beamstate: {
    name: 'BeamState',
    means:
      'The storage of the Configurator Unit: who may change which PAU, how far and how often, and which calls are approved.',
  },
  cbeam: {
    name: 'cBEAM',
    means:
      'The operations team of a PAU. It changes limits within the SORL and runs approved calls through the Configurator, and replaces relayer and freezer through ControllerOperators.',
    also: ['cBEAMs'],
  },
  ceiling: {
    name: 'Debt ceiling',
    means:
      'The most that an ilk may owe (`line`). One more bounds all ilks together (`Line`). It binds new debt only.',
    also: ['debt ceiling', 'debt ceilings', 'ceilings'],
  },
  check: {
    name: 'Check',
    means:
      'A statement about the system that holds, does not hold, or could not be checked. It stays in the list when a read fails.',
  },
  configurator: {
    name: 'Configurator',
    means:
      'The contract through which cBEAMs change limits and run approved calls. While it is stopped nothing passes, a decrease or a rollback included.',
  },
  'configurator-unit': {
    name: 'Configurator Unit',
    means:
      'Configurator, BeamState, timelock and PASMom: together they bound how fast operators may change a PAU. Beside them stand ControllerOperators and the council of guardians with its freeze registry. Each Unit has a scope of its own: the Generators, or the Primes.',
  },
  'core-council': {
    name: 'Core Council',
    means: 'The body that holds the aBEAM role. Its guardians can each freeze or cancel, alone and at once.',
  },
  cutover: {
    name: 'Cutover',
    means:
      'The step of a migration after which new funding of a Prime goes through its vault alone: its legacy ceilings are 0 and out of AutoLine, and the way back is approved.',
    also: ['cutover'],
  },
  diamond: {
    name: 'Diamond',
    means:
      'The controller of a PAU: one address that sends every call to the facet that serves it (EIP-2535). Only governance changes its facets.',
    also: ['Diamonds'],
  },
  drip: {
    name: 'Drip',
    means:
      'Booking the fees of an ilk, or the yield of a vault, up to now. Between two drips they accrue without being stored.',
    also: ['drip', 'drips', 'undripped'],
  },
  'dual-run': {
    name: 'Dual-run',
    means:
      'The phase of a migration in which a Prime may use its legacy ilks and its vault side by side, and debt moves either way.',
    also: ['dual-run'],
  },
  epoch: {
    name: 'Epoch',
    means: 'The first second at which a Prime may be cut over. Governance sets it with the schedule.',
    also: ['epoch'],
  },
  facet: {
    name: 'Facet',
    means:
      'A contract whose functions a Diamond serves. It runs on the storage of the Diamond, with the rights of the Diamond.',
    also: ['facet', 'facets'],
  },
  freeze: {
    name: 'Freeze',
    means:
      'Taking the relayer role from a relayer, by a freezer; or from a BEAM what it can do, by a guardian: its pairs and roles in BeamState, and a relayer the use of its role. Funds stay where they are.',
    also: ['freeze', 'freezing', 'frozen'],
  },
  freezer: {
    name: 'Freezer',
    means: 'Who may remove relayers at once, with `removeRelayer`. Usually a Safe of several owners.',
    also: ['freezer', 'freezers', 'Freezers'],
  },
  gate: {
    name: 'Gate',
    means:
      'A condition for the next step of a migration, computed from the chain with its evidence and what to do while it is closed.',
    also: ['gate', 'gates'],
  },
  generator: {
    name: 'Generator',
    means: 'The PAU between Sky and the Primes: it draws USDS on one ilk and funds one vault for each Prime.',
  },
  'governance-delay': {
    name: 'Governance delay',
    means:
      'The time that a decision waits in the pause before anyone may execute it. The contract says how long: `delay`.',
    also: ['governance delay'],
  },
  guardian: {
    name: 'Guardian',
    means:
      'A member of the council of guardians. Any one freezes a BEAM or cancels an operation at once; 16 together lift a freeze, which gives back what it took.',
    also: ['guardian', 'guardians'],
  },
  hat: {
    name: 'Hat',
    means:
      'The address that the Chief lets act for governance: a spell, or an emergency spell. SKY holders lift it by vote.',
    also: ['hat'],
  },
  headroom: {
    name: 'Headroom',
    means: 'What may still be drawn below a debt ceiling, after the fees up to now are booked.',
    also: ['headroom'],
  },
  hop: {
    name: 'Hop',
    means: 'The least time between two increases of one limit by cBEAMs.',
    also: ['hop'],
  },
  identity: {
    name: 'Identity',
    means:
      'Two figures that must agree at one block. What is left between them, the residual, is always shown.',
    also: ['identity', 'identities'],
  },
  idle: {
    name: 'Idle',
    means: 'USDS that lies in a vault or an ALMProxy and is lent to nobody.',
    also: ['idle'],
  },
  ilk: {
    name: 'Ilk',
    means:
      'A kind of debt in the Vat, with a rate and a debt ceiling of its own. An allocator ilk has one borrower, its AllocatorVault.',
    also: ['ilk', 'ilks'],
  },
  init: {
    name: 'Initial limit',
    means:
      'Values in BeamState that a cBEAM may set for a key without the steps of the SORL. Entries under the zero address hold for every PAU.',
    also: ['initial limit', 'initial limits'],
  },
  'legacy-ilk': {
    name: 'Legacy ilk',
    means: 'An ilk on which a Prime borrows from Sky itself, as it did before there was a Generator.',
    also: ['legacy ilk', 'legacy ilks', 'Legacy ilks'],
  },
  'liquidity-buffer': {
    name: 'Liquidity buffer',
    means: 'What a Prime has to leave in its vault when it takes, so that the Generator can recall it.',
    also: ['liquidity buffer'],
  },
  'migration-mom': {
    name: 'MigrationMom',
    means:
      'Raises the ceilings of listed legacy ilks to what was recorded, when the Diamond asks on a rollback. It can do nothing else.',
  },
  pasmom: {
    name: 'PASMom',
    means: 'Stops the Configurator and pauses the timelock at once, for its owner and the hat.',
  },
  pau: {
    name: 'PAU',
    means:
      'Parallelized Allocation Unit: a controller that acts, an ALMProxy that holds the funds, and RateLimits that bound the controller.',
  },
  plan: {
    name: 'Plan',
    means:
      'What governance has decided and the pause holds back until its delay is over. The hat can drop it until it is executed.',
  },
  prime: {
    name: 'Prime',
    means:
      'A PAU that puts capital of Sky to work, such as Spark or Grove. It borrows on legacy ilks, from its vault at the Generator, or both.',
    also: ['Primes'],
  },
  'prime-vault': {
    name: 'Prime vault',
    means:
      'The ERC-4626 vault between the Generator and one Prime. The Generator deposits and holds the shares; the Prime takes, and sends back.',
    also: ['Prime vaults'],
  },
  'processing-window': {
    name: 'Processing Window',
    means:
      '13:00 to 16:00 UTC each day. Migration steps refuse inside it, the console holds changes of configuration back, and emergencies and rollback are exempt.',
  },
  provenance: {
    name: 'Provenance',
    means:
      'The reads that a value rests on: contract, call, block and age. Hover, focus or press a figure to see them.',
    also: ['provenance'],
  },
  'rate-limit': {
    name: 'Rate limit',
    means:
      'The most that a relayer may move under a key. It refills with time, by its slope, up to its maximum. Not set, disabled, limited and unlimited are four states.',
    also: ['rate limit', 'rate limits', 'RateLimits'],
  },
  relayer: {
    name: 'Relayer',
    means:
      'The account that operates a PAU day by day (pBEAM). It is assumed that it can be compromised: limits bound it, a freezer removes it.',
    also: ['Relayers', 'relayer', 'relayers'],
  },
  rollback: {
    name: 'Rollback',
    means:
      'Reopens the legacy ilks of a Prime that is cut over, up to their recorded ceilings. A cBEAM runs it at any hour; it was approved before the cutover.',
    also: ['rollback'],
  },
  safe: {
    name: 'Safe',
    means:
      'A contract account that acts when enough of its owners approve. Each approves one hash on chain, or signs it off chain, and anyone executes.',
  },
  sorl: {
    name: 'SORL',
    means:
      'Second-order rate limit: how far and how often a cBEAM may raise a limit. An increase goes to the initial limit or up by a factor, and waits for the hop; a decrease passes at once.',
    also: ['second-order rate limit'],
  },
  spell: {
    name: 'Spell',
    means:
      'A contract that carries a decision of governance. Once it wears the hat it is scheduled, waits for the delay, and is cast by anyone.',
    also: ['spell', 'spells'],
  },
  starguard: {
    name: 'StarGuard',
    means:
      'Holds the one spell that governance plotted for a Prime. Anyone executes it until its deadline, if its code is still the plotted one; the SubProxy of the Prime runs it.',
  },
  take: {
    name: 'Take',
    means:
      'A Prime drawing idle USDS from its vault. It stays within the take limit, the withdrawal policy and the liquidity buffer.',
  },
  timelock: {
    name: 'Timelock',
    means:
      'Holds back registrations, initial limits, approved calls and the pace of increases. When an operation is ready anyone executes it; a pause stops scheduling, execution and cancelling, but no clock.',
    also: ['timelock'],
  },
  unknown: {
    name: 'Unknown',
    means:
      'A value that could not be read, shown as a dash with its reason. It is never 0, and every total that needs it is unknown too.',
  },
  'withdrawal-policy': {
    name: 'Withdrawal policy',
    means:
      'A rate for takes: the share of what is idle and settled in a vault that its Prime may take at once, refilled evenly over a period. A deposit settles a period after it.',
    also: ['withdrawal policy'],
  },
} as const satisfies Readonly<Record<string, Entry>>

export type TermId = keyof typeof entries

export interface Term extends Entry {
  /** Anchor of its entry in the handbook. */
  readonly id: TermId
}

/** All terms, by name. */
export const glossary: readonly Term[] = Object.entries<Entry>(entries)
  .map(([id, entry]) => ({ ...entry, id: id as TermId }))
  .toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1))

export function termOf(id: TermId): Term {
  return { ...(entries[id] as Entry), id }
}

/** Address of a term's entry. */
export function termHref(id: TermId): string {
  return `/handbook#${id}`
}
