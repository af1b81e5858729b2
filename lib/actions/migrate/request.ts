import { stringToHex } from 'viem'
import { legacyMigrationFacetAbi } from '@/lib/abi'
import type { Wad } from '@/lib/math'
import { addressesOf } from '../read-back/expected'
import { type PrimeTarget, primeFields, type RequestKind } from '../request'
import { amountInWad, text } from '../stored'

/** The direction: `migrate` moves debt over to the Generator's ilk, `migrate-back` moves it back. */
export type MigrateKind = 'migrate' | 'migrate-back'

/** A step of a Prime's migration, by a relayer. */
export interface MigrateRequestOf<Kind extends MigrateKind> extends PrimeTarget {
  readonly kind: Kind
  /** Name of the legacy ilk. */
  readonly ilk: string
  /** The most debt to move [wad]. */
  readonly amount: Wad
}

export type MigrateRequest = { readonly [Kind in MigrateKind]: MigrateRequestOf<Kind> }[MigrateKind]

export const migrateKind = stepKind('migrate', 'migrate', 'migrate')
export const migrateBackKind = stepKind('migrate-back', 'migrate back', 'migrateBack')

function stepKind<Kind extends MigrateKind>(
  kind: Kind,
  verb: string,
  name: string,
): RequestKind<MigrateRequestOf<Kind>, true> {
  return {
    kind,
    verb,
    by: ['relayer'],
    at: '/primes',
    form: true,
    fields: { ...primeFields, ilk: text, amount: amountInWad },
    abi: legacyMigrationFacetAbi,
    expected: (request, model) => {
      const almProxy = addressesOf(request, model)?.almProxy
      if (!almProxy) return []
      return [
        {
          targets: [request.generator],
          signature: `${name}(address,bytes32,uint256)`,
          arguments: [almProxy, stringToHex(request.ilk, { size: 32 }), String(request.amount)],
        },
      ]
    },
  }
}
