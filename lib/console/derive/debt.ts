import { type DebtState, debtNow, headroom, nextCeiling } from '@/lib/debt'
import { combine, type Leaf } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { type Rad, type Ray, rad, ray, type Wad, wad } from '@/lib/math'
import type { IlkFacts, McdFacts } from '../facts/primes'
import type { IlkModel } from '../model/primes'

/** An ilk at time `t` [s], with what its ceiling leaves and would leave after `exec` in the next block. */
export function deriveIlk(facts: IlkFacts, mcd: McdFacts, t: bigint, blockNumber: bigint): IlkModel {
  const accrual = accrualOf(facts, mcd)
  return {
    ...facts,
    debtNow: attempt(accrual, (state) => debtNow(state, t)),
    headroom: attempt(
      combine({ accrual, line: facts.line }, (read) => ({
        ...read.accrual,
        ilk: { ...read.accrual.ilk, line: rad(read.line) },
      })),
      (state) => headroom(state, t),
    ),
    nextCeiling:
      facts.autoLine && attempt(debtState(facts, mcd), (state) => nextCeiling(state, t, blockNumber + 1n)),
  }
}

/** Everything in MCD that decides what the AllocatorVault of an ilk can draw. An ilk outside AutoLine is all zero there. */
export function debtState(facts: IlkFacts, mcd: McdFacts): Leaf<DebtState> {
  const { Art, rate, spot, line, dust, ink, art, duty, rho, autoLine } = facts
  const vat = { debt: mcd.debt, Line: mcd.Line, live: mcd.live, base: mcd.base }
  const own = { Art, rate, spot, line, dust, ink, art, duty, rho, ...vat }
  if (!autoLine) return combine(own, (read) => stateOf(read, noAutoLine))
  const { line: most, gap, ttl, last, lastInc } = autoLine
  return combine({ ...own, most, gap, ttl, last, lastInc }, (read) =>
    stateOf(read, {
      line: rad(read.most),
      gap: rad(read.gap),
      ttl: read.ttl,
      last: read.last,
      lastInc: read.lastInc,
    }),
  )
}

const noAutoLine: DebtState['autoLine'] = { line: rad(0n), gap: rad(0n), ttl: 0n, last: 0n, lastInc: 0n }

type Read = Readonly<
  Record<
    | 'Art'
    | 'rate'
    | 'spot'
    | 'line'
    | 'dust'
    | 'ink'
    | 'art'
    | 'duty'
    | 'rho'
    | 'debt'
    | 'Line'
    | 'live'
    | 'base',
    bigint
  >
>

function stateOf(read: Read, autoLine: DebtState['autoLine']): DebtState {
  return {
    ilk: {
      Art: wad(read.Art),
      rate: ray(read.rate),
      spot: ray(read.spot),
      line: rad(read.line),
      dust: rad(read.dust),
    },
    urn: { ink: wad(read.ink), art: wad(read.art) },
    jug: { duty: ray(read.duty), rho: read.rho },
    base: ray(read.base),
    vat: { debt: rad(read.debt), Line: rad(read.Line), live: read.live },
    autoLine,
  }
}

function accrualOf(
  { Art, rate, duty, rho }: IlkFacts,
  { base }: McdFacts,
): Leaf<{ ilk: { Art: Wad; rate: Ray }; jug: { duty: Ray; rho: bigint }; base: Ray }> {
  return combine({ Art, rate, duty, rho, base }, (read) => ({
    ilk: { Art: wad(read.Art), rate: ray(read.rate) },
    jug: { duty: ray(read.duty), rho: read.rho },
    base: ray(read.base),
  }))
}

/** The sum of amounts of one unit, or unknown with the names of what it lacks. */
export function totalOf(
  parts: readonly { readonly name: string; readonly amount: Leaf<Rad | bigint> }[],
): Leaf<bigint> {
  const lacking = parts.filter(({ amount }) => !amount.ok)
  const sum = combine(
    Object.fromEntries(parts.map(({ amount }, index) => [String(index), amount])) as Record<
      string,
      Leaf<bigint>
    >,
    (values) => Object.values(values).reduce((total, value) => total + value, 0n),
  )
  if (sum.ok) return sum
  const names = lacking.map(({ name }) => name).join(', ')
  return { ...sum, reason: { ...sum.reason, message: `It lacks ${names}: ${sum.reason.message}` } }
}
