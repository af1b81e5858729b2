import type { Address } from 'viem'

/** Whatever has Units: facts or a model. */
interface WithUnits<Unit> {
  readonly units: readonly Unit[]
}

interface Identified {
  readonly id: Address
}

/** The Unit in whose scope something is. @throws RangeError where it is not there: facts and models have it */
export function unitOf<Unit extends Identified>(
  { units }: WithUnits<Unit>,
  { unit }: { readonly unit: Address },
) {
  const found = units.find(({ id }) => id === unit)
  if (found === undefined) throw new RangeError(`There is no Unit with the BeamState ${unit}`)
  return found
}

/** What of several things is in the scope of a Unit. */
export const ofUnit = <T extends { readonly unit: Address | null }>(
  all: readonly T[],
  { id }: Identified,
): readonly T[] => all.filter(({ unit }) => unit === id)

/** Every pair of BeamState that is known in a Unit: with its Generators, and with other PAUs. */
export const pairsIn = <Pair>(
  generators: readonly { readonly unit: Address; readonly scope: { readonly pairs: readonly Pair[] } }[],
  unit: Identified & { readonly configurator: { readonly otherPairs: readonly Pair[] } },
): readonly Pair[] => [
  ...ofUnit(generators, unit).flatMap(({ scope }) => scope.pairs),
  ...unit.configurator.otherPairs,
]

interface Named extends Identified {
  readonly name: string
}

/** The name of a Unit where it has to be told from others; null where there is only one. */
export const nameAmong = ({ units }: WithUnits<Named>, { name }: Pick<Named, 'name'>): string | null =>
  units.length > 1 ? name : null

/** What is said of something of a Unit, with the name of the Unit where there are several: "Timelock (Prime scope)". */
export function inUnit(all: WithUnits<Named>, unit: Named, text: string): string {
  const name = nameAmong(all, unit)
  return name === null ? text : `${text} (${name})`
}

/** What tells something of a Unit from its like in another, where there are several. */
export const idIn = (all: WithUnits<Named>, unit: Named, id: string): string =>
  all.units.length > 1 ? `${id}/${unit.id}` : id
