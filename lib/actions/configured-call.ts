import { type Address, encodeFunctionData, type Hex } from 'viem'
import { configuratorAbi } from '@/lib/abi'
import type { ActionCall } from './direct'

/**
 * An approved call of a controller, as a cBEAM makes it through the Configurator, which only says that a call failed and
 * not why. Source: DOMAIN.md §6.1.
 */
export const configuredCall = (configurator: Address, controller: Address, data: Hex): ActionCall => ({
  to: configurator,
  value: 0n,
  data: encodeFunctionData({
    abi: configuratorAbi,
    functionName: 'callControllerAction',
    args: [controller, data],
  }),
  inner: { from: configurator, to: controller, data },
})
