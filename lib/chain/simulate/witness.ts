import { decodeFunctionResult, encodeFunctionData, type Hex, toHex } from 'viem'
import { blockLensAbi } from '@/lib/abi'
import type { RpcLog } from '../logs/events'
import { blockLensAddress, witnessAddress } from '../read/lens'
import { type Conditions, gasPrice, maxFee } from './conditions'

/** What a contract sees in a simulated block, since not all nodes set the conditions as asked. */
export interface Seen {
  /** The conditions that it sees differently than was asked for, in words; empty when all are as asked. */
  readonly unmet: readonly string[]
  /** Whether movements of ether are among the logs. */
  readonly ether: boolean
}

const conditionsCall = { abi: blockLensAbi, functionName: 'conditions' } as const

const GAS = 100_000n

/** A transaction in addition to those of the action, at the same price. It asks the block lens and brings one wei. */
export function witnessCall(conditions: Conditions) {
  return {
    from: witnessAddress,
    to: blockLensAddress,
    data: encodeFunctionData(conditionsCall),
    value: '0x1',
    gas: toHex(GAS),
    maxFeePerGas: toHex(maxFee(conditions)),
    maxPriorityFeePerGas: toHex(conditions.tip),
  }
}

interface WitnessResult {
  readonly status: Hex
  readonly returnData: Hex
  readonly logs?: readonly RpcLog[]
}

export function seenBy({ status, returnData, logs = [] }: WitnessResult, asked: Conditions): Seen {
  const ether = logs.length > 0
  if (status !== '0x1') return { unmet: ['what a contract sees (it could not be asked)'], ether }
  const seen = decodeFunctionResult({ ...conditionsCall, data: returnData })
  const checks = [
    ['block number', seen.number, asked.number],
    ['time', seen.time, asked.time],
    ['base fee', seen.baseFee, asked.baseFee],
    ['gas price', seen.gasPrice, gasPrice(asked)],
    ['coinbase', BigInt(seen.coinbase), BigInt(asked.coinbase)],
    ['prevrandao', seen.prevrandao, BigInt(asked.prevrandao)],
    ['gas limit', seen.gasLimit, asked.gasLimit],
  ] as const
  return {
    unmet: checks.flatMap(([name, found, wanted]) =>
      found === wanted ? [] : [`${name} (${found === 0n ? '0' : 'another'} instead of what was asked for)`],
    ),
    ether,
  }
}
