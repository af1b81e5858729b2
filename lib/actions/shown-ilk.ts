import { places } from '@/lib/console/effects'
import type { ConsoleModel } from '@/lib/console/model'
import type { IlkModel } from '@/lib/console/model/primes'
import type { Place } from '@/lib/leaf/path'

/** A place where the model shows an ilk. */
export interface ShownIlk {
  readonly place: Place<IlkModel>
  readonly ilk: IlkModel
}

/** Every place where the model shows an ilk: as that of a Generator, or as a legacy ilk of a Prime, funded or not. */
export function ilkShownAt(
  name: string,
  { generators, unfunded }: Pick<ConsoleModel, 'generators' | 'unfunded'>,
): readonly ShownIlk[] {
  const all = [
    ...generators.flatMap(({ id, debt, primes }) => [
      { place: places.generators(id).debt, ilk: debt },
      ...primes.flatMap((prime) =>
        prime.legacy.map((ilk) => ({ place: places.generators(id).primes(prime.id).legacy(ilk.id), ilk })),
      ),
    ]),
    ...unfunded.flatMap(({ id, legacy }) =>
      legacy.map((ilk) => ({ place: places.unfunded(id).legacy(ilk.id), ilk })),
    ),
  ]
  return all.filter(({ ilk }) => ilk.id === name)
}
