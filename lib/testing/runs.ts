import type { EIP1193Provider, Hex } from 'viem'
import { vi } from 'vitest'
import type { Action } from '@/lib/actions'
import type { Rpc } from '@/lib/chain/rpc'
import { storedPath } from '@/lib/leaf/path'
import { type Run, statusOf } from '@/lib/react/run'
import type { RunStore, StillHolds } from '@/lib/react/run/store'
import { type Browser, browser, openTab } from './fakes/browser'

/** The chain of every run here. */
export const chainId = 31_337
/** Who signs. */
export const from = '0x00000000000000000000000000000000000000F1'
/** What is called. */
export const to = '0x00000000000000000000000000000000000000d1'
/** A hash that can be told from others by its number. */
export const hashOf = (index: number): Hex => `0x${String(index).padStart(64, '0')}`
/** Every requirement still holds. */
export const holds: StillHolds = () => null

/** An action of so many calls. */
export const action = (
  calls: number,
  effects: Action['effects'] = [{ path: storedPath('a'), after: { value: 1n } }],
): Action => ({
  request: { kind: 'freeze-all', generator: to },
  title: 'Freeze all relayers',
  emergency: true,
  from,
  calls: Array.from({ length: calls }, (_, index) => ({ to, data: `0x0${index}`, value: 0n })),
  permission: {
    id: 'freezer',
    says: { holds: '', fails: '' },
    holds: { ok: true, value: true, from: [] },
    weight: 'blocks',
  },
  requirements: [],
  effects,
  events: [],
  afterwards: 'No relayer can operate the Generator.',
  disables: [],
  undo: '',
})

/** A wallet that gives these answers in turn; an unexpected method throws. */
export function wallet(answers: readonly unknown[], chain: number = chainId) {
  const left = [...answers]
  const request = vi.fn(async ({ method }: { method: string; params?: unknown }) => {
    if (method === 'eth_chainId') return `0x${chain.toString(16)}`
    if (method !== 'eth_sendTransaction') throw new Error(`unexpected ${method}`)
    if (left.length === 0) throw new Error('asked more often than expected')
    const answer = left.shift()
    if (answer instanceof Error) throw answer
    return answer
  })
  return { request } as unknown as EIP1193Provider & { request: typeof request }
}

/** A wallet that never answers. */
export const hanging = { request: () => new Promise(() => undefined) } as unknown as EIP1193Provider

/** What a wallet throws, with its code. */
export const coded = (code: number, message: string, cause?: unknown) =>
  Object.assign(new Error(message, { cause }), { code })

/** A console in one tab of a browser. */
export const open = (of: Browser = browser(), now?: () => number) => openTab(chainId, of, now)

/** The newest run. */
export const first = (store: RunStore) => store.snapshot().runs[0]
/** How each call of a run stands. */
export const states = (run: Run | undefined) => run?.calls.map((call) => statusOf(call).state)

/** A node with one transaction, as the test wants it. */
export function node(is: { mined?: boolean; known?: boolean; label?: string }): Rpc & { at: typeof is } {
  const rpc = {
    at: is,
    label: is.label ?? 'node',
    kind: 'node' as const,
    request: async <T>(method: string): Promise<T> => {
      const answers: Readonly<Record<string, unknown>> = {
        eth_chainId: '0x7a69',
        eth_blockNumber: '0x20',
        eth_getTransactionCount: '0x0',
        eth_getTransactionByHash: rpc.at.mined || rpc.at.known ? { nonce: '0x4' } : null,
        eth_getTransactionReceipt: rpc.at.mined
          ? { transactionHash: hashOf(1), status: '0x1', blockNumber: '0x10', blockHash: '0xaa', logs: [] }
          : null,
      }
      if (!(method in answers)) throw new Error(`unexpected ${method}`)
      return answers[method] as T
    },
  }
  return rpc
}
