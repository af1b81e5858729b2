import { type ExposedKey, type Exposure, reach } from '@/lib/console/cutover/exposure'
import { totalOf } from '@/lib/console/derive/debt'
import { combine, every, type Leaf, map } from '@/lib/leaf'
import { max, min, sumOf, type Wad, wad } from '@/lib/math'
import { spotWords } from '@/lib/words/exposure'

/** One key of a controller, with what could be moved through it. */
export interface ExposureRow {
  readonly id: string
  readonly exposure: Exposure
  readonly key: ExposedKey
  /** Bounded by what is there, and zero where nobody operates the controller [wad]. */
  readonly now: Leaf<Wad>
  readonly day: Leaf<Wad>
  readonly afterFreeze: Leaf<Wad>
}

/** A line for each key of each controller, in the order of the funds. */
export function exposureRows(all: readonly Exposure[]): readonly ExposureRow[] {
  return all.flatMap((exposure) =>
    exposure.keys.map((key) => ({
      id: `${exposure.id}/${key.id}`,
      exposure,
      key,
      now: reach(exposure, key, 'now', false),
      day: reach(exposure, key, 'day', false),
      afterFreeze: reach(exposure, key, 'day', true),
    })),
  )
}

/** Everything that could arrive at one place. */
export interface DestinationRow {
  /** In words: "Vault of Spark". */
  readonly name: string
  /** What is there to move, over all places that it comes from [wad]. */
  readonly there: Leaf<Wad>
  readonly now: Leaf<Wad>
  readonly day: Leaf<Wad>
  readonly afterFreeze: Leaf<Wad>
}

/**
 * The lines by destination: what comes from one place through several keys is no more than is there, and what several
 * controllers can move under one key is no more than the key lets through.
 */
export function destinationRows(rows: readonly ExposureRow[]): readonly DestinationRow[] {
  return [...groupBy(rows, ({ key }) => spotWords(key.to))].map(([name, own]) => {
    const sources = [...groupBy(own, ({ key }) => spotWords(key.from))]
    const sum = (of: (row: ExposureRow) => Leaf<Wad>, there: (row: ExposureRow) => Leaf<Wad>) =>
      totalOf(
        sources.map(([source, group]) => ({
          name: source,
          amount: combine({ parts: every(byKey(group, of)), bound: greatest(group.map(there)) }, (read) =>
            min(sumOf(read.parts), read.bound),
          ),
        })),
      )
    return {
      name,
      there: totalOf(
        sources.map(([source, group]) => ({
          name: source,
          amount: greatest(group.map(({ key }) => key.thereInADay)),
        })),
      ),
      now: sum(
        ({ now }) => now,
        ({ key }) => key.there,
      ),
      day: sum(
        ({ day }) => day,
        ({ key }) => key.thereInADay,
      ),
      afterFreeze: sum(
        ({ afterFreeze }) => afterFreeze,
        ({ key }) => key.thereInADay,
      ),
    }
  })
}

/** An amount for each key: the greatest of those of the controllers that it binds together. */
const byKey = (rows: readonly ExposureRow[], of: (row: ExposureRow) => Leaf<Wad>): readonly Leaf<Wad>[] =>
  [...groupBy(rows, ({ key }) => key.id).values()].map((same) => greatest(same.map(of)))

const greatest = (leaves: readonly Leaf<Wad>[]): Leaf<Wad> =>
  map(every(leaves), (amounts) => max(wad(0n), ...amounts))

function groupBy<T>(items: readonly T[], of: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const group = groups.get(of(item))
    if (group) group.push(item)
    else groups.set(of(item), [item])
  }
  return groups
}
