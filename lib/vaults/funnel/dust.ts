import { type DebtState, drawMeetsDust, greatestPartialWipe, wipeMeetsDust } from '@/lib/debt'
import { isUint256Error, type Seconds, type Wad, wad } from '@/lib/math'
import { firstTime } from '../search'
import { amountOf, computed, type Rule } from './rule'
import type { Allowance, Scope } from './types'

/** The least debt of an ilk, which a draw must reach; none for an ilk without one, as an allocator ilk should be. */
export function drawDust<Id extends string>(id: Id, scope: Scope, debt: DebtState): readonly Rule<Id>[] {
  if (debt.ilk.dust === 0n) return []
  const passes = (amount: Wad, t: Seconds) => holds(() => drawMeetsDust(debt, amount, t))
  return [
    {
      ...{ id, scope, refusesLess: true },
      // Where nothing is drawn, the dust need not be reached.
      allows: (t, atMost) => (atMost === 0n || passes(atMost, t) ? UNLIMITED : NOTHING),
      opens: (amount, from) => {
        // Fees bring the debt of an urn closer to the dust.
        const at = firstTime((t) => passes(amount, t), from)
        return at !== null && passes(amount, at) ? { at } : { never: 'fixed', most: wad(0n) }
      },
    },
  ]
}

/** The least debt (dust) below which a wipe must not leave an urn, unless it empties it. */
export function wipeDust<Id extends string>(id: Id, scope: Scope, debt: DebtState): readonly Rule<Id>[] {
  if (debt.ilk.dust === 0n) return []
  const passes = (amount: Wad, t: Seconds) => holds(() => wipeMeetsDust(debt, amount, t))
  const partial = (t: Seconds) => computed(() => greatestPartialWipe(debt, t))
  return [
    {
      ...{ id, scope, refusesLess: true },
      allows: (t, atMost) => (passes(atMost, t) ? UNLIMITED : partial(t)),
      opens: (amount, from) =>
        passes(amount, from) ? { at: from } : { never: 'fixed', most: amountOf(partial(from)) },
    },
  ]
}

const UNLIMITED: Allowance = { state: 'unlimited' }
const NOTHING: Allowance = { state: 'limited', amount: wad(0n) }

/** Passes an amount that overflows the formula: the rule that counts the amount refuses it. */
function holds(check: () => boolean): boolean {
  try {
    return check()
  } catch (error) {
    if (isUint256Error(error)) return true
    throw error
  }
}
