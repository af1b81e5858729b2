import { fundedHref } from '@/components/model/places'
import { totalOf } from '@/lib/console/derive/debt'
import type { ConsoleModel, GeneratorModel } from '@/lib/console/model'
import { type Check, type CheckState, checkState } from '@/lib/console/model/check'
import type { PrimeModel } from '@/lib/console/model/primes'
import { type Leaf, map } from '@/lib/leaf'
import { radToWadDown, type Wad } from '@/lib/math'

/** A Prime with what its checks say. */
export interface PrimeRow {
  readonly generator: GeneratorModel
  readonly prime: PrimeModel
  /** Its page. */
  readonly href: string
  /** With undripped fees [wad], cut off. */
  readonly legacy: Leaf<Wad>
  /** What the Generator has in its vault [wad]. */
  readonly funding: Leaf<Wad>
  /** What the Prime can take now [wad]. */
  readonly drawable: Leaf<Wad>
  /** The gravest verdict of its checks. */
  readonly verdict: CheckState
  /** Its checks that did not pass. */
  readonly open: readonly Check[]
}

const GRAVITY: readonly CheckState[] = ['pass', 'notice', 'attention', 'unknown', 'critical']

/** A row a Prime, of every Generator. */
export function primeRows({
  generators,
  checks,
}: Pick<ConsoleModel, 'generators' | 'checks'>): readonly PrimeRow[] {
  const checksAt = groupBy(checks, ({ shownAt }) =>
    shownAt.page === 'prime'
      ? keyOf(shownAt.id)
      : shownAt.page === 'vault'
        ? keyOf(shownAt.id, shownAt.generator)
        : '',
  )
  const checkOf = new Map(checks.map((check) => [check.id, check]))
  return generators.flatMap((generator) =>
    generator.primes.map((prime): PrimeRow => {
      const own = [
        ...(checksAt.get(keyOf(prime.id)) ?? []),
        ...(checksAt.get(keyOf(prime.id, generator.id)) ?? []),
        ...prime.legacy.flatMap(({ id }) => checkOf.get(`accounting/urn/${id}`) ?? []),
      ]
      return {
        generator,
        prime,
        href: fundedHref({ generators }, generator.id, prime),
        legacy: map(prime.legacyDebt, radToWadDown),
        funding: prime.vault.funding,
        drawable: map(prime.canTake, ({ amount }) => amount),
        verdict: own
          .map(checkState)
          .reduce((a, b) => (GRAVITY.indexOf(b) > GRAVITY.indexOf(a) ? b : a), 'pass'),
        open: own.filter((check) => checkState(check) !== 'pass'),
      }
    }),
  )
}

const keyOf = (slug: string, generator = '') => `${slug} ${generator}`

/** The rows of each Prime: one for every Generator that funds it. */
export function byPrime(rows: readonly PrimeRow[]): readonly (readonly [PrimeRow, ...PrimeRow[]])[] {
  return [...groupBy(rows, ({ prime }) => prime.id).values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [[first, ...others] as const],
  )
}

/** An amount of one Prime at all its Generators. */
export function sumOfPrime(
  [first, ...others]: readonly [PrimeRow, ...PrimeRow[]],
  amountOf: (row: PrimeRow) => Leaf<Wad>,
): Leaf<Wad> {
  if (others.length === 0) return amountOf(first)
  return totalOf(
    [first, ...others].map((row) => ({
      name: `${row.prime.name} at ${row.generator.name}`,
      amount: amountOf(row),
    })),
  )
}

/**
 * The sum of an amount over rows, or unknown with the names of the Primes that it lacks. It names no reads: those are at
 * the rows, and of a thousand Primes they would be tens of thousands.
 */
export function totalOfRows(rows: readonly PrimeRow[], amountOf: (row: PrimeRow) => Leaf<Wad>): Leaf<Wad> {
  return totalOf(rows.map((row) => ({ name: row.prime.name, amount: { ...amountOf(row), from: [] } })))
}

/** Primes of which something is not known, so that a total is not either. */
export function lacking(rows: readonly PrimeRow[]): readonly string[] {
  const names = rows
    .filter(({ legacy, funding, drawable, prime }) =>
      [legacy, funding, prime.vault.idle, drawable].some(({ ok }) => !ok),
    )
    .map(({ prime }) => prime.name)
  return [...new Set(names)]
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(keyOf(item))
    if (group) group.push(item)
    else groups.set(keyOf(item), [item])
  }
  return groups
}
