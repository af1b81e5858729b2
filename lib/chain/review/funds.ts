import type { Address, Hex } from 'viem'
import type { Rpc } from '../rpc'
import type { CallOutcome, SimulatedCall } from '../simulate/block'
import { type Conditions, gasPrice, generousGas, maxFee } from '../simulate/conditions'
import type { Shortfall } from './finding'

type Sent = SimulatedCall & { readonly from: Address }

/** The balance of each sender [wei]; null where it could not be read. */
export type Balances = ReadonlyMap<Address, bigint | null>

export async function readBalances(rpc: Rpc, blockHash: Hex, calls: readonly Sent[]): Promise<Balances> {
  const accounts = [...new Set(calls.map(({ from }) => from))]
  const entries = await Promise.all(
    accounts.map(async (account): Promise<[Address, bigint | null]> => {
      const balance = await rpc.request<Hex>('eth_getBalance', [account, { blockHash }]).catch(() => null)
      return [account, balance === null ? null : BigInt(balance)]
    }),
  )
  return new Map(entries)
}

/**
 * The funds that senders get during a simulation; none where they can pay. A node refuses to simulate for a sender that
 * could not pay for all its gas, and then says nothing of what the transaction does.
 */
export function toppedUp(
  balances: Balances,
  calls: readonly Sent[],
  conditions: Conditions,
  gas?: readonly bigint[],
): ReadonlyMap<Address, bigint> {
  const price = maxFee(conditions)
  return new Map(
    [...balances].flatMap(([account, balance]) => {
      const most = totalOf(account, calls, (index) => (gas?.[index] ?? generousGas(conditions)) * price)
      return balance !== null && balance >= most ? [] : [[account, (balance ?? 0n) + most] as const]
    }),
  )
}

/**
 * Senders that cannot pay for what the transactions took, at the price of the next block.
 * @param safes whose gas is paid by whoever executes
 */
export function shortfallsOf(
  balances: Balances,
  calls: readonly Sent[],
  outcomes: readonly CallOutcome[],
  conditions: Conditions,
  safes: readonly Address[],
): readonly Shortfall[] {
  const used = (index: number) => {
    const outcome = outcomes[index]
    return outcome?.ok ? outcome.gasUsed : 0n
  }
  return [...balances].flatMap(([account, balance]) => {
    const price = safes.includes(account) ? 0n : gasPrice(conditions)
    const needed = totalOf(account, calls, (index) => used(index) * price)
    return balance === null || balance >= needed ? [] : [{ account, balance, needed }]
  })
}

function totalOf(account: Address, calls: readonly Sent[], gasCost: (index: number) => bigint): bigint {
  return calls.reduce(
    (sum, { from, value }, index) => (from === account ? sum + value + gasCost(index) : sum),
    0n,
  )
}
