import type { Address } from 'viem'
import { type Rad, radToWadDown, type Seconds, type Wad } from '@/lib/math'
import type { ClosedIlk } from './rollback'
import type { Phase } from './types'
import type { WayBackRoom } from './way-back'
import type { Window } from './window'

/** For each gate of a transition whether it is open, by what it looks at. */
export type Gates<Facts> = { readonly [Id in keyof Facts]: (fact: Facts[Id]) => boolean }

/** Whether a legacy ilk is closed, and its debt. */
export interface LegacyIlk {
  /** Name of the ilk. */
  readonly id: string
  /** Ceiling [rad]. */
  readonly line: Rad
  /** Highest ceiling by AutoLine [rad]; 0 for an ilk that is not in. */
  readonly highest: Rad
  /** Normalised debt [wad]. */
  readonly Art: Wad
}

/** `startDualRun(prime)`, a governance spell. */
export interface DualRunFacts {
  /** Null for a Prime whose phase this console does not know. */
  readonly scheduled: { readonly vault: boolean; readonly phase: Phase | null }
  /** The Diamond holds CONTROLLER on the Prime's ALMProxy. */
  readonly controller: boolean
  /** The Prime's ALMProxy holds TAKER_ROLE on the vault. */
  readonly taker: boolean
  readonly window: Window
}

export const dualRunGates: Gates<DualRunFacts> = {
  scheduled: ({ vault, phase }) => vault && phase === 'Legacy',
  controller: Boolean,
  taker: Boolean,
  window: isActive,
}

/** `rollback(prime)` by a cBEAM, at any hour: what has to stand before it is needed. */
export interface RollbackFacts {
  /** BeamState approves the call. */
  readonly approved: boolean
  /** The Configurator is not stopped. */
  readonly running: boolean
  /** The Configurator may call the Diamond. */
  readonly configurator: boolean
  /** cBEAMs that are paired with the Diamond. */
  readonly cbeam: readonly { readonly account: Address; readonly frozen: boolean }[]
  /** MigrationMom serves this Diamond, and this Vat. */
  readonly mom: { readonly diamond: boolean; readonly vat: boolean }
  /** MigrationMom is a ward of the Vat. */
  readonly ward: boolean
  /** Every recorded ilk, with what MigrationMom restores of it. */
  readonly listed: readonly ListedIlk[]
}

/** A recorded ilk, with what MigrationMom restores of it. */
export type ListedIlk = Pick<ClosedIlk, 'recorded' | 'listed'> & Pick<LegacyIlk, 'id'>

export const rollbackGates: Gates<RollbackFacts> = {
  approved: Boolean,
  running: Boolean,
  configurator: Boolean,
  cbeam: (paired) => paired.some(({ frozen }) => !frozen),
  mom: ({ diamond, vat }) => diamond && vat,
  ward: Boolean,
  // One that was delisted since does not hold up the others.
  listed: (ilks) =>
    isRecorded(ilks) &&
    (ilks.every(({ recorded }) => recorded === 0n) ||
      ilks.some(({ recorded, listed }) => recorded > 0n && listed > 0n)),
}

/** Gates of the rollback that the facet itself demands before it lets a Prime be cut over. */
export const demandedByCutover = [
  'approved',
  'mom',
  'ward',
] as const satisfies readonly (keyof RollbackFacts)[]

/** `cutOver(prime)`, a governance spell. */
export interface CutoverFacts {
  readonly 'dual-run': Phase | null
  /** 0 where it was never scheduled [unix s]. */
  readonly epoch: { readonly epoch: Seconds; readonly now: Seconds }
  readonly ceilings: readonly LegacyIlk[]
  readonly 'auto-line': readonly LegacyIlk[]
  /** What the facet demands of the rollback itself. */
  readonly rollback: boolean
  /** Somebody may ask the Diamond for a rollback. */
  readonly caller: boolean
  /** The Diamond holds CONTROLLER on the Prime's ALMProxy. */
  readonly controller: boolean
  readonly 'in-full': readonly ListedIlk[]
  readonly rights: readonly LegacyRight[]
  /** What is left to draw in after a rollback. */
  readonly room: readonly WayBackRoom[]
  readonly drawable: { readonly live: boolean; readonly room: readonly WayBackRoom[] }
  readonly window: Window
}

/** What a Prime may do on a legacy ilk. */
export interface LegacyRight extends Pick<LegacyIlk, 'id'>, Pick<ClosedIlk, 'recorded'> {
  /** Its ALMProxy may draw and repay. */
  readonly mayDraw: boolean
  /** What it may move of the USDS in the buffer. */
  readonly allowance: Wad
}

export const cutoverGates: Gates<CutoverFacts> = {
  'dual-run': (phase) => phase === 'DualRun',
  epoch: ({ epoch, now }) => epoch > 0n && now >= epoch,
  ceilings: (ilks) => isRecorded(ilks) && ilks.every(({ line }) => line === 0n),
  'auto-line': (ilks) => isRecorded(ilks) && ilks.every(({ highest }) => highest === 0n),
  rollback: Boolean,
  caller: Boolean,
  controller: Boolean,
  'in-full': (ilks) => isRecorded(ilks) && ilks.every(({ recorded, listed }) => listed >= recorded),
  // Of an ilk that was wound down before nothing is asked: no way back is promised for it.
  rights: (ilks) =>
    isRecorded(ilks) &&
    ilks.every(
      ({ recorded, mayDraw, allowance }) =>
        recorded === 0n || (mayDraw && allowance >= radToWadDown(recorded)),
    ),
  room: (ilks) => ilks.every(({ recorded, needed }) => recorded >= needed),
  drawable: ({ live, room }) => live && room.every(({ isCovered, fits }) => isCovered && fits),
  window: isActive,
}

/** `retire(prime)`, a governance spell. */
export interface RetirementFacts {
  readonly 'cut-over': Phase | null
  readonly ceilings: readonly LegacyIlk[]
  readonly 'auto-line': readonly LegacyIlk[]
  readonly debt: readonly LegacyIlk[]
  readonly window: Window
}

export const retirementGates: Gates<RetirementFacts> = {
  'cut-over': (phase) => phase === 'CutOver',
  ceilings: cutoverGates.ceilings,
  'auto-line': cutoverGates['auto-line'],
  debt: (ilks) => isRecorded(ilks) && ilks.every(({ Art }) => Art === 0n),
  window: isActive,
}

function isActive({ phase }: Window): boolean {
  return phase === 'Active'
}

/** Of a Prime that was never scheduled nothing is recorded, and then nothing is shown by it. */
function isRecorded(ilks: readonly unknown[]): boolean {
  return ilks.length > 0
}
