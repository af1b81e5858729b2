import type { Address, Hex } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import { unitOf } from '@/lib/console/facts/units'
import { type RequestKind, type Routed, routedFields } from '../request'
import { address, list, oneOf, shape, uint, word } from '../stored'

/** What becomes of one limit. */
export interface LimitStep {
  readonly key: Hex
  /** What the step is called: one that raises a number and lowers the other is a raise, as it is for the Configurator. */
  readonly change: 'raise' | 'lower'
  /** In the unit of the key. */
  readonly maxAmount: bigint
  /** Refill [unit of the key per s]. */
  readonly slope: bigint
}

/** Sets several limits of one Generator in one transaction of a Safe: all of them, or none. */
export interface SetLimitsRequest extends Routed {
  readonly kind: 'set-limits'
  readonly generator: Address
  readonly steps: readonly LimitStep[]
}

/** Most limits of one transaction, so that all of them can be read before signing. */
export const mostLimits = 16

const limitStep = shape({ key: word, change: oneOf('raise', 'lower'), maxAmount: uint, slope: uint })

export const setLimitsKind: RequestKind<SetLimitsRequest, true> = {
  kind: 'set-limits',
  verb: 'set limits',
  by: ['cBeam'],
  at: '/limits',
  form: true,
  fields: { generator: address, steps: list(limitStep, mostLimits), ...routedFields },
  abi: configuratorAbi,
  expected: ({ steps, ...request }, model) => {
    const generator = model.generators.find(({ id }) => id === request.generator)
    if (!generator) return []
    return steps.map(({ key, maxAmount, slope }) => ({
      targets: [unitOf(model, generator).configurator.addresses.configurator],
      signature: 'setRateLimit(address,bytes32,uint256,uint256)',
      arguments: [generator.addresses.rateLimits, key, String(maxAmount), String(slope)],
    }))
  },
}
