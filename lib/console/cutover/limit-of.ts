import type { Address } from 'viem'
import { memo } from '@/lib/leaf/memo'
import type { KnownLimitName } from '@/lib/limits'
import type { GeneratorModel, LimitModel } from '../model'

/** Limits by name and vault, once for each model: a thousand Primes have some thousands of them. */
const byName = memo(
  (limits: GeneratorModel['limits']): ReadonlyMap<string, LimitModel> =>
    new Map(
      limits.flatMap((limit) =>
        limit.name ? [[`${limit.name.name} ${limit.name.addresses.join()}`, limit] as const] : [],
      ),
    ),
)

/** The limit of a Generator for a vault; null where its key was not read. */
export const limitOfVault = (
  { limits }: Pick<GeneratorModel, 'limits'>,
  name: KnownLimitName,
  vault: Address,
): LimitModel | null => byName(limits).get(`${name} ${vault}`) ?? null
