import { toFloat } from '@/components/model/amounts'
import type { GeneratorPlace, PrimePlace, Whereabouts } from '@/lib/console/model/where'
import { formatCompact } from '@/lib/format'
import { combine, type Leaf } from '@/lib/leaf'
import { sumOf, type Wad } from '@/lib/math'

/** Which of the two debts a way belongs to: it decides the hue. A place may have both, and then has none. */
export type Side = 'old' | 'new'

export interface FlowNode {
  readonly name: string
  readonly side: Side | 'both'
  /** What passes through it, as it is shown. */
  readonly text: string
}

export interface FlowLink {
  readonly source: number
  readonly target: number
  readonly value: number
  readonly side: Side
}

/** The picture of who is funded by what; what is not known is not in it, and is named instead. */
export interface Flow {
  readonly nodes: readonly FlowNode[]
  readonly links: readonly FlowLink[]
  /** Ways that cannot be drawn, since their amount is not known. */
  readonly missing: readonly string[]
}

/** Thinner ways than this part of all could not be seen; they are in the table. */
const LEAST = 1 / 2_000

interface Way {
  readonly from: string
  readonly to: string
  readonly side: Side
  readonly amount: Leaf<Wad>
}

/**
 * The way of the money: from each legacy ilk straight to its Prime, and from the ilk of a Generator through its vaults to
 * what lies idle there and what Primes took, or to no vault. Fees not yet dripped are debt, and no funds, so they are not in
 * it.
 */
export function flowOf({ generators, primes }: Whereabouts): Flow {
  const ways = [
    ...primes.flatMap(legacyWays),
    ...generators.flatMap(generatorWays),
    ...primes.flatMap((place) => vaultWays(place, generators)),
  ]
  const known = ways.flatMap(({ amount, ...way }) =>
    amount.ok && amount.value > 0n ? [{ ...way, amount: amount.value }] : [],
  )
  const most = known.reduce((sum, { amount }) => sum + amount, 0n)
  const drawn = known.filter(({ amount }) => Number(amount) >= Number(most) * LEAST)
  const names = [...new Set(drawn.flatMap(({ from, to }) => [from, to]))]
  const through = (name: string) => {
    const sum = (of: 'from' | 'to') =>
      drawn.filter((way) => way[of] === name).reduce((total, { amount }) => total + amount, 0n)
    const [out, into] = [sum('from'), sum('to')]
    return out > into ? out : into
  }
  const sideOf = (name: string): FlowNode['side'] => {
    const sides = new Set(drawn.flatMap(({ from, to, side }) => (from === name || to === name ? [side] : [])))
    return sides.size > 1 ? 'both' : sides.has('new') ? 'new' : 'old'
  }
  return {
    nodes: names.map((name) => ({
      name,
      side: sideOf(name),
      text: formatCompact(through(name), 18),
    })),
    links: drawn.map(({ from, to, side, amount }) => ({
      source: names.indexOf(from),
      target: names.indexOf(to),
      value: toFloat(amount, 18),
      side,
    })),
    missing: ways.flatMap(({ from, to, amount }) => (amount.ok ? [] : [`${from} to ${to}`])),
  }
}

const legacyWays = ({ name, legacy }: PrimePlace): readonly Way[] =>
  legacy.map(({ id, booked }) => ({ from: id, to: name, side: 'old', amount: booked }))

const generatorWays = ({ ilk, name, buffer, proxy }: GeneratorPlace): readonly Way[] => [
  { from: ilk, to: `${name}: in no vault`, side: 'new', amount: sum(buffer, proxy) },
]

const sum = (a: Leaf<Wad>, b: Leaf<Wad>): Leaf<Wad> => combine({ a, b }, (read) => sumOf([read.a, read.b]))

function vaultWays(
  { name, vault, generator }: PrimePlace,
  generators: readonly GeneratorPlace[],
): readonly Way[] {
  const funder = generators.find((one) => one.name === generator)
  if (vault === null || funder === undefined) return []
  const own = generators.length > 1 ? `Vault of ${name} at ${funder.name}` : `Vault of ${name}`
  return [
    { from: funder.ilk, to: own, side: 'new', amount: vault.funding },
    { from: own, to: name, side: 'new', amount: vault.out },
    { from: own, to: `${name}: idle in its vault`, side: 'new', amount: sum(vault.kept, vault.free) },
  ]
}
