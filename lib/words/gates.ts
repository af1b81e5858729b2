import { titleOf } from '@/lib/console/model/check'
import type { Transition } from '@/lib/console/model/gate-name'
import type { Approval, Gate, GateFacts } from '@/lib/console/model/gates'
import { coming, formatExact, formatUtc } from '@/lib/format'
import { type Leaf, map } from '@/lib/leaf'
import { type Rad, radToWadDown } from '@/lib/math'
import type { LegacyIlk, LegacyRight, ListedIlk, Phase, WayBackRoom, Window } from '@/lib/migration'
import { executableWords } from './executable'
import { gateSentences, PHASE_WORDS } from './gate-sentences'
import { grantWords } from './rights'

/** A gate as a person reads it. */
export interface ToldGate {
  /** What holds where the gate is open, what fails where it is closed, and what has to hold where nobody knows. */
  readonly title: string
  /** The evidence, in words; addresses in full. */
  readonly found: Leaf<string>
  /** What to do when it is closed. */
  readonly remedy: string
}

/** @param now time of the model [unix s] */
export function tellGate(gate: Gate, now: bigint): ToldGate {
  const { remedy, ...says } = gateSentences(gate)
  return {
    title: titleOf({ holds: gate.holds, says }),
    found: map<unknown, string>(gate.fact, evidenceOf(gate, now)),
    remedy: isQueued(gate) ? EXECUTE_QUEUED : remedy,
  }
}

/** What a gate found, in words. @param now time of the model [unix s] */
export function evidenceOf({ of, id }: Gate, now: bigint): (fact: unknown) => string {
  const told: Readonly<Record<string, unknown>> = FOUND[of]
  // The type of a gate guarantees that its fact fits its words; the compiler does not follow.
  const found = told[id] as (fact: unknown, now: bigint) => string
  return (fact) => found(fact, now)
}

const isQueued = (gate: Gate): boolean =>
  gate.of === 'rollback' &&
  gate.id === 'approved' &&
  gate.fact.ok &&
  !gate.fact.value.isApproved &&
  gate.fact.value.queued !== null

const EXECUTE_QUEUED = 'It is scheduled: as soon as that operation can be executed, anyone executes it.'

type Evidence = {
  readonly [T in Transition]: {
    readonly [Id in keyof GateFacts[T]]: (fact: GateFacts[T][Id], now: bigint) => string
  }
}

const FOUND: Evidence = {
  dualRun: {
    scheduled: ({ vault, phase }) => (vault ? inPhase(phase) : 'It was never scheduled with its vault.'),
    controller: grantWords,
    taker: grantWords,
    window: windowFound,
  },
  rollback: {
    approved: approvalFound,
    running: (running) => (running ? 'It runs.' : 'No rollback by a cBEAM is possible until it is started.'),
    configurator: grantWords,
    cbeam: (paired) => (paired.length === 0 ? 'None is paired.' : `${paired.join(', ')}.`),
    mom: ({ diamond, vat }) => {
      if (diamond && vat) return 'Both.'
      if (!diamond && !vat) return 'Neither.'
      return diamond ? 'Another Vat.' : 'Another Diamond.'
    },
    ward: grantWords,
    listed: listedWords,
  },
  cutover: {
    'dual-run': inPhase,
    epoch: ({ epoch }, now) => {
      if (epoch === 0n) return 'It has no epoch.'
      const moment = coming(epoch, now)
      return moment === null ? `Since ${formatUtc(epoch)}.` : `${moment.date}, in ${moment.left}.`
    },
    ceilings: ceilingsFound,
    'auto-line': autoLineFound,
    rollback: (open) =>
      open ? 'The rollback is approved and possible.' : 'The rollback is not approved, or not possible.',
    caller: (held) => (held ? 'Somebody holds it.' : 'Nobody holds it.'),
    controller: grantWords,
    'in-full': listedWords,
    rights: (ilks) =>
      ilks.length === 0 ? 'No legacy ilk is recorded.' : `${ilks.map(rightWords).join('; ')}.`,
    room: (ilks) =>
      ilks.length === 0
        ? 'A rollback restores no ceiling.'
        : `${ilks.map(({ id, recorded, needed }) => `${id}: ${radUsds(recorded)} recorded, ${radUsds(needed)} needed`).join('; ')}.`,
    drawable: ({ live, room }) => (live ? drawableWords(room) : 'The Vat is caged.'),
    window: windowFound,
  },
  retirement: {
    'cut-over': inPhase,
    ceilings: ceilingsFound,
    'auto-line': autoLineFound,
    debt: (ilks) => each(ilks, ({ Art }) => `${formatExact(Art, 18)} USDS before the rate`),
    window: windowFound,
  },
}

function approvalFound(approval: Approval): string {
  if (approval.isApproved) return 'Approved for this Diamond.'
  if (approval.queued === null) return 'Not approved, and not queued in the timelock.'
  const { operation, executable } = approval.queued
  return `Not approved yet. Operation ${operation} of the timelock approves it: ${executableWords(executable)}.`
}

function windowFound({ phase, endsAt }: Window, now: bigint): string {
  const moment = coming(endsAt, now)
  const when = moment === null ? 'now' : `in ${moment.left}`
  return phase === 'Active' ? `The next one begins ${when}.` : `It is in force, and ends ${when}.`
}

function ceilingsFound(ilks: readonly LegacyIlk[]): string {
  return each(ilks, ({ line }) => radUsds(line))
}

function autoLineFound(ilks: readonly LegacyIlk[]): string {
  return each(ilks, ({ highest }) => (highest === 0n ? 'out' : `in, up to ${radUsds(highest)}`))
}

function inPhase(phase: Phase | null): string {
  return phase === null ? 'In a phase that this console does not know.' : `It is ${PHASE_WORDS[phase]}.`
}

function radUsds(value: Rad): string {
  return `${formatExact(value, 45)} USDS`
}

function each(ilks: readonly LegacyIlk[], text: (ilk: LegacyIlk) => string): string {
  return ilks.length === 0
    ? 'No legacy ilk is recorded.'
    : `${ilks.map((ilk) => `${ilk.id}: ${text(ilk)}`).join(', ')}.`
}

function listedWords(ilks: readonly ListedIlk[]): string {
  if (ilks.length === 0) return 'No legacy ilk is recorded.'
  return `${ilks.map(({ id, recorded, listed }) => `${id}: ${radUsds(listed)} listed, ${radUsds(recorded)} recorded`).join('; ')}.`
}

function rightWords({ id, recorded, mayDraw, allowance }: LegacyRight): string {
  if (recorded === 0n) return `${id}: wound down before, and stays closed`
  const moves = `${formatExact(allowance, 18)} USDS may leave its buffer`
  return `${id}: ${mayDraw ? 'may draw' : 'may not draw'}, ${allowance >= radToWadDown(recorded) ? 'all that is drawn may leave its buffer' : moves}`
}

function drawableWords(room: readonly WayBackRoom[]): string {
  const short = room.filter(({ isCovered, fits }) => !isCovered || !fits)
  if (short.length === 0) return 'It is live, and leaves room.'
  const why = ({ isCovered, fits }: WayBackRoom) =>
    [...(isCovered ? [] : ['its collateral']), ...(fits ? [] : ['Vat.Line'])].join(' and ')
  return `${short.map((one) => `${one.id}: too little room by ${why(one)}`).join('; ')}.`
}
