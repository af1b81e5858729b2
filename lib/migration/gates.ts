import type { Address } from 'viem'
import { type Rad, radToWadDown, type Seconds, type Wad } from '@/lib/math'
import type { ClosedIlk } from './rollback'
import type { Phase } from './types'
import type { WayBackRoom } from './way-back'
import type { Window } from './window'

/** Whether each gate of a transition is open, judged by its facts. */
export type Gates<Facts> = { readonly [Id in keyof Facts]: (fact: Facts[Id]) => boolean }

/** A legacy ilk: whether it is closed, and its debt. */
export interface LegacyIlk {
  /** Name of the ilk. */
  readonly id: string
  /** Ceiling [rad]. */
  readonly line: Rad
  /** The highest ceiling that AutoLine may set [rad]; 0 for an ilk outside AutoLine. */
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

/** `rollback(prime)` by a cBEAM, at any hour. These facts must hold before the rollback is needed. */
export interface RollbackFacts {
  /** BeamState approves the call. */
  readonly approved: boolean
  /** The Configurator is not stopped. */
  readonly running: boolean
  /** The Configurator may call the Diamond. */
  readonly configurator: boolean
  /** cBEAMs that are paired with the Diamond. */
  readonly cbeam: readonly Address[]
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
  cbeam: (paired) => paired.length > 0,
  mom: ({ diamond, vat }) => diamond && vat,
  ward: Boolean,
  // A delisted ilk does not block the rollback of the others.
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
  /** What a rollback would leave to draw. */
  readonly room: readonly WayBackRoom[]
  readonly drawable: { readonly live: boolean; readonly room: readonly WayBackRoom[] }
  readonly window: Window
}

/** What a Prime may do on a legacy ilk. */
export interface LegacyRight extends Pick<LegacyIlk, 'id'>, Pick<ClosedIlk, 'recorded'> {
  /** Its ALMProxy may draw and repay. */
  readonly mayDraw: boolean
  /** How much of the USDS in the buffer it may move. */
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
  // Nothing is required of an ilk that had been wound down before: no way back is promised for it.
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

/** Nothing is recorded of a Prime that was never scheduled, and an empty list proves nothing. */
function isRecorded(ilks: readonly unknown[]): boolean {
  return ilks.length > 0
}
