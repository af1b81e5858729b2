import { MAX_UINT256, min, type Rad, rad, type Seconds } from '@/lib/math'
import { type Ceilings, headrooms } from './headroom'
import type { DebtState } from './types'

/**
 * Why `exec` leaves a ceiling as it is. `waits`: an increase comes only with `lastInc + ttl`. `vat-not-live`: it waits
 * too, and then reverts, because the Vat is shut down.
 */
export type NoChange = 'not-in-auto-line' | 'already-this-block' | 'at-target' | 'waits' | 'vat-not-live'

/** The reasons with which `exec` reverts; `none` is a revert without data, for a sum out of range. */
export type ExecRevert = 'Vat/not-live' | 'none'

export type NextCeiling =
  | {
      readonly ok: true
      readonly change: 'up' | 'down'
      /** Ceiling of the ilk afterwards. */
      readonly line: Rad
      /** Ceiling of all debt afterwards: it moves by the same amount. */
      readonly Line: Rad
    }
  | {
      readonly ok: true
      readonly change: 'none'
      readonly why: NoChange
      readonly line: Rad
      readonly Line: Rad
    }
  | { readonly ok: false; readonly reason: ExecRevert }

/** The part of the state that AutoLine looks at. */
export type AutoLineState = Pick<DebtState, 'autoLine' | 'vat'> & {
  readonly ilk: Pick<DebtState['ilk'], 'Art' | 'rate' | 'line'>
}

/**
 * The ceiling that `exec` aims at: `min(Art × rate + gap, line)`, with the rate as it was dripped last. Null for an
 * ilk that is not in AutoLine, or where the sum overflows.
 *
 * @returns [rad]
 */
export function targetCeiling({ autoLine, ilk }: Omit<AutoLineState, 'vat'>): Rad | null {
  if (autoLine.line === 0n) return null
  const target = ilk.Art * ilk.rate + autoLine.gap
  return target > MAX_UINT256 ? null : rad(min(target, autoLine.line))
}

/**
 * What `AutoLine.exec(ilk)`, which anyone may call, does at time t: a ceiling goes up or down to its target. Only an
 * increase waits for `lastInc + ttl`; there is one change a block.
 *
 * @param t unix time [s]
 * @param blockNumber of the block in which it is called
 */
export function nextCeiling(state: AutoLineState, t: Seconds, blockNumber: bigint): NextCeiling {
  const { autoLine, ilk, vat } = state
  const stays = (why: NoChange): NextCeiling => ({
    ok: true,
    change: 'none',
    why,
    line: ilk.line,
    Line: vat.Line,
  })
  if (autoLine.line === 0n) return stays('not-in-auto-line')
  if (autoLine.last === blockNumber) return stays('already-this-block')

  const target = targetCeiling(state)
  if (target === null) return { ok: false, reason: 'none' }
  if (target === ilk.line) return stays('at-target')
  if (target > ilk.line && t < autoLine.lastInc + autoLine.ttl) {
    return stays(vat.live === 1n ? 'waits' : 'vat-not-live')
  }

  if (vat.live !== 1n) return { ok: false, reason: 'Vat/not-live' }
  const Line = vat.Line - ilk.line + target
  if (vat.Line < ilk.line || Line > MAX_UINT256) return { ok: false, reason: 'none' }
  return { ok: true, change: target > ilk.line ? 'up' : 'down', line: target, Line: rad(Line) }
}

/**
 * From when `exec` may raise the ceiling [unix s], which can be past; null for an ilk that is not in AutoLine, and where
 * the Vat is shut down. It raises it only if the target is higher: see `nextCeiling`.
 */
export function increaseAllowedAt({
  autoLine,
  vat,
}: Pick<DebtState, 'autoLine'> & { readonly vat: Pick<DebtState['vat'], 'live'> }): bigint | null {
  return autoLine.line === 0n || vat.live !== 1n ? null : autoLine.lastInc + autoLine.ttl
}

/**
 * What `exec` leaves behind at time t; the state as it is where `exec` changes nothing or reverts.
 *
 * @param t unix time [s]
 * @param blockNumber of the block in which it is called
 */
export function afterExec(state: DebtState, t: Seconds, blockNumber: bigint): DebtState {
  const next = nextCeiling(state, t, blockNumber)
  if (!next.ok || next.change === 'none') return state
  const lastInc = next.change === 'up' ? t : state.autoLine.lastInc
  return {
    ...state,
    ilk: { ...state.ilk, line: next.line },
    vat: { ...state.vat, Line: next.Line },
    autoLine: { ...state.autoLine, last: blockNumber, lastInc },
  }
}

/**
 * Both headrooms at time t if `exec` is called first.
 *
 * @param t unix time [s]
 * @param blockNumber of the block in which it is called
 * @throws {Uint256Error} as `headroom`
 */
export function headroomAfterExec(state: DebtState, t: Seconds, blockNumber: bigint): Ceilings {
  return headrooms(afterExec(state, t, blockNumber), t)
}
