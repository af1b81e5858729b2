import { type Address, type EIP1193Provider, type Hex, toHex } from 'viem'
import { roles } from '@/contracts/script/roles'
import type { Action } from '@/lib/actions'
import { type Scene, send } from '../scene'

/** What a wallet is asked to send. */
export interface Asked {
  readonly from: Address
  readonly to: Address
  readonly data: Hex
  readonly value: Hex
}

/** What really went out, whatever the wallet answered. */
export interface WentOut extends Asked {
  readonly passed: boolean
}

interface Hands {
  /** Sends a transaction by whoever has to sign it, and has it mined. @returns its hash */
  readonly send: (transaction: Asked) => Promise<Hex>
  /** The hash of a transaction of somebody else that was mined. */
  readonly foreign: Hex
}

/** A wallet that does something else than it is asked for, or says something else. What it throws reaches the page. */
export type Trick = (asked: Asked, hands: Hands) => Promise<unknown>

const unknownHash: Hex = `0x${'5a'.repeat(32)}`
const flipped = (data: Hex): Hex => `${data.slice(0, -1)}${data.endsWith('0') ? '1' : '0'}` as Hex
const stranger = roles.donor.address

/** Every way in which a wallet is played, by its name. */
export const tricks: Readonly<Record<string, Trick>> = {
  'does what it is asked for': (asked, { send: out }) => out(asked),
  'answers the hash of somebody else and sends nothing': async (_, { foreign }) => foreign,
  'answers the hash of somebody else and sends it': async (asked, { send: out, foreign }) => {
    await out(asked)
    return foreign
  },
  'answers null': async () => null,
  'answers nothing': async () => undefined,
  'answers an empty text': async () => '',
  'answers 0x': async () => '0x',
  'answers a number': async () => 7,
  'answers an object': async () => ({ hash: unknownHash }),
  'answers null and sends it': async (asked, { send: out }) => {
    await out(asked)
    return null
  },
  'answers a hash that nobody knows': async () => unknownHash,
  'answers a hash that nobody knows and sends it': async (asked, { send: out }) => {
    await out(asked)
    return unknownHash
  },
  'sends it elsewhere': (asked, { send: out }) => out({ ...asked, to: stranger }),
  'sends other bytes': (asked, { send: out }) => out({ ...asked, data: flipped(asked.data) }),
  'sends a byte more': (asked, { send: out }) => out({ ...asked, data: `${asked.data}00` }),
  'sends no bytes': (asked, { send: out }) => out({ ...asked, data: '0x' }),
  'sends ether with it': (asked, { send: out }) => out({ ...asked, value: '0x1' }),
  'sends it from another account': (asked, { send: out }) => out({ ...asked, from: stranger }),
  'cancels it at once': (asked, { send: out }) => out({ ...asked, to: asked.from, data: '0x' }),
  'sends it twice': async (asked, { send: out }) => {
    const hash = await out(asked)
    await out(asked)
    return hash
  },
  'sends it and says that its owner rejected': async (asked, { send: out }) => {
    await out(asked)
    throw { code: 4001, message: 'User rejected the request.' }
  },
  'sends it and fails with a plain object': async (asked, { send: out }) => {
    await out(asked)
    throw { message: 'insufficient funds', data: { originalError: {} } }
  },
  'fails with a text': async () => {
    throw 'popup closed'
  },
}

export interface PlayedWallet {
  readonly provider: EIP1193Provider
  /** In the order in which it went out. */
  readonly out: readonly WentOut[]
}

/** A wallet that plays a trick on everything that it is asked to send. */
export async function playedWallet(scene: Scene, trick: Trick): Promise<PlayedWallet> {
  const { transactionHash: foreign } = await send(scene, { from: stranger, to: stranger, data: '0x' })
  const out: WentOut[] = []
  const hands: Hands = {
    foreign,
    send: async (transaction) => {
      const { transactionHash, status } = await send(scene, transaction)
      out.push({ ...transaction, passed: status === '0x1' })
      return transactionHash
    },
  }
  const request = async ({ method, params = [] }: { method: string; params?: readonly unknown[] }) => {
    if (method === 'eth_chainId') return toHex(scene.deployment.chainId)
    if (method !== 'eth_sendTransaction') throw new Error(`unexpected ${method}`)
    const { from, to, data, value } = params[0] as Asked
    return trick({ from, to, data, value }, hands)
  }
  return { provider: { request } as unknown as EIP1193Provider, out }
}

/** Whether everything of an action went out just as it was handed over, and passed. */
export function wentOut({ calls, from }: Action, out: readonly WentOut[]): boolean {
  return calls.every((call) =>
    out.some(
      (one) =>
        one.passed &&
        one.from === from &&
        one.to === call.to &&
        one.data === call.data &&
        BigInt(one.value) === call.value,
    ),
  )
}
