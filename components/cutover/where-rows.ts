import { totalOf } from '@/lib/console/derive/debt'
import type { PrimePlace, VaultPlace, Whereabouts } from '@/lib/console/model/where'
import { given, type Leaf } from '@/lib/leaf'
import { type Wad, wad } from '@/lib/math'

/** One line of the table: a Prime as one Generator funds it, or a Generator with what it has in no vault. */
export interface WhereRow {
  readonly id: string
  readonly name: string
  readonly generator: string | null
  /** Null where there is none of it. All [wad]. */
  readonly legacy: Leaf<Wad> | null
  readonly legacyFees: Leaf<Wad> | null
  readonly kept: Leaf<Wad> | null
  readonly free: Leaf<Wad> | null
  readonly out: Leaf<Wad> | null
  readonly yieldSinceDrip: Leaf<Wad> | null
  readonly inNoVault: Leaf<Wad> | null
  readonly proxy: Leaf<Wad> | null
}

/** A line for each Prime, and one for each Generator. */
export function whereRows({ primes, generators }: Whereabouts): readonly WhereRow[] {
  return [
    ...primes.map((place): WhereRow => {
      const of = (part: keyof VaultPlace) => (place.vault === null ? null : place.vault[part])
      return {
        id: `${place.generator ?? ''}/${place.id}`,
        name: place.name,
        generator: place.generator,
        legacy: legacyOf(place, 'booked'),
        legacyFees: legacyOf(place, 'fees'),
        kept: of('kept'),
        free: of('free'),
        out: of('out'),
        yieldSinceDrip: of('yieldSinceDrip'),
        inNoVault: null,
        proxy: place.proxy,
      }
    }),
    ...generators.map(
      ({ id, name, buffer, proxy }): WhereRow => ({
        ...{ id, name, generator: name, legacy: null, legacyFees: null, kept: null, free: null, out: null },
        ...{ yieldSinceDrip: null, proxy: null },
        inNoVault: totalOf([
          { name: `${name}'s AllocatorBuffer`, amount: buffer },
          { name: `${name}'s ALMProxy`, amount: proxy },
        ]),
      }),
    ),
  ]
}

function legacyOf({ legacy }: PrimePlace, part: 'booked' | 'fees'): Leaf<Wad> | null {
  return legacy.length === 0 ? null : totalOf(legacy.map((ilk) => ({ name: ilk.id, amount: ilk[part] })))
}

/** The sum of a column over the lines that have it. It names no reads: those are at the lines. */
export function columnTotal(rows: readonly WhereRow[], of: (row: WhereRow) => Leaf<Wad> | null): Leaf<Wad> {
  const parts = rows.flatMap((row) => {
    const amount = of(row)
    return amount === null ? [] : [{ name: row.name, amount: { ...amount, from: [] } }]
  })
  return parts.length === 0 ? given(wad(0n)) : totalOf(parts)
}
