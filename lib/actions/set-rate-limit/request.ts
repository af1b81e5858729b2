import type { Address, Hex } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import { unitOf } from '@/lib/console/facts/units'
import type { RequestKind } from '../request'
import { address, uint, word } from '../stored'

export type LimitKind = 'raise-limit' | 'lower-limit' | 'remove-limit'

export interface LimitRequestOf<Kind extends LimitKind> {
  readonly kind: Kind
  readonly generator: Address
  readonly key: Hex
  readonly maxAmount: bigint
  /** Refill [unit of the key per s]. */
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

/** Without a form, since both numbers are 0. */
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
    by: ['cBeam'],
    at: '/limits',
    fields: { generator: address, key: word, maxAmount: uint, slope: uint },
    abi: configuratorAbi,
    expected: (request, model) => {
      const generator = model.generators.find(({ id }) => id === request.generator)
      const limit = generator?.limits.find(({ id }) => id === request.key)
      if (!generator || !limit) return []
      return [
        {
          targets: [unitOf(model, generator).configurator.addresses.configurator],
          signature: 'setRateLimit(address,bytes32,uint256,uint256)',
          arguments: [limit.rateLimits, request.key, String(request.maxAmount), String(request.slope)],
        },
      ]
    },
  }
}
