import type { QueuedRollback } from '@/lib/console/model/migration'
import { coming, formatExact, formatUtc } from '@/lib/format'
import type {
  CutoverFacts,
  DualRunFacts,
  LegacyIlk,
  LegacyRight,
  ListedIlk,
  Phase,
  RetirementFacts,
  RollbackFacts,
  WayBackRoom,
  Window,
} from '@/lib/migration'
import { executableWords } from './executable'

export interface GateWords<Fact> {
  readonly title: string
  readonly found: (fact: Fact) => string
  readonly remedy: string
}

export type WordsOf<Facts> = { readonly [Id in keyof Facts]: GateWords<Facts[Id]> }

export const PHASE_WORDS: Readonly<Record<Phase, string>> = {
  Legacy: 'legacy',
  DualRun: 'in dual-run',
  CutOver: 'cut over',
  Retired: 'retired',
}

const inPhase = (phase: Phase | null): string =>
  phase === null ? 'In a phase that this console does not know.' : `It is ${PHASE_WORDS[phase]}.`

const rad = (value: bigint): string => `${formatExact(value, 45)} USDS`

const each = (ilks: readonly LegacyIlk[], text: (ilk: LegacyIlk) => string): string =>
  ilks.length === 0
    ? 'No legacy ilk is recorded.'
    : `${ilks.map((ilk) => `${ilk.id}: ${text(ilk)}`).join(', ')}.`

/** @param now time of the model [unix s] */
export const windowWords = (now: bigint): GateWords<Window> => ({
  title: 'Outside the Processing Window (13:00 to 16:00 UTC)',
  found: ({ phase, endsAt }) => {
    const moment = coming(endsAt, now)
    const when = moment === null ? 'now' : `in ${moment.left}`
    return phase === 'Active' ? `The next one begins ${when}.` : `It is in force, and ends ${when}.`
  },
  remedy: 'The facet refuses inside it, for everybody: wait until 16:00 UTC.',
})

/** @param name of the Prime */
export const dualRunWords = (name: string): WordsOf<Omit<DualRunFacts, 'window'>> => ({
  scheduled: {
    title: `${name} is scheduled, and legacy`,
    found: ({ vault, phase }) => (vault ? inPhase(phase) : 'It was never scheduled with its vault.'),
    remedy: 'Governance schedules it by spell.',
  },
  controller: {
    title: `The Diamond holds CONTROLLER on ${name}'s ALMProxy`,
    found: yesNo,
    remedy:
      "The spell that starts the dual-run grants it where the pause proxy administers the ALMProxy. Where the star's SubProxy does, the star has to grant it before.",
  },
  taker: {
    title: `${name}'s ALMProxy holds TAKER_ROLE on its vault`,
    found: yesNo,
    remedy: 'Governance grants it.',
  },
})

export const rollbackWords = (name: string): WordsOf<RollbackFacts> => ({
  approved: {
    title: `BeamState approves the rollback of ${name}`,
    found: (approved) => (approved ? 'Approved for this Diamond.' : NOT_QUEUED),
    remedy:
      'The Core Council schedules addInitControllerActions with the calldata of rollback in the timelock; once its delay is over and the timelock is not paused, anyone executes it.',
  },
  running: {
    title: 'The Configurator is not stopped',
    found: (running) => (running ? 'It runs.' : 'It is stopped: no rollback by a cBEAM is possible.'),
    remedy:
      'Starting it again goes through the timelock. Until then only governance can roll back, by spell.',
  },
  configurator: {
    title: 'The Configurator may call the Diamond',
    found: yesNo,
    remedy: 'Governance has to grant it CONFIGURATOR on the Diamond.',
  },
  cbeam: {
    title: 'A cBEAM is paired with the Diamond, and not frozen',
    found: (paired) =>
      paired.length === 0
        ? 'None is paired.'
        : `${paired.map(({ account, frozen }) => `${account}${frozen ? ' (frozen)' : ''}`).join(', ')}.`,
    remedy: 'The Core Council pairs a registered cBEAM at once; 16 of 24 guardians lift a freeze.',
  },
  mom: {
    title: 'MigrationMom serves this Diamond and this Vat',
    found: ({ diamond, vat }) => {
      if (diamond && vat) return 'Both.'
      if (!diamond && !vat) return 'Neither.'
      return diamond ? 'Another Vat.' : 'Another Diamond.'
    },
    remedy: 'It would refuse to restore ceilings. Governance replaces it by spell.',
  },
  ward: {
    title: 'MigrationMom is a ward of the Vat',
    found: yesNo,
    remedy: 'Without it no ceiling can be restored. Governance relies it by spell.',
  },
  listed: {
    title: 'MigrationMom lists a legacy ilk with a ceiling to restore',
    found: listedWords,
    remedy: 'Governance lists it by spell. An ilk that is not listed stays closed.',
  },
})

function listedWords(ilks: readonly ListedIlk[]): string {
  if (ilks.length === 0) return 'No legacy ilk is recorded.'
  return `${ilks.map(({ id, recorded, listed }) => `${id}: ${rad(listed)} listed, ${rad(recorded)} recorded`).join('; ')}.`
}

const NOT_QUEUED = 'Not approved, and not queued in the timelock.'

/** That the rollback is not approved, and when it can be. */
export function notApproved(queued: QueuedRollback | null): string {
  if (queued === null) return NOT_QUEUED
  return `Not approved yet. Operation ${queued.operation} of the timelock approves it: ${executableWords(queued.executable)}.`
}

