import {
  type Abi,
  type Address,
  decodeErrorResult,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type Hex,
  parseAbi,
  toHex,
} from 'viem'
import type { Client } from '@/lib/cli/test-chain'

/** A transaction to play. */
export interface Call {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
}

/** A block to play. */
export interface Block {
  /** Unix time [s]. */
  readonly time: bigint
  readonly calls: readonly Call[]
}

/** The answer of a call: its return data, or the reason of its revert; `none` is a revert without data. */
export type CallOutcome =
  | { readonly data: Hex; readonly revert?: never }
  | { readonly revert: string; readonly data?: never }

/** A call with types from the function that it names. */
export function call<const abi extends Abi, name extends string>(
  from: Address,
  to: Address,
  params: { abi: abi; functionName: name; args?: readonly unknown[] },
): Call {
  return { from, to, data: encodeFunctionData(params as unknown as EncodeFunctionDataParameters) }
}

interface SimulatedCall {
  readonly status: Hex
  readonly returnData: Hex
  readonly error?: { readonly data?: Hex }
}

/**
 * Plays blocks on top of the latest one, each call on the state that those before it left, and discards them.
 * @returns the outcomes, block by block
 */
export async function simulate(client: Client, blocks: readonly Block[]): Promise<CallOutcome[][]> {
  const head = await client.getBlockNumber()
  const blockStateCalls = blocks.map(({ time, calls }, index) => ({
    blockOverrides: { time: toHex(time), number: toHex(head + 1n + BigInt(index)) },
    calls: calls.map(({ from, to, data }) => ({ from, to, input: data, gas: toHex(10_000_000) })),
  }))
  const played = await client.request<{
    Parameters: [object, string]
    ReturnType: { calls: SimulatedCall[] }[]
  }>({ method: 'eth_simulateV1' as never, params: [{ blockStateCalls }, 'latest'] })
  return played.map(({ calls }) => calls.map(outcomeOf))
}

function outcomeOf({ status, returnData, error }: SimulatedCall): CallOutcome {
  return status === '0x1' ? { data: returnData } : { revert: reasonOf(error?.data ?? returnData) }
}

const ERRORS = parseAbi([
  'error Error(string)',
  'error Panic(uint256)',
  'error AccessControlUnauthorizedAccount(address account, bytes32 role)',
  'error FunctionNotFound(bytes4 selector)',
  'error CallSelectorNotWired(bytes4 callSelector)',
  'error NotActor()',
  'error EnforcedPause()',
  'error FailedCall()',
  'error TimelockUnexecutedPredecessor(bytes32 predecessor)',
  'error TimelockUnexpectedOperationState(bytes32 operation, bytes32 expected)',
])

function reasonOf(data: Hex): string {
  if (data === '0x') return 'none'
  const { errorName, args } = decodeErrorResult({ abi: ERRORS, data })
  if (errorName === 'Error') return args[0]
  if (errorName === 'Panic') return `Panic(${toHex(args[0])})`
  return `${errorName}(${(args ?? []).join(', ')})`
}
