import {
  type Check,
  hasOnly,
  isAddress,
  isBoolean,
  isData,
  isHash,
  isQuantity,
  listOf,
  maybe,
  tuple,
} from './rpc-params'

/** The state of the chain that bounds depend on. */
export interface Bounds {
  /** Number of the block that is shown; null before the first. */
  readonly head: bigint | null
}

export interface Method {
  /** What a call takes from a client's budget; a plain read takes 1. */
  readonly cost: number
  /** Whether no node has to work long for these parameters. */
  readonly accepts: (params: readonly unknown[], bounds: Bounds) => boolean
}

/** Most gas that a call may use: more than any block holds. */
const mostGas = 100_000_000n

/** The most blocks in one `eth_getLogs`, for named contracts and for all. */
const widestRange = 50_000n
const widestRangeOfAll = 7_200n

/** How far after the head a simulated block may be. */
const mostAhead = 64n

const mostAddresses = 2_000
const mostTopics = 1_000
const mostAccounts = 256
const mostSlots = 256
const mostSimulatedBlocks = 4
const mostSimulatedCalls = 1_000

const isTag: Check = (value) => ['latest', 'safe', 'finalized', 'pending'].includes(value as string)
const isNumber: Check = (value) => isQuantity(value, 2n ** 64n)
const isBlock: Check = (value) =>
  isTag(value) ||
  isNumber(value) ||
  isHash(value) ||
  hasOnly({ blockHash: isHash, requireCanonical: maybe(isBoolean) })(value) ||
  hasOnly({ blockNumber: isNumber })(value)

const isWord: Check = (value) => isQuantity(value, 2n ** 256n)
const isSlot: Check = (value) => isHash(value) || isWord(value)

const isCall = hasOnly({
  from: maybe(isAddress),
  to: maybe(isAddress),
  data: maybe(isData),
  input: maybe(isData),
  gas: maybe((value) => isQuantity(value, mostGas)),
  value: maybe(isWord),
  nonce: maybe(isWord),
  gasPrice: maybe(isWord),
  maxFeePerGas: maybe(isWord),
  maxPriorityFeePerGas: maybe(isWord),
})

const isState = (value: unknown): boolean => isRecordOf(isHash, isHash, mostSlots)(value)

const isOverride = hasOnly({
  code: maybe(isData),
  balance: maybe(isWord),
  nonce: maybe(isWord),
  state: maybe(isState),
  stateDiff: maybe(isState),
})

const areOverrides: Check = (value) => isRecordOf(isAddress, isOverride, mostAccounts)(value)

const isOverridden = hasOnly({
  number: maybe(isNumber),
  time: maybe(isNumber),
  gasLimit: maybe(isNumber),
  baseFeePerGas: maybe(isWord),
  blobBaseFee: maybe(isWord),
  prevRandao: maybe(isHash),
  feeRecipient: maybe(isAddress),
})

const isSimulatedBlock = hasOnly({
  blockOverrides: maybe(isOverridden),
  stateOverrides: maybe(areOverrides),
  calls: maybe(listOf(isCall, mostSimulatedCalls)),
})

const isSimulation = hasOnly({
  blockStateCalls: listOf(isSimulatedBlock, mostSimulatedBlocks),
  validation: maybe(isBoolean),
  traceTransfers: maybe(isBoolean),
  returnFullTransactions: maybe(isBoolean),
})

const isTopic: Check = (value) => value === null || isHash(value) || listOf(isHash, mostTopics)(value)

const isFilter = hasOnly({
  address: maybe((value) => isAddress(value) || listOf(isAddress, mostAddresses)(value)),
  topics: maybe(listOf(isTopic, 4)),
  fromBlock: maybe((value) => isNumber(value) || value === 'latest'),
  toBlock: maybe((value) => isNumber(value) || value === 'latest'),
  blockHash: maybe(isHash),
})

interface Filter {
  readonly address?: unknown
  readonly topics?: readonly unknown[]
  readonly fromBlock?: string
  readonly toBlock?: string
  readonly blockHash?: string
}

/** Whether a filter has a short range and names a contract or an event, so that it does not ask for everything. */
function isNarrow(filter: Filter, { head }: Bounds): boolean {
  const { address, topics = [], blockHash, fromBlock = 'latest', toBlock = 'latest' } = filter
  const isOfSome = Array.isArray(address) ? address.length > 0 : address !== undefined
  if (!isOfSome && topics.every((topic) => topic === null)) return false
  if (blockHash !== undefined) return true
  const at = (block: string) => (block === 'latest' ? head : BigInt(block))
  if (fromBlock === toBlock) return true
  const [from, to] = [at(fromBlock), at(toBlock)]
  return from !== null && to !== null && to - from < (isOfSome ? widestRange : widestRangeOfAll)
}

/** Whether the numbers of simulated blocks are near: a node makes every block between the head and the first. */
function isNear(simulation: unknown, { head }: Bounds): boolean {
  const { blockStateCalls } = simulation as {
    blockStateCalls: readonly { blockOverrides?: { number?: string } }[]
  }
  return blockStateCalls.every(({ blockOverrides }) => {
    const number = blockOverrides?.number
    return number === undefined || (head !== null && BigInt(number) <= head + mostAhead)
  })
}

const read = (...params: readonly Check[]): Method => ({ cost: 1, accepts: tuple(params) })
const costing = (cost: number, method: Method): Method => ({ ...method, cost })

/** A block with its transactions is a large read. */
const blockBy = (isId: Check): Method => costing(2, read(isId, maybe(isBoolean)))

/**
 * What a browser may ask the server's node: what the console itself needs for reading and simulating, and nothing else.
 * Nothing is sent through it, since wallets do that. Nothing makes the node keep state, and nothing administers it.
 */
export const methods: ReadonlyMap<string, Method> = new Map([
  ['eth_chainId', read()],
  ['eth_blockNumber', read()],
  ['eth_getBlockByNumber', blockBy((value) => isTag(value) || isNumber(value))],
  ['eth_getBlockByHash', blockBy(isHash)],
  ['eth_getTransactionReceipt', read(isHash)],
  ['eth_getTransactionByHash', read(isHash)],
  ['eth_getTransactionCount', read(isAddress, maybe(isBlock))],
  ['eth_getBalance', read(isAddress, maybe(isBlock))],
  ['eth_getCode', read(isAddress, maybe(isBlock))],
  ['eth_getStorageAt', read(isAddress, isSlot, maybe(isBlock))],
  ['eth_call', read(isCall, maybe(isBlock), maybe(areOverrides))],
  ['eth_createAccessList', costing(5, read(isCall, maybe(isBlock), maybe(areOverrides)))],
  [
    'eth_getLogs',
    {
      cost: 5,
      accepts: ([filter, ...rest], bounds) =>
        rest.length === 0 && isFilter(filter) && isNarrow(filter as Filter, bounds),
    },
  ],
  [
    'eth_simulateV1',
    {
      cost: 25,
      accepts: (params, bounds) => tuple([isSimulation, maybe(isBlock)])(params) && isNear(params[0], bounds),
    },
  ],
])

function isRecordOf(isKey: Check, isValue: Check, most: number): Check {
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const entries = Object.entries(value)
    return entries.length <= most && entries.every(([key, entry]) => isKey(key) && isValue(entry))
  }
}
