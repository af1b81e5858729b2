import type { Address, Hex } from 'viem'
import type { FacetChange } from '@/lib/console/facts/watchlist'
import type {
  DiamondModel,
  FacetHistory,
  FacetModel,
  GeneratorModel,
  NamedAddress,
} from '@/lib/console/model'
import { stageOf } from '@/lib/diamond'
import { formatExact, plural } from '@/lib/format'
import { every, type Leaf, map, orElse } from '@/lib/leaf'

type Shown = Pick<FacetModel, 'id' | 'name' | 'functions'>

/** Functions of a facet that belong to no known interface; unknown while its functions are. */
export function unknownFunctions({ functions }: Pick<FacetModel, 'functions'>): Leaf<number> {
  return map(functions, (list) => list.filter(({ signature }) => signature === null).length)
}

/** What a facet is called. One that nobody named is *unknown* unless all its functions are known. */
export function facetTitle(facet: Shown, nameOf: (address: Address) => string | undefined): string {
  const name = facet.name ?? nameOf(facet.id)
  return name ?? (orElse(unknownFunctions(facet), null) === 0 ? 'Unnamed facet' : 'Unknown facet')
}

/** How a facet came to be there, in words; the caller words the facets that it replaces. */
export function sinceText(
  since: FacetHistory,
  told: (facet: NamedAddress) => string = ({ name }) => name,
): string {
  switch (since.type) {
    case 'deployed':
      return 'As deployed'
    case 'replaced':
      return `Replaces ${since.replaces.map(told).join(', ')}`
    case 'added':
      return 'Added later'
  }
}

/** The block in which a facet first served a function; null where no event tells. */
export function firstBlock(cuts: readonly FacetChange[], facet: Address): bigint | null {
  return cuts.find((cut) => cut.facet === facet && cut.action !== 'remove')?.blockNumber ?? null
}

/** The block in which a selector last got its facet; null where no event tells. */
export function selectorBlock(cuts: readonly FacetChange[], facet: Address, selector: Hex): bigint | null {
  const cut = cuts.findLast(
    (change) => change.facet === facet && change.action !== 'remove' && change.selectors.includes(selector),
  )
  return cut?.blockNumber ?? null
}

/** The answer of the page for one Generator: its stage, how many facets and functions, and what stands out. */
export function diamondSentence({ name, diamond }: Pick<GeneratorModel, 'name' | 'diamond'>): string {
  const { length, items } = diamond.facets
  if (!length.ok) return `The facets of ${name} could not be read`
  const stage = stageOf({ loupe: length.value > 0, dispatchTable: undefined })
  if (stage === null) return `${name} lists no facet, so its stage is not known`
  const functions = every(items.map((facet) => facet.functions))
  const head = `${name} is a ${stage} of ${plural(length.value, 'facet')}`
  if (!functions.ok) return `${head}; the functions of some could not be read`
  const count = functions.value.reduce((sum, list) => sum + list.length, 0)
  const remarks = remarksOn(diamond)
  return [`${head} with ${plural(count, 'function')}`, ...(remarks ? [remarks] : [])].join('; ')
}

function remarksOn({ facets: { items }, gone }: Pick<DiamondModel, 'facets' | 'gone'>): string {
  const since = items.flatMap((facet) => (facet.since.ok ? [{ facet, since: facet.since.value }] : []))
  const isUnknown = (facet: FacetModel) => orElse(unknownFunctions(facet), 0) > 0
  const replaced = since.flatMap((entry) => (entry.since.type === 'replaced' ? [entry.since] : []))
  const followed = new Set(replaced.flatMap(({ replaces }) => replaces.map(({ address }) => address)))
  const counts = [
    [items.filter(isUnknown).length, 'unknown'],
    [replaced.length, 'replaced'],
    // An unknown facet is counted as such already.
    [since.filter((entry) => entry.since.type === 'added' && !isUnknown(entry.facet)).length, 'added'],
    [orElse(gone, []).filter(({ address }) => !followed.has(address)).length, 'removed'],
  ] as const
  return counts
    .filter(([count]) => count > 0)
    .map(([count, word]) => `${count} ${word}`)
    .join(', ')
}

/** A block number, or that no event tells it. */
export function blockText(block: bigint | null): string {
  return block === null ? 'not seen' : formatExact(block, 0)
}
