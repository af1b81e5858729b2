import { type Address, concat, type Hex, keccak256, slice, toHex } from 'viem'
import { min } from '@/lib/math'
import type { Rpc } from '../rpc'

/** The conditions under which a block runs its transactions, as far as contracts can read them. */
export interface Conditions {
  readonly number: bigint
  /** [unix s] */
  readonly time: bigint
  /** [wei] */
  readonly baseFee: bigint
  /** The tip that a transaction pays [wei]. */
  readonly tip: bigint
  readonly coinbase: Address
  readonly prevrandao: Hex
  readonly gasLimit: bigint
}

/** The part of a block that decides the conditions of the next one. */
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

/** A slot is 12 s; one second more changes the last bit as well, which a contract might test [s]. */
const LATER = 13n

/** The tips to the block's builder [wei]. */
const TIPS = [100_000_000n, 200_000_001n] as const

/**
 * The conditions of the next block, and those of the one after it, as different as two consecutive blocks can be: the
 * second builder's address and random number differ in every bit, and each number in its last bit.
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

/** The highest fee that a wallet would offer [wei per gas]. */
export const maxFee = ({ baseFee, tip }: Conditions): bigint => 2n * baseFee + tip

/** The price that is paid [wei per gas]. */
export const gasPrice = ({ baseFee, tip }: Conditions): bigint => baseFee + tip

/** The most gas that a transaction can have, EIP-7825. */
const MOST_GAS = 16_777_216n

/** Gas for the simulation of a transaction before it is known how much it takes: at most half of the block's. */
export const generousGas = ({ gasLimit }: Conditions): bigint => min(MOST_GAS, gasLimit / 2n)

/** EIP-1559: it changes by an eighth at most, towards half-full blocks. */
function nextBaseFee({ baseFee, gasLimit, gasUsed }: ParentHeader): bigint {
  const target = gasLimit / 2n
  if (target === 0n || gasUsed === target || baseFee === 0n) return baseFee
  if (gasUsed < target) return baseFee - (baseFee * (target - gasUsed)) / target / 8n
  const rise = (baseFee * (gasUsed - target)) / target / 8n
  return baseFee + (rise === 0n ? 1n : rise)
}

/** A block's gas limit may differ from the one before it by less than a 1024th. */
const odd = (most: bigint): bigint => (most % 2n === 1n ? most : most - 1n)

/** The base fee after a full block, or one less, so that one of the two is even and the other odd. */
function otherBaseFee(baseFee: bigint): bigint {
  const full = baseFee + (baseFee < 8n ? 1n : baseFee / 8n)
  return full % 2n === baseFee % 2n ? full - 1n : full
}

/** Nobody can know the real value before the block exists. */
function derived(hash: Hex, what: string, bytes: number): Hex {
  return slice(keccak256(concat([hash, toHex(what)])), 0, bytes)
}

function inverse(value: Hex, size: number): Hex {
  return toHex(~BigInt(value) & ((1n << BigInt(8 * size)) - 1n), { size })
}
