import { type Address, type EIP1193Provider, type Hex, toHex } from 'viem'
import { roles } from '@/contracts/script/roles'
import type { Action } from '@/lib/actions'
import { type FakeTransaction, told } from '../fakes/transaction'

/** What a wallet is asked to send. */
export interface Asked {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  readonly value: bigint
}

/** What was really sent, whatever the wallet answered. */
export interface WentOut extends Asked {
  /** The transaction as a node that was told of it has it. */
  readonly transaction: FakeTransaction
}

interface Hands {
  /** Signs a transaction and sends it. @returns its hash */
  readonly send: (transaction: Asked) => Promise<Hex>
  /** The hash of a mined transaction of somebody else. */
  readonly foreign: Hex
  /** The hash of what it was asked for, signed but sent to nobody. */
  readonly kept: Hex
}

/** A wallet that does or says something other than it is asked for. What it throws reaches the page. */
export type Trick = (asked: Asked, hands: Hands) => Promise<unknown>

const unknownHash: Hex = `0x${'5a'.repeat(32)}`
const stranger = roles.donor
const flipped = (data: Hex): Hex => `${data.slice(0, -1)}${data.endsWith('0') ? '1' : '0'}` as Hex

/** Sends what it is asked for, and throws nevertheless. */
const sendsAndThrows =
  (thrown: unknown): Trick =>
  async (asked, { send }) => {
    await send(asked)
    throw thrown
  }

/** Sends what it is asked for, and answers something else. */
const sendsAndAnswers =
  (answer: unknown): Trick =>
  async (asked, { send }) => {
    await send(asked)
    return answer
  }

export const honest: Trick = (asked, { send }) => send(asked)

/** Every trick of a wallet in the tests, by name. */
export const tricks: Readonly<Record<string, Trick>> = {
  'answers the hash of somebody else and sends nothing': async (_, { foreign }) => foreign,
  'answers the hash of somebody else and sends it': async (asked, { send, foreign }) => {
    await send(asked)
    return foreign
  },
  'answers null': async () => null,
  'answers an empty text': async () => '',
  'answers an object': async () => ({ hash: unknownHash }),
  'answers null and sends it': sendsAndAnswers(null),
  'answers a hash that nobody knows': async () => unknownHash,
  'answers a hash that nobody knows and sends it': sendsAndAnswers(unknownHash),
  'keeps back what it signed': async (_, { kept }) => kept,
  'sends it elsewhere': (asked, { send }) => send({ ...asked, to: stranger.address }),
  'sends other bytes': (asked, { send }) => send({ ...asked, data: flipped(asked.data) }),
  'sends other bytes and answers null': async (asked, { send }) => {
    await send({ ...asked, data: flipped(asked.data) })
    return null
  },
  'sends other bytes and says that its owner rejected': async (asked, { send }) => {
    await send({ ...asked, data: flipped(asked.data) })
    throw { code: 4001, message: 'User rejected the request.' }
  },
  'sends a byte more': (asked, { send }) => send({ ...asked, data: `${asked.data}00` }),
  'sends no bytes': (asked, { send }) => send({ ...asked, data: '0x' }),
  'sends ether with it': (asked, { send }) => send({ ...asked, value: 1n }),
  'sends it from another account': (asked, { send }) => send({ ...asked, from: stranger.address }),
  'cancels it at once': (asked, { send }) => send({ ...asked, to: asked.from, data: '0x', value: 0n }),
  'sends it twice': async (asked, { send }) => {
    const hash = await send(asked)
    await send(asked)
    return hash
  },
  'sends it and says that its owner rejected': sendsAndThrows({ code: 4001, message: 'User rejected.' }),
  'sends it and says that it is not connected': sendsAndThrows({ code: 4900, message: 'Disconnected.' }),
  'sends it and fails with a plain object': sendsAndThrows({ message: 'insufficient funds', data: {} }),
  'says that its owner rejected': async () => {
    throw { code: 4001, message: 'User rejected the request.' }
  },
  'fails with a text': async () => {
    throw 'popup closed'
  },
}

export interface PlayedWallet {
  readonly provider: EIP1193Provider
  /** In the order in which it was sent. */
  readonly out: readonly WentOut[]
  /** What somebody else sent. */
  readonly foreign: FakeTransaction
}

const FEES = { type: 'eip1559', gas: 100_000n, maxFeePerGas: 3n, maxPriorityFeePerGas: 1n } as const

/** The first nonce of everybody on the chains of `nodeWith`. */
const firstNonce = 3

/** Transactions that their senders sign, one after the other. */
export function signing(chainId: number) {
  const used = new Map<Address, number>()
  return async ({ from, to, data, value }: Asked): Promise<FakeTransaction> => {
    const signer = Object.values(roles).find(({ address }) => address === from)
    if (!signer) throw new RangeError(`Nobody signs for ${from}`)
    const nonce = used.get(from) ?? firstNonce
    used.set(from, nonce + 1)
    return told({ to, data, value, chainId, nonce, ...FEES }, signer.account)
  }
}

/** A wallet that plays a trick on everything that it is asked to send. */
export async function playedWallet(chainId: number, trick: Trick): Promise<PlayedWallet> {
  const out: WentOut[] = []
  const sign = signing(chainId)
  const { address } = stranger
  const foreign = await signing(chainId)({ from: address, to: address, data: '0x', value: 7n })
  const hands = async (asked: Asked): Promise<Hands> => ({
    foreign: foreign.node.hash,
    kept: (await signing(chainId)(asked)).node.hash,
    send: async (transaction) => {
      const signed = await sign(transaction)
      out.push({ ...transaction, transaction: signed })
      return signed.node.hash
    },
  })
  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
    if (method === 'eth_chainId') return toHex(chainId)
    if (method !== 'eth_sendTransaction') throw new Error(`unexpected ${method}`)
    const { from, to, data, value } = params[0] as Omit<Asked, 'value'> & { readonly value: Hex }
    const asked = { from, to, data, value: BigInt(value) }
    return trick(asked, await hands(asked))
  }
  return { provider: { request } as unknown as EIP1193Provider, out, foreign }
}

/** Whether one transaction of an action was sent exactly as it was handed over. */
export function wentOut(call: Action['calls'][number], from: Address, out: readonly WentOut[]): boolean {
  return out.some(
    (one) => one.from === from && one.to === call.to && one.data === call.data && one.value === call.value,
  )
}
