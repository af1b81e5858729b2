import { decodeAbiParameters, type Hex, keccak256, stringToHex } from 'viem'
import type { RawLog } from '@/lib/safe'
import type { Rpc } from '../rpc'
import type { BlockId } from './look'

/** What a hash refers to that is not a transaction's: something a smart account did inside a transaction. */
export interface Enclosed {
  readonly kind: 'user operation' | 'transaction of a Safe'
  /** The transaction that carried it. */
  readonly hash: Hex
  readonly block: BlockId
  /** Whether it reports success. */
  readonly success: boolean
}

const topic = (signature: string) => keccak256(stringToHex(signature))

/** ERC-4337: its data holds nonce, success, cost and gas. */
const USER_OPERATION = topic('UserOperationEvent(bytes32,address,address,uint256,bool,uint256,uint256)')
const SAFE_SUCCESS = topic('ExecutionSuccess(bytes32,uint256)')
const SAFE_FAILURE = topic('ExecutionFailure(bytes32,uint256)')

type MinedLog = RawLog & { readonly transactionHash: Hex; readonly blockNumber: Hex; readonly blockHash: Hex }

/** How many blocks are searched: more than a day, and no more than providers answer. */
const searched = 10_000n

/** The event of a smart account that carries a hash as its first argument, in the blocks since one; null if there is none. */
export async function enclosedIn(rpc: Rpc, hash: Hex, since: bigint): Promise<Enclosed | null> {
  const events = [USER_OPERATION, SAFE_SUCCESS, SAFE_FAILURE]
  const [fromBlock, toBlock] = [since, since + searched].map((block) => `0x${block.toString(16)}`)
  const filter = { fromBlock, toBlock, topics: [events, hash] }
  const logs = await rpc.request<readonly MinedLog[]>('eth_getLogs', [filter]).catch(() => [])
  const [log] = logs.filter(({ topics }) => events.some((event) => event === topics[0]) && topics[1] === hash)
  if (!log) return null
  const { topics, data, transactionHash, blockNumber, blockHash } = log
  const isOperation = topics[0] === USER_OPERATION
  return {
    kind: isOperation ? 'user operation' : 'transaction of a Safe',
    hash: transactionHash,
    block: { number: BigInt(blockNumber), hash: blockHash },
    success: isOperation ? succeeded(data) : topics[0] === SAFE_SUCCESS,
  }
}

function succeeded(data: Hex): boolean {
  const [, success] = decodeAbiParameters([{ type: 'uint256' }, { type: 'bool' }], data)
  return success
}