/** @param now time of the model [unix s] */
export const epochWords = (now: bigint): GateWords<CutoverFacts['epoch']> => ({
  title: 'Its epoch is reached',
  found: ({ epoch }) => {
    if (epoch === 0n) return 'It has no epoch.'
    const moment = coming(epoch, now)
    return moment === null ? `Since ${formatUtc(epoch)}.` : `${moment.date}, in ${moment.left}.`
  },
  remedy: 'Wait. Governance can schedule another epoch only before the dual-run.',
})

export const cutoverWords = (name: string): WordsOf<Omit<CutoverFacts, 'epoch' | 'window'>> => ({
  'dual-run': {
    title: `${name} is in dual-run`,
    found: inPhase,
    remedy: 'Only a Prime in dual-run is cut over.',
  },
  ceilings: {
    title: 'The ceilings of its legacy ilks are 0',
    found: (ilks) => each(ilks, ({ line }) => rad(line)),
    remedy:
      'The spell that cuts over lowers them. A ceiling as high as the debt would not do: whoever repays could draw again.',
  },
  'auto-line': {
    title: 'Its legacy ilks are out of AutoLine',
    found: (ilks) => each(ilks, ({ highest }) => (highest === 0n ? 'out' : `in, up to ${rad(highest)}`)),
    remedy: 'The spell that cuts over takes them out. Else anyone could raise the ceiling again.',
  },
  rollback: {
    title: 'The rollback is approved, and MigrationMom can restore',
    found: (open) =>
      open ? 'The rollback is approved and possible.' : 'The rollback is not approved, or not possible.',
    remedy: 'See the gates of the rollback.',
  },
  caller: {
    title: 'Somebody holds CONFIGURATOR on the Diamond, and may ask for a rollback',
    found: yesNo,
    remedy: 'Governance has to grant it to the Configurator.',
  },
  controller: {
    title: `The Diamond holds CONTROLLER on ${name}'s ALMProxy`,
    found: yesNo,
    remedy:
      'No debt can be moved back without it. Who administers the ALMProxy grants it: governance, or the SubProxy of the star.',
  },
  'in-full': {
    title: 'MigrationMom lists every legacy ilk with its recorded ceiling',
    found: listedWords,
    remedy: 'Governance lists it by spell, with the ceiling that the facet recorded.',
  },
  rights: {
    title: `${name} may draw on every legacy ilk that a rollback opens, and move what it drew`,
    found: (ilks) =>
      ilks.length === 0 ? 'No legacy ilk is recorded.' : `${ilks.map(rightWords).join('; ')}.`,
    remedy:
      'A rollback would restore a ceiling on which nothing can be drawn. Governance gives the right on the AllocatorVault, and the allowance of its buffer.',
  },
  room: {
    title: 'Every ceiling that a rollback restores exceeds the debt by the margin',
    found: (ilks) =>
      ilks.length === 0
        ? 'A rollback restores no ceiling.'
        : `${ilks.map(({ id, recorded, needed }) => `${id}: ${rad(recorded)} recorded, ${rad(needed)} needed`).join('; ')}.`,
    remedy: 'Governance records the ceilings anew by spell (recordCeilings), or the debt is moved first.',
  },
  drawable: {
    title: 'The Vat is live, and leaves room for what a rollback opens',
    found: ({ live, room }) => (live ? drawableWords(room) : 'The Vat is caged.'),
    remedy: 'Governance raises Vat.Line, or what the collateral of the ilk carries.',
  },
})

function rightWords({ id, recorded, mayDraw, allowance }: LegacyRight): string {
  if (recorded === 0n) return `${id}: wound down before, and stays closed`
  const moves = `${formatExact(allowance, 18)} USDS may leave its buffer`
  return `${id}: ${mayDraw ? 'may draw' : 'may not draw'}, ${allowance > recorded ? 'all that is drawn may leave its buffer' : moves}`
}

function drawableWords(room: readonly WayBackRoom[]): string {
  const short = room.filter(({ isCovered, fits }) => !isCovered || !fits)
  if (short.length === 0) return 'It is live, and leaves room.'
  const why = ({ isCovered, fits }: WayBackRoom) =>
    [...(isCovered ? [] : ['its collateral']), ...(fits ? [] : ['Vat.Line'])].join(' and ')
  return `${short.map((one) => `${one.id}: too little room by ${why(one)}`).join('; ')}.`
}

export const retirementWords = (name: string): WordsOf<Omit<RetirementFacts, 'window'>> => ({
  'cut-over': {
    title: `${name} is cut over`,
    found: inPhase,
    remedy: 'Only a Prime that is cut over is retired.',
  },
  ceilings: {
    title: 'The ceilings of its legacy ilks are still 0',
    found: (ilks) => each(ilks, ({ line }) => rad(line)),
    remedy: 'Somebody raised one since the cutover. Governance lowers it again by spell.',
  },
  'auto-line': {
    title: 'Its legacy ilks are still out of AutoLine',
    found: (ilks) => each(ilks, ({ highest }) => (highest === 0n ? 'out' : `in, up to ${rad(highest)}`)),
    remedy: 'Governance takes them out by spell. Else anyone could raise the ceiling again.',
  },
  debt: {
    title: 'Its legacy ilks have no debt',
    found: (ilks) => each(ilks, ({ Art }) => `${formatExact(Art, 18)} USDS before the rate`),
    remedy: 'The relayer migrates what is left, outside the Processing Window.',
  },
})

function yesNo(yes: boolean): string {
  return yes ? 'Yes.' : 'No.'
}
