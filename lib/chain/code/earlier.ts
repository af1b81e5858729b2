import { type Address, type Hex, keccak256, toHex } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'
import { blockIn, bytesIn } from '../read/parse'
import type { Rpc } from '../rpc'
import type { CodeCheck, ContractCode } from '.'

export interface EarlierInput {
  /** The block from which the deployment is read. */
  readonly startBlock: number
  /** The block at which code was checked. */
  readonly block: BlockRef
}

/** Prefix of code that the owner of an account delegates to it (EIP-7702), and may change. */
const DELEGATION = '0xef0100'

/**
 * Compares contracts for which nobody says what code is right with what stood there before: where the deployment
 * begins, and in the last final block. Code does not change by itself, so different code is not right; the same code is
 * no proof. A node without old state tells nothing. It never throws.
 */
export async function againstEarlier(
  rpc: Rpc,
  check: CodeCheck,
  { startBlock, block }: EarlierInput,
): Promise<CodeCheck> {
  if (!check.contracts.some(isUnnamed)) return check
  const blocks = [BigInt(startBlock), await finalBlock(rpc)].filter(
    (number) => number !== null && number < block.number,
  ) as readonly bigint[]
  const contracts = check.contracts.map((contract) =>
    isUnnamed(contract) ? judged(rpc, contract, blocks) : contract,
  )
  return { ...check, contracts: await Promise.all(contracts) }
}

const isUnnamed = ({ verdict }: ContractCode): boolean => verdict === 'unnamed'

async function judged(rpc: Rpc, contract: ContractCode, blocks: readonly bigint[]): Promise<ContractCode> {
  const read = await Promise.all(
    blocks.map(async (number) => ({ number, hash: await hashAt(rpc, contract.address, number) })),
  )
  const earlier = read.filter(({ hash }) => hash !== null)
  const changed = earlier.find(({ hash }) => hash !== contract.hash)
  if (changed) return { ...contract, verdict: 'different', by: `this chain at block ${changed.number}` }
  const [first] = earlier
  return first ? { ...contract, since: first.number } : contract
}

/** The code hash; null where the account had no code of its own, or the node does not tell. */
async function hashAt(rpc: Rpc, address: Address, block: bigint): Promise<Hex | null> {
  const method = 'eth_getCode'
  try {
    const code = bytesIn(method, await rpc.request<unknown>(method, [address, toHex(block)]))
    return code === '0x' || code.startsWith(DELEGATION) ? null : keccak256(code)
  } catch {
    return null
  }
}

/** Number of the last block that the node counts as final; null where it does not say. */
async function finalBlock(rpc: Rpc): Promise<bigint | null> {
  const method = 'eth_getBlockByNumber'
  try {
    return blockIn(method, await rpc.request<unknown>(method, ['finalized', false]))?.number ?? null
  } catch {
    return null
  }
}
