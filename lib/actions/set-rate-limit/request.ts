import type { Address, Hex } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import type { RequestKind } from '../request'
import { address, uint, word } from '../stored'

export type LimitKind = 'raise-limit' | 'lower-limit' | 'remove-limit'

export interface LimitRequestOf<Kind extends LimitKind> {
  readonly kind: Kind
  readonly generator: Address
  readonly key: Hex
  readonly maxAmount: bigint
  /** [units/s] */
  readonly slope: bigint
}

export type LimitRequest = { readonly [Kind in LimitKind]: LimitRequestOf<Kind> }[LimitKind]

export const raiseLimitKind: RequestKind<LimitRequestOf<'raise-limit'>, true> = {
  ...limitKind('raise-limit', 'raise limit'),
  form: true,
}

export const lowerLimitKind: RequestKind<LimitRequestOf<'lower-limit'>, true> = {
  ...limitKind('lower-limit', 'lower limit'),
  form: true,
}

/** Both numbers are 0: there is nothing to fill in. */
export const removeLimitKind: RequestKind<LimitRequestOf<'remove-limit'>, false> = {
  ...limitKind('remove-limit', 'remove limit'),
  form: false,
}

function limitKind<Kind extends LimitKind>(
  kind: Kind,
  verb: string,
): Omit<RequestKind<LimitRequestOf<Kind>>, 'form'> {
  return {
    kind,
    verb,
    fields: { generator: address, key: word, maxAmount: uint, slope: uint },
    abi: configuratorAbi,
    expected: (request, { generators, configurator }) => {
      const generator = generators.find(({ id }) => id === request.generator)
      const limit = generator?.limits.find(({ id }) => id === request.key)
      if (!limit) return []
      return [
        {
          targets: [configurator.addresses.configurator],
          signature: 'setRateLimit(address,bytes32,uint256,uint256)',
          arguments: [limit.rateLimits, request.key, String(request.maxAmount), String(request.slope)],
        },
      ]
    },
  }
}
