import { type Accrual, type DebtState, debtNow, headroom, nextCeiling } from '@/lib/debt'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { type Amount, type Ray, rad, type Seconds, sumOf } from '@/lib/math'
import type { IlkFacts, McdFacts } from '../facts/primes'
import type { IlkModel } from '../model/primes'

/** An ilk at time `t` [s], with the headroom below its ceiling now and after `exec` in the next block. */
export function deriveIlk(facts: IlkFacts, mcd: McdFacts, t: Seconds, blockNumber: bigint): IlkModel {
  const accrual = accrualOf(facts, mcd)
  return {
    ...facts,
    debtNow: attempt(accrual, (state) => debtNow(state, t)),
    headroom: attempt(
      combine({ accrual, line: facts.line }, (read) => ({
        ...read.accrual,
        ilk: { ...read.accrual.ilk, line: read.line },
      })),
      (state) => headroom(state, t),
    ),
    nextCeiling:
      facts.autoLine && attempt(debtState(facts, mcd), (state) => nextCeiling(state, t, blockNumber + 1n)),
  }
}

/**
 * Everything in MCD that decides what the AllocatorVault of an ilk can draw. For an ilk outside AutoLine, the part of
 * AutoLine is all zero.
 */
export function debtState(facts: IlkFacts, mcd: McdFacts): Leaf<DebtState> {
  const { Art, rate, spot, line, dust, ink, art, duty, rho, autoLine } = facts
  const vat = { debt: mcd.debt, Line: mcd.Line, live: mcd.live, base: mcd.base }
  const own = { Art, rate, spot, line, dust, ink, art, duty, rho, ...vat }
  if (!autoLine) return combine(own, (read) => stateOf(read, noAutoLine))
  const { line: most, gap, ttl, last, lastInc } = autoLine
  return combine({ ...own, most, gap, ttl, last, lastInc }, (read) =>
    stateOf(read, {
      line: read.most,
      gap: read.gap,
      ttl: read.ttl,
      last: read.last,
      lastInc: read.lastInc,
    }),
  )
}

const noAutoLine: DebtState['autoLine'] = { line: rad(0n), gap: rad(0n), ttl: 0n, last: 0n, lastInc: 0n }

type Read = DebtState['ilk'] & DebtState['urn'] & DebtState['jug'] & DebtState['vat'] & { readonly base: Ray }

function stateOf(read: Read, autoLine: DebtState['autoLine']): DebtState {
  const { Art, rate, spot, line, dust, ink, art, duty, rho, base, debt, Line, live } = read
  return {
    ilk: { Art, rate, spot, line, dust },
    urn: { ink, art },
    jug: { duty, rho },
    base,
    vat: { debt, Line, live },
    autoLine,
  }
}

function accrualOf({ Art, rate, duty, rho }: IlkFacts, { base }: McdFacts): Leaf<Accrual> {
  return combine({ Art, rate, duty, rho, base }, (read) => ({
    ilk: { Art: read.Art, rate: read.rate },
    jug: { duty: read.duty, rho: read.rho },
    base: read.base,
  }))
}

/** A part of a sum, with the name by which a reason refers to it. */
export interface Part<A> {
  readonly name: string
  readonly amount: Leaf<A>
}

/** The sum of amounts of one unit, or unknown with the names of the missing parts. */
export function totalOf<A extends Amount>(parts: readonly Part<A>[]): Leaf<A> {
  const sum = map(every(parts.map(({ amount }) => amount)), sumOf)
  if (sum.ok) return sum
  const names = parts.flatMap(({ name, amount }) => (amount.ok ? [] : [name])).join(', ')
  return { ...sum, reason: { ...sum.reason, message: `It lacks ${names}: ${sum.reason.message}` } }
}
