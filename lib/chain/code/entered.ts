import { type Address, getAddress, type Hex, toHex } from 'viem'
import { isRpcError, problemOf } from '../errors'
import type { Rpc } from '../rpc'

/** The contracts that transactions enter. */
export interface Entered {
  readonly contracts: readonly Address[]
  /** For each transaction whose contracts could not be found out, why. */
  readonly problems: readonly string[]
}

export interface TracedCall {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
}

interface AccessList {
  readonly accessList: readonly { readonly address: Address }[]
  /** Set where the transaction reverts: the list ends there. */
  readonly error?: string
}

/** Gas with which an access list is made. Nodes charge the sender for it, so it is no more than a step takes. */
const GAS = 5_000_000n

/** What a sender that could not pay is given: a Safe holds no ether of its own [wei]. */
const FUNDS = 10n ** 20n

/**
 * Which contracts each call enters, by the access list that the node makes of it at the block. That list has every
 * address it touches except for sender, target and precompiles; the targets are added. Each call is tried separately.
 */
export async function enteredBy(rpc: Rpc, blockHash: Hex, calls: readonly TracedCall[]): Promise<Entered> {
  const lists = await Promise.all(calls.map((call) => accessListOf(rpc, blockHash, call)))
  const contracts = calls.flatMap(({ to }, index) => [getAddress(to), ...(lists[index]?.contracts ?? [])])
  return {
    contracts: [...new Set(contracts)],
    problems: [...new Set(lists.flatMap(({ problems }) => problems))],
  }
}

async function accessListOf(rpc: Rpc, blockHash: Hex, call: TracedCall): Promise<Entered> {
  try {
    const { accessList, error } = await request(rpc, blockHash, call)
    return {
      contracts: accessList.map(({ address }) => getAddress(address)),
      problems: error === undefined ? [] : [`${call.to} by itself would revert: ${error}`],
    }
  } catch (error) {
    return { contracts: [], problems: [problemOf(rpc, error)] }
  }
}

async function request(rpc: Rpc, blockHash: Hex, { from, to, data }: TracedCall): Promise<AccessList> {
  const params = [{ from, to, data, gas: toHex(GAS) }, { blockHash }]
  try {
    return await rpc.request<AccessList>('eth_createAccessList', params)
  } catch (error) {
    if (!isRpcError(error) || error.data !== null) throw error
    // Nodes refuse a sender that cannot pay, as most Safes cannot; Geth accepts a balance to calculate with.
    const funded = { [from]: { balance: toHex(FUNDS) } }
    return rpc.request<AccessList>('eth_createAccessList', [...params, funded]).catch(() => {
      throw error
    })
  }
}
