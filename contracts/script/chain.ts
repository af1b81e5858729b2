import {
  type Abi,
  type Address,
  BaseError,
  type ContractFunctionName,
  createPublicClient,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type Hex,
  http,
  type ReadContractParameters,
  type RpcTransactionReceipt,
} from 'viem'

/** Time between two blocks where nothing else is asked for [s]. */
const BLOCK_TIME = 12n

/** Enough for every step, so that no estimate is made at a time at which the step would still revert. */
const GAS = 16_000_000n

/** A transaction of the scenario that reverted. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

type Rpc = (method: string, params?: readonly unknown[]) => Promise<unknown>

export type ScenarioChain = ReturnType<typeof connect>

/** A development chain whose time the scenario drives: each transaction is a block, 12 s after the one before. */
export function connect(rpcUrl: string) {
  const client = createPublicClient({ transport: http(rpcUrl, { retryCount: 0, timeout: 30_000 }) })
  const rpc: Rpc = (method, params = []) => client.request({ method, params } as never)

  async function reasonOf(transaction: object, block: Hex): Promise<string> {
    try {
      await rpc('eth_call', [transaction, block])
      return 'no reason: it passes when it is called again'
    } catch (error) {
      return error instanceof BaseError ? error.details : String(error)
    }
  }

  async function mined(title: string, call: object): Promise<RpcTransactionReceipt> {
    const transaction = { ...call, gas: `0x${GAS.toString(16)}` }
    const receipt = (await rpc('eth_sendTransactionSync', [transaction])) as RpcTransactionReceipt
    if (receipt.status === '0x1') return receipt
    throw new StepFailed(`${title} reverted: ${await reasonOf(transaction, receipt.blockNumber)}`)
  }

  return {
    rpc,

    /** Starts the clock: from now on no block takes its time from this machine. */
    holdTime: () => rpc('anvil_setBlockTimestampInterval', [Number(BLOCK_TIME)]),

    /** Lets time pass again, from that of the last block. */
    releaseTime: () => rpc('anvil_removeBlockTimestampInterval'),

    /** Sets the time of the next block [unix s]. */
    at: (time: bigint) => rpc('evm_setNextBlockTimestamp', [Number(time)]),

    /** Mines a block without transactions. */
    mine: () => rpc('evm_mine'),

    /**
     * Sends a transaction of an unlocked account and waits for its block.
     * @throws StepFailed with the reason when it reverts
     */
    send<const abi extends Abi, name extends ContractFunctionName<abi>>(
      from: Address,
      to: Address,
      call: EncodeFunctionDataParameters<abi, name>,
    ): Promise<RpcTransactionReceipt> {
      const data = encodeFunctionData(call as EncodeFunctionDataParameters)
      return mined(`${String(call.functionName)} of ${to} by ${from}`, { from, to, data })
    },

    /**
     * Creates a contract and waits for its block.
     * @throws StepFailed with the reason when it reverts
     */
    create: (from: Address, code: Hex) => mined(`A creation by ${from}`, { from, data: code }),

    read<const abi extends Abi, name extends ContractFunctionName<abi, 'pure' | 'view'>>(
      call: ReadContractParameters<abi, name>,
    ) {
      return client.readContract(call as ReadContractParameters<abi, name>)
    },

    /** Time of the last block [unix s]. */
    time: async (): Promise<bigint> => (await client.getBlock()).timestamp,
  }
}
