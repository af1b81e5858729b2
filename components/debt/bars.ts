import { totalOf } from '@/lib/console/derive/debt'
import type { GeneratorModel } from '@/lib/console/model'
import { combine, type Leaf } from '@/lib/leaf'
import { attempt } from '@/lib/leaf/attempt'
import { sumOf, type Wad } from '@/lib/math'
import type { Debt } from './debt-words'
import { byPrime, type PrimeRow, sumOfPrime, totalOfRows } from './rows'

/** One bar of the picture: legacy debt, and debt through the Generator, in the scale of all debt. */
export interface Bar {
  readonly id: string
  readonly name: string
  /** [wad]; null where there is none of the kind. */
  readonly legacy: Leaf<Wad> | null
  /** [wad] */
  readonly generator: Leaf<Wad>
}

/** How many Primes a picture shows one by one. */
const MOST = 6

/**
 * All debt, then who has it: the Primes with the most, the rest as one, and what the Generator drew and has in no vault.
 * Primes of unknown debt come first, since they may be the largest.
 */
export function debtBars(
  rows: readonly PrimeRow[],
  generators: readonly Pick<GeneratorModel, 'name' | 'proxyIdle' | 'bufferIdle'>[],
  debt: Debt,
): readonly Bar[] {
  const sorted = byPrime(rows)
    .map((own) => ({ own, size: sizeOf(own) }))
    .toSorted((a, b) => order(b.size, a.size))
    .map(({ own }) => own)
  const single = sorted.length > MOST ? sorted.slice(0, MOST - 1) : sorted
  const rest = sorted.slice(single.length)
  return [
    { id: 'all', name: 'All debt', legacy: debt.legacy, generator: debt.generator },
    ...single.map((own) => ({
      id: own[0].prime.id,
      name: own[0].prime.name,
      legacy: sumOfPrime(own, ({ legacy }) => legacy),
      generator: sumOfPrime(own, ({ funding }) => funding),
    })),
    ...(rest.length === 0
      ? []
      : [
          {
            id: 'rest',
            name: `${rest.length} more Primes`,
            legacy: totalOfRows(rest.flat(), ({ legacy }) => legacy),
            generator: totalOfRows(rest.flat(), ({ funding }) => funding),
          },
        ]),
    {
      id: 'idle',
      name: 'In no vault',
      legacy: null,
      generator: totalOf(
        generators.flatMap(({ name, proxyIdle, bufferIdle }) => [
          { name: `${name}'s ALMProxy`, amount: proxyIdle },
          { name: `${name}'s AllocatorBuffer`, amount: bufferIdle },
        ]),
      ),
    },
  ]
}

/** Share of an amount in the longest bar, from 0 to 1; null where it is not known. */
export function shareOf(amount: Leaf<Wad> | null, longest: bigint): number | null {
  if (amount === null || !amount.ok) return null
  if (longest === 0n) return 0
  return Number((amount.value * 10_000n) / longest) / 10_000
}

/** Length of the longest bar by what is known of each [wad]. */
export function longestOf(bars: readonly Bar[]): bigint {
  const known = (leaf: Leaf<Wad> | null): bigint => (leaf?.ok ? leaf.value : 0n)
  // No contract computes the length of a bar, so it may exceed 256 bits.
  return bars
    .map(({ legacy, generator }) => known(legacy) + known(generator))
    .reduce((most, length) => (length > most ? length : most), 0n)
}

const sizeOf = (own: readonly [PrimeRow, ...PrimeRow[]]) =>
  attempt(
    combine(
      {
        legacy: sumOfPrime(own, ({ legacy }) => legacy),
        funding: sumOfPrime(own, ({ funding }) => funding),
      },
      (read) => read,
    ),
    (read) => sumOf([read.legacy, read.funding]),
  )

/** By size; what is unknown counts as the largest. */
function order(a: Leaf<Wad>, b: Leaf<Wad>): number {
  if (!a.ok || !b.ok) return Number(!a.ok) - Number(!b.ok)
  return a.value < b.value ? -1 : a.value > b.value ? 1 : 0
}
