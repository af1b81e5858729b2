import { keccak256, stringToHex, toFunctionSelector } from 'viem'
import type { BlockRef } from '@/lib/leaf/source'
import { ContradictionError } from '../errors'
import type { Rpc } from '../rpc'
import { type Answers, type Request, requestKey } from './ask'
import { multicallAddress } from './lens'
import { fetchAnswers } from './planner'

/** Reads of Multicall3 about the block in which it runs. */
const request = (signature: string): Request => ({
  to: multicallAddress,
  data: toFunctionSelector(signature),
})

const number = request('getBlockNumber()')
const time = request('getCurrentBlockTimestamp()')
const parent = request('getLastBlockHash()')

/**
 * Asks the contracts themselves in which block they run. A node can say anything about a block, but every value of the
 * reading is computed with what it uses at the hash of that block.
 */
export const blockProof: readonly Request[] = [number, time, parent]

/**
 * @throws ContradictionError when the node says another number, time or parent of the block than it computes with
 */
export function checkBlock(block: BlockRef, answers: Answers): void {
  const found = ({ data: key }: Request) => {
    const answer = answers.get(requestKey({ to: multicallAddress, data: key }))
    return answer?.ok && /^0x[0-9a-f]{64}$/i.test(answer.data) ? BigInt(answer.data) : null
  }
  const differs = (what: string, said: string, computed: string) =>
    new ContradictionError(`says that block ${block.number} ${what} ${said}, and computes with ${computed}`)
  const [at, second, before] = [found(number), found(time), found(parent)]
  if (at === null || second === null) {
    throw new ContradictionError(`does not compute at block ${block.number}, of which it speaks`)
  }
  if (at !== block.number) throw differs('is number', block.number.toString(), at.toString())
  if (second !== block.timestamp) throw differs('is of', timeText(block.timestamp), timeText(second))
  if (before !== null && !isNoHash(before, block.number - 1n) && before !== BigInt(block.parentHash)) {
    throw differs('follows', shortHash(BigInt(block.parentHash)), shortHash(before))
  }
}

/**
 * There is no parent before the first block, and a local chain that was loaded from a file makes up the hashes it
 * lacks.
 */
function isNoHash(hash: bigint, number: bigint): boolean {
  return hash === 0n || hash === BigInt(keccak256(stringToHex(number.toString())))
}

/**
 * Proves that the node can compute at a block that it names.
 * @throws ContradictionError, and what a read throws
 */
export async function proveBlock(rpc: Rpc, block: BlockRef, hasMulticall: boolean): Promise<void> {
  checkBlock(block, await fetchAnswers(rpc, block, blockProof, { hasMulticall }))
}

function timeText(seconds: bigint): string {
  return `${new Date(Number(seconds) * 1_000).toISOString().slice(0, 19).replace('T', ' ')} UTC`
}

const shortHash = (hash: bigint): string => `0x${hash.toString(16).padStart(64, '0').slice(0, 8)}…`
