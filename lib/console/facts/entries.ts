import type { Address, Hex } from 'viem'

/** What tells an initial limit of a Unit from all others. */
export const initId = (rateLimits: Address, key: Hex): string => `${rateLimits}-${key}`

/** What tells an approval of a Unit from all others. */
export const approvalId = (controller: Address, key: Hex): string => `${controller}-${key}`

/** The two parts of either id. */
export function partsOf(id: string): readonly [target: Address, key: Hex] {
  const [target, key] = id.split('-')
  return [target as Address, key as Hex]
}
