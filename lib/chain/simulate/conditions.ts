import { type Address, concat, type Hex, keccak256, slice, toHex } from 'viem'
import { min } from '@/lib/math'
import type { Rpc } from '../rpc'

/** Under which conditions a block runs its transactions, as a contract can ask for them. */
export interface Conditions {
  readonly number: bigint
  /** [unix s] */
  readonly time: bigint
  /** [wei] */
  readonly baseFee: bigint
  /** What a transaction pays on top [wei]. */
  readonly tip: bigint
  readonly coinbase: Address
  readonly prevrandao: Hex
  readonly gasLimit: bigint
}

/** What decides the conditions of the block after it. */
export interface ParentHeader {
  readonly number: bigint
  readonly hash: Hex
  readonly gasLimit: bigint
  readonly gasUsed: bigint
  /** [wei]; 0 on a chain without one. */
  readonly baseFee: bigint
  readonly coinbase: Address
}

interface RpcHeader {
  readonly number: Hex
  readonly hash: Hex
  readonly gasLimit: Hex
  readonly gasUsed: Hex
  readonly baseFeePerGas?: Hex
  readonly miner: Address
}

/** @throws TransportError, RpcError; a TypeError where the answer is no header. */
export async function readParent(rpc: Rpc, hash: Hex): Promise<ParentHeader> {
  const header = await rpc.request<RpcHeader>('eth_getBlockByHash', [hash, false])
  return {
    number: BigInt(header.number),
    hash,
    gasLimit: BigInt(header.gasLimit),
    gasUsed: BigInt(header.gasUsed),
    baseFee: BigInt(header.baseFeePerGas ?? '0x0'),
    coinbase: header.miner,
  }
}

/** A slot is 12 s, and one second more so that also a test of the last bit sees the difference [s]. */
const LATER = 13n

/** What is paid to the block's builder [wei]. */
const TIPS = [100_000_000n, 200_000_001n] as const

/**
 * The conditions of the next block, and those of the one after it, as different as two blocks in a row can be: every bit
 * of the second builder's address and random number is another than in the first, and so is the last bit of each number.
 *
 * @param time of the first [unix s]
 */
export function conditionsAfter(parent: ParentHeader, time: bigint): readonly [Conditions, Conditions] {
  const baseFee = nextBaseFee(parent)
  const coinbase = BigInt(parent.coinbase) === 0n ? derived(parent.hash, 'coinbase', 20) : parent.coinbase
  const prevrandao = derived(parent.hash, 'prevrandao', 32)
  const first = {
    ...{ number: parent.number + 1n, time, baseFee, tip: TIPS[0], coinbase, prevrandao },
    gasLimit: parent.gasLimit,
  }
  return [
    first,
    {
      number: first.number + 1n,
      time: time + LATER,
      baseFee: otherBaseFee(baseFee),
      tip: TIPS[1],
      coinbase: inverse(coinbase, 20),
      prevrandao: inverse(prevrandao, 32),
      gasLimit: parent.gasLimit + odd(parent.gasLimit / 1_024n - 1n),
    },
  ]
}

/** What a wallet would offer at most [wei per gas]. */
export const maxFee = ({ baseFee, tip }: Conditions): bigint => 2n * baseFee + tip

/** What is paid [wei per gas]. */
export const gasPrice = ({ baseFee, tip }: Conditions): bigint => baseFee + tip

/** The most gas that a transaction can have, EIP-7825. */
const MOST_GAS = 16_777_216n

/** Gas that a transaction is simulated with before it is known what it takes: half of the block's at most. */
export const generousGas = ({ gasLimit }: Conditions): bigint => min(MOST_GAS, gasLimit / 2n)

/** EIP-1559: it moves by an eighth at most, towards blocks that are half full. */
function nextBaseFee({ baseFee, gasLimit, gasUsed }: ParentHeader): bigint {
  const target = gasLimit / 2n
  if (target === 0n || gasUsed === target || baseFee === 0n) return baseFee
  if (gasUsed < target) return baseFee - (baseFee * (target - gasUsed)) / target / 8n
  const rise = (baseFee * (gasUsed - target)) / target / 8n
  return baseFee + (rise === 0n ? 1n : rise)
}

/** A block may have less than a 1024th more gas than the one before it. */
const odd = (most: bigint): bigint => (most % 2n === 1n ? most : most - 1n)

/** That of a block after a full one, or one less, so that one of the two is even and the other odd. */
function otherBaseFee(baseFee: bigint): bigint {
  const full = baseFee + (baseFee < 8n ? 1n : baseFee / 8n)
  return full % 2n === baseFee % 2n ? full - 1n : full
}

/** Nobody can know it before the block is there. */
function derived(hash: Hex, what: string, bytes: number): Hex {
  return slice(keccak256(concat([hash, toHex(what)])), 0, bytes)
}

function inverse(value: Hex, size: number): Hex {
  return toHex(~BigInt(value) & ((1n << BigInt(8 * size)) - 1n), { size })
}
