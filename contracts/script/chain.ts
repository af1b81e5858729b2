import {
  type Abi,
  type Address,
  BaseError,
  type ContractFunctionName,
  createPublicClient,
  type EncodeFunctionDataParameters,
  encodeFunctionData,
  type Hex,
  hexToNumber,
  http,
  type ReadContractParameters,
  type RpcTransactionReceipt,
  toHex,
} from 'viem'

/** Default time between two blocks [s]. */
const BLOCK_TIME = 12n

/** Enough gas for every step. It is not estimated, as a step may revert at the time of the estimate. */
const GAS = 16_000_000n

/** The most transactions that share a block. A block of a billion gas holds far more. */
const BLOCK_SIZE = 500

/** Longest time of one request [ms]. A full block of contract creations takes seconds. */
const PATIENCE = 60_000

/** A transaction of the scenario that reverted. */
export class StepFailed extends Error {
  override readonly name = 'StepFailed'
}

/** A call of a contract, to be sent as a transaction. */
export interface Call {
  readonly title: string
  /** Left out where the call creates a contract. */
  readonly to?: Address
  readonly data: Hex
  /** The most gas that the transaction may use; by default enough for every step of the scenario. */
  readonly gas?: bigint
}

/** A call with the unlocked account that sends it. */
export interface Sending {
  readonly from: Address
  readonly call: Call
}

/** A call of a contract that stands already. */
export type CallTo = Call & { readonly to: Address }

/** A call as viem describes it, with a title for when it fails. */
export function callOf<const abi extends Abi, name extends ContractFunctionName<abi>>(
  to: Address,
  call: EncodeFunctionDataParameters<abi, name>,
): CallTo {
  const data = encodeFunctionData(call as EncodeFunctionDataParameters)
  return { title: `${String(call.functionName)} of ${to}`, to, data }
}

type Rpc = (method: string, params?: readonly unknown[]) => Promise<unknown>

export type ScenarioChain = ReturnType<typeof connect>

/** A development chain whose time the scenario drives: a block comes 12 s after the one before. */
export function connect(rpcUrl: string) {
  const transport = http(rpcUrl, { retryCount: 0, timeout: PATIENCE, batch: { batchSize: BLOCK_SIZE } })
  const client = createPublicClient({ transport })
  const rpc: Rpc = (method, params = []) => client.request({ method, params } as never)

  async function reasonOf(transaction: object, block: Hex): Promise<string> {
    try {
      await rpc('eth_call', [transaction, block])
      return 'no reason, as the same call passes now'
    } catch (error) {
      return error instanceof BaseError ? error.details : String(error)
    }
  }

  const passed = async (title: string, transaction: object, receipt: RpcTransactionReceipt) => {
    if (receipt.status === '0x1') return receipt
    throw new StepFailed(`${title} reverted: ${await reasonOf(transaction, receipt.blockNumber)}`)
  }

  async function mined(title: string, call: object): Promise<RpcTransactionReceipt> {
    const transaction = { ...call, gas: toHex(GAS) }
    const receipt = (await rpc('eth_sendTransactionSync', [transaction])) as RpcTransactionReceipt
    return passed(title, transaction, receipt)
  }

  /** Sends transactions and mines them as one block, in their order. */
  async function minedTogether(sendings: readonly Sending[]): Promise<RpcTransactionReceipt[]> {
    // The nonces are set here, since the requests of one batch can be handled in any order.
    const nonces = new Map<Address, number>()
    for (const from of new Set(sendings.map((sending) => sending.from)))
      nonces.set(from, hexToNumber((await rpc('eth_getTransactionCount', [from, 'latest'])) as Hex))
    const sent = sendings.map(({ from, call: { title, to, data, gas = GAS } }) => {
      const nonce = nonces.get(from) ?? 0
      nonces.set(from, nonce + 1)
      return {
        title: `${title} by ${from}`,
        transaction: { from, ...(to && { to }), data, gas: toHex(gas), nonce: toHex(nonce) },
      }
    })
    const hashes = await Promise.all(sent.map(({ transaction }) => rpc('eth_sendTransaction', [transaction])))
    await rpc('evm_mine')
    const receipts = await Promise.all(
      hashes.map((hash) => rpc('eth_getTransactionReceipt', [hash]) as Promise<RpcTransactionReceipt | null>),
    )
    const included: RpcTransactionReceipt[] = []
    for (const [index, { title, transaction }] of sent.entries()) {
      const receipt = receipts[index]
      if (!receipt) throw new StepFailed(`${title} did not fit into the block`)
      included.push(await passed(title, transaction, receipt))
    }
    return included
  }

  async function minedInBlocks(
    sendings: readonly Sending[],
    blockSize: number,
  ): Promise<RpcTransactionReceipt[]> {
    const receipts: RpcTransactionReceipt[] = []
    await rpc('evm_setAutomine', [false])
    try {
      for (let first = 0; first < sendings.length; first += blockSize) {
        receipts.push(...(await minedTogether(sendings.slice(first, first + blockSize))))
      }
    } finally {
      await rpc('evm_setAutomine', [true])
    }
    return receipts
  }

  return {
    rpc,

    /** From now on blocks take their time from the scenario, and not from the clock of the machine. */
    holdTime: () => rpc('anvil_setBlockTimestampInterval', [Number(BLOCK_TIME)]),

    /** From now on time passes by itself again, starting at the time of the last block. */
    releaseTime: () => rpc('anvil_removeBlockTimestampInterval'),

    /** Sets the time of the next block [unix s]. */
    at: (time: bigint) => rpc('evm_setNextBlockTimestamp', [Number(time)]),

    /** Mines a block without transactions. */
    mine: () => rpc('evm_mine'),

    /**
     * Sends a transaction of an unlocked account and waits for its block, which holds nothing else.
     * @throws StepFailed with the reason when it reverts
     */
    send<const abi extends Abi, name extends ContractFunctionName<abi>>(
      from: Address,
      to: Address,
      call: EncodeFunctionDataParameters<abi, name>,
    ): Promise<RpcTransactionReceipt> {
      const { title, data } = callOf(to, call)
      return mined(`${title} by ${from}`, { from, to, data })
    },

    /**
     * Sends transactions of one unlocked account in their order, in as few blocks as possible.
     * @param blockSize the most transactions in one block
     * @returns their receipts, in the same order
     * @throws StepFailed with the reason of the first transaction that reverts
     */
    sendAll: (
      from: Address,
      calls: readonly Call[],
      blockSize = BLOCK_SIZE,
    ): Promise<RpcTransactionReceipt[]> =>
      minedInBlocks(
        calls.map((call) => ({ from, call })),
        blockSize,
      ),

    /**
     * Sends transactions of several unlocked accounts, those of each in their order, in one block.
     * @throws StepFailed with the reason of the first transaction that reverts
     */
    sendTogether: (sendings: readonly Sending[]): Promise<RpcTransactionReceipt[]> =>
      minedInBlocks(sendings, BLOCK_SIZE),

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
