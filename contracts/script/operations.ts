import { type Address, encodeFunctionData, type Hex } from 'viem'
import {
  administeredAgentAbi,
  dispatchedPauAbi,
  sparkVaultFacetAbi,
  transferAssetFacetAbi,
  usdsFacetAbi,
} from '@/lib/abi'
import type { ControllerDeployment } from '@/lib/deployment'
import { type CallTo, callOf } from './chain'

/**
 * What the relayer of a Prime does through a controller of its PAU: at a production PAU as an actor of the agent, under
 * other names. Amounts are USDS [wad].
 */
export const minting = (by: ControllerDeployment, amount: bigint): CallTo =>
  through(
    by,
    callOf(by.controller, { abi: usdsFacetAbi, functionName: 'mintUSDS', args: [amount] }),
    encodeFunctionData({ abi: dispatchedPauAbi, functionName: 'usds_mint', args: [amount] }),
  )

/** Repays legacy debt. */
export const burning = (by: ControllerDeployment, amount: bigint): CallTo =>
  through(
    by,
    callOf(by.controller, { abi: usdsFacetAbi, functionName: 'burnUSDS', args: [amount] }),
    encodeFunctionData({ abi: dispatchedPauAbi, functionName: 'usds_burn', args: [amount] }),
  )

/** Takes from the Prime's vault. */
export const taking = (by: ControllerDeployment, vault: Address, amount: bigint): CallTo =>
  through(
    by,
    callOf(by.controller, {
      abi: sparkVaultFacetAbi,
      functionName: 'takeFromSparkVault',
      args: [vault, amount],
    }),
    encodeFunctionData({ abi: dispatchedPauAbi, functionName: 'sparkVault_take', args: [vault, amount] }),
  )

/** Returns to the Prime's vault. */
export const returning = (by: ControllerDeployment, usds: Address, vault: Address, amount: bigint): CallTo =>
  through(
    by,
    callOf(by.controller, {
      abi: transferAssetFacetAbi,
      functionName: 'transferAsset',
      args: [usds, vault, amount],
    }),
    encodeFunctionData({
      abi: dispatchedPauAbi,
      functionName: 'transferAsset_transfer',
      args: [usds, vault, amount],
    }),
  )

/** Whether it is a production Controller. */
export const isDispatched = ({ reader }: ControllerDeployment): boolean => reader === 'diamond-pau'

function through(by: ControllerDeployment, plain: CallTo, dispatched: Hex): CallTo {
  if (!isDispatched(by)) return plain
  if (by.agent === null) throw new RangeError('A production Controller without an agent')
  const call = callOf(by.agent, {
    abi: administeredAgentAbi,
    functionName: 'call',
    args: [by.controller, dispatched],
  })
  return { ...call, title: plain.title }
}
