import { type Address, decodeAbiParameters, type Hex, isAddressEqual, keccak256, stringToHex } from 'viem'
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

/** How many blocks are searched, of one account and of all: about a day, and no more than providers and servers answer. */
const searched = 10_000n
const searchedOfAll = 7_000n

/** The event of a smart account that carries a hash as its first argument, in the blocks since one; null if there is none. */
export async function enclosedIn(rpc: Rpc, hash: Hex, { since, from }: Sender): Promise<Enclosed | null> {
  const log = (await logIn(rpc, hash, from, since)) ?? (await logLately(rpc, hash, from, since))
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

/** Who was asked to send it, and the block at which. */
interface Sender {
  readonly since: bigint
  readonly from: Address
}

/**
 * The event in the blocks from one on. That of a Safe counts only where the account itself emits it: anybody can log. That
 * of a user operation is of a contract which nobody here knows.
 */
async function logIn(rpc: Rpc, hash: Hex, from: Address, first: bigint): Promise<MinedLog | undefined> {
  const find = async (events: readonly Hex[], length: bigint, address?: Address) => {
    const [fromBlock, toBlock] = [first, first + length].map((block) => `0x${block.toString(16)}`)
    const filter = { fromBlock, toBlock, topics: [events, hash], ...(address ? { address } : {}) }
    const logs = await rpc.request<readonly MinedLog[]>('eth_getLogs', [filter]).catch(() => [])
    return logs.find(
      ({ topics, address: emitter }) =>
        topics[1] === hash &&
        events.some((event) => event === topics[0]) &&
        (address === undefined || isAddressEqual(emitter, address)),
    )
  }
  return (
    (await find([SAFE_SUCCESS, SAFE_FAILURE], searched, from)) ??
    (await find([USER_OPERATION], searchedOfAll))
  )
}

/** Owners of a Safe may take days: then the last blocks are searched, too. */
async function logLately(rpc: Rpc, hash: Hex, from: Address, since: bigint): Promise<MinedLog | undefined> {
  const head = BigInt(await rpc.request<Hex>('eth_blockNumber', []))
  return head <= since + searched ? undefined : logIn(rpc, hash, from, head - searched)
}

function succeeded(data: Hex): boolean {
  const [, success] = decodeAbiParameters([{ type: 'uint256' }, { type: 'bool' }], data)
  return success
}
