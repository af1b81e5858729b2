import { isAddressEqual, zeroAddress } from 'viem'
import { andThen, combine, every, given, type Leaf } from '@/lib/leaf'
import type { MigrationModel } from '../model/migration'
import type { PrimeModel } from '../model/primes'

/**
 * Whether the migration of a Prime records the legacy ilks that the deployment file names, and no other. A Prime that was
 * never scheduled has nothing recorded that could differ.
 */
export function recordedAsNamed(
  { legacy }: Pick<PrimeModel, 'legacy'>,
  { vault, ilks }: MigrationModel,
): Leaf<boolean> {
  const recorded = every(
    ilks.items.map((one) => combine({ ilk: one.ilk, allocatorVault: one.allocatorVault }, (known) => known)),
  )
  return andThen(vault, (at) =>
    isAddressEqual(at, zeroAddress)
      ? given(true)
      : combine(
          { length: ilks.length, recorded },
          ({ recorded: all }) =>
            all.length === legacy.length &&
            legacy.every(({ ilk, allocatorVault }) =>
              all.some((one) => one.ilk === ilk && isAddressEqual(one.allocatorVault, allocatorVault)),
            ),
        ),
  )
}
